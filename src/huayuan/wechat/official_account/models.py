"""Tables of the 公众号 connector."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class FollowerRow(Base):
    """One openid of one account. `changed_at` is the time of the last follow or leave that was believed."""

    __tablename__ = "official_account_follower"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    openid: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    origin_person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    subscribed: Mapped[bool] = mapped_column(Boolean)
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    scene: Mapped[str] = mapped_column(String(40), default="")
    qr_scene: Mapped[str] = mapped_column(String(64), default="", index=True)
    tags: Mapped[list[int]] = mapped_column(Json, default=list)
    wrote_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tapped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    has_unionid: Mapped[bool] = mapped_column(Boolean, default=False)


class WantedFollowerRow(Base):
    """A follower whose details are to be read. Gone once they were."""

    __tablename__ = "official_account_wanted"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    openid: Mapped[str] = mapped_column(String(64), primary_key=True)
    due: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)


class FollowerSyncRow(Base):
    """How far the full sync of a connection's followers has come: the last openid that was read."""

    __tablename__ = "official_account_sync"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(12))
    cursor: Mapped[str] = mapped_column(String(64), default="")
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    found_missing: Mapped[int] = mapped_column(Integer, default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class QrCodeRow(Base):
    """A QR code with a scene. Whoever comes through it has its channel and gets its tags."""

    __tablename__ = "official_account_code"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64), index=True)
    scene: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(80))
    tag_ids: Mapped[list[int]] = mapped_column(Json, default=list)
    ticket: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(Text)
    follows: Mapped[int] = mapped_column(Integer, default=0)
    scans: Mapped[int] = mapped_column(Integer, default=0)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AwaitedRow(Base):
    """A template message whose result comes later, found again by the platform's number."""

    __tablename__ = "official_account_awaited"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    msgid: Mapped[str] = mapped_column(String(32), primary_key=True)
    template_id: Mapped[str] = mapped_column(String(64))
    message_key: Mapped[str] = mapped_column(String(200))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class NoticeConsentRow(Base):
    """How many 订阅通知 of a template somebody still agreed to. One acceptance allows one message.

    `told` are the seconds of the last acceptances that were counted, so that a replay counts none twice.
    """

    __tablename__ = "official_account_consent"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    openid: Mapped[str] = mapped_column(String(64), primary_key=True)
    template_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    left: Mapped[int] = mapped_column(Integer, default=0)
    told: Mapped[list[int]] = mapped_column(Json, default=list)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MassRow(Base):
    """A mass message: to all, to those with a tag of the account, or to chosen openids."""

    __tablename__ = "official_account_mass"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    connection_id: Mapped[int] = mapped_column(BigInteger, index=True)
    name: Mapped[str] = mapped_column(String(80))
    audience: Mapped[dict[str, Any]] = mapped_column(Json)
    msgtype: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(200))
    msg_id: Mapped[str | None] = mapped_column(String(32), index=True)
    counts: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PublicationRow(Base):
    """A draft on its way to being an article."""

    __tablename__ = "official_account_publication"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    publish_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    media_id: Mapped[str] = mapped_column(String(160))
    title: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[int] = mapped_column(SmallInteger)
    article_id: Mapped[str] = mapped_column(String(160), default="")
    urls: Mapped[list[str]] = mapped_column(Json, default=list)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FollowerDayRow(Base):
    """Followers of one day as the platform counts them."""

    __tablename__ = "official_account_follower_day"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    gained: Mapped[int] = mapped_column(Integer)
    lost: Mapped[int] = mapped_column(Integer)
    total: Mapped[int | None] = mapped_column(Integer)
    by_source: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class ArticleDayRow(Base):
    """One article on one day. `article` is the platform's msgid, message and place in it."""

    __tablename__ = "official_account_article_day"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    article: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    published_on: Mapped[date] = mapped_column(Date, index=True)
    title: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(Text)
    readers: Mapped[int] = mapped_column(Integer)
    sharers: Mapped[int] = mapped_column(Integer)
    likers: Mapped[int] = mapped_column(Integer)
    keepers: Mapped[int] = mapped_column(Integer)
    comments: Mapped[int] = mapped_column(Integer)
