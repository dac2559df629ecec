"""send_welcome_msg and the media it needs."""

from __future__ import annotations

import hashlib
from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Media

_TEXT_BYTES = 4000
_ATTACHMENTS = 9
_MEDIA_SECONDS = 3 * 86_400
_MEDIA_LIMITS = {"image": 10_485_760, "voice": 2_097_152, "video": 10_485_760, "file": 20_971_520}
# attachment kind → (field, required, limit in bytes, names a media)
_FIELDS: dict[str, tuple[tuple[str, bool, int, bool], ...]] = {
    "image": (("media_id", False, 0, True), ("pic_url", False, 0, False)),
    "link": (("title", True, 128, False), ("url", True, 0, False), ("desc", False, 512, False),
             ("picurl", False, 0, False)),
    "miniprogram": (("title", True, 64, False), ("pic_media_id", True, 0, True), ("appid", True, 0, False),
                    ("page", True, 0, False)),
    "video": (("media_id", True, 0, True),),
    "file": (("media_id", True, 0, True),),
}  # fmt: skip


def send_welcome_msg(call: Call) -> dict[str, Any]:
    """The content is checked before the code is used, so a refused text does not burn the code."""
    code = call.text("welcome_code")
    if not code:
        raise WeComError(41049)
    content = _text(call)
    attachments = call.body.get("attachments") or []
    if not isinstance(attachments, list) or len(attachments) > _ATTACHMENTS:
        raise WeComError(40058, "attachments")
    for attachment in attachments:
        _check_attachment(call, attachment)
    if not content and not attachments:
        raise WeComError(44004)
    welcome = call.corp.welcomes.find(code)
    relation = call.corp.relations.get((welcome.userid, welcome.external_userid)) if welcome else None
    chatting = relation is None or relation.chatting
    call.corp.welcomes.deliver(code, content, len(attachments), chatting, call.now)
    return {}


def upload(call: Call) -> dict[str, Any]:
    """A temporary media, valid three days. The bytes are only measured, never kept."""
    kind = call.query.get("type", "")
    if kind not in _MEDIA_LIMITS:
        raise WeComError(40004)
    if call.upload is None:
        raise WeComError(44001)
    if len(call.upload) <= 5:
        raise WeComError(40006)
    if len(call.upload) > _MEDIA_LIMITS[kind]:
        raise WeComError(45001)
    number = len(call.corp.media) + 1
    digest = hashlib.sha256(call.upload + f"{call.now}|{number}".encode()).hexdigest()
    media = Media(f"3{digest[:60]}", kind, call.now + _MEDIA_SECONDS)
    call.corp.media[media.media_id] = media
    return {"type": kind, "media_id": media.media_id, "created_at": str(int(call.now))}


def _text(call: Call) -> str:
    text = call.body.get("text") or {}
    content = text.get("content", "") if isinstance(text, dict) else None
    if not isinstance(content, str):
        raise WeComError(40058, "text.content")
    if len(content.encode()) > _TEXT_BYTES:
        raise WeComError(45002)
    return content


def _check_attachment(call: Call, attachment: Any) -> None:
    kind = attachment.get("msgtype") if isinstance(attachment, dict) else None
    fields = _FIELDS.get(kind) if isinstance(kind, str) else None
    content = attachment.get(kind) if fields else None
    if fields is None or not isinstance(content, dict):
        raise WeComError(40058, "attachments.msgtype")
    for name, required, limit, is_media in fields:
        value = content.get(name, "")
        if not isinstance(value, str) or (required and not value) or (limit and len(value.encode()) > limit):
            raise WeComError(40058, f"{kind}.{name}")
        if is_media and value:
            media = call.corp.media.get(value)
            if media is None or media.expires_at < call.now:
                raise WeComError(40007)
    if kind == "image" and not (content.get("media_id") or content.get("pic_url")):
        raise WeComError(40058, "image")


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/send_welcome_msg": ("POST", send_welcome_msg),
    "media/upload": ("POST", upload),
}
