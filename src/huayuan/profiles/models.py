"""Tables of profiles.

Rows about a person carry `person_id` (whom they belong to now) and `origin_person_id` (whom they were
recorded for); a merge or split changes the first and never the second.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime

OPEN = text("removed_at is null")
JsonOrNull = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
EXPIRES = text("expires_at is not null")


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class PersonProfileRow(Base):
    """One line of the customer list; all of it can be computed again from other tables and events."""

    __tablename__ = "person_profile"
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120), default="")
    name_lower: Mapped[str] = mapped_column(String(120), default="")
    avatar: Mapped[str | None] = mapped_column(Text)
    gender: Mapped[str | None] = mapped_column(String(12))
    city: Mapped[str | None] = mapped_column(String(60))
    phone_masked: Mapped[str | None] = mapped_column(String(32))
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_channel: Mapped[str | None] = mapped_column(String(120))
    last_channel: Mapped[str | None] = mapped_column(String(120))
    events: Mapped[int] = mapped_column(BigInteger, default=0)
    first_channel_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_channel_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counted_up_to: Mapped[int] = mapped_column(BigInteger, default=0)  # number of a commit of events
    orders: Mapped[int] = mapped_column(Integer, default=0)
    gmv: Mapped[int] = mapped_column(BigInteger, default=0)
    last_order_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stage: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        Index(
            "ix_person_profile_name",
            "name_lower",
            "person_id",
            postgresql_ops={"name_lower": "text_pattern_ops"},
        ),
        Index("ix_person_profile_name_sort", "name_lower", "person_id"),
        Index("ix_person_profile_first_seen", "first_seen_at", "person_id"),
        Index("ix_person_profile_last_seen", "last_seen_at", "person_id"),
        Index("ix_person_profile_first_channel", "first_channel", "person_id"),
        Index("ix_person_profile_events", "events", "person_id"),
        Index("ix_person_profile_orders", "orders", "person_id"),
        Index("ix_person_profile_gmv", "gmv", "person_id"),
        Index("ix_person_profile_last_order", "last_order_at", "person_id"),
        Index("ix_person_profile_stage", "stage", "person_id"),
    )


class TagGroupRow(Base):
    """`roles` are the ids of the roles that may give and take its tags by hand; none: everybody who may tag."""

    __tablename__ = "tag_group"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    color: Mapped[str | None] = mapped_column(String(16))
    exclusive: Mapped[bool] = mapped_column(Boolean, default=False, server_default=text("false"))
    roles: Mapped[list[int]] = mapped_column(Json, default=list)


class TagRow(Base):
    """`status` is active, archived or merged (then `merged_into` is the tag that stands for it).

    `rule_segment`: its members wear the tag. `named_at`: when the name was given here; the sync with platforms asks.
    """

    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("tag_group.id"))
    name: Mapped[str] = mapped_column(String(60))
    color: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str] = mapped_column(String(10), default="active", server_default="active")
    merged_into: Mapped[int | None] = mapped_column(BigInteger, index=True)
    expires_after_days: Mapped[int | None] = mapped_column(Integer)
    rule_segment: Mapped[int | None] = mapped_column(BigInteger, index=True)
    named_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_tag_name_in_group", "group_id", "name", unique=True),)


class PersonTagRow(Base):
    """A tag as someone (`source`) gave it. The person wears it while at least one such row is theirs.

    `given_by` says who (a console user, a key), `why` what for; both may be unknown.
    """

    __tablename__ = "person_tag"
    origin_person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_by: Mapped[str | None] = mapped_column(String(80))
    why: Mapped[str | None] = mapped_column(String(120))

    __table_args__ = (
        Index("ix_person_tag_person", "person_id", "tag_id"),
        Index("ix_person_tag_tag", "tag_id", "person_id"),
        Index("ix_person_tag_expires", "expires_at", sqlite_where=EXPIRES, postgresql_where=EXPIRES),
    )


class TagAsideRow(Base):
    """A gift that a newer tag of the same exclusive group stands before since two people were merged.

    Not worn; it comes back when they turn out to be two people after all.
    """

    __tablename__ = "person_tag_aside"
    origin_person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    tag_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, index=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_by: Mapped[str | None] = mapped_column(String(80))
    why: Mapped[str | None] = mapped_column(String(120))


class TagHistoryRow(Base):
    """A gift begun (`given`) or ended (not). `source` is the gift's; `cause` says by what it ended."""

    __tablename__ = "tag_history"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    origin_person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    tag_id: Mapped[int] = mapped_column(BigInteger)
    given: Mapped[bool] = mapped_column(Boolean)
    source: Mapped[str] = mapped_column(String(60))
    cause: Mapped[str | None] = mapped_column(String(60))
    by: Mapped[str | None] = mapped_column(String(80))
    why: Mapped[str | None] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_tag_history_tag", "tag_id", "at", "id", "given"),)


class TagLinkRow(Base):
    """Which of our tags a tag of a platform is. Several of one account may be one of ours; the first is written to."""

    __tablename__ = "tag_link"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    tag_id: Mapped[int] = mapped_column(BigInteger, index=True)
    group_name: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(12), default="in_step")
    reason: Mapped[str | None] = mapped_column(String(40))
    errcode: Mapped[int | None] = mapped_column(Integer)
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_tag_link_waiting", "account", **_where("state = 'waiting'")),)


class TagPushRow(Base):
    """What a platform is still to be told: whether a person wears a tag there. A newer change replaces it.

    `state`: waiting until `due`, or failed (`errcode`: what the platform answered) until somebody tries again.
    """

    __tablename__ = "tag_push"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    origin_person_id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, index=True
    )
    tag_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    worn: Mapped[bool] = mapped_column(Boolean)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    errcode: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (Index("ix_tag_push_due", "account", "state", "due"),)


class TagActionRow(Base):
    """Whoever does this gets these tags. `value` says which menu, form, campaign, link or word; empty: any."""

    __tablename__ = "tag_action"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    match: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(120))
    tags: Mapped[list[int]] = mapped_column(Json)
    days: Mapped[int | None] = mapped_column(Integer)
    active: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TagSettingRow(Base):
    """The thresholds of the tag quality page; one row."""

    __tablename__ = "tag_setting"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    values: Mapped[dict[str, Any]] = mapped_column(Json)


class PersonTraitRow(Base):
    """What one source says about one trait. Across sources and merged people the newest statement counts."""

    __tablename__ = "person_trait"
    origin_person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    value: Mapped[Any] = mapped_column(Json)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confidence: Mapped[float] = mapped_column(Float, default=1.0, server_default="1")

    __table_args__ = (Index("ix_person_trait_person", "person_id", "key"),)


class TraitValueRow(Base):
    """The value of a trait that counts, in the columns it is asked by; all of it follows from `person_trait`.

    `word` is the value as text, normalised where the trait says so; `moment` is the time, or midnight UTC of a date;
    `anniversary` is month × 100 + day, of the lunar calendar + 10,000. Several rows: what several options are worn.
    """

    __tablename__ = "trait_value"
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    ordinal: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(String(500))
    number: Mapped[float | None] = mapped_column(Float)
    moment: Mapped[datetime | None] = mapped_column(UtcDateTime)
    anniversary: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (
        Index("ix_trait_value_word", "key", "word", "person_id"),
        Index("ix_trait_value_number", "key", "number", "person_id", **_where("number is not null")),
        Index("ix_trait_value_moment", "key", "moment", "person_id", **_where("moment is not null")),
        Index(
            "ix_trait_value_anniversary",
            "key",
            "anniversary",
            "person_id",
            **_where("anniversary is not null"),
        ),
    )


class TraitDefinitionRow(Base):
    """A trait of the organisation's own, or what it changed about a built-in one (label, precedence)."""

    __tablename__ = "trait_definition"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    label_zh: Mapped[str] = mapped_column(String(60))
    label_en: Mapped[str] = mapped_column(String(60))
    options: Mapped[list[dict[str, str]]] = mapped_column(Json)
    loose: Mapped[bool] = mapped_column(Boolean)
    personal: Mapped[bool] = mapped_column(Boolean)
    precedence: Mapped[list[str]] = mapped_column(Json)
    computed: Mapped[dict[str, Any] | None] = mapped_column(JsonOrNull)
    computed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TraitChangeRow(Base):
    """Another value of a trait counts since `at`; null: none did before, or none does now. `by`: the person who said it."""

    __tablename__ = "trait_change"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    origin_person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    key: Mapped[str] = mapped_column(String(60))
    old: Mapped[Any] = mapped_column(Json)
    new: Mapped[Any] = mapped_column(Json)
    source: Mapped[str] = mapped_column(String(60))
    by: Mapped[str | None] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_trait_change_person", "person_id", "at"),)


class TraitEditRow(Base):
    """Traits changed for many at once, so that it can be undone. State: running, done, undoing, undone.

    `reference`: what it is in another feature, such as an import.
    """

    __tablename__ = "trait_edit"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    reference: Mapped[str | None] = mapped_column(String(80), unique=True)
    source: Mapped[str] = mapped_column(String(60))
    values: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10))
    people: Mapped[int] = mapped_column(Integer, default=0)
    changed: Mapped[int] = mapped_column(Integer, default=0)
    left: Mapped[int] = mapped_column(Integer, default=0)
    by: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TraitEditItemRow(Base):
    """What a statement (of the edit's source) was before an edit of many and what it became; null: there was, is none.

    A statement is {"value", "at", "confidence"}.
    """

    __tablename__ = "trait_edit_item"
    edit_id: Mapped[int] = mapped_column(ForeignKey("trait_edit.id"), primary_key=True)
    origin_person_id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, index=True
    )
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    had: Mapped[dict[str, Any] | None] = mapped_column(JsonOrNull)
    became: Mapped[dict[str, Any] | None] = mapped_column(JsonOrNull)
    undone: Mapped[bool] = mapped_column(Boolean, default=False)


class StaffContactRow(Base):
    """A friendship (好友关系) of one customer account with one member of staff, from adding to removal."""

    __tablename__ = "staff_contact"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    origin_person_id: Mapped[int] = mapped_column(BigInteger)
    staff_id: Mapped[int] = mapped_column(BigInteger)
    store_id: Mapped[int | None] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64))
    external_userid: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by: Mapped[str | None] = mapped_column(String(20))
    add_way: Mapped[int | None] = mapped_column(SmallInteger)
    state: Mapped[str | None] = mapped_column(String(120))
    channel: Mapped[str | None] = mapped_column(String(120))
    live_code_id: Mapped[int | None] = mapped_column(BigInteger)
    remark: Mapped[str | None] = mapped_column(String(120))

    __table_args__ = (
        Index(
            "uq_staff_contact_open",
            "staff_id",
            "account",
            "external_userid",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_staff_contact_relation", "staff_id", "account", "external_userid", "added_at"),
        Index("ix_staff_contact_person", "person_id", "staff_id", "removed_at"),
        Index("ix_staff_contact_origin", "origin_person_id"),
        Index("ix_staff_contact_staff", "staff_id", "person_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_staff_contact_live_code", "live_code_id", "added_at"),
    )
