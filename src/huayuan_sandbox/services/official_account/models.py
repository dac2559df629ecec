"""What a 公众号 stores. All of it is plain data, so a state file can hold it. Times are unix seconds."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Mode = Literal["plain", "compatible", "safe"]
Kind = Literal["service", "subscription"]
XmlValue = "str | int | tuple[tuple[str, XmlValue], ...]"


class Credentials(msgspec.Struct, frozen=True):
    """What an administrator copies from mp.weixin.qq.com. `original_id` is ToUserName of the callbacks."""

    appid: str
    secret: str
    original_id: str
    token: str
    encoding_aes_key: str


class Options(msgspec.Struct, forbid_unknown_fields=True):
    """What the administrator and the operator of the sandbox choose. Seconds.

    `web_domains`: hosts allowed as redirect_uri of the web login, none = every host. `articles_per_week`: what
    the editors publish in the console, without the API, so that a history has something to read.
    """

    mode: Mode = "safe"
    kind: Kind = "service"
    web_domains: list[str] = []
    result_after: float = 2.0
    articles_per_week: int = 3


class Follower(msgspec.Struct, gc=False):
    """One openid. It stays when the person unfollows: then `subscribed` is False.

    There may be a million of them, so what few have is kept elsewhere. `massed` counts in the month `mass_month`.
    """

    openid: str
    person: int
    number: int
    subscribed: bool
    since: int
    scene: str = "ADD_SCENE_SEARCH"
    qr_scene: int = 0
    qr_scene_str: str = ""
    remark: str = ""
    tags: tuple[int, ...] = ()
    blocked: bool = False
    refuses: bool = False
    mass_month: str = ""
    massed: int = 0
    cancelled_at: int = 0


class FollowerTag(msgspec.Struct):
    id: int
    name: str
    count: int = 0


class QrCode(msgspec.Struct):
    """`expires_at` 0 = permanent. One of `scene_id` and `scene_str` is set."""

    ticket: str
    action: str
    created_at: int
    expires_at: int = 0
    scene_id: int = 0
    scene_str: str = ""

    @property
    def scene(self) -> str:
        return self.scene_str or str(self.scene_id)


class ConditionalMenu(msgspec.Struct):
    menuid: int
    button: list[dict[str, Any]]
    matchrule: dict[str, Any]


class Template(msgspec.Struct):
    """`fields` are the names in `content`, such as thing1. `notice` = 订阅通知, else template message."""

    id: str
    title: str
    content: str
    fields: list[str]
    notice: bool = False


class Media(msgspec.Struct):
    media_id: str
    type: str
    name: str
    created_at: int
    expires_at: int = 0
    title: str = ""
    introduction: str = ""


class Draft(msgspec.Struct):
    media_id: str
    articles: list[dict[str, Any]]
    updated_at: int


class Article(msgspec.Struct):
    """Something published: by freepublish (`notified` False) or with a mass send."""

    article_id: str
    msg_data_id: int
    at: float
    articles: list[dict[str, Any]]
    notified: bool = False
    deleted: bool = False


class Publication(msgspec.Struct):
    publish_id: int
    media_id: str
    due: float
    status: int = 1
    article_id: str = ""


class MassJob(msgspec.Struct):
    msg_id: int
    msg_data_id: int
    msgtype: str
    content: dict[str, Any]
    openids: list[str]
    total: int
    due: float
    status: str = "SENDING"
    client_id: str = ""
    created_at: float = 0.0


class Delivered(msgspec.Struct, frozen=True):
    """A message that reached the phone of a follower. `way`: reply, service, template, notice, mass, preview."""

    at: float
    openid: str
    way: str
    msgtype: str
    content: dict[str, Any]


class Callback(msgspec.Struct, frozen=True):
    """One push; `fields` follow CreateTime in the XML: text, number (not in CDATA) or nested fields."""

    at: float
    openid: str
    fields: tuple[tuple[str, Any], ...]
    live: bool = True


class UserToken(msgspec.Struct):
    """Of the web login; `refresh` lives 30 days."""

    openid: str
    scope: str
    token: str
    refresh: str
    until: float
