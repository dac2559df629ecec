"""Tables of identity. See README.md for how they hang together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.identity.kinds import LONGEST_ACCOUNT, LONGEST_VALUE
from huayuan.kernel.db import Base, BigId, Json, UtcDateTime

_PERSON = BigInteger
_IDENTIFIER = BigInteger
LONGEST_SITTING = 128


class PersonRow(Base):
    """An origin person. `core_id` is whom events and people's decisions made it part of; `current_id` whom it counts
    for, devices and their sittings considered: itself, unless merged."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    current_id: Mapped[int] = mapped_column(_PERSON, index=True)
    core_id: Mapped[int] = mapped_column(_PERSON, index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = ({"sqlite_autoincrement": True},)  # numbers of persons are never used twice


class IdentifierRow(Base):
    """One identifier. It belongs to `origin_person_id` for good; `person_id` is that person's current one."""

    __tablename__ = "identifier"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(40))
    account: Mapped[str] = mapped_column(String(LONGEST_ACCOUNT), default="")
    key: Mapped[str] = mapped_column(String(LONGEST_VALUE))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    masked: Mapped[str | None] = mapped_column(String(40))  # of a sealed value, so that lists need no key
    person_id: Mapped[int] = mapped_column(_PERSON, index=True)
    origin_person_id: Mapped[int] = mapped_column(_PERSON, index=True)
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("kind", "account", "key"),
        Index("ix_identifier_key", "key"),  # search knows a value and not its kind
        {"sqlite_autoincrement": True},
    )


class EvidenceRow(Base):
    """Two identifiers (a < b) were seen in one event of `source`."""

    __tablename__ = "evidence"
    identifier_a: Mapped[int] = mapped_column(_IDENTIFIER, primary_key=True)
    identifier_b: Mapped[int] = mapped_column(_IDENTIFIER, primary_key=True, index=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    event_id: Mapped[UUID | None] = mapped_column(Uuid)
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    times: Mapped[int] = mapped_column(Integer, default=1)


class NamingRow(Base):
    """`named_id` was shown on the device `device_id` in a sitting: a session of it, '' when none was told."""

    __tablename__ = "identity_naming"
    device_id: Mapped[int] = mapped_column(_IDENTIFIER, primary_key=True)
    sitting: Mapped[str] = mapped_column(String(LONGEST_SITTING), primary_key=True)
    named_id: Mapped[int] = mapped_column(_IDENTIFIER, primary_key=True, index=True)
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MergeRow(Base):
    """An edge between two origin persons. The edges that are not undone make trees; a tree is one person.

    `basis`: `event` and `operator` edges make cores; `sitting` and `device` ones are undone when they no longer follow.
    """

    __tablename__ = "person_merge"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    winner: Mapped[int] = mapped_column(_PERSON, index=True)
    loser: Mapped[int] = mapped_column(_PERSON, index=True)
    origin_a: Mapped[int] = mapped_column(_PERSON, index=True)
    origin_b: Mapped[int] = mapped_column(_PERSON, index=True)
    identifier_a: Mapped[int | None] = mapped_column(_IDENTIFIER)
    identifier_b: Mapped[int | None] = mapped_column(_IDENTIFIER)
    event_id: Mapped[UUID | None] = mapped_column(Uuid)
    source: Mapped[str] = mapped_column(String(60), default="")
    basis: Mapped[str] = mapped_column(String(12), default="event")
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved: Mapped[list[int]] = mapped_column(Json)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str | None] = mapped_column(String(120))

    __table_args__ = ({"sqlite_autoincrement": True},)


class ConflictRow(Base):
    """Two persons (a < b, as they were when it was seen) that must not be linked without a decision."""

    __tablename__ = "identity_conflict"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    person_a: Mapped[int] = mapped_column(_PERSON)
    person_b: Mapped[int] = mapped_column(_PERSON, index=True)
    reason: Mapped[str] = mapped_column(String(80))
    identifier_a: Mapped[int | None] = mapped_column(_IDENTIFIER)
    identifier_b: Mapped[int | None] = mapped_column(_IDENTIFIER)
    event_id: Mapped[UUID | None] = mapped_column(Uuid)
    source: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(12))
    times: Mapped[int] = mapped_column(Integer, default=1)
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("person_a", "person_b", "reason"),
        Index("ix_identity_conflict_state_last", "state", "last_at"),
    )


class ChangeRow(Base):
    """Whose an identifier is since `version`, in the order of commits; person 0: it was erased. Splits name all
    identifiers of the person that fell apart, also those whose person kept its number."""

    __tablename__ = "identity_change"
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    identifier_id: Mapped[int] = mapped_column(_IDENTIFIER, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(_PERSON)


class VersionRow(Base):
    """The newest version of `identity_change`. Whoever moves identifiers holds this row until the commit, so
    versions become visible in their order; a sequence would let a smaller one appear after a larger one."""

    __tablename__ = "identity_version"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)
