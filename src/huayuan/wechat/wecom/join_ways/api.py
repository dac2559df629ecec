"""The door of join ways."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from huayuan.communities import api as communities
from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.join_ways import store
from huayuan.wechat.wecom.join_ways.contracts import JoinWay, JoinWayStatus
from huayuan.wechat.wecom.join_ways.errors import JoinWayGone, JoinWayGroupsWrong
from huayuan.wechat.wecom.join_ways.limits import GROUPS
from huayuan.wechat.wecom.spread import new_state

__all__ = ["change", "channels", "chat_ids", "create", "way", "ways"]


def create(
    tx: Transaction,
    connection: Connection,
    *,
    name: str,
    channel: str,
    group_ids: Sequence[int],
    auto_create: bool,
    base_name: str,
) -> JoinWay:
    """A draft; `JoinWayDesk.issue` has the platform make it. Raises JoinWayGroupsWrong."""
    chat_ids(tx, connection.account, group_ids)
    return store.add(
        tx.session, connection_id=connection.id, account=connection.account, name=name, channel=channel,
        group_ids=list(group_ids), auto_create=auto_create, base_name=base_name,
        state=new_state("g"), status=JoinWayStatus.DRAFT.value,
        created_at=tx.now,
    )  # fmt: skip


def change(tx: Transaction, way_id: int, **values: object) -> JoinWay:
    """Raises NotFound, JoinWayGone, JoinWayGroupsWrong."""
    known = way(tx, way_id)
    if known.status is JoinWayStatus.DELETED:
        raise JoinWayGone(name=known.name)
    if group_ids := values.get("group_ids"):
        assert isinstance(group_ids, list)
        chat_ids(tx, known.account, group_ids)
    return store.change(tx.session, way_id, **values)


def way(tx: Transaction, way_id: int) -> JoinWay:
    """Raises NotFound."""
    found = store.get(tx.session, way_id)
    if found is None:
        raise NotFound(what="group code")
    return found


def ways(tx: Transaction, *, limit: int, offset: int) -> tuple[list[JoinWay], int]:
    """Those that were not deleted, the latest first."""
    return store.page(tx.session, limit, offset)


def channels(tx: Transaction, account: str, states: Collection[str]) -> dict[str, str]:
    """state → channel, of deleted ones too."""
    return store.channels(tx.session, account, states) if states else {}


def chat_ids(tx: Transaction, account: str, group_ids: Sequence[int]) -> list[str]:
    """Raises JoinWayGroupsWrong, NotFound."""
    groups = [communities.group(tx, one) for one in dict.fromkeys(group_ids)]
    good = [one for one in groups if one.account == account and one.dismissed_at is None]
    if len(good) != len(groups) or not 1 <= len(groups) <= GROUPS:
        raise JoinWayGroupsWrong(limit=GROUPS)
    return [one.chat_id for one in good]
