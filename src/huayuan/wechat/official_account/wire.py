"""Answers of the 公众号 API. Unknown fields are ignored; missing ones have a default."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan.wechat.connections.api import Answer


class OpenIds(msgspec.Struct):
    openid: list[str] = []


class Followers(Answer, kw_only=True):
    """A page of user/get or user/tag/get; `data` is missing when nobody is left."""

    total: int = 0
    count: int = 0
    data: OpenIds = msgspec.field(default_factory=OpenIds)
    next_openid: str = ""


class Follower(Answer, kw_only=True):
    """user/info; since 2021-12-27 without name, sex, place and picture."""

    subscribe: int = 0
    openid: str = ""
    unionid: str | None = None
    subscribe_time: int = 0
    subscribe_scene: str = ""
    remark: str = ""
    tagid_list: list[int] = []
    qr_scene: int = 0
    qr_scene_str: str = ""
    language: str = ""

    @property
    def scene_value(self) -> str:
        """Of the QR code by which they followed; "" without one."""
        return self.qr_scene_str or (str(self.qr_scene) if self.qr_scene else "")


class FollowerInfos(Answer, kw_only=True):
    user_info_list: list[Follower] = []


class Tag(msgspec.Struct):
    id: int = 0
    name: str = ""
    count: int = 0


class Tags(Answer, kw_only=True):
    tags: list[Tag] = []


class MadeTag(Answer, kw_only=True):
    tag: Tag = msgspec.field(default_factory=Tag)


class Menu(msgspec.Struct):
    button: list[dict[str, Any]] = []
    menuid: int = 0
    matchrule: dict[str, Any] = {}


class Menus(Answer, kw_only=True):
    menu: Menu = msgspec.field(default_factory=Menu)
    conditionalmenu: list[Menu] = []


class MadeMenu(Answer, kw_only=True):
    menuid: int = 0


class MatchedMenu(Answer, kw_only=True):
    button: list[dict[str, Any]] = []


class QrCode(Answer, kw_only=True):
    ticket: str = ""
    url: str = ""
    expire_seconds: int = 0


class Sent(Answer, kw_only=True):
    """Of a template message or 订阅通知."""

    msgid: int = 0


class MassSent(Answer, kw_only=True):
    msg_id: int = 0
    msg_data_id: int = 0


class MassStatus(Answer, kw_only=True):
    msg_id: int = 0
    msg_status: str = ""


class Template(msgspec.Struct):
    template_id: str = ""
    title: str = ""
    content: str = ""
    example: str = ""


class Templates(Answer, kw_only=True):
    template_list: list[Template] = []


class Notice(msgspec.Struct):
    priTmplId: str = ""
    title: str = ""
    content: str = ""
    example: str = ""


class Notices(Answer, kw_only=True):
    data: list[Notice] = []


class Media(Answer, kw_only=True):
    media_id: str = ""
    url: str = ""
    type: str = ""
    created_at: int = 0


class MadeDraft(Answer, kw_only=True):
    media_id: str = ""


class NewsItem(msgspec.Struct):
    title: str = ""
    author: str = ""
    digest: str = ""
    content: str = ""
    content_source_url: str = ""
    thumb_media_id: str = ""
    url: str = ""


class Draft(Answer, kw_only=True):
    news_item: list[NewsItem] = []
    update_time: int = 0


class NewsContent(msgspec.Struct):
    news_item: list[NewsItem] = []


class ContentItem(msgspec.Struct):
    """Of draft/batchget (`media_id`) and freepublish/batchget (`article_id`)."""

    media_id: str = ""
    article_id: str = ""
    update_time: int = 0
    content: NewsContent = msgspec.field(default_factory=NewsContent)


class ContentPage(Answer, kw_only=True):
    total_count: int = 0
    item_count: int = 0
    item: list[ContentItem] = []


class Submitted(Answer, kw_only=True):
    publish_id: str | int = ""
    msg_data_id: str | int = 0


class PublishedAddress(msgspec.Struct):
    idx: int = 0
    article_url: str = ""


class PublishedDetail(msgspec.Struct):
    count: int = 0
    item: list[PublishedAddress] = []


class Publication(Answer, kw_only=True):
    publish_id: str | int = ""
    publish_status: int = 1
    article_id: str = ""
    article_detail: PublishedDetail = msgspec.field(default_factory=PublishedDetail)
    fail_idx: list[int] = []


class UserSummary(msgspec.Struct):
    ref_date: str = ""
    user_source: int = 0
    new_user: int = 0
    cancel_user: int = 0


class UserSummaries(Answer, kw_only=True):
    rows: list[UserSummary] = msgspec.field(name="list", default_factory=list)


class UserCumulate(msgspec.Struct):
    ref_date: str = ""
    cumulate_user: int = 0


class UserCumulates(Answer, kw_only=True):
    rows: list[UserCumulate] = msgspec.field(name="list", default_factory=list)


class ArticleFigures(msgspec.Struct):
    read_user: int = 0
    share_user: int = 0


class ArticleDay(msgspec.Struct):
    ref_date: str = ""
    msgid: str = ""
    detail: ArticleFigures = msgspec.field(default_factory=ArticleFigures)


class ArticleDays(Answer, kw_only=True):
    rows: list[ArticleDay] = msgspec.field(name="list", default_factory=list)
    is_delay: bool = False


class ArticleDetailDay(msgspec.Struct):
    stat_date: str = ""
    read_user: int = 0
    share_user: int = 0
    zaikan_user: int = 0
    like_user: int = 0
    comment_count: int = 0
    collection_user: int = 0


class ArticleDetail(msgspec.Struct):
    ref_date: str = ""
    msgid: str = ""
    publish_type: int = 0
    title: str = ""
    content_url: str = ""
    detail_list: list[ArticleDetailDay] = []


class ArticleDetails(Answer, kw_only=True):
    rows: list[ArticleDetail] = msgspec.field(name="list", default_factory=list)
    is_delay: bool = False


class UserToken(Answer, kw_only=True):
    """Of the web login. `is_snapshotuser` 1: the person looked at the page without logging in; the openid is none."""

    access_token: str = ""
    refresh_token: str = ""
    openid: str = ""
    scope: str = ""
    unionid: str | None = None
    is_snapshotuser: int = 0


class UserInfo(Answer, kw_only=True):
    openid: str = ""
    nickname: str = ""
    headimgurl: str = ""
    unionid: str | None = None
