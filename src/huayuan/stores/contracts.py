"""Values that cross the door of `stores`."""

from __future__ import annotations

from dataclasses import dataclass


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
