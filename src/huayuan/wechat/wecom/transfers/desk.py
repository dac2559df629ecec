"""What somebody waits for: the list of the unassigned, and groups that change hands at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from huayuan.communities import api as communities
from huayuan.communities.contracts import Group
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.groups.sync import want_changed
from huayuan.wechat.wecom.transfers.errors import TransferStaffWrong
from huayuan.wechat.wecom.transfers.limits import GROUP_ALREADY, GROUPS, UNCHANGED


@dataclass(frozen=True, slots=True)
class Orphan:
    """A customer whose member has left and for whom nobody was named."""

    handover: str
    external_userid: str
    left_at: datetime


class TransferDesk:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def unassigned(self, connection_id: int, cursor: str, size: int) -> tuple[list[Orphan], str]:
        """A page, and the cursor of the next ("" at the end). Raises Refused, Paused, OutsideUnreachable."""
        page = self._clients.of(connection_id).unassigned(cursor, size)
        rows = [
            Orphan(one.handover_userid, one.external_userid, datetime.fromtimestamp(one.dimission_time, UTC))
            for one in page.info
        ]
        return rows, "" if page.is_last else page.next_cursor

    def groups(self, connection_id: int, group_ids: list[int], owner_id: int) -> dict[int, int]:
        """Hand groups to another owner; answers group id → code of those that were refused.

        Raises NotFound, TransferStaffWrong, Refused, Paused, OutsideUnreachable.
        """
        client = self._clients.of(connection_id)
        with self._uow.read() as tx:
            found = [communities.group(tx, one) for one in group_ids]
            owners = {one.owner_staff_id for one in found if one.owner_staff_id} | {owner_id}
            staff = stores.staff_by_id(tx, owners)
        heir = staff.get(owner_id)
        if heir is None or not heir.active or heir.account != client.connection.account:
            raise TransferStaffWrong()
        refused: dict[str, int] = {}
        for resigned in (False, True):
            chats = [one.chat_id for one in found if _left(one, staff) is resigned]
            for start in range(0, len(chats), GROUPS):
                some = chats[start : start + GROUPS]
                failed = client.transfer_groups(some, heir.userid, resigned=resigned)
                refused |= {one.chat_id: one.errcode for one in failed}
        with self._uow.begin() as tx:
            # What we do through the API is pushed to nobody, so we read it again ourselves.
            want_changed(tx, connection_id, [one.chat_id for one in found if one.chat_id not in refused])
        done_already = (UNCHANGED, GROUP_ALREADY)
        codes = {one.id: refused.get(one.chat_id, 0) for one in found}
        return {one: code for one, code in codes.items() if code and code not in done_already}


def _left(group: Group, staff: dict[int, StaffMember]) -> bool:
    owner = staff.get(group.owner_staff_id or 0)
    return owner is not None and not owner.active
