"""The kinds of connections there are, each with what makes it its own. Bootstrap fills the registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.wechat.connections.client import PlatformClient
from huayuan.wechat.connections.contracts import Arrival, Check, Connection, Field, Reply
from huayuan.wechat.connections.errors import ErrorTable, UnknownKind


@dataclass(frozen=True, slots=True)
class Request:
    """A callback as it arrived. Header names are lower case."""

    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified callback and what its sender is answered; `arrival` None: nothing to keep (a probe)."""

    arrival: Arrival | None
    reply: Reply = field(default_factory=Reply)


class CallbackReader(Protocol):
    """Opens what a platform pushes. Fast and without the database: it runs before anything is kept.

    Both raise CallbackForbidden (not the platform's) and CallbackMalformed (cut short, unreadable).
    """

    def echo(self, connection: Connection, request: Request) -> Reply: ...

    def read(self, connection: Connection, request: Request) -> Incoming: ...


Examine = Callable[[Services, Connection], Sequence[Check]]
Sync = Callable[[Services, Connection], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of connection.

    `account` is the field that names the account (corp id, app id …), `app` the one that tells several apps of it apart
    (None: there is one). `secrets` are sealed and never shown again; `settings` are shown. `sealed`: callbacks come in
    the encrypted envelope, so a callback token and key belong to the secrets. `client` makes calls, None for a kind
    that only receives. `examine` is the doctor's part that only this kind knows. `sync_task` reads everything again.
    `daily_limits`: documented calls a day by path.
    """

    name: str
    label: Text
    account: Field
    secrets: tuple[Field, ...]
    errors: ErrorTable
    default_api_url: str
    app: Field | None = None
    settings: tuple[Field, ...] = ()
    sealed: bool = True
    reader: CallbackReader | None = None
    client: type[PlatformClient] | None = None
    examine: Examine | None = None
    sync_task: str | None = None
    compare_task: str | None = None  # finds what callbacks missed
    daily_limits: Mapping[str, int] = field(default_factory=dict)
    steps: tuple[Text, ...] = ()  # what to do at the platform before anything is entered here, in order
    callback_steps: tuple[Text, ...] = ()  # where the callback address and its secrets are entered afterwards


class Kinds:
    """The registry; a service."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}

    def register(self, kind: Kind) -> None:
        self._kinds[kind.name] = kind

    def all(self) -> list[Kind]:
        return list(self._kinds.values())

    def of(self, name: str) -> Kind:
        """Raises UnknownKind."""
        if name not in self._kinds:
            raise UnknownKind(kind=name, known=", ".join(self._kinds))
        return self._kinds[name]
