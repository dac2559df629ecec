"""What goes over the wire, as far as we read it. Unknown fields are ignored; absent ones are neutral."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan.wechat.connections.api import Answer


class Token(Answer):
    access_token: str = ""
    expires_in: int = 0


class Department(msgspec.Struct):
    id: int
    name: str = ""
    parentid: int = 0
    order: int = 0


class Departments(Answer):
    department: list[Department] = []


class User(msgspec.Struct):
    """`status`: 1 active, 2 disabled, 4 not activated, 5 left. `alias`: the name shown to customers."""

    userid: str
    name: str = ""
    alias: str = ""
    department: list[int] = []
    status: int = 1
    main_department: int = 0


class Users(Answer):
    userlist: list[User] = []


class FollowUsers(Answer):
    follow_user: list[str] = []


class ExternalIds(Answer):
    external_userid: list[str] = []


class Profile(msgspec.Struct):
    """A customer. `type` 1 WeChat, 2 WeCom; `gender` 0 unknown, 1 male, 2 female."""

    external_userid: str
    name: str = ""
    avatar: str = ""
    type: int = 1
    gender: int = 0
    unionid: str = ""
    corp_name: str = ""
    position: str = ""


class WornTag(msgspec.Struct):
    """`type` 1 corp tag, 2 private to the member, 3 of a rule group."""

    tag_id: str = ""
    group_name: str = ""
    tag_name: str = ""
    type: int = 1


class Follow(msgspec.Struct):
    """One member's friendship with the customer. Times are Unix seconds."""

    userid: str
    remark: str = ""
    description: str = ""
    createtime: int = 0
    tags: list[WornTag] = []
    tag_id: list[str] = []
    remark_mobiles: list[str] = []
    add_way: int | None = None
    state: str = ""


class Contact(Answer):
    external_contact: Profile | None = None
    follow_user: list[Follow] = []
    next_cursor: str = ""


class ContactRow(msgspec.Struct):
    external_contact: Profile
    follow_info: Follow


class Contacts(Answer):
    external_contact_list: list[ContactRow] = []
    next_cursor: str = ""


class CorpTag(msgspec.Struct):
    id: str
    name: str = ""
    order: int = 0
    deleted: bool = False


class CorpTagGroup(msgspec.Struct):
    group_id: str
    group_name: str = ""
    tag: list[CorpTag] = []
    deleted: bool = False


class CorpTags(Answer):
    tag_group: list[CorpTagGroup] = []


class MadeTags(Answer):
    tag_group: CorpTagGroup | None = None


class MadeWay(Answer):
    config_id: str = ""
    qr_code: str = ""


class ContactWay(msgspec.Struct):
    config_id: str
    type: int = 1
    state: str = ""
    qr_code: str = ""
    user: list[str] = []


class OneWay(Answer):
    contact_way: ContactWay | None = None


class WayId(msgspec.Struct):
    config_id: str


class Ways(Answer):
    contact_way: list[WayId] = []
    next_cursor: str = ""


class NewWay(msgspec.Struct, frozen=True):
    """What add_contact_way is asked for: type 1 has one user, type 2 several; scene 2 is a QR code."""

    type: int
    state: str
    user: list[str]
    remark: str = ""
    scene: int = 2
    skip_verify: bool = True

    def body(self) -> dict[str, Any]:
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built
