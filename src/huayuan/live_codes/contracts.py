"""Values of live codes, and the port through which a connector makes them real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction


class Rotation(StrEnum):
    """Who answers a scan.

    `single`: one member of staff. `round_robin`: several; WeCom itself chooses one of them for each scan,
    as it does
    for every contact way of several members (type 2). `all`: every active member of the connection,
    followed nightly.
    """

    SINGLE = "single"
    ROUND_ROBIN = "round_robin"
    ALL = "all"


class Status(StrEnum):
    """`draft` until the platform has issued it, `failed` when it refused; `archived` is final."""

    DRAFT = "draft"
    ACTIVE = "active"
    FAILED = "failed"
    ARCHIVED = "archived"


VARIABLES: dict[str, Text] = {
    "customer_name": Text(
        "客户昵称（会等待昵称，最多 3 秒）", "The customer's name (waits for it, 3 s at most)"
    ),
    "staff_name": Text("员工对外名称", "The staff member's name as customers see it"),
    "store_name": Text("员工所在门店", "The staff member's store"),
    "channel": Text("活码的渠道", "The channel of the live code"),
}


@dataclass(frozen=True, slots=True)
class NewLiveCode:
    name: str
    channel: str
    connection_id: int
    staff_ids: tuple[int, ...]
    rotation: Rotation
    tag_ids: tuple[int, ...]
    welcome_text: str
    welcome_attachments: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class LiveCode:
    """`account` is the corp id; `state` travels with every friend who came through the code.

    `welcome_attachments` go with the welcome text: see `rules.check_attachments`.
    """

    id: int
    name: str
    channel: str
    connection_id: int
    account: str
    staff_ids: tuple[int, ...]
    rotation: Rotation
    tag_ids: tuple[int, ...]
    welcome_text: str
    state: str
    status: Status
    config_id: str | None
    url: str | None
    error: dict[str, Any] | None
    issuing_at: datetime | None
    created_at: datetime
    welcome_attachments: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class LiveCodeNumbers:
    """Friends won. Scans are None: WeCom reports no scans of a contact way."""

    friends: int
    friends_today: int
    scans: int | None = None


@dataclass(frozen=True, slots=True)
class IssuedWay:
    config_id: str
    url: str


@dataclass(frozen=True, slots=True)
class ConnectionRef:
    """A connection that codes can be made in, without its secrets. `account` is the corp id."""

    id: int
    name: str
    account: str


class ContactWays(Protocol):
    """Port, filled by a connector; reaches the network, so never inside a transaction.

    Raises ContactWayRefused when the platform says no for good; anything else is worth another try.
    """

    def connections(self) -> list[ConnectionRef]:
        """Those that codes can be made in, by id. Does not reach the network."""
        ...

    def check_assets(self, tx: Transaction, attachments: Sequence[Mapping[str, Any]]) -> None:
        """That what a welcome's attachments name was uploaded, and as what it is to be sent. Does not reach the network.

        Raises AttachmentUnfit.
        """
        ...

    def issue(self, code: LiveCode, userids: Sequence[str]) -> IssuedWay: ...

    def find(self, code: LiveCode, since: datetime) -> IssuedWay | None:
        """The contact way with this code's state made after `since`: what a cut-off `issue` left behind."""
        ...

    def update(self, code: LiveCode, userids: Sequence[str]) -> None: ...

    def remove(self, code: LiveCode) -> None:
        """Removing one that is gone is no error."""
        ...


class ContactWaysPort:
    """The key under which bootstrap puts the port into the process's services."""

    def __init__(self, ways: ContactWays) -> None:
        self.ways = ways
