"""Materials, drafts, and what has been published; also what the editors publish without the API."""

from __future__ import annotations

import hashlib
from typing import Any

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Article, Draft, Media, Publication
from huayuan_sandbox.world.clock import DAY, local_midnight, weekday

TEMPORARY_SECONDS = 3 * DAY
_TITLES = ("换季穿搭：三件单品搞定通勤", "本周门店活动一览", "会员日攻略：这样买最划算", "新品上架，抢先看",
           "门店手记：她第一次走进花园", "护理小知识：针织衫怎么洗")  # fmt: skip
# Days on which the editors publish, at ten in the morning, by how often a week they do.
_DAYS = {0: (), 1: (3,), 2: (1, 4), 3: (1, 3, 5), 4: (0, 2, 4, 6), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
_LOOK_BACK_DAYS = 14


class Articles:
    """Media ids, drafts and articles of one account."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.media: dict[str, Media] = {}
        self.drafts: dict[str, Draft] = {}
        self.published: dict[str, Article] = {}
        self.publications: dict[int, Publication] = {}
        self.files: dict[str, bytes] = {}
        self.made = 0
        self.edited_until = 0.0

    # ---- materials

    def store(
        self, kind: str, name: str, now: float, *, lasting: bool, title: str = "", text: str = ""
    ) -> Media:
        until = 0 if lasting else int(now) + TEMPORARY_SECONDS
        media = Media(self.next_id(), kind, name, int(now), until, title, text)
        self.media[media.media_id] = media
        return media

    def usable(self, media_id: Any, now: float) -> Media:
        """Raises 40007 when it is unknown or its three days are over."""
        media = self.media.get(media_id) if isinstance(media_id, str) else None
        if media is None or (media.expires_at and media.expires_at <= now):
            raise OfficialAccountError(40007)
        return media

    # ---- drafts

    def draft(self, media_id: Any) -> Draft:
        """Raises 40007."""
        if not isinstance(media_id, str) or media_id not in self.drafts:
            raise OfficialAccountError(40007)
        return self.drafts[media_id]

    def checked(self, articles: Any, now: float) -> list[dict[str, Any]]:
        """1 to 8 articles. Raises 45008, 45003, 45004, 45166 and 40007 (cover)."""
        if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
            raise OfficialAccountError(45008)
        return [self._checked(one, now) for one in articles]

    # ---- publishing

    def publish(
        self, articles: list[dict[str, Any]], at: float, *, notified: bool, number: int = 0
    ) -> Article:
        article = Article(self.next_id(), number or 2_247_000_000 + self.made, at, articles, notified)
        self.published[article.article_id] = article
        return article

    def edit(self, until: float, per_week: int) -> None:
        """What the editors published in the console up to `until`; the same for the same seed."""
        day = local_midnight(self.edited_until or until - _LOOK_BACK_DAYS * DAY)
        while day + 36_000 <= until:
            if day + 36_000 > self.edited_until and weekday(day) in _DAYS[max(0, min(per_week, 6))]:
                title = _TITLES[int(day // DAY) % len(_TITLES)]
                row = {"title": title, "author": "花园", "digest": title, "content": f"<p>{title}</p>",
                       "thumb_media_id": "", "content_source_url": ""}  # fmt: skip
                self.publish([row], day + 36_000, notified=True)
            day += DAY
        self.edited_until = max(self.edited_until, until)

    def living(self, at: float) -> list[Article]:
        """Newest first."""
        found = [one for one in self.published.values() if one.at <= at and not one.deleted]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def article(self, article_id: Any) -> Article:
        """Raises 40007 (the code of a media id that is none)."""
        article = self.published.get(article_id) if isinstance(article_id, str) else None
        if article is None or article.deleted:
            raise OfficialAccountError(40007)
        return article

    def next_id(self) -> str:
        self.made += 1
        digest = hashlib.sha512(f"{self._seed}|media|{self.made}".encode()).hexdigest()
        return f"{digest[:60]}_{self.made}"

    def _checked(self, one: Any, now: float) -> dict[str, Any]:
        if not isinstance(one, dict):
            raise OfficialAccountError(45166)
        title, digest = one.get("title"), one.get("digest", "")
        if not isinstance(title, str) or not 1 <= len(title) <= 64:
            raise OfficialAccountError(45003)
        if not isinstance(digest, str) or len(digest) > 128:
            raise OfficialAccountError(45004)
        if not isinstance(one.get("content"), str) or not one["content"]:
            raise OfficialAccountError(45166)
        self.usable(one.get("thumb_media_id"), now)
        fields = ("title", "author", "digest", "content", "content_source_url", "thumb_media_id")
        kept: dict[str, Any] = {field: str(one.get(field, "")) for field in fields}
        flags = ("need_open_comment", "only_fans_can_comment", "show_cover_pic")
        return kept | {flag: int(bool(one.get(flag, 0))) for flag in flags}
