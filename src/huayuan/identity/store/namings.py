"""What devices and their sittings are decided from, and the edges that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from huayuan.identity.contracts import ConflictState
from huayuan.identity.models import ConflictRow, IdentifierRow, MergeRow, NamingRow, PersonRow
from huayuan.identity.sharing import DEVICE, MOST_NAMES, SITTING, Known, Naming
from huayuan.identity.store.resolution import chunks, upserting
from huayuan.kernel.db import insert_new


class TieRow(NamedTuple):
    """An edge that follows from a device: the merge, its basis, and the origin persons it joins."""

    merge_id: int
    basis: str
    a: int
    b: int


def known_names(
    session: Session, devices: Collection[int], sittings: Collection[str]
) -> set[tuple[int, str, int]]:
    """(device, sitting, identifier) of what these devices were told in these sittings."""
    found: set[tuple[int, str, int]] = set()
    for chunk in chunks(devices):
        for some in chunks(sittings):
            rows = session.execute(
                select(NamingRow.device_id, NamingRow.sitting, NamingRow.named_id).where(
                    NamingRow.device_id.in_(chunk), NamingRow.sitting.in_(some)
                )
            )
            found.update((row[0], row[1], row[2]) for row in rows)
    return found


def add_names(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Of one that is known already the earlier time is kept: events arrive in any order."""
    if not rows:
        return
    statement = upserting(session, NamingRow)
    earlier = statement.excluded.first_at
    ordered = sorted(rows, key=lambda row: (row["device_id"], row["sitting"], row["named_id"]))
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["device_id", "sitting", "named_id"],
            set_={"first_at": earlier},
            where=NamingRow.first_at > earlier,
        ),
        ordered,
    )


def devices_of(session: Session, identifiers: Collection[int]) -> set[int]:
    """The devices on which one of these identifiers was shown."""
    found: set[int] = set()
    for chunk in chunks(identifiers):
        found.update(
            session.scalars(select(NamingRow.device_id).where(NamingRow.named_id.in_(chunk)).distinct())
        )
    return found


def public_devices(session: Session, devices: Collection[int]) -> set[int]:
    """Those on which too many were named to be anybody's."""
    found: set[int] = set()
    for chunk in chunks(devices):
        names = func.count(NamingRow.named_id.distinct())
        query = select(NamingRow.device_id).where(NamingRow.device_id.in_(chunk))
        found.update(session.scalars(query.group_by(NamingRow.device_id).having(names > MOST_NAMES)))
    return found


def names_on(session: Session, devices: Collection[int]) -> list[Naming]:
    found: list[Naming] = []
    for chunk in chunks(devices):
        rows = session.execute(
            select(
                NamingRow.device_id, NamingRow.sitting, NamingRow.named_id, NamingRow.first_at
            ).where(NamingRow.device_id.in_(chunk))
        )  # fmt: skip
        found += [Naming(*row) for row in rows]
    return found


def shown_persons(session: Session, identifiers: Collection[int]) -> set[int]:
    """Whom these identifiers count for now."""
    found: set[int] = set()
    for chunk in chunks(identifiers):
        found.update(
            session.scalars(select(IdentifierRow.person_id).where(IdentifierRow.id.in_(chunk)).distinct())
        )
    return found


def members_of(session: Session, persons: Collection[int]) -> dict[int, tuple[int, int]]:
    """origin person → (core, current person), of everyone who is part of these persons or of their cores."""
    found: dict[int, tuple[int, int]] = {}
    for chunk in chunks(persons):
        part = or_(PersonRow.current_id.in_(chunk), PersonRow.core_id.in_(chunk))
        rows = session.execute(
            select(PersonRow.id, PersonRow.core_id, PersonRow.current_id).where(
                part, PersonRow.erased_at.is_(None)
            )
        )
        found.update((row[0], (row[1], row[2])) for row in rows)
    return found


def cores_of(session: Session, origins: Collection[int]) -> dict[int, int]:
    """origin person → its core."""
    rows = session.execute(select(PersonRow.id, PersonRow.core_id).where(PersonRow.id.in_(origins)))
    return {row[0]: row[1] for row in rows}


def origins_of_cores(session: Session, cores: Collection[int]) -> dict[int, int]:
    """origin person → core, for every origin that is part of one of these cores."""
    found: dict[int, int] = {}
    for chunk in chunks(cores):
        rows = session.execute(select(PersonRow.id, PersonRow.core_id).where(PersonRow.core_id.in_(chunk)))
        found.update((row[0], row[1]) for row in rows)
    return found


def identifiers_of(session: Session, origins: Collection[int]) -> list[Known]:
    found: list[Known] = []
    table = IdentifierRow
    for chunk in chunks(origins):
        rows = session.execute(
            select(table.id, table.origin_person_id, table.kind, table.account, table.key).where(
                table.origin_person_id.in_(chunk)
            )
        )
        found += [Known(*row) for row in rows]
    return found


def apart(session: Session, origins: Collection[int]) -> list[tuple[int, int]]:
    """Pairs of origin persons that were decided to be two."""
    found: set[tuple[int, int]] = set()
    for chunk in chunks(origins):
        either = or_(ConflictRow.person_a.in_(chunk), ConflictRow.person_b.in_(chunk))
        rows = session.execute(
            select(ConflictRow.person_a, ConflictRow.person_b).where(
                ConflictRow.state == ConflictState.KEPT_APART, either
            )
        )
        found.update((row[0], row[1]) for row in rows)
    return sorted(found)


def ties_among(session: Session, origins: Collection[int]) -> list[TieRow]:
    """The edges of devices and sittings that hold between these origin persons."""
    found: list[TieRow] = []
    for chunk in chunks(origins):
        rows = session.execute(
            select(MergeRow.id, MergeRow.basis, MergeRow.origin_a, MergeRow.origin_b).where(
                and_(
                    MergeRow.undone_at.is_(None),
                    MergeRow.basis.in_((SITTING, DEVICE)),
                    MergeRow.origin_b.in_(chunk),
                )
            )
        )
        found += [TieRow(*row) for row in rows]
    return sorted(found)


def untie(session: Session, merges: Collection[int], by: str, at: datetime) -> None:
    for chunk in chunks(merges):
        session.execute(
            update(MergeRow).where(MergeRow.id.in_(chunk)).values(undone_at=at, undone_by=by),
            execution_options={"synchronize_session": False},
        )


def set_cores(session: Session, cores: Mapping[int, int]) -> None:
    """core → the core whose part it becomes, with all of its origin persons."""
    for core, into in cores.items():
        session.execute(
            update(PersonRow).where(PersonRow.core_id == core).values(core_id=into),
            execution_options={"synchronize_session": False},
        )


def set_core_of(session: Session, origins: Collection[int], core: int) -> None:
    for chunk in chunks(origins):
        session.execute(
            update(PersonRow).where(PersonRow.id.in_(chunk)).values(core_id=core),
            execution_options={"synchronize_session": False},
        )


def note_shared(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Pairs of people who named themselves on one device; a pair that is in the queue already is left alone."""
    insert_new(session, ConflictRow, rows, on=["person_a", "person_b", "reason"])
