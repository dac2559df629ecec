"""Calls about join ways [92229]."""

from __future__ import annotations

from huayuan.wechat.connections.api import Answer, PlatformClient
from huayuan.wechat.wecom.join_ways import wire

_GROUP = "/cgi-bin/externalcontact/groupchat/"


class JoinWayCalls(PlatformClient):
    def add_join_way(self, wish: wire.JoinWayWish) -> str:
        """The config id; the code itself is asked for with `join_way`."""
        return self._post(_GROUP + "add_join_way", wish.body(), wire.MadeJoinWay).config_id

    def join_way(self, config_id: str) -> wire.JoinWayDetail | None:
        return self._post(_GROUP + "get_join_way", {"config_id": config_id}, wire.OneJoinWay).join_way

    def update_join_way(self, config_id: str, wish: wire.JoinWayWish) -> None:
        self._post(_GROUP + "update_join_way", wish.body() | {"config_id": config_id}, Answer)

    def del_join_way(self, config_id: str) -> None:
        self._post(_GROUP + "del_join_way", {"config_id": config_id}, Answer)
