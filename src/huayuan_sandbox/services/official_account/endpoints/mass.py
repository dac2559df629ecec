"""Mass messages. Success means submitted; the result comes as MASSSENDJOBFINISH."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huayuan_sandbox.services.official_account import letters
from huayuan_sandbox.services.official_account.call import Call, Endpoint, done
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Follower

_MOST = 10_000
_SPEEDS = (800_000, 600_000, 450_000, 300_000, 100_000)


def sendall(call: Call) -> dict[str, Any]:
    wanted = call.table("filter")
    if wanted.get("is_to_all") is True:
        return _submit(call, call.account.followers)
    tag = wanted.get("tag_id")
    if not isinstance(tag, int) or tag not in call.account.tags.rows:
        raise OfficialAccountError(40152)
    return _submit(call, [one for one in call.account.followers if tag in one.tags])


def send(call: Call) -> dict[str, Any]:
    call.only_for_service_accounts()
    wanted = call.body.get("touser")
    if isinstance(wanted, list) and len(wanted) < 2:
        raise OfficialAccountError(40130)
    return _submit(call, call.openids(_MOST, "touser"))


def preview(call: Call) -> dict[str, Any]:
    """One message to one person, without counting."""
    follower = call.follower()
    if not follower.subscribed:
        raise OfficialAccountError(43004)
    msgtype, content = _content(call)
    letters.deliver(call.account, "preview", [follower.openid], msgtype, content, call.now, "preview")
    return done(msg_id=call.account.mass.last_id)


def get(call: Call) -> dict[str, Any]:
    job = call.account.mass.get(call.number("msg_id"))
    return {"msg_id": job.msg_id, "msg_status": job.status}


def delete(call: Call) -> dict[str, Any]:
    """Takes the article back; cards that arrived stay."""
    job = call.account.mass.get(call.number("msg_id"))
    job.status = "DELETE"
    for article in call.account.content.published.values():
        article.deleted = article.deleted or article.msg_data_id == job.msg_data_id
    return done()


def speed_get(call: Call) -> dict[str, Any]:
    speed = call.account.mass.speed
    return {"speed": speed, "realspeed": _SPEEDS[speed]}


def speed_set(call: Call) -> dict[str, Any]:
    call.account.mass.speed = call.number("speed", high=4)
    return done()


def _submit(call: Call, to: Iterable[Follower]) -> dict[str, Any]:
    msgtype, content = _content(call)
    account = call.account
    client_id = call.text("clientmsgid", limit=32)
    after = account.options.result_after
    job = account.mass.submit(to, msgtype, content, client_id, account.options.kind, call.now, after)
    account.wake(after)
    return done(msg_id=job.msg_id, msg_data_id=job.msg_data_id)


def _content(call: Call) -> tuple[str, dict[str, Any]]:
    """Raises 40008, 44004 and 40007."""
    msgtype = call.text("msgtype")
    if msgtype not in ("mpnews", "text", "voice", "image", "mpvideo"):
        raise OfficialAccountError(40008)
    content = call.table("images" if msgtype == "image" and "images" in call.body else msgtype)
    if msgtype == "text":
        if not isinstance(content.get("content"), str) or not content["content"]:
            raise OfficialAccountError(44004)
    elif msgtype == "mpnews":
        call.account.content.draft(content.get("media_id"))
    else:
        media = content.get("media_ids") or [content.get("media_id")]
        for media_id in media if isinstance(media, list) else [None]:
            call.account.content.usable(media_id, call.now)
    return msgtype, content


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "cgi-bin/message/mass/sendall": ("POST", sendall),
    "cgi-bin/message/mass/send": ("POST", send),
    "cgi-bin/message/mass/preview": ("POST", preview),
    "cgi-bin/message/mass/get": ("POST", get),
    "cgi-bin/message/mass/delete": ("POST", delete),
    "cgi-bin/message/mass/speed/get": ("GET", speed_get),
    "cgi-bin/message/mass/speed/set": ("POST", speed_set),
}
