"""Page logins and tickets over the wire."""

from __future__ import annotations

from huayuan.wechat.connections.api import Answer


class Visitor(Answer):
    """A member has `userid`; somebody outside `openid`, and `external_userid` when a customer."""

    userid: str = ""
    user_ticket: str = ""
    openid: str = ""
    external_userid: str = ""


class Detail(Answer):
    """What the member agreed to show; empty where they did not."""

    userid: str = ""
    gender: str = ""
    avatar: str = ""
    qr_code: str = ""
    mobile: str = ""
    email: str = ""
    biz_mail: str = ""


class Ticket(Answer):
    ticket: str = ""
    expires_in: int = 0
