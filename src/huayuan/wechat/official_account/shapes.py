"""What the console and programs send and receive about 公众号."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from huayuan.wechat.official_account.limits import REPLY_BYTES, SCENE_CHARS

Name = Annotated[str, Field(min_length=1, max_length=80)]
People = Annotated[list[int], Field(max_length=10_000)]
Button = dict[str, Any]
Buttons = Annotated[list[Button], Field(max_length=3)]


class FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class AccountSyncOut(FromRow):
    state: str
    done: int
    total: int
    found_missing: int = Field(description="Followers who had left without a callback telling us.")
    started_at: datetime
    finished_at: datetime | None


class FollowersOut(BaseModel):
    following: int
    sync: AccountSyncOut | None


class AccountTagOut(FromRow):
    external_id: int = Field(description="The tag's number at the account.")
    tag_id: int
    name: str


class TagPage(BaseModel):
    items: list[AccountTagOut]


class AccountTagIn(BaseModel):
    tag_id: int


class MenuIn(BaseModel):
    button: Buttons


class ConditionalMenuIn(MenuIn):
    """One of the two: a tag of the account, or a system (1 iOS, 2 Android, 3 others)."""

    tag: int | None = None
    system: Literal[1, 2, 3] | None = None

    def rule(self) -> dict[str, str]:
        wanted = {"tag_id": self.tag, "client_platform_type": self.system}
        return {name: str(value) for name, value in wanted.items() if value is not None}


class ConditionalMenuOut(BaseModel):
    menuid: int
    button: list[Button]
    rule: dict[str, Any]


class MenuOut(BaseModel):
    button: list[Button]
    conditional: list[ConditionalMenuOut]


class MadeMenuOut(BaseModel):
    menuid: int


class CodeIn(BaseModel):
    """`days`: 1 to 30 for a temporary code; left out = permanent (100,000 per account)."""

    name: Name
    scene: Annotated[str, Field(min_length=1, max_length=SCENE_CHARS, pattern=r"[A-Za-z0-9_\-]+")]
    channel: Name
    days: Annotated[int | None, Field(ge=1, le=30)] = None
    tag_ids: Annotated[list[int], Field(max_length=50)] = []


class CodeOut(FromRow):
    id: int
    name: str
    scene: str
    channel: str
    url: str = Field(description="What the QR code holds.")
    tag_ids: list[int]
    expires_at: datetime | None
    created_at: datetime
    follows: int = Field(description="How often somebody followed through it.")
    scans: int = Field(description="How often somebody who followed already scanned it.")
    followers: int = Field(default=0, description="Who came through it and follows now.")


class CodePage(BaseModel):
    items: list[CodeOut]
    total: int


class AccountTemplateOut(BaseModel):
    template_id: str
    kind: Literal["template", "notice"]
    title: str
    content: str


class AccountTemplatePage(BaseModel):
    items: list[AccountTemplateOut]


class FollowerMessageIn(BaseModel):
    """`key` names this sending; sent again with the same key, nobody hears it twice."""

    key: Annotated[str, Field(min_length=1, max_length=60)]
    kind: Literal["service", "template", "notice"]
    person_ids: Annotated[People, Field(min_length=1)]
    text: Annotated[str, Field(max_length=REPLY_BYTES)] = ""
    template_id: Annotated[str, Field(max_length=64)] = ""
    data: dict[str, Annotated[str, Field(max_length=200)]] = {}
    url: Annotated[str, Field(max_length=1024)] = ""


class PostedOut(FromRow):
    accepted: int
    blocked: int
    not_following: int


class AccountMassIn(BaseModel):
    """To everyone, to those with a tag of the account, or to these people (two to 10,000)."""

    name: Name
    everyone: bool = False
    tag: int | None = None
    person_ids: People = []
    msgtype: Literal["text", "mpnews", "image", "voice", "mpvideo"]
    content: dict[str, Any]


class MassAudienceOut(BaseModel):
    """Everyone, those with a tag of the account, or so many chosen people."""

    everyone: bool = False
    tag: int | None = None
    people: int | None = None


class AccountMassOut(FromRow):
    """`state`: waiting, submitted, sent, failed or deleted. `counts` come with the platform's result."""

    id: int
    name: str
    msgtype: str
    state: str
    reason: str | None
    counts: dict[str, Any]
    audience: MassAudienceOut
    content: dict[str, Any]
    created_at: datetime
    finished_at: datetime | None

    @field_validator("audience", mode="before")
    @classmethod
    def _how_many(cls, audience: dict[str, Any]) -> dict[str, Any]:
        """The people themselves are nobody's business here."""
        chosen = audience.get("openids") or audience.get("person_ids")
        return {"people": len(chosen)} | audience if chosen else audience


class AccountMassPage(BaseModel):
    items: list[AccountMassOut]
    total: int


class AccountPreviewIn(BaseModel):
    person_id: int
    msgtype: Literal["text", "mpnews", "image", "voice", "mpvideo"]
    content: dict[str, Any]


class ImageOut(BaseModel):
    media_id: str
    url: str


class ArticleIn(BaseModel):
    title: Annotated[str, Field(min_length=1, max_length=64)]
    content: Annotated[str, Field(min_length=1, max_length=1_000_000)]
    thumb_media_id: Annotated[str, Field(min_length=1, max_length=160)]
    author: Annotated[str, Field(max_length=16)] = ""
    digest: Annotated[str, Field(max_length=128)] = ""
    content_source_url: Annotated[str, Field(max_length=1024)] = ""


class ArticleOfDraft(FromRow):
    """As the platform holds it; `content` is HTML."""

    title: str
    content: str
    thumb_media_id: str
    author: str
    digest: str
    content_source_url: str


class DraftIn(BaseModel):
    articles: Annotated[list[ArticleIn], Field(min_length=1, max_length=8)]


class DraftArticlesOut(BaseModel):
    """A draft with its contents."""

    media_id: str
    articles: list[ArticleOfDraft]


class DraftOut(BaseModel):
    media_id: str
    titles: list[str]
    updated_at: datetime | None


class DraftPage(BaseModel):
    items: list[DraftOut]
    total: int


class PublicationOut(FromRow):
    """`status`: 0 published, 1 on its way, 2 not original, 3 failed, 4 refused, 5 and 6 taken back."""

    publish_id: str
    media_id: str
    article_id: str = Field(description="Of the article it became; empty until then.")
    title: str
    status: int
    urls: list[str]
    submitted_at: datetime
    finished_at: datetime | None


class PublicationPage(BaseModel):
    items: list[PublicationOut]


class FollowerDayOut(FromRow):
    day: date
    gained: int
    lost: int
    total: int | None
    by_source: dict[str, list[int]]


class ArticleOut(BaseModel):
    article: str
    title: str
    url: str
    published_on: date
    readers: int
    sharers: int
    likers: int
    keepers: int
    comments: int


class FiguresOut(BaseModel):
    days: list[FollowerDayOut]
    articles: list[ArticleOut]


class FollowerLoginOut(BaseModel):
    url: str = Field(
        description="Where to send a browser inside WeChat; it comes back with `code` and `state`."
    )


class VisitorIn(BaseModel):
    code: Annotated[str, Field(min_length=1, max_length=128)]
    anonymous_id: Annotated[str, Field(max_length=64)] = ""


class VisitorOut(FromRow):
    openid: str
    unionid: str | None
    nickname: str
    avatar: str
    person_id: int
