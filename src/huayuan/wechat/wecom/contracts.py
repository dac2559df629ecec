"""Values of the WeCom connector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huayuan.wechat.wecom.crypto import Seal


@dataclass(frozen=True, slots=True)
class Connection:
    """One app of one corp, opened. Never logged, never sent to a browser."""

    id: int
    key: str
    name: str
    corp_id: str
    agent_id: int
    secret: str
    seal: Seal
    api_url: str
    status: str
    welcome_text: str


@dataclass(frozen=True, slots=True)
class Options:
    """What bootstrap takes from the settings. `callback_window_seconds`: accepted age of a timestamp."""

    api_url: str = "https://qyapi.weixin.qq.com"
    public_url: str = ""
    callback_window_seconds: int = 600
    callback_days: int = 30


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified callback on its way into the inbox. `payload` is the decrypted XML."""

    connection_id: int
    dedup_key: str
    event: str
    change_type: str
    known: bool
    created_at: datetime
    received_at: datetime
    payload: str


@dataclass(frozen=True, slots=True)
class StoredCallback:
    id: int
    connection_id: int
    payload: str
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Health:
    """Counts are of the last 24 hours. `failures_24h`: callbacks refused, unreadable or not processed."""

    last_callback_at: datetime | None
    callbacks_24h: int
    duplicates_24h: int
    unknown_24h: int
    failures_24h: int
    waiting: int
    token_expires_at: datetime | None
