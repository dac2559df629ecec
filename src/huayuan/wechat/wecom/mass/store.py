"""Rows of mass messages in, values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, case, delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, touched
from huayuan.wechat.wecom.mass.contracts import (
    Audience,
    Counts,
    Mass,
    MassState,
    NewMass,
    Part,
    PartState,
    Tapped,
    Target,
    TargetState,
)
from huayuan.wechat.wecom.mass.models import MassPartRow, MassRow, MassTargetRow

_QUIET = {"synchronize_session": False}


def add(session: Session, new: NewMass, now: datetime) -> tuple[Mass, bool]:
    """The mass message of this key, and whether it is new."""
    found = session.scalars(select(MassRow).where(MassRow.key == new.key)).one_or_none()
    if found is not None:
        return _mass(found), False
    later = new.send_at is not None and new.send_at > now
    row = MassRow(
        key=new.key, name=new.name[:120], connection_id=new.connection_id, account=new.account,
        chat_type=new.chat_type, text=new.text, attachments=list(new.attachments),
        allow_select=new.allow_select, audience=asdict(new.audience), created_at=now, created_by=new.created_by[:120],
        state=(MassState.SCHEDULED if later else MassState.PREPARING).value, send_at=new.send_at if later else None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _mass(row), True


def get(session: Session, mass_id: int) -> Mass | None:
    row = session.get(MassRow, mass_id)
    return _mass(row) if row else None


def change(session: Session, mass_id: int, **values: Any) -> None:
    session.execute(update(MassRow).where(MassRow.id == mass_id).values(**values))


def page(session: Session, state: str | None, limit: int, offset: int) -> tuple[list[Mass], int]:
    conditions = [MassRow.state == state] if state else []
    total = session.execute(select(func.count()).select_from(MassRow).where(*conditions)).scalar_one()
    rows = session.scalars(
        select(MassRow).where(*conditions).order_by(MassRow.id.desc()).limit(limit).offset(offset)
    )
    return [_mass(row) for row in rows], total


def to_segments(session: Session, states: Collection[MassState]) -> list[tuple[int, Mass]]:
    """(segment, mass message) of those in these states that go to a segment."""
    query = select(MassRow).where(MassRow.state.in_([one.value for one in states])).order_by(MassRow.id)
    found = [_mass(row) for row in session.scalars(query)]
    return [(one.audience.segment_id, one) for one in found if one.audience.segment_id is not None]


# ---- parts


def add_part(session: Session, mass_id: int, sender: str) -> int:
    row = MassPartRow(mass_id=mass_id, sender=sender, state=PartState.READY.value)
    session.add(row)
    session.flush()
    return row.id


def parts(session: Session, mass_id: int, *states: PartState) -> list[Part]:
    query = select(MassPartRow).where(MassPartRow.mass_id == mass_id).order_by(MassPartRow.id)
    if states:
        query = query.where(MassPartRow.state.in_([one.value for one in states]))
    return [_part(row) for row in session.scalars(query)]


def change_part(session: Session, part_id: int, **values: Any) -> None:
    session.execute(update(MassPartRow).where(MassPartRow.id == part_id).values(**values))


def known_msgids(session: Session, msgids: Collection[str]) -> set[str]:
    """Those that belong to a part already."""
    mine = select(MassPartRow.msgid).where(MassPartRow.msgid.in_(msgids))
    return {one for one in session.scalars(mine) if one}


# ---- targets


def add_targets(session: Session, mass_id: int, part_id: int, targets: Iterable[Target]) -> None:
    rows = [
        {
            "mass_id": mass_id, "part_id": part_id, "recipient": one.recipient, "person_id": one.person_id,
            "origin_person_id": one.person_id, "state": one.state.value, "reason": one.reason, "at": one.at,
        }
        for one in targets
    ]  # fmt: skip
    insert_new(session, MassTargetRow, rows, on=["mass_id", "recipient"])


def waiting(session: Session, part_id: int) -> list[str]:
    mine = (MassTargetRow.part_id == part_id) & (MassTargetRow.state == TargetState.WAITING.value)
    return list(session.scalars(select(MassTargetRow.recipient).where(mine).order_by(MassTargetRow.id)))


def settle(session: Session, part_id: int, targets: Sequence[Target]) -> None:
    """What became of recipients; one that is settled stays as it is."""
    if not targets:
        return
    table = MassTargetRow.__table__
    settled = update(MassTargetRow).where(
        table.c.part_id == part_id, table.c.recipient == bindparam("whom"),
        table.c.state == TargetState.WAITING.value,
    ).values(state=bindparam("became"), reason=bindparam("why"), at=bindparam("moment"))  # fmt: skip
    rows = [
        {"whom": one.recipient, "became": one.state.value, "why": one.reason, "moment": one.at}
        for one in targets
    ]
    session.connection().execute(settled, rows)


def counts(session: Session, mass_ids: Collection[int]) -> dict[int, Counts]:
    found = {one: Counts() for one in mass_ids}
    query = select(MassTargetRow.mass_id, MassTargetRow.state, MassTargetRow.reason, func.count())
    query = query.where(MassTargetRow.mass_id.in_(mass_ids))
    for mass_id, state, reason, number in session.execute(
        query.group_by(MassTargetRow.mass_id, MassTargetRow.state, MassTargetRow.reason)
    ):
        one = found[mass_id]
        one.by_state[state] = one.by_state.get(state, 0) + number
        if reason:
            one.by_reason[reason] = one.by_reason.get(reason, 0) + number
    return found


def counts_by_part(session: Session, mass_id: int) -> Mapping[int, dict[str, int]]:
    query = select(MassTargetRow.part_id, MassTargetRow.state, func.count())
    query = query.where(MassTargetRow.mass_id == mass_id)
    found: dict[int, dict[str, int]] = {}
    for part_id, state, number in session.execute(query.group_by(MassTargetRow.part_id, MassTargetRow.state)):
        found.setdefault(part_id, {})[state] = number
    return found


def tapped(session: Session, mass_ids: Collection[int]) -> dict[int, Tapped]:
    """Members, however many tasks each of them has."""
    done = MassPartRow.confirmed_at.is_not(None)
    query = select(
        MassPartRow.mass_id,
        func.count(MassPartRow.sender.distinct()),
        func.count(case((done, MassPartRow.sender)).distinct()),
    ).where(MassPartRow.mass_id.in_(mass_ids), MassPartRow.msgid.is_not(None))
    rows = session.execute(query.group_by(MassPartRow.mass_id))
    return {mass_id: Tapped(members, confirmed) for mass_id, members, confirmed in rows}


def capped(session: Session, account: str, since: datetime, most: int) -> set[str]:
    """Recipients that had `most` mass messages since then, or that the platform skipped for having had them."""
    table = MassTargetRow
    mine = select(table.recipient).join(MassRow, MassRow.id == table.mass_id)
    mine = mine.where(MassRow.account == account, table.at >= since)
    full = mine.where(table.state == TargetState.SENT.value).group_by(table.recipient)
    full = full.having(func.count() >= most)
    skipped = mine.where(table.reason == "monthly_cap")
    return {*session.scalars(full), *session.scalars(skipped)}


def targets(
    session: Session, mass_id: int, state: str | None, limit: int, offset: int
) -> tuple[list[tuple[int, Target]], int]:
    """(part id, target), in the order they were named."""
    mine: list[Any] = [MassTargetRow.mass_id == mass_id]
    mine += [MassTargetRow.state == state] if state else []
    total = session.execute(select(func.count()).select_from(MassTargetRow).where(*mine)).scalar_one()
    rows = session.scalars(
        select(MassTargetRow).where(*mine).order_by(MassTargetRow.id).limit(limit).offset(offset)
    )
    return [(row.part_id, _target(row)) for row in rows], total


# ---- people


def of_person(session: Session, person_id: int) -> list[dict[str, Any]]:
    query = select(MassTargetRow, MassRow.name).join(MassRow, MassRow.id == MassTargetRow.mass_id)
    return [
        {
            "name": name, "external_userid": row.recipient, "state": row.state, "reason": row.reason,
            "at": row.at.isoformat() if row.at else None,
        }
        for row, name in session.execute(query.where(MassTargetRow.person_id == person_id))
    ]  # fmt: skip


def forget_person(session: Session, person_id: int) -> int:
    gone = session.execute(
        delete(MassTargetRow).where(MassTargetRow.person_id == person_id), execution_options=_QUIET
    )
    return touched(gone)


def repoint(session: Session, origin: int, to: int) -> None:
    moved = update(MassTargetRow).where(
        MassTargetRow.origin_person_id == origin, MassTargetRow.person_id != to
    )
    session.execute(moved.values(person_id=to), execution_options=_QUIET)


def _mass(row: MassRow) -> Mass:
    kept = {name: tuple(one) if isinstance(one, list) else one for name, one in row.audience.items()}
    audience = Audience(**cast("dict[str, Any]", kept))
    return Mass(
        row.id, row.key, row.name, row.connection_id, row.account, row.chat_type, row.text,
        tuple(row.attachments), row.allow_select, audience, MassState(row.state), row.error, row.reminded_at,
        row.read_at, row.created_at, row.finished_at, row.created_by, row.send_at,
    )  # fmt: skip


def _part(row: MassPartRow) -> Part:
    return Part(
        row.id, row.mass_id, row.sender, PartState(row.state), row.msgid, row.asked_at, row.confirmed_at
    )


def _target(row: MassTargetRow) -> Target:
    return Target(row.recipient, row.person_id, TargetState(row.state), row.reason, row.at)
