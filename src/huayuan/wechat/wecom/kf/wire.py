"""微信客服 as it comes over the wire."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan.wechat.connections.api import Answer

FROM_CUSTOMER, FROM_SYSTEM, FROM_SERVICER = 3, 4, 5


class Account(msgspec.Struct):
    open_kfid: str
    name: str = ""
    avatar: str = ""
    manage_privilege: bool = False


class Accounts(Answer):
    account_list: list[Account] = []


class Servicer(msgspec.Struct):
    """`status` 0 serves, 1 does not. One of `userid` and `department_id`."""

    userid: str = ""
    department_id: int = 0
    status: int = 0


class Servicers(Answer):
    servicer_list: list[Servicer] = []


class Event(msgspec.Struct):
    """`change_type`: 1 taken from the pool, 2 handed on, 3 ended, 4 taken up again."""

    event_type: str = ""
    open_kfid: str = ""
    external_userid: str = ""
    scene: str = ""
    scene_param: str = ""
    change_type: int = 0
    new_servicer_userid: str = ""
    fail_msgid: str = ""
    fail_type: int = 0


class Content(msgspec.Struct):
    """Of a text, a link, a place or a mini program: whatever of it people can read."""

    content: str = ""
    title: str = ""
    url: str = ""
    name: str = ""
    address: str = ""

    @property
    def readable(self) -> str:
        return self.content or " ".join(
            one for one in (self.title or self.name, self.url or self.address) if one
        )


class Message(msgspec.Struct):
    """`origin`: 3 the customer, 4 the system, 5 a servicer. Pictures and other files are not fetched."""

    msgid: str
    send_time: int = 0
    origin: int = 0
    msgtype: str = ""
    open_kfid: str = ""
    external_userid: str = ""
    servicer_userid: str = ""
    event: Event | None = None
    text: Content | None = None
    link: Content | None = None
    location: Content | None = None
    miniprogram: Content | None = None

    @property
    def words(self) -> str:
        said = self.text or self.link or self.location or self.miniprogram
        return said.readable.replace("\0", "") if said else ""  # PostgreSQL keeps no NUL

    @property
    def customer(self) -> str:
        """The external userid; events name it inside."""
        return self.external_userid or (self.event.external_userid if self.event else "")


class Messages(Answer):
    next_cursor: str = ""
    has_more: int = 0
    msg_list: list[Message] = []


class Sent(Answer):
    msgid: str = ""


class State(Answer):
    """0 unhandled, 1 robot, 2 waiting, 3 with a servicer, 4 ended or not begun."""

    service_state: int = 4
    servicer_userid: str = ""


class Moved(Answer):
    msg_code: str = ""


class Customer(msgspec.Struct):
    external_userid: str
    nickname: str = ""
    avatar: str = ""
    gender: int = 0
    unionid: str = ""


class Customers(Answer):
    customer_list: list[Customer] = []
    invalid_external_userid: list[Any] = []
