"""What a message to customers may hold: text and attachments, checked as the documents say."""

from __future__ import annotations

import re
from typing import Any

from huayuan_sandbox.services.wecom.call import Call
from huayuan_sandbox.services.wecom.errors import WeComError

_TEXT_BYTES = 4000
_ATTACHMENTS = 9
_ADDRESS = re.compile(r"https?://[^\s<>\"，。]+")
# attachment kind → (field, required, limit in bytes, names a media)
_FIELDS: dict[str, tuple[tuple[str, bool, int, bool], ...]] = {
    "image": (("media_id", False, 0, True), ("pic_url", False, 0, False)),
    "link": (("title", True, 128, False), ("url", True, 2048, False), ("desc", False, 512, False),
             ("picurl", False, 2048, False)),
    "miniprogram": (("title", True, 64, False), ("pic_media_id", True, 0, True), ("appid", True, 0, False),
                    ("page", True, 0, False)),
    "video": (("media_id", True, 0, True),),
    "file": (("media_id", True, 0, True),),
}  # fmt: skip


def read_text(call: Call) -> str:
    """`text.content`, at most 4000 bytes (45002)."""
    text = call.body.get("text") or {}
    content = text.get("content", "") if isinstance(text, dict) else None
    if not isinstance(content, str):
        raise WeComError(40058, "text.content")
    if len(content.encode()) > _TEXT_BYTES:
        raise WeComError(45002)
    return content


def read_attachments(
    call: Call, *, too_many: int = 41064, unknown: int = 41065, expired: int = 40007
) -> list[dict[str, Any]]:
    """At most nine. 40058 names a wrong field, 40007 a media that never was; the other codes differ by call."""
    attachments = call.body.get("attachments") or []
    if not isinstance(attachments, list):
        raise WeComError(40058, "attachments")
    if len(attachments) > _ATTACHMENTS:
        raise WeComError(too_many)
    for attachment in attachments:
        check_attachment(call, attachment, unknown, expired)
    return attachments


def check_media(call: Call, media_id: str, expired: int = 40007) -> None:
    media = call.corp.media.get(media_id)
    if media is None:
        raise WeComError(40007)
    if media.expires_at < call.now:
        raise WeComError(expired)


def addresses(text: str, attachments: list[dict[str, Any]]) -> tuple[str, ...]:
    """What a reader can follow: addresses in the text and the links."""
    found = _ADDRESS.findall(text)
    found += [one["link"]["url"] for one in attachments if one.get("msgtype") == "link"]
    return tuple(dict.fromkeys(found))


def check_attachment(call: Call, attachment: Any, unknown: int = 41065, expired: int = 40007) -> None:
    kind = attachment.get("msgtype") if isinstance(attachment, dict) else None
    fields = _FIELDS.get(kind) if isinstance(kind, str) else None
    if fields is None:
        raise WeComError(unknown, "attachments.msgtype")
    content = attachment.get(kind)
    if not isinstance(content, dict):
        raise WeComError(40058, f"attachments.{kind}")
    for name, required, limit, is_media in fields:
        value = content.get(name, "")
        if not isinstance(value, str) or (required and not value) or (limit and len(value.encode()) > limit):
            raise WeComError(40058, f"{kind}.{name}")
        if is_media and value:
            check_media(call, value, expired)
    if kind == "image" and not (content.get("media_id") or content.get("pic_url")):
        raise WeComError(40058, "image")
