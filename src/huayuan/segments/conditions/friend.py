"""Friend of a member of staff or of a store, now, formerly or never."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from huayuan.profiles import api as profiles
from huayuan.segments.contracts import Ask, People, RecordsCondition, Reference


class FriendCondition(RecordsCondition, frozen=True, tag="friend"):
    """Without staff and stores: of anybody."""

    state: Literal["open", "lost", "never"] = "open"
    staff: tuple[int, ...] = ()
    stores: tuple[int, ...] = ()

    def references(self) -> Iterable[Reference]:
        staff = [Reference("staff", str(one)) for one in self.staff]
        return [*staff, *(Reference("store", str(one)) for one in self.stores)]

    def people(self, ask: Ask) -> People:
        return profiles.people_with_friends(ask.tx, self.state, self.staff, self.stores, ask.among)
