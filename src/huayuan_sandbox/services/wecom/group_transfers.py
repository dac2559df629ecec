"""Customer groups change their owner: at once while the owner works, after a while when the owner has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.room import INHERITED, INHERITING, NORMAL, Room, local_day

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

_NINETY_DAYS = 90 * 86_400


class GroupTransfersState(msgspec.Struct):
    """`today`: former owner → groups given away on the local day `day`; `heirs`: chat_id → next owner."""

    day: int = 0
    today: dict[str, int] = {}
    heirs: dict[str, str] = {}


class GroupTransfers(Part[GroupTransfersState]):
    name = "group_transfers"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, GroupTransfersState())

    def ask(self, chat_id: str, new_owner: str, now: float, *, resigned: bool) -> int:
        """0, or the code that refuses this group."""
        groups = self.corp.part(Groups)
        room = groups.state.rooms.get(chat_id)
        if room is None:
            return 90501
        if room.dismissed_at:
            return 49008
        refusal = self._resigned_refusal(room) if resigned else self._onjob_refusal(room, new_owner, now)
        if refusal:
            return refusal
        if not self._count(room.owner, now):
            return 45009
        if resigned:
            room.status, room.inherited_at = INHERITING, now + self.corp.rules.group_inherit_seconds
            self.state.heirs[chat_id] = new_owner
        else:
            room.transfers.append(int(now))
            groups.set_owner(room, new_owner, now)
        return 0

    def pass_time(self, now: float) -> None:
        groups = self.corp.part(Groups)
        for chat_id, heir in list(self.state.heirs.items()):
            room = groups.state.rooms[chat_id]
            if room.inherited_at <= now:
                del self.state.heirs[chat_id]
                groups.set_owner(room, heir, room.inherited_at)
                room.status = INHERITED

    def _resigned_refusal(self, room: Room) -> int:
        if room.status == INHERITING:
            return 90507
        if room.owner in self.corp.staff:
            return 90508 if room.status == INHERITED else 90500
        return 0

    def _onjob_refusal(self, room: Room, new_owner: str, now: float) -> int:
        if room.owner == new_owner:
            return 90504
        if room.status not in (NORMAL, INHERITED):
            return 90502
        recent = [at for at in room.transfers if at > now - _NINETY_DAYS]
        return 40128 if len(recent) >= self.corp.rules.transfers_in_90_days else 0

    def _count(self, owner: str, now: float) -> bool:
        """False when the owner gave away as many groups as a day allows."""
        today = local_day(now)
        if self.state.day != today:
            self.state.day, self.state.today = today, {}
        given = self.state.today.get(owner, 0)
        if given >= self.corp.rules.group_transfers_per_day:
            return False
        self.state.today[owner] = given + 1
        return True
