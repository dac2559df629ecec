"""微信客服: accounts, servicers, sessions, messages."""

from __future__ import annotations

import re
from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.content import check_media
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.kf import HUMAN, WINDOW_SECONDS, Account, Kf, Session
from huayuan_sandbox.services.wecom.paging import cursor_after, read_cursor

_TEXT_BYTES = 2048
_MEDIA = ("image", "voice", "video", "file")
_MSGID = re.compile(r"[0-9a-zA-Z_-]{0,32}")
_SCENE = re.compile(r"[0-9a-zA-Z_-]{0,32}")


def accounts(call: Call) -> dict[str, Any]:
    offset, limit = call.number("offset", 0), call.number("limit", 100, low=1, high=100)
    return {"account_list": [
        {"open_kfid": one.open_kfid, "name": one.name, "manage_privilege": True,
         "avatar": f"{call.base_url}/sandbox/avatar/0.svg"}
        for one in _kf(call).living()[offset : offset + limit]
    ]}  # fmt: skip


def add_account(call: Call) -> dict[str, Any]:
    name, media_id = call.text("name", 16), call.text("media_id")
    if not name:
        raise WeComError(40058, "name")
    check_media(call, media_id)
    return {"open_kfid": _kf(call).open(name, media_id, []).open_kfid}


def delete_account(call: Call) -> dict[str, Any]:
    _account(call).deleted = True
    return {}


def link(call: Call) -> dict[str, Any]:
    """The page of the sandbox stands for the chat that WeChat would open."""
    account, scene = _account(call), call.text("scene")
    if not _SCENE.fullmatch(scene):
        raise WeComError(40058, "scene")
    return {"url": f"{call.base_url}/sandbox/kf/{account.open_kfid}?enc_scene={scene}"}


def servicers(call: Call) -> dict[str, Any]:
    account = _kf(call).account(call.query.get("open_kfid", ""))
    return {"servicer_list": [{"userid": one, "status": 0} for one in account.servicers if one in call.staff]}


def add_servicers(call: Call) -> dict[str, Any]:
    account, rows = _account(call), []
    wanted = call.texts("userid_list")
    if not 1 <= len(wanted) <= 100:
        raise WeComError(40058, "userid_list")
    for userid in wanted:
        code = 0 if userid in call.staff else 60030
        if not code and userid not in account.servicers:
            account.servicers.append(userid)
        rows.append({"userid": userid, "errcode": code, "errmsg": "ok" if not code else "not visible"})
    return {"result_list": rows}


def session_state(call: Call) -> dict[str, Any]:
    session = _session(call)
    shown: dict[str, Any] = {"service_state": session.state}
    return shown | ({"servicer_userid": session.servicer} if session.servicer else {})


def move_session(call: Call) -> dict[str, Any]:
    session, state = _session(call), call.number("service_state", -1, low=-1, high=4)
    userid = call.text("servicer_userid")
    if state < 0:
        raise WeComError(40058, "service_state")
    if state == HUMAN and userid not in _account(call).servicers:
        raise WeComError(95014)
    code = _kf(call).move(session, state, userid)
    return {"msg_code": code} if code else {}


def sync_messages(call: Call) -> dict[str, Any]:
    """Without a token only a few times a minute: 45009."""
    kf, token, open_kfid = _kf(call), call.text("token"), call.text("open_kfid")
    if open_kfid:
        kf.account(open_kfid)
    if token and not kf.token_is_good(token, open_kfid, call.now):
        raise WeComError(95007)
    if not token:
        _rarely(call)
    limit = call.number("limit", 1000, low=1, high=1000)
    after = read_cursor(call.text("cursor"))
    found, more = kf.messages(open_kfid, after, limit, call.now)
    last = found[-1].number if found else after
    return {"next_cursor": cursor_after(last), "has_more": int(more), "msg_list": [one.body for one in found]}


def send(call: Call) -> dict[str, Any]:
    account, touser, msgid = _account(call), call.text("touser"), call.text("msgid")
    kind = call.text("msgtype")
    content = call.body.get(kind)
    if not touser or not _MSGID.fullmatch(msgid):
        raise WeComError(40058, "touser or msgid")
    if not isinstance(content, dict):
        raise WeComError(40008)
    _check(call, kind, content)
    kf = _kf(call)
    session = kf.session(account.open_kfid, touser)
    return {"msgid": kf.send(session, msgid, kind, content, call.now)}


def customers(call: Call) -> dict[str, Any]:
    """Only those who came or wrote within 48 hours."""
    wanted, context = call.texts("external_userid_list"), call.number("need_enter_session_context", 0, high=1)
    if not 1 <= len(wanted) <= 100:
        raise WeComError(40058, "external_userid_list")
    recent = {
        one.external_userid: one
        for one in _kf(call).state.sessions.values()
        if call.now - max(one.asked_at, one.entered_at) <= WINDOW_SECONDS
    }
    rows = [_customer(call, recent[one], context) for one in wanted if one in recent]
    return {"customer_list": rows, "invalid_external_userid": [one for one in wanted if one not in recent]}


def _customer(call: Call, session: Session, context: int) -> dict[str, Any]:
    person = call.corp.people_known[session.external_userid]
    shown: dict[str, Any] = {
        "external_userid": session.external_userid, "nickname": person.nickname,
        "avatar": f"{call.base_url}/sandbox/avatar/{person.index}.svg",
        "gender": person.gender if person.shows_gender else 0,
    }  # fmt: skip
    shown |= {"unionid": person.unionid} if person.unionid else {}
    shown |= {"enter_session_context": {"scene": session.scene}} if context and session.scene else {}
    return shown


def _check(call: Call, kind: str, content: dict[str, Any]) -> None:
    if kind == "text":
        text = content.get("content")
        if not isinstance(text, str) or not text:
            raise WeComError(44004)
        if len(text.encode()) > _TEXT_BYTES:
            raise WeComError(45002)
    elif kind in _MEDIA:
        check_media(call, str(content.get("media_id", "")))
    elif kind == "link":
        check_media(call, str(content.get("thumb_media_id", "")))
    elif kind not in ("miniprogram", "msgmenu", "location", "ca_link"):
        raise WeComError(40008)


def _rarely(call: Call) -> None:
    """How often is not published; three times a minute is a guess."""
    call.corp.limit.count_only("kf/sync_msg without token", call.now, 3)


def _kf(call: Call) -> Kf:
    return call.corp.part(Kf)


def _account(call: Call) -> Account:
    return _kf(call).account(call.text("open_kfid"))


def _session(call: Call) -> Session:
    return _kf(call).session(_account(call).open_kfid, call.text("external_userid"))


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "kf/account/list": ("POST", accounts),
    "kf/account/add": ("POST", add_account),
    "kf/account/del": ("POST", delete_account),
    "kf/add_contact_way": ("POST", link),
    "kf/servicer/list": ("GET", servicers),
    "kf/servicer/add": ("POST", add_servicers),
    "kf/service_state/get": ("POST", session_state),
    "kf/service_state/trans": ("POST", move_session),
    "kf/sync_msg": ("POST", sync_messages),
    "kf/send_msg": ("POST", send),
    "kf/customer/batchget": ("POST", customers),
}
