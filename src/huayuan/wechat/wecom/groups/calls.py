"""Calls about groups [92120, 92122]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.groups import wire

_GROUP = "/cgi-bin/externalcontact/groupchat/"


class GroupCalls(PlatformClient):
    def groups(self, owners: Sequence[str], cursor: str = "", limit: int = 1000) -> wire.GroupRefs:
        """A page of the groups of up to 100 owners; an empty `next_cursor` is the end.

        Without owners the platform refuses apps that see more than 1,000 members (81017).
        """
        body: dict[str, Any] = {"status_filter": 0, "limit": limit}
        body |= {"owner_filter": {"userid_list": list(owners)}} if owners else {}
        body |= {"cursor": cursor} if cursor else {}
        return self._post(_GROUP + "list", body, wire.GroupRefs)

    def group(self, chat_id: str) -> wire.GroupDetail | None:
        """A group with everybody inside, by name."""
        body = {"chat_id": chat_id, "need_name": 1}
        return self._post(_GROUP + "get", body, wire.OneGroup).group_chat
