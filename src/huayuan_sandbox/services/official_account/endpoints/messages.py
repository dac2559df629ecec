"""Customer-service messages, template messages and 订阅通知."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.official_account import letters
from huayuan_sandbox.services.official_account.call import Call, Endpoint, done
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Follower
from huayuan_sandbox.services.official_account.templates import CATEGORIES, LIBRARY, filled, shown

_TEXT_BYTES = 2048
_REPEAT_SECONDS = 600
_TYPING_SECONDS = 30


def custom_send(call: Call) -> dict[str, Any]:
    """The checks of the content come first, so that a wrong message uses nothing up."""
    follower = call.follower()
    msgtype = call.text("msgtype")
    content = _content(call, msgtype)
    _check_receiver(follower)
    call.account.windows.use(follower.openid, call.now)
    letters.deliver(
        call.account,
        "service",
        [follower.openid],
        msgtype,
        content,
        call.now,
        f"{follower.openid}:{call.now}",
    )
    return done()


def typing(call: Call) -> dict[str, Any]:
    follower = call.follower()
    if call.body.get("command") not in ("Typing", "CancelTyping"):
        raise OfficialAccountError(45072)
    if call.now - call.account.windows.touched.get(follower.openid, 0.0) > _TYPING_SECONDS:
        raise OfficialAccountError(45080)
    return done()


def template_send(call: Call) -> dict[str, Any]:
    call.only_for_service_accounts()
    follower = call.follower()
    template = call.account.templates.get(call.text("template_id"), notice=False)
    values = filled(template, call.body.get("data"))
    if not follower.subscribed:
        raise OfficialAccountError(43004)
    key = (follower.openid, call.text("client_msg_id", limit=32))
    earlier = call.account.templates.sent.get(key)
    if key[1] and earlier and call.now - earlier[0] < _REPEAT_SECONDS:
        return done(msgid=earlier[1])
    url = str(call.body.get("url") or "")
    number = letters.template_sent(call.account, follower, template, shown(template, values), url, call.now)
    if key[1]:
        call.account.templates.sent[key] = (call.now, number)
    return done(msgid=number)


def add_template(call: Call) -> dict[str, Any]:
    call.only_for_service_accounts()
    words = call.body.get("keyword_name_list") or []
    short = call.text("template_id_short")
    entry = next((row for row in LIBRARY if row[0] == short), None)
    if entry is None or not isinstance(words, list):
        raise OfficialAccountError(40037)
    kids = [number for number, word, _ in entry[2] if not words or word in words]
    return done(template_id=call.account.templates.add(short, kids, notice=False).id)


def all_templates(call: Call) -> dict[str, Any]:
    rows = [one for one in call.account.templates.rows.values() if not one.notice]
    return {"template_list": [
        {"template_id": one.id, "title": one.title, "primary_industry": "", "deputy_industry": "",
         "content": one.content, "example": ""} for one in rows
    ]}  # fmt: skip


def delete_template(call: Call) -> dict[str, Any]:
    del call.account.templates.rows[call.account.templates.get(call.text("template_id"), notice=False).id]
    return done()


def bizsend(call: Call) -> dict[str, Any]:
    follower = call.follower()
    template = call.account.templates.get(call.text("template_id"), notice=True)
    values = filled(template, call.body.get("data"))
    if (
        not follower.subscribed
        or follower.refuses
        or call.account.accepts.get(follower.openid, {}).get(template.id, 0) < 1
    ):
        raise OfficialAccountError(43101)
    page = str(call.body.get("page") or "")
    letters.notice_sent(call.account, follower, template, shown(template, values), page, call.now)
    return done()


def add_notice(call: Call) -> dict[str, Any]:
    kids, scene = call.body.get("kidList"), call.body.get("sceneDesc")
    if not isinstance(kids, list) or not 2 <= len(kids) <= 5 or not all(isinstance(kid, int) for kid in kids):
        raise OfficialAccountError(200020)
    if not isinstance(scene, str) or not 1 <= len(scene) <= 15:
        raise OfficialAccountError(200021)
    return done(priTmplId=call.account.templates.add(call.text("tid"), kids, notice=True).id)


def delete_notice(call: Call) -> dict[str, Any]:
    del call.account.templates.rows[call.account.templates.get(call.text("priTmplId"), notice=True).id]
    return done()


def notices(call: Call) -> dict[str, Any]:
    rows = [one for one in call.account.templates.rows.values() if one.notice]
    return done(data=[{"priTmplId": one.id, "title": one.title, "content": one.content, "example": "",
                       "type": 2} for one in rows])  # fmt: skip


def categories(call: Call) -> dict[str, Any]:
    return done(data=list(CATEGORIES))


def library_titles(call: Call) -> dict[str, Any]:
    rows = [{"tid": int(short), "title": title, "type": 2, "categoryId": str(CATEGORIES[0]["id"])}
            for short, title, _ in LIBRARY]  # fmt: skip
    return done(count=len(rows), data=rows)


def library_words(call: Call) -> dict[str, Any]:
    entry = next((row for row in LIBRARY if row[0] == call.query.get("tid")), None)
    if entry is None:
        raise OfficialAccountError(200014)
    rows = [{"kid": number, "name": word, "example": "", "rule": kind} for number, word, kind in entry[2]]
    return done(count=len(rows), data=rows)


def _check_receiver(follower: Follower) -> None:
    if not follower.subscribed:
        raise OfficialAccountError(50005)
    if follower.refuses or follower.blocked:
        raise OfficialAccountError(48002)


def _content(call: Call, msgtype: str) -> dict[str, Any]:
    """Raises 40008, 44004, 45002, 45008 and 40007."""
    if msgtype not in (
        "text", "image", "voice", "video", "music", "news", "mpnewsarticle", "msgmenu", "miniprogrampage"
    ):  # fmt: skip
        raise OfficialAccountError(40008)
    content = call.table(msgtype)
    if msgtype == "text":
        text = content.get("content")
        if not isinstance(text, str) or not text:
            raise OfficialAccountError(44004)
        if len(text.encode()) > _TEXT_BYTES:
            raise OfficialAccountError(45002)
    if msgtype in ("image", "voice", "video"):
        call.account.content.usable(content.get("media_id"), call.now)
    if msgtype == "mpnewsarticle":
        call.account.content.article(content.get("article_id"))
    if msgtype == "news" and len(content.get("articles") or []) != 1:
        raise OfficialAccountError(45008)
    return content


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "cgi-bin/message/custom/send": ("POST", custom_send),
    "cgi-bin/message/custom/typing": ("POST", typing),
    "cgi-bin/message/template/send": ("POST", template_send),
    "cgi-bin/template/api_add_template": ("POST", add_template),
    "cgi-bin/template/get_all_private_template": ("GET", all_templates),
    "cgi-bin/template/del_private_template": ("POST", delete_template),
    "cgi-bin/message/subscribe/bizsend": ("POST", bizsend),
    "wxaapi/newtmpl/addtemplate": ("POST", add_notice),
    "wxaapi/newtmpl/deltemplate": ("POST", delete_notice),
    "wxaapi/newtmpl/gettemplate": ("GET", notices),
    "wxaapi/newtmpl/getcategory": ("GET", categories),
    "wxaapi/newtmpl/getpubtemplatetitles": ("GET", library_titles),
    "wxaapi/newtmpl/getpubtemplatekeywords": ("GET", library_words),
}
