"""Values of connections: what is connected, what came in, what a check found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.wechat.connections.crypto import Seal

SECRET, CALLBACK_TOKEN, AES_KEY = "secret", "callback_token", "encoding_aes_key"


@dataclass(frozen=True, slots=True)
class AccountOption:
    """A connection as a choice, for whoever may use it and not see its settings. `account` as in `Connection`."""

    id: int
    name: str
    account: str


@dataclass(frozen=True, slots=True)
class Connection:
    """One app, account or merchant of a platform, opened. Never logged, never sent to a browser.

    `account` is the corp id, app id or merchant number; `app` tells several of one account apart (a WeCom agent id).
    `seals` open callbacks: the current one first, then the one that is being replaced. `off`: switched off by an
    administrator, so nothing is called and what comes in is held.
    """

    id: int
    key: str
    kind: str
    name: str
    account: str
    app: str
    secrets: Mapping[str, str] = field(repr=False)
    settings: Mapping[str, Any]
    seals: tuple[Seal, ...] = field(repr=False)
    api_url: str
    status: str
    off: bool = False

    @property
    def secret(self) -> str:
        return self.secrets.get(SECRET, "")

    @property
    def seal(self) -> Seal:
        """The current seal. Raises LookupError for a kind without sealed callbacks."""
        return self.seals[0]


@dataclass(frozen=True, slots=True)
class Options:
    """What bootstrap takes from the settings. `callback_window_seconds`: accepted age of a callback's timestamp."""

    public_url: str = ""
    callback_window_seconds: int = 600
    callback_days: int = 30
    journal_after_seconds: float = 0.3


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified callback on its way into the inbox. `payload` is its decrypted text."""

    connection_id: int
    kind: str
    dedup_key: str
    event: str
    change_type: str
    known: bool
    created_at: datetime
    received_at: datetime
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the platform is answered once its callback is kept."""

    body: str = "success"
    content_type: str = "text/plain; charset=utf-8"
    status: int = 200


@dataclass(frozen=True, slots=True)
class StoredCallback:
    id: int
    connection_id: int
    payload: str
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Health:
    """Counts are of the last 24 hours. `failures_24h`: callbacks refused, unreadable or not processed.

    `delay_p50_ms` and `delay_max_ms`: from the platform's time stamp to our receipt, of the last callbacks; the stamp
    has whole seconds.
    """

    last_callback_at: datetime | None
    callbacks_24h: int
    duplicates_24h: int
    unknown_24h: int
    refused_24h: int
    failures_24h: int
    waiting: int
    failed: int
    delay_p50_ms: int | None
    delay_max_ms: int | None
    token_expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptCallback:
    """A stored callback as an administrator sees it. `outcome`: done, failed, held, erased; None while it waits."""

    id: int
    event: str
    change_type: str
    created_at: datetime
    received_at: datetime
    processed_at: datetime | None
    outcome: str | None
    attempts: int
    error: str | None


@dataclass(frozen=True, slots=True)
class SyncState:
    """How far reading everything is. `error` is what the last attempt ended with."""

    state: str
    progress: float | None
    note: str | None
    error: str | None
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls of one interface today. `limit` is per day as far as the platform documents one; `forecast` is where the
    day ends at this pace."""

    path: str
    calls: int
    refused: int
    last_errcode: int | None
    limit: int | None
    forecast: int


class CheckState(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Check:
    """One step of the doctor: what was looked at, what was found, what to do about it. `errcode`: the platform's."""

    step: str
    title: Text
    state: CheckState
    found: Text
    fix: Text | None = None
    errcode: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to enter for a connection. `where` tells the person where the platform shows it.

    `generated`: made up by us when left empty, to be entered at the platform.
    """

    name: str
    label: Text
    where: Text
    pattern: str = r"[\s\S]{1,4000}"
    required: bool = True
    generated: bool = False
    multiline: bool = False
