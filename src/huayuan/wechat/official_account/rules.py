"""What the platform would refuse in a menu, told before it is asked. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huayuan.wechat.official_account.errors import MenuRefused

NEEDS = {
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
_TOP, _BELOW = 3, 5
_TOP_BYTES, _BELOW_BYTES = 16, 60
_LONGEST = {"url": 1024}
_FIELDS = ("type", "name", "key", "url", "media_id", "article_id", "appid", "pagepath")


def menu(button: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The buttons as they are sent. Raises MenuRefused."""
    if not 1 <= len(button) <= _TOP:
        raise MenuRefused(problem="button")
    return [_entry(one, _TOP_BYTES, top=True) for one in button]


def _entry(one: Mapping[str, Any], name_bytes: int, *, top: bool) -> dict[str, Any]:
    name = str(one.get("name") or "").strip()
    if not 1 <= len(name.encode()) <= name_bytes:
        raise MenuRefused(problem=f"name: {name or '?'}")
    below = one.get("sub_button") or []
    if below:
        if not top or len(below) > _BELOW:
            raise MenuRefused(problem=f"sub_button: {name}")
        return {"name": name, "sub_button": [_entry(sub, _BELOW_BYTES, top=False) for sub in below]}
    kind = str(one.get("type") or "")
    need = NEEDS.get(kind)
    if need is None:
        raise MenuRefused(problem=f"type: {name}")
    value = str(one.get(need) or "")
    if not 1 <= len(value.encode()) <= _LONGEST.get(need, 128):
        raise MenuRefused(problem=f"{need}: {name}")
    if kind == "miniprogram" and not (one.get("appid") and one.get("pagepath")):
        raise MenuRefused(problem=f"appid, pagepath: {name}")
    return {field: str(one[field]) for field in _FIELDS if one.get(field)} | {"name": name}
