"""The menu of the account, and conditional menus for tags and systems."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import ConditionalMenu, Follower

_NEEDS = {
    "click": "key",
    "view": "url",
    "scancode_push": "key",
    "scancode_waitmsg": "key",
    "pic_sysphoto": "key",
    "pic_photo_or_album": "key",
    "pic_weixin": "key",
    "location_select": "key",
    "media_id": "media_id",
    "article_id": "article_id",
    "article_view_limited": "article_id",
    "miniprogram": "url",
}
_PRIVATE = ("sex", "country", "province", "city", "language")
_CODES_TOP = {"size": 40016, "type": 40017, "name": 40018, "key": 40019, "url": 40020}
_CODES_SUB = {"size": 40023, "type": 40024, "name": 40025, "key": 40026, "url": 40027}


class Menus:
    """`default` is None until it is made. Conditional menus are tried newest first."""

    def __init__(self) -> None:
        self.default: list[dict[str, Any]] | None = None
        self.menuid = 0
        self.conditional: list[ConditionalMenu] = []
        self._made = 208_379_000

    def create(self, button: Any) -> None:
        checked = check_buttons(button)
        self._made += 1
        self.default, self.menuid = checked, self._made

    def add(self, button: Any, rule: Any) -> int:
        """Raises 65303 without a default menu, 65320 for abolished fields, 40035 for an empty rule."""
        if self.default is None:
            raise OfficialAccountError(65303)
        if not isinstance(rule, dict):
            raise OfficialAccountError(40035, "matchrule")
        if any(rule.get(name) for name in _PRIVATE):
            raise OfficialAccountError(65320)
        known = {name: str(rule[name]) for name in ("tag_id", "client_platform_type") if rule.get(name)}
        if not known:
            raise OfficialAccountError(40035, "matchrule")
        self._made += 1
        self.conditional.append(ConditionalMenu(self._made, check_buttons(button), known))
        return self._made

    def drop(self, menuid: int) -> None:
        """Raises 65301."""
        if all(menu.menuid != menuid for menu in self.conditional):
            raise OfficialAccountError(65301)
        self.conditional = [menu for menu in self.conditional if menu.menuid != menuid]

    def delete(self) -> None:
        self.default, self.conditional = None, []

    def seen_by(self, follower: Follower) -> tuple[list[dict[str, Any]], int]:
        """Buttons and menuid; the last tag decides, and people use Android (2) or iOS (1) by their number."""
        tag = str(follower.tags[-1]) if follower.tags else ""
        system = str(1 + follower.person % 2)
        for menu in reversed(self.conditional):
            rule = menu.matchrule
            if rule.get("tag_id", tag) == tag and rule.get("client_platform_type", system) == system:
                return menu.button, menu.menuid
        return self.default or [], self.menuid

    def restore(
        self, default: list[dict[str, Any]] | None, menuid: int, conditional: list[ConditionalMenu]
    ) -> None:
        self.default, self.menuid, self.conditional = default, menuid, conditional
        self._made = max([self._made, menuid, *(menu.menuid for menu in conditional)])


def leaves(button: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The buttons that do something, top to bottom."""
    return [leaf for top in button for leaf in (top.get("sub_button") or [top])]


def check_buttons(button: Any) -> list[dict[str, Any]]:
    """1 to 3 buttons with 1 to 5 below each; names of 16 and 60 bytes. Raises the 400xx of what is wrong."""
    if not isinstance(button, list) or not 1 <= len(button) <= 3:
        raise OfficialAccountError(40016)
    return [_checked(one, _CODES_TOP, 16, top=True) for one in button]


def _checked(one: Any, codes: dict[str, int], name_bytes: int, *, top: bool) -> dict[str, Any]:
    name = one.get("name") if isinstance(one, dict) else None
    if not isinstance(name, str) or not 1 <= len(name.encode()) <= name_bytes:
        raise OfficialAccountError(codes["name"])
    below = one.get("sub_button") or []
    if below:
        if not top or not isinstance(below, list) or len(below) > 5:
            raise OfficialAccountError(_CODES_SUB["size"])
        subs = [_checked(sub, _CODES_SUB, 60, top=False) for sub in below]
        return {"name": name, "sub_button": subs}
    kind = one.get("type")
    if kind not in _NEEDS:
        raise OfficialAccountError(codes["type"])
    need = _NEEDS[kind]
    value, limit = one.get(need), 1024 if need == "url" else 128
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= limit:
        raise OfficialAccountError(codes.get(need, 40007))
    fields = ("type", "name", "key", "url", "media_id", "article_id", "appid", "pagepath")
    return {field: one[field] for field in fields if isinstance(one.get(field), str)} | {"sub_button": []}
