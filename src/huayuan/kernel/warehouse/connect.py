"""From a URL to a warehouse."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from huayuan.kernel.errors import Invalid
from huayuan.kernel.warehouse.base import Warehouse


def connect_warehouse(url: str, *, memory: str = "256MB", threads: int = 2, cluster: str = "") -> Warehouse:
    """`duckdb:///path`, `clickhouse://user:password@host:8123/database` (`?secure=1` for TLS), `chdb:///path`.

    Raises Invalid for another scheme and WarehouseDown when the store cannot be opened.
    """
    parts = urlsplit(url)
    if parts.scheme == "duckdb":
        from huayuan.kernel.warehouse.duckdb_engine import DuckDBWarehouse

        return DuckDBWarehouse(
            parts.path[1:] if parts.path.startswith("//") else parts.path, memory=memory, threads=threads
        )
    if parts.scheme in ("clickhouse", "chdb"):
        from huayuan.kernel.warehouse.clickhouse_engine import ClickHouseWarehouse

        in_process = parts.scheme == "chdb"
        return ClickHouseWarehouse(lambda: _client(url), cluster=cluster, shared_client=in_process)
    raise Invalid(
        field="HUAYUAN_WAREHOUSE_URL",
        reason=f"unknown scheme {parts.scheme!r}; use duckdb, clickhouse or chdb",
    )


def _client(url: str) -> Any:
    import clickhouse_connect

    parts = urlsplit(url)
    if parts.scheme == "chdb":
        return clickhouse_connect.get_client(
            interface="chdb", path=parts.path or ":memory:", database="default"
        )
    secure = "secure=1" in parts.query
    return clickhouse_connect.get_client(
        host=parts.hostname or "localhost",
        port=parts.port or (8443 if secure else 8123),
        username=parts.username or "default",
        password=parts.password or "",
        database=parts.path.strip("/") or "default",
        secure=secure,
        autogenerate_session_id=False,
        connect_timeout=5,
        send_receive_timeout=60,
    )
