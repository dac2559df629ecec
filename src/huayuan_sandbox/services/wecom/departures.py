"""Members who left the corp. Their customers and groups wait for somebody to take them over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom import callbacks
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp


class DeparturesState(msgspec.Struct):
    """userid → unix second of leaving."""

    left: dict[str, int] = {}


class Departures(Part[DeparturesState]):
    name = "departures"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, DeparturesState())

    def leave(self, userid: str, at: float) -> None:
        """The administrator takes the member out of the address book."""
        self.state.left[userid] = int(at)
        self._take_out(userid)
        self.corp.outgoing.append(callbacks.member_left(at, userid))
        self.corp.part(Groups).staff_left(userid, at)

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        super().restore(record, people)
        for userid in self.state.left:
            self._take_out(userid)

    def _take_out(self, userid: str) -> None:
        self.corp.staff.pop(userid, None)
        if userid in self.corp.serving:
            self.corp.serving.remove(userid)
