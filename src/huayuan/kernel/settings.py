"""Every setting of the platform. Each is an environment variable with the prefix `HUAYUAN_`.

`docs/operations/settings.md` is written from the descriptions here; a test compares them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HUAYUAN_", extra="ignore", frozen=True)

    data_dir: Path = Field(Path("data"), description="Folder for the embedded databases, keys and files.")
    database_url: str = Field(
        "",
        description="Records: `sqlite:///path` or `postgresql://user:pass@host/db`. Empty: SQLite in the data folder.",
    )
    warehouse_url: str = Field(
        "",
        description="Events: `duckdb:///path`, `clickhouse://user:pass@host:8123/db` or `chdb:///path`. Empty: DuckDB in the data folder.",
    )
    warehouse_cluster: str = Field(
        "", description="Name of the ClickHouse cluster for `ON CLUSTER`; empty for a single node."
    )
    warehouse_memory: str = Field("256MB", description="Memory limit that DuckDB keeps to.")
    warehouse_threads: int = Field(2, ge=1, le=256, description="Threads that DuckDB may use.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on; 0 picks a free one.")
    public_url: str = Field(
        "", description="Address under which browsers and WeChat reach this server, without a trailing slash."
    )
    role: Literal["all", "web", "worker", "scheduler"] = Field(
        "all", description="Which part of the work this process does."
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Master keys for personal fields: base64 of 32 bytes, newest first, separated by commas. Empty: `keys.json` in the data folder.",
    )
    timezone: str = Field(
        "Asia/Shanghai", description="The organisation's time zone: days, weeks and quiet hours follow it."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least severe log entry to write."
    )
    device_trust: Literal["sitting", "device"] = Field(
        "sitting",
        description="Whom a browser's visitor id links: `sitting` only who named themself twice in one session of it; `device` everybody on it as long as nothing contradicts (finds more, errs in some households; decision 0008).",
    )
    secure_cookies: bool = Field(
        False, description="Send session cookies over HTTPS only. Set it behind TLS."
    )
    trusted_proxies: int = Field(
        0, ge=0, le=8, description="How many reverse proxies stand in front and set X-Forwarded-For."
    )
    session_hours: int = Field(
        12, ge=1, le=720, description="A console session ends after so many hours without use."
    )
    threads: int = Field(
        6, ge=4, le=256, description="Threads for console requests; more only fight for the interpreter."
    )
    worker_threads: int = Field(
        4, ge=1, le=64, description="Threads that run background tasks in one worker process."
    )
    commit_interval_ms: int = Field(
        20, ge=0, le=1000, description="How long the collector gathers events for one commit, in ms."
    )
    commit_max_events: int = Field(5000, ge=1, le=100_000, description="Most events in one commit.")
    collector_queue_events: int = Field(
        50_000, ge=1000, description="Events waiting for a commit before the collector answers 503."
    )
    collector_body_bytes: int = Field(
        5_000_000, ge=1000, description="Largest body of POST /v1/events after decompression, in bytes."
    )
    future_tolerance_seconds: int = Field(
        300, ge=0, description="Clock skew accepted: events further in the future are rejected."
    )
    past_limit_days: int = Field(
        3650, ge=1, description="Events older than this are rejected by the collector."
    )
    dedup_memory_events: int = Field(
        20_000_000,
        ge=1000,
        description="Event fingerprints kept in memory for recognising repeats (16 bytes each).",
    )
    upload_bytes: int = Field(100_000_000, ge=1000, description="Largest file for an import, in bytes.")
    wecom_api_url: str = Field(
        "https://qyapi.weixin.qq.com",
        description="Base address of the WeCom API; the sandbox's address for trials.",
    )
    callback_window_seconds: int = Field(
        600,
        ge=30,
        description="Oldest timestamp of a platform's callback that is accepted: protects against replays.",
    )
    callback_days: int = Field(30, ge=1, description="Days that raw callbacks of platforms are kept.")
    outbound_timeout_seconds: float = Field(
        8.0, gt=0, description="Time-out of calls to outside services, in seconds."
    )
    shutdown_seconds: float = Field(
        15.0, gt=0, description="Time for requests and tasks to finish when the process is told to stop."
    )

    @property
    def records_url(self) -> str:
        return self.database_url or f"sqlite:///{(self.data_dir / 'records.sqlite').absolute()}"

    @property
    def events_url(self) -> str:
        return self.warehouse_url or f"duckdb:///{(self.data_dir / 'warehouse.duckdb').absolute()}"
