"""Tables of communities."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, UtcDateTime

INSIDE = text("left_at is null")


class GroupRow(Base):
    """客户群. The counts are those of the open stays and can be computed again."""

    __tablename__ = "customer_group"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    account: Mapped[str] = mapped_column(String(64))
    chat_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))
    owner_staff_id: Mapped[int | None] = mapped_column(BigInteger)
    store_id: Mapped[int | None] = mapped_column(BigInteger)
    notice: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    members: Mapped[int] = mapped_column(Integer, default=0)
    customers: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    dismissed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("uq_customer_group_chat", "account", "chat_id", unique=True),
        Index("ix_customer_group_owner", "owner_staff_id"),
        Index("ix_customer_group_created", "created_at", "id"),
    )


class GroupMemberRow(Base):
    """One stay of one member in a group, from joining to leaving."""

    __tablename__ = "group_member"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("customer_group.id"))
    member_key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    origin_person_id: Mapped[int | None] = mapped_column(BigInteger)
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(120))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    scene: Mapped[str | None] = mapped_column(String(20))
    inviter_staff_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str | None] = mapped_column(String(60))
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leave_scene: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (
        Index("uq_group_member_stay", "group_id", "member_key", "joined_at", unique=True),
        Index(
            "uq_group_member_inside",
            "group_id",
            "member_key",
            unique=True,
            sqlite_where=INSIDE,
            postgresql_where=INSIDE,
        ),
        Index("ix_group_member_person", "person_id"),
        Index("ix_group_member_origin", "origin_person_id"),
        Index("ix_group_member_joined", "group_id", "joined_at"),
        Index("ix_group_member_left", "group_id", "left_at"),
        Index(
            "ix_group_member_state",
            "state",
            sqlite_where=text("state is not null"),
            postgresql_where=text("state is not null"),
        ),
    )
