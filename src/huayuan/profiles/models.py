"""Tables of profiles.

Rows about a person carry `person_id` (whom they belong to now) and `origin_person_id` (whom they were
recorded for); a merge or split changes the first and never the second.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime

OPEN = text("removed_at is null")


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
    __tablename__ = "tag_group"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)


class TagRow(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("tag_group.id"))
    name: Mapped[str] = mapped_column(String(60))
    color: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_tag_name_in_group", "group_id", "name", unique=True),)


class PersonTagRow(Base):
    """A tag as someone (`source`) gave it. The person wears it while at least one such row is theirs."""

    __tablename__ = "person_tag"
    origin_person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_person_tag_person", "person_id", "tag_id"),
        Index("ix_person_tag_tag", "tag_id", "person_id"),
    )


class PersonTraitRow(Base):
    """What one source says about one trait. Across sources and merged people the newest statement counts."""

    __tablename__ = "person_trait"
    origin_person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    value: Mapped[Any] = mapped_column(Json)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_person_trait_person", "person_id", "key"),)


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
