"""Calls about group welcomes [92366]."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huayuan.wechat.connections.api import Answer, PlatformClient
from huayuan.wechat.wecom.group_welcomes import wire

_PREFIX = "/cgi-bin/externalcontact/group_welcome_template/"


class GroupWelcomeCalls(PlatformClient):
    def add_group_welcome(self, content: Mapping[str, Any], *, notify: bool) -> str:
        """`content`: text and at most one of image, link, miniprogram. Answers the id of the template."""
        return self._post(_PREFIX + "add", {**content, "notify": int(notify)}, wire.MadeTemplate).template_id

    def edit_group_welcome(self, template_id: str, content: Mapping[str, Any]) -> None:
        """Overwrites all of it. Only of the app that made it."""
        self._post(_PREFIX + "edit", {**content, "template_id": template_id}, Answer)

    def del_group_welcome(self, template_id: str) -> None:
        self._post(_PREFIX + "del", {"template_id": template_id}, Answer)
