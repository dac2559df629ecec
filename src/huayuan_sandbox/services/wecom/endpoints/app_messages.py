"""message/send to members the app sees."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.app_messages import AppMessages
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.content import check_media
from huayuan_sandbox.services.wecom.errors import WeComError

_MEMBERS, _TEXT_BYTES = 1000, 2048
_CARD = (("title", 128), ("description", 512), ("url", 2048))
_MEDIA = ("image", "voice", "video", "file")


def send(call: Call) -> dict[str, Any]:
    """A text that is too long is cut; members who are unknown, not seen or not activated are named."""
    if call.number("agentid", -1) != call.corp.credentials.agent_id:
        raise WeComError(40056)
    kind = call.text("msgtype")
    content = _content(call, kind)
    wanted = [one for one in call.text("touser").split("|") if one]
    if wanted == ["@all"]:
        wanted = list(call.staff)
    if len(wanted) > _MEMBERS:
        raise WeComError(40058, "touser")
    able = [one for one in dict.fromkeys(wanted) if one in call.staff and call.staff[one].activated]
    if not able:
        raise WeComError(81013)
    once = call.number("enable_duplicate_check", 0, high=1)
    interval = call.number("duplicate_check_interval", 1800, high=14_400) if once else 0
    msgid = call.corp.part(AppMessages).send(able, kind, content, call.now, once_in=float(interval))
    missed = [one.lower() for one in wanted if one not in able]
    return {"msgid": msgid} | ({"invaliduser": "|".join(missed)} if missed else {})


def _content(call: Call, kind: str) -> dict[str, Any]:
    content = call.body.get(kind)
    if kind not in ("text", "textcard", *_MEDIA) or not isinstance(content, dict):
        raise WeComError(40008)
    if kind == "text":
        text = content.get("content")
        if not isinstance(text, str) or not text:
            raise WeComError(44004)
        return {"content": text.encode()[:_TEXT_BYTES].decode(errors="ignore")}
    if kind == "textcard":
        for name, limit in _CARD:
            value = content.get(name)
            if not isinstance(value, str) or not value or len(value) > limit:
                raise WeComError(40058, f"textcard.{name}")
        return content
    check_media(call, str(content.get("media_id", "")))
    return content


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {"message/send": ("POST", send)}
