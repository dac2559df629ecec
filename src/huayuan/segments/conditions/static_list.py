"""On a static list (名单)."""

from __future__ import annotations

from collections.abc import Iterable

from huayuan.segments.contracts import Ask, People, RecordsCondition, Reference
from huayuan.segments.errors import UnknownReference
from huayuan.segments.lists import api as lists


class ListCondition(RecordsCondition, frozen=True, tag="list"):
    list: int

    def check(self, ask: Ask) -> None:
        if self.list not in lists.names(ask.tx):
            raise UnknownReference(what_zh="名单", what_en="the list", kind="list", key=str(self.list))

    def references(self) -> Iterable[Reference]:
        return (Reference("list", str(self.list)),)

    def people(self, ask: Ask) -> People:
        return lists.members(ask.tx, self.list, ask.among)
