"""Connections as the console sees them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

Account = Annotated[str, Field(min_length=4, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
App = Annotated[str, Field(max_length=32, pattern=r"^[A-Za-z0-9_-]*$")]
Url = Annotated[str, Field(max_length=200, pattern=r"^https?://[^\s]+$")]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Secrets = Annotated[dict[str, Annotated[str, Field(max_length=8000)]], Field(max_length=12)]
Values = Annotated[dict[str, str | int | bool], Field(max_length=20)]
Bilingual = dict[str, str]


class ConnectionIn(BaseModel):
    """`secrets` and `settings` are the fields that the kind names (GET /api/connections/kinds)."""

    kind: Annotated[str, Field(max_length=24)]
    name: Name
    account: Account
    app: App = ""
    secrets: Secrets = {}
    settings: Values = {}
    api_url: Url | None = None


class ConnectionChange(BaseModel):
    """New secrets are tried at the platform before they replace the old ones; `untried` keeps them anyway."""

    name: Name | None = None
    secrets: Secrets | None = None
    settings: Values | None = None
    api_url: Url | None = None
    untried: bool = False


class SwitchIn(BaseModel):
    on: bool


class HealthOut(BaseModel):
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


class ConnectionOut(BaseModel):
    id: int
    kind: str
    kind_label: Bilingual
    name: str
    account: str
    app: str
    settings: dict[str, Any]
    secrets: list[str]
    retired_until: datetime | None
    api_url: str
    status: str
    status_hint: Bilingual | None
    checked_at: datetime | None
    switched_off_at: datetime | None = Field(
        description="While set, nothing is called and callbacks are held."
    )
    created_at: datetime
    callback_url: str | None
    callback_entered: bool = Field(
        description="Whether the address has to be entered at the platform; else it goes along with each order."
    )
    can_sync: bool
    can_compare: bool = Field(description="Whether what callbacks missed can be looked for.")
    health: HealthOut


class ConnectionMade(ConnectionOut):
    """`made_up` are secrets we made, shown this once, to be entered at the platform."""

    made_up: dict[str, str]


class ConnectionPage(BaseModel):
    items: list[ConnectionOut]
    total: int


class ConnectionFieldOut(BaseModel):
    name: str
    label: Bilingual
    where: Bilingual
    required: bool
    generated: bool
    multiline: bool
    secret: bool


class KindOut(BaseModel):
    name: str
    label: Bilingual
    account: ConnectionFieldOut
    app: ConnectionFieldOut | None
    fields: list[ConnectionFieldOut]
    steps: list[Bilingual]
    callback_steps: list[Bilingual]
    default_api_url: str
    receives_callbacks: bool
    can_sync: bool


class KindPage(BaseModel):
    items: list[KindOut]


class CheckOut(BaseModel):
    step: str
    title: Bilingual
    state: str
    found: Bilingual
    fix: Bilingual | None


class Examination(BaseModel):
    ok: bool
    checks: list[CheckOut]


class ReadingBegun(BaseModel):
    queued: bool


class SyncStateOut(BaseModel):
    """The last time everything was read. `state`: ready (queued), running, done, dead (gave up), cancelled."""

    state: str
    progress: float | None
    note: str | None
    error: str | None
    started_at: datetime
    finished_at: datetime | None


class KeptCallbackOut(BaseModel):
    id: int
    event: str
    change_type: str
    created_at: datetime
    received_at: datetime
    processed_at: datetime | None
    outcome: str | None
    attempts: int
    error: str | None


class KeptCallbackPage(BaseModel):
    items: list[KeptCallbackOut]
    next_before: int | None


class ReplayIn(BaseModel):
    """The callbacks to process again; absent: all that failed."""

    ids: Annotated[list[int], Field(max_length=1000)] | None = None


class ReplayOut(BaseModel):
    queued: int


class CallsOut(BaseModel):
    path: str
    calls: int
    refused: int
    last_errcode: int | None
    limit: int | None
    forecast: int


class CallsPage(BaseModel):
    items: list[CallsOut]
