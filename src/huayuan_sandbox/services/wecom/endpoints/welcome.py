"""send_welcome_msg and the media it needs."""

from __future__ import annotations

import hashlib
from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.content import read_attachments, read_text
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Media

_MEDIA_SECONDS = 3 * 86_400
_MEDIA_LIMITS = {"image": 10_485_760, "voice": 2_097_152, "video": 10_485_760, "file": 20_971_520}
_ATTACHMENT_LIMITS = {"image": 10_485_760, "video": 10_485_760, "file": 10_485_760}


def send_welcome_msg(call: Call) -> dict[str, Any]:
    """The content is checked before the code is used, so a refused text does not burn the code."""
    code = call.text("welcome_code")
    if not code:
        raise WeComError(41049)
    content, attachments = read_text(call), read_attachments(call, too_many=40058, unknown=40058)
    if not content and not attachments:
        raise WeComError(44004)
    welcome = call.corp.welcomes.find(code)
    relation = call.corp.relations.get((welcome.userid, welcome.external_userid)) if welcome else None
    chatting = relation is None or relation.chatting
    call.corp.welcomes.deliver(code, content, len(attachments), chatting, call.now)
    return {}


def upload(call: Call) -> dict[str, Any]:
    """A temporary media, valid three days. The bytes are only measured, never kept."""
    return _kept(call, call.query.get("type", ""), _MEDIA_LIMITS)


def upload_attachment(call: Call) -> dict[str, Any]:
    """Attachments of moments (1) and of the product album (2)."""
    if call.query.get("attachment_type") not in ("1", "2"):
        raise WeComError(40058, "attachment_type")
    return _kept(call, call.query.get("media_type", ""), _ATTACHMENT_LIMITS)


def _kept(call: Call, kind: str, limits: dict[str, int]) -> dict[str, Any]:
    if kind not in limits:
        raise WeComError(40004)
    if call.upload is None:
        raise WeComError(44001)
    if len(call.upload) <= 5:
        raise WeComError(40006)
    if len(call.upload) > limits[kind]:
        raise WeComError(45001)
    number = len(call.corp.media) + 1
    digest = hashlib.sha256(call.upload + f"{call.now}|{number}".encode()).hexdigest()
    media = Media(f"3{digest[:60]}", kind, call.now + _MEDIA_SECONDS)
    call.corp.media[media.media_id] = media
    return {"type": kind, "media_id": media.media_id, "created_at": str(int(call.now))}


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/send_welcome_msg": ("POST", send_welcome_msg),
    "media/upload": ("POST", upload),
    "media/upload_attachment": ("POST", upload_attachment),
}
