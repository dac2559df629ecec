"""What WeCom stores for one corp. All of it is plain data, so a state file can hold it."""

from __future__ import annotations

from typing import Any

import msgspec


class Credentials(msgspec.Struct, frozen=True):
    """What an administrator would copy from the WeCom console."""

    corp_id: str
    agent_id: int
    secret: str
    token: str
    encoding_aes_key: str


class ContactWay(msgspec.Struct):
    """联系我. Times are unix seconds."""

    config_id: str
    number: int
    created_at: int
    type: int
    scene: int
    style: int = 1
    remark: str = ""
    skip_verify: bool = True
    state: str = ""
    user: list[str] = []
    party: list[int] = []
    is_temp: bool = False
    expires_in: int = 7 * 86_400
    chat_expires_in: int = 86_400
    unionid: str = ""
    is_exclusive: bool = False
    mark_source: bool = True
    conclusions: dict[str, Any] = {}


class Relation(msgspec.Struct):
    """One member of staff and one customer. `half` = the member has not confirmed yet."""

    number: int
    person: int
    external_userid: str
    userid: str
    created_at: int
    state: str = ""
    add_way: int = 1
    oper_userid: str = ""
    remark: str = ""
    description: str = ""
    remark_company: str = ""
    remark_mobiles: list[str] = []
    tag_ids: list[str] = []
    half: bool = False
    left_by_customer: bool = False
    chatting: bool = False
    spoke_at: int = 0


class Tag(msgspec.Struct):
    id: str
    group_id: str
    name: str
    created_at: int
    order: int = 0
    by_api: bool = True
    deleted: bool = False


class TagGroup(msgspec.Struct):
    id: str
    name: str
    created_at: int
    order: int = 0
    by_api: bool = True
    deleted: bool = False


Field = tuple[str, str | int | tuple[str, ...]]


class Callback(msgspec.Struct, frozen=True):
    """One push. `fields` follow ChangeType in the XML; `welcome_code` is one of them, if any.

    A number is written without CDATA and a tuple as a list of <Item>. An empty `event`, `change_type` or
    `sender` leaves the element out; `kind` is MsgType, another one than "event" for messages to the app.
    """

    at: float
    event: str
    change_type: str
    fields: tuple[Field, ...]
    welcome_code: str | None = None
    sender: str = "sys"
    kind: str = "event"


class Media(msgspec.Struct, frozen=True):
    media_id: str
    type: str
    expires_at: float


class CorpRecord(msgspec.Struct):
    """Everything of a corp that a state file keeps."""

    ways: list[ContactWay]
    ways_made: int
    relations: list[Relation]
    relations_made: int
    tags: list[Tag]
    groups: list[TagGroup]
    tags_made: int
    parts: dict[str, msgspec.Raw] = {}
