"""Values that cross the door of `stores`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from huayuan.kernel.unit_of_work import Transaction


@dataclass(frozen=True, slots=True)
class Store:
    id: int
    name: str
    region: str | None
    account: str | None
    department_id: str | None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """`store_code` is the store's number as other systems know it, and as events carry it in `store_id`.

    `account` is the corp id; `alias` the name shown to customers (对外称呼), empty when there is none. `serves`: the
    platform lets them contact customers (客户联系 permission), so that a live code may lead to them.
    """

    id: int
    account: str
    userid: str
    name: str
    alias: str
    store_id: int | None
    store_name: str | None
    store_code: str | None
    active: bool
    serves: bool

    @property
    def shown_name(self) -> str:
        return self.alias or self.name


@dataclass(frozen=True, slots=True)
class StaffNotice:
    """Something staff should know or do. With `url` it is a card with `title`, `text` and a button to that page."""

    key: str
    staff_ids: tuple[int, ...]
    text: str
    title: str = ""
    url: str = ""
    button: str = ""


class StaffNotices(Protocol):
    """Port, filled by a connector: tells staff in the app they work with."""

    def tell(self, tx: Transaction, notice: StaffNotice) -> int:
        """Once for each key; goes out after the commit. Answers how many of them can be reached that way."""
        ...


class StaffNoticePort:
    """What services are asked for: `services.get(StaffNoticePort).notices`."""

    def __init__(self, notices: StaffNotices) -> None:
        self.notices = notices
