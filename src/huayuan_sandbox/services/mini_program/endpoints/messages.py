"""Subscribe messages with their templates, and messages of the customer service."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.mini_program.call import Call, Endpoint
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.messages import CATEGORIES, LIBRARY
from huayuan_sandbox.services.mini_program.models import Template
from huayuan_sandbox.services.mini_program.program import Program

_TYPES = ("text", "image", "link", "miniprogrampage")
_TEXT_BYTES = 2048


def subscribe_send(call: Call[Program]) -> dict[str, Any]:
    """One acceptance is used up by one message. The result is also pushed."""
    app, template_id = call.app, call.text("template_id")
    visitor = app.known(call.text("touser"))
    template = app.messages.template(template_id)
    values = app.messages.check_data(template, call.part("data"))
    page = call.text("page")
    app.links.check_page(page.partition("?")[0], 41030)
    left = visitor.accepted.get(template_id, 0)
    if not left:
        raise WeixinError(43101)
    if template.type == 2:
        visitor.accepted[template_id] = left - 1
    return {"msgid": app.deliver(visitor, template_id, values, page, call.now)}


def addtemplate(call: Call[Program]) -> dict[str, Any]:
    chosen = call.body.get("kidList")
    if not isinstance(chosen, list) or not all(isinstance(one, int) for one in chosen):
        raise WeixinError(200020)
    scene = call.text("sceneDesc", code=200021)
    return {"priTmplId": call.app.messages.add(str(call.body.get("tid", "")), chosen, scene).id}


def deltemplate(call: Call[Program]) -> dict[str, Any]:
    template = call.app.messages.template(call.text("priTmplId"))
    del call.app.messages.templates[template.id]
    return {}


def gettemplate(call: Call[Program]) -> dict[str, Any]:
    return {"data": [_template(one) for one in call.app.messages.templates.values()]}


def getcategory(_: Call[Program]) -> dict[str, Any]:
    return {"data": [{"id": number, "name": name} for number, name in CATEGORIES]}


def getpubtemplatetitles(call: Call[Program]) -> dict[str, Any]:
    wanted = {int(one) for one in call.query.get("ids", "").split(",") if one.isdigit()}
    rows = [
        {"tid": tid, "title": title, "type": kind, "categoryId": category}
        for tid, (title, kind, category, _keywords) in LIBRARY.items()
        if category in wanted
    ]
    start, limit = int(call.query.get("start", 0)), min(int(call.query.get("limit", 30)), 30)
    return {"count": len(rows), "data": rows[start : start + limit]}


def getpubtemplatekeywords(call: Call[Program]) -> dict[str, Any]:
    tid = call.query.get("tid", "")
    if not tid.isdigit() or int(tid) not in LIBRARY:
        raise WeixinError(200014)
    keywords = LIBRARY[int(tid)][3]
    rows = [
        {"kid": kid, "name": name, "example": example, "rule": rule}
        for kid, (name, rule, example) in keywords.items()
    ]
    return {"count": len(rows), "data": rows}


def custom_send(call: Call[Program]) -> dict[str, Any]:
    visitor = call.app.known(call.text("touser"))
    kind = call.text("msgtype")
    if kind not in _TYPES or not call.part(kind):
        raise WeixinError(40008)
    if len(str(call.part(kind).get("content", "")).encode()) > _TEXT_BYTES:
        raise WeixinError(45002)
    if visitor.window_until <= call.now:
        raise WeixinError(45015)
    if not visitor.window_left:
        raise WeixinError(45047)
    visitor.window_left -= 1
    return {}


def _template(template: Template) -> dict[str, Any]:
    lines = [f"{name}:{{{{{rule}{kid}.DATA}}}}\n" for kid, name, rule in template.keywords]
    examples = LIBRARY[int(template.tid)][3]
    return {
        "priTmplId": template.id,
        "title": template.title,
        "content": "".join(lines),
        "example": "".join(f"{name}:{examples[kid][2]}\n" for kid, name, _rule in template.keywords),
        "type": template.type,
    }


ENDPOINTS: dict[str, tuple[str, Endpoint[Program]]] = {
    "cgi-bin/message/subscribe/send": ("POST", subscribe_send),
    "cgi-bin/message/custom/send": ("POST", custom_send),
    "wxaapi/newtmpl/addtemplate": ("POST", addtemplate),
    "wxaapi/newtmpl/deltemplate": ("POST", deltemplate),
    "wxaapi/newtmpl/gettemplate": ("GET", gettemplate),
    "wxaapi/newtmpl/getcategory": ("GET", getcategory),
    "wxaapi/newtmpl/getpubtemplatetitles": ("GET", getpubtemplatetitles),
    "wxaapi/newtmpl/getpubtemplatekeywords": ("GET", getpubtemplatekeywords),
}
