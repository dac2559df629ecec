"""Accounts with the place of their reading, and sessions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, touched
from huayuan.wechat.wecom.kf.contracts import KfAccount, KfConversation, KfLine, SessionState, Speaker
from huayuan.wechat.wecom.kf.limits import LEASE_SECONDS
from huayuan.wechat.wecom.kf.models import KfAccountRow, KfMessageRow, KfSessionRow

_QUIET = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Reading:
    """An account taken to be read."""

    connection_id: int
    open_kfid: str
    cursor: str
    token: str
    attempts: int
    revision: int


# ---- accounts


def want(session: Session, connection_id: int, open_kfid: str, token: str, due: datetime) -> bool:
    """Have the account's messages read at `due`, or sooner when that was planned. A newer token replaces an older.
    Answers whether we know what the account is called."""
    row = _account_row(session, connection_id, open_kfid)
    row.due, row.token = min(row.due or due, due), token[:200] or row.token
    row.attempts, row.revision = 0, row.revision + 1
    session.flush()
    return bool(row.name)


def know(session: Session, connection_id: int, open_kfid: str, name: str, avatar: str) -> None:
    row = _account_row(session, connection_id, open_kfid)
    row.name, row.avatar, row.active = name[:64], avatar, True
    session.flush()


def keep_active(session: Session, connection_id: int, open_kfids: Collection[str]) -> None:
    """Those that the platform no longer lists are shown as ended."""
    gone = update(KfAccountRow).where(
        KfAccountRow.connection_id == connection_id, KfAccountRow.open_kfid.not_in(open_kfids)
    )
    session.execute(gone.values(active=False, due=None), execution_options=_QUIET)


def any_due(session: Session, now: datetime) -> bool:
    return session.scalar(select(KfAccountRow.open_kfid).where(KfAccountRow.due <= now).limit(1)) is not None


def take(session: Session, now: datetime, limit: int) -> list[Reading]:
    """Under a lease: whoever takes them and dies lets others have them."""
    query = select(KfAccountRow).where(KfAccountRow.due <= now).order_by(KfAccountRow.due).limit(limit)
    taken = []
    for row in session.scalars(query.with_for_update(skip_locked=True)):
        row.due = now + timedelta(seconds=LEASE_SECONDS)
        taken.append(
            Reading(row.connection_id, row.open_kfid, row.cursor, row.token, row.attempts, row.revision)
        )
    session.flush()
    return taken


def move_cursor(session: Session, reading: Reading, before: str, cursor: str) -> bool:
    """False when somebody else has read on meanwhile."""
    row = session.get(KfAccountRow, (reading.connection_id, reading.open_kfid), with_for_update=True)
    if row is None or row.cursor != before:
        return False
    row.cursor = cursor[:200]
    session.flush()
    return True


def done(session: Session, reading: Reading, now: datetime) -> None:
    """Everything was read. What came in since has it read again."""
    row = session.get(KfAccountRow, (reading.connection_id, reading.open_kfid), with_for_update=True)
    if row is not None:
        unchanged = row.revision == reading.revision
        row.due, row.token = (None, "") if unchanged else (now, row.token)
        row.attempts, row.read_at = 0, now
        session.flush()


def put_off(
    session: Session, reading: Reading, due: datetime | None, attempts: int, *, drop_token: bool = False
) -> None:
    row = session.get(KfAccountRow, (reading.connection_id, reading.open_kfid), with_for_update=True)
    if row is not None:
        row.due, row.attempts = due, attempts
        if drop_token and row.token == reading.token:
            row.token = ""
        session.flush()


def accounts(session: Session, connection_id: int | None = None) -> list[KfAccount]:
    query = select(KfAccountRow).order_by(KfAccountRow.connection_id, KfAccountRow.open_kfid)
    if connection_id is not None:
        query = query.where(KfAccountRow.connection_id == connection_id)
    return [
        KfAccount(row.connection_id, row.open_kfid, row.name, row.avatar, row.active, row.read_at)
        for row in session.scalars(query)
    ]


# ---- sessions


def sessions(
    session: Session, connection_id: int, open_kfid: str, customers: Collection[str]
) -> dict[str, KfSessionRow]:
    """By external userid, locked."""
    query = select(KfSessionRow).where(
        KfSessionRow.connection_id == connection_id, KfSessionRow.open_kfid == open_kfid,
        KfSessionRow.external_userid.in_(customers),
    )  # fmt: skip
    return {row.external_userid: row for row in session.scalars(query.with_for_update())}


def known_customers(session: Session, connection_id: int, customers: Collection[str]) -> set[str]:
    query = select(KfSessionRow.external_userid).where(
        KfSessionRow.connection_id == connection_id, KfSessionRow.external_userid.in_(customers)
    )
    return set(session.scalars(query))


def begin(
    session: Session, connection_id: int, open_kfid: str, external_userid: str, person: int
) -> KfSessionRow:
    row = KfSessionRow(
        connection_id=connection_id, open_kfid=open_kfid, external_userid=external_userid, person_id=person,
        origin_person_id=person, state=SessionState.ENDED, servicer="", scene="", sent=0,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def conversation(session: Session, session_id: int) -> KfConversation | None:
    row = session.get(KfSessionRow, session_id)
    return _conversation(row) if row else None


def conversations(
    session: Session,
    people: Any | None,
    open_kfid: str | None,
    state: SessionState | None,
    limit: int,
    offset: int,
) -> tuple[list[KfConversation], int]:
    """The newest question first; `people`: a subquery of those who may be seen, None for all."""
    query = select(KfSessionRow).where(*_among(people, open_kfid))
    if state is not None:
        query = query.where(KfSessionRow.state == state)
    total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    order = (KfSessionRow.asked_at.desc().nulls_last(), KfSessionRow.id.desc())
    rows = session.scalars(query.order_by(*order).limit(limit).offset(offset))
    return [_conversation(row) for row in rows], total


def by_state(session: Session, people: Any | None, open_kfid: str | None) -> dict[SessionState, int]:
    query = select(KfSessionRow.state, func.count()).where(*_among(people, open_kfid))
    return {
        SessionState(state): count for state, count in session.execute(query.group_by(KfSessionRow.state))
    }


def count_sent(session: Session, session_id: int, now: datetime) -> None:
    counted = update(KfSessionRow).where(KfSessionRow.id == session_id)
    session.execute(counted.values(sent=KfSessionRow.sent + 1, answered_at=now), execution_options=_QUIET)


def set_state(session: Session, session_id: int, state: int, servicer: str) -> None:
    session.execute(
        update(KfSessionRow).where(KfSessionRow.id == session_id).values(state=state, servicer=servicer)
    )


def of_person(session: Session, person_id: int) -> list[dict[str, Any]]:
    query = select(KfSessionRow).where(KfSessionRow.person_id == person_id)
    return [
        {"open_kfid": row.open_kfid, "external_userid": row.external_userid, "scene": row.scene,
         "asked_at": row.asked_at.isoformat() if row.asked_at else None,
         "messages": [
             {"at": one.at.isoformat(), "from": one.speaker.name.lower(), "kind": one.kind, "text": one.text}
             for one in lines(session, row.id, 100_000)
         ]}
        for row in session.scalars(query)
    ]  # fmt: skip


def forget_person(session: Session, person_id: int) -> int:
    mine = select(KfSessionRow.id).where(KfSessionRow.person_id == person_id)
    session.execute(delete(KfMessageRow).where(KfMessageRow.session_id.in_(mine)), execution_options=_QUIET)
    gone = session.execute(
        delete(KfSessionRow).where(KfSessionRow.person_id == person_id), execution_options=_QUIET
    )
    return touched(gone)


def repoint(session: Session, origin: int, to: int) -> None:
    moved = update(KfSessionRow).where(KfSessionRow.origin_person_id == origin, KfSessionRow.person_id != to)
    session.execute(moved.values(person_id=to), execution_options=_QUIET)


# ---- what was said


def add_lines(session: Session, lines: Sequence[tuple[int, KfLine]]) -> None:
    """(session, line); a number that the conversation knows changes nothing."""
    rows = [
        {"session_id": number, "number": one.number[:64], "at": one.at, "speaker": int(one.speaker),
         "kind": one.kind[:24], "text": one.text, "servicer": one.servicer[:64], "key": one.key}
        for number, one in lines
    ]  # fmt: skip
    if rows:
        insert_new(session, KfMessageRow, rows, on=["session_id", "number"])


def lines(session: Session, session_id: int, limit: int) -> list[KfLine]:
    """The newest, oldest first."""
    query = select(KfMessageRow).where(KfMessageRow.session_id == session_id)
    newest = session.scalars(query.order_by(KfMessageRow.at.desc(), KfMessageRow.id.desc()).limit(limit))
    return [_line(row) for row in reversed(newest.all())]


def last_words(session: Session, session_ids: Collection[int]) -> dict[int, KfLine]:
    """session → the newest that somebody said in it."""
    spoken = KfMessageRow.speaker != int(Speaker.SYSTEM)
    place = func.row_number().over(
        partition_by=KfMessageRow.session_id, order_by=(KfMessageRow.at.desc(), KfMessageRow.id.desc())
    )
    mine = KfMessageRow.session_id.in_(session_ids)
    newest = select(KfMessageRow.id, place.label("place")).where(mine, spoken).subquery()
    query = select(KfMessageRow).join(newest, newest.c.id == KfMessageRow.id).where(newest.c.place == 1)
    return {row.session_id: _line(row) for row in session.scalars(query)} if session_ids else {}


def forget_lines(session: Session, before: datetime) -> int:
    gone = session.execute(delete(KfMessageRow).where(KfMessageRow.at < before), execution_options=_QUIET)
    return touched(gone)


def _among(people: Any | None, open_kfid: str | None) -> list[Any]:
    seen = [KfSessionRow.person_id.in_(people)] if people is not None else []
    return seen + ([KfSessionRow.open_kfid == open_kfid] if open_kfid else [])


def _line(row: KfMessageRow) -> KfLine:
    return KfLine(
        row.number, row.at, Speaker(row.speaker), row.kind, row.text, row.servicer, row.key
    )  # fmt: skip


def _account_row(session: Session, connection_id: int, open_kfid: str) -> KfAccountRow:
    row = session.get(KfAccountRow, (connection_id, open_kfid), with_for_update=True)
    if row is None:
        row = KfAccountRow(
            connection_id=connection_id, open_kfid=open_kfid, name="", avatar="", active=True, cursor="",
            token="", attempts=0, revision=0,
        )  # fmt: skip
        session.add(row)
    return row


def _conversation(row: KfSessionRow) -> KfConversation:
    return KfConversation(
        row.id, row.connection_id, row.open_kfid, row.external_userid, row.person_id, SessionState(row.state),
        row.servicer, row.scene, row.entered_at, row.asked_at, row.answered_at, row.sent,
    )  # fmt: skip
