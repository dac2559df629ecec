"""Has the platform make, change and delete join ways while somebody waits. Network first, then a transaction."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.join_ways import api, store
from huayuan.wechat.wecom.join_ways.contracts import JoinWay, JoinWayStatus
from huayuan.wechat.wecom.join_ways.limits import BASE_NAME_CHARS, REMARK_CHARS
from huayuan.wechat.wecom.join_ways.wire import JoinWayWish


class JoinWayDesk:
    """A `Desk` of `spread.py`."""

    word, subject = "join_way", "join_way"

    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self.uow = uow
        self._clients = clients

    def issue(self, way_id: int) -> JoinWay:
        """Make the code at the platform, or bring an existing one up to date. A refusal makes it `failed` with the reason.

        The platform lists no join ways, so one whose answer was lost cannot be found again; another with the same
        `state` leads to the same groups and counts for the same channel, so making it again does no harm.
        """
        with self.uow.read() as tx:
            way = api.way(tx, way_id)
            wish = _wish(way, api.chat_ids(tx, way.account, way.group_ids))
        client = self._clients.of(way.connection_id)
        try:
            config_id = way.config_id
            if config_id is None:
                config_id = client.add_join_way(wish)
                with self.uow.begin() as tx:
                    store.change(tx.session, way_id, config_id=config_id)
            else:
                client.update_join_way(config_id, wish)
            made = client.join_way(config_id)
        except HuayuanError as error:
            with self.uow.begin() as tx:
                status = JoinWayStatus.ACTIVE if way.url else JoinWayStatus.FAILED
                return store.change(tx.session, way_id, status=status.value, error=error.as_dict())
        with self.uow.begin() as tx:
            url = made.qr_code if made else way.url
            return store.change(tx.session, way_id, status=JoinWayStatus.ACTIVE.value, url=url, error=None)

    def delete(self, way_id: int) -> JoinWay:
        """Raises NotFound, and Refused, Paused, OutsideUnreachable when the platform could not be told."""
        with self.uow.read() as tx:
            way = api.way(tx, way_id)
        if way.config_id is not None and way.status is not JoinWayStatus.DELETED:
            try:
                self._clients.of(way.connection_id).del_join_way(way.config_id)
            except Refused as refusal:
                if refusal.kind is not ErrorClass.USER_STATE:  # 41044: there is none any more
                    raise
        with self.uow.begin() as tx:
            return store.change(tx.session, way_id, status=JoinWayStatus.DELETED.value)


def _wish(way: JoinWay, chat_ids: list[str]) -> JoinWayWish:
    return JoinWayWish(
        remark=way.name[:REMARK_CHARS], chat_id_list=chat_ids, state=way.state,
        auto_create_room=int(way.auto_create), room_base_name=way.base_name[:BASE_NAME_CHARS],
    )  # fmt: skip
