"""The door of acquisition links."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.stores import api as stores
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.acquisition import store
from huayuan.wechat.wecom.acquisition.contracts import AcquisitionLink, LinkStatus
from huayuan.wechat.wecom.acquisition.errors import LinkGone, LinkStaffWrong
from huayuan.wechat.wecom.acquisition.limits import STAFF
from huayuan.wechat.wecom.spread import new_state

__all__ = ["change", "channels", "create", "link", "links", "told", "userids"]

_TOLD = {"link_unavailable": LinkStatus.UNAVAILABLE, "delete_link": LinkStatus.DELETED}


def create(
    tx: Transaction,
    connection: Connection,
    *,
    name: str,
    channel: str,
    staff_ids: Sequence[int],
    skip_verify: bool,
) -> AcquisitionLink:
    """A draft; `LinkDesk.issue` has the platform make it. Raises LinkStaffWrong."""
    userids(tx, connection.account, staff_ids)
    return store.add(
        tx.session, connection_id=connection.id, account=connection.account, name=name, channel=channel,
        staff_ids=list(staff_ids), skip_verify=skip_verify,
        state=new_state("a"), status=LinkStatus.DRAFT.value,
        created_at=tx.now,
    )  # fmt: skip


def change(tx: Transaction, number: int, **values: object) -> AcquisitionLink:
    """Raises NotFound, LinkGone, LinkStaffWrong."""
    known = link(tx, number)
    if known.status is LinkStatus.DELETED:
        raise LinkGone(name=known.name)
    if staff_ids := values.get("staff_ids"):
        assert isinstance(staff_ids, list)
        userids(tx, known.account, staff_ids)
    return store.change(tx.session, number, **values)


def told(tx: Transaction, account: str, link_id: str, change_type: str) -> None:
    """A callback says that a link cannot be used any more, or was deleted in the console."""
    status = _TOLD.get(change_type)
    if status is not None and link_id:
        store.told(tx.session, account, link_id, status)


def link(tx: Transaction, number: int) -> AcquisitionLink:
    """Raises NotFound."""
    found = store.get(tx.session, number)
    if found is None:
        raise NotFound(what="acquisition link")
    return found


def links(tx: Transaction, *, limit: int, offset: int) -> tuple[list[AcquisitionLink], int]:
    """Those that were not deleted, the latest first."""
    return store.page(tx.session, limit, offset)


def channels(tx: Transaction, account: str, states: Collection[str]) -> dict[str, str]:
    """state → channel, of deleted ones too."""
    return store.channels(tx.session, account, states) if states else {}


def userids(tx: Transaction, account: str, staff_ids: Sequence[int]) -> list[str]:
    """Raises LinkStaffWrong."""
    wanted = list(dict.fromkeys(staff_ids))
    staff = stores.staff_by_id(tx, wanted)
    good = [staff[one] for one in wanted if one in staff and staff[one].account == account]
    good = [one for one in good if one.active and one.serves]
    if len(good) != len(wanted) or not 1 <= len(wanted) <= STAFF:
        raise LinkStaffWrong(limit=STAFF)
    return [one.userid for one in good]
