"""入群欢迎语素材: text with at most one picture, link, page of a mini program, file or film."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.content import check_attachment, read_text
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.group_welcome import GroupWelcome

_TEXT_BYTES = 3000
# the first of these that is there counts, the others are dropped
_KINDS = ("image", "link", "miniprogram", "file", "video")


def add(call: Call) -> dict[str, Any]:
    call.number("notify", 1, high=1)
    return {"template_id": call.corp.part(GroupWelcome).add(_content(call))}


def edit(call: Call) -> dict[str, Any]:
    template_id = _template_id(call)
    call.corp.part(GroupWelcome).state.templates[template_id] = _content(call)
    return {}


def get(call: Call) -> dict[str, Any]:
    return dict(call.corp.part(GroupWelcome).state.templates[_template_id(call)])


def delete(call: Call) -> dict[str, Any]:
    del call.corp.part(GroupWelcome).state.templates[_template_id(call)]
    return {}


def _template_id(call: Call) -> str:
    template_id = call.text("template_id")
    if template_id not in call.corp.part(GroupWelcome).state.templates:
        raise WeComError(40058, "template_id")
    return template_id


def _content(call: Call) -> dict[str, Any]:
    text = read_text(call)
    if len(text.encode()) > _TEXT_BYTES:
        raise WeComError(45002)
    kind = next((one for one in _KINDS if call.body.get(one)), None)
    if not text and kind is None:
        raise WeComError(44004)
    content: dict[str, Any] = {"text": {"content": text}} if text else {}
    if kind is not None:
        check_attachment(call, {"msgtype": kind, kind: call.body[kind]})
        content[kind] = call.body[kind]
    return content


_PREFIX = "externalcontact/group_welcome_template"

ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    f"{_PREFIX}/add": ("POST", add),
    f"{_PREFIX}/edit": ("POST", edit),
    f"{_PREFIX}/get": ("POST", get),
    f"{_PREFIX}/del": ("POST", delete),
}
