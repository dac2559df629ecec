"""Members who log in, and tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from huayuan.kernel.db import touched
from huayuan.wechat.wecom.web.models import MemberLoginRow, TicketRow


@dataclass(frozen=True, slots=True)
class MemberLogin:
    account: str
    userid: str
    user_id: int
    made: bool
    linked_at: datetime
    last_login_at: datetime | None


def login(session: Session, account: str, userid: str) -> MemberLogin | None:
    row = session.get(MemberLoginRow, (account, userid))
    return _login(row) if row else None


def link(session: Session, account: str, userid: str, user_id: int, now: datetime, *, made: bool) -> None:
    row = MemberLoginRow(account=account, userid=userid, user_id=user_id, made=made, linked_at=now)
    session.add(row)
    session.flush()


def unlink(session: Session, account: str, userid: str) -> bool:
    mine = delete(MemberLoginRow).where(MemberLoginRow.account == account, MemberLoginRow.userid == userid)
    return bool(touched(session.execute(mine)))


def logged_in(session: Session, account: str, userid: str, now: datetime) -> None:
    session.get_one(MemberLoginRow, (account, userid)).last_login_at = now
    session.flush()


def logins(session: Session, *, made: bool | None = None) -> list[MemberLogin]:
    query = select(MemberLoginRow).order_by(MemberLoginRow.account, MemberLoginRow.userid)
    if made is not None:
        query = query.where(MemberLoginRow.made.is_(made))
    return [_login(row) for row in session.scalars(query)]


def ticket(session: Session, connection_id: int, kind: str) -> tuple[bytes, datetime] | None:
    row = session.get(TicketRow, (connection_id, kind))
    return (row.sealed, row.expires_at) if row else None


def keep_ticket(session: Session, connection_id: int, kind: str, sealed: bytes, until: datetime) -> None:
    row = session.get(TicketRow, (connection_id, kind), with_for_update=True)
    if row is None:
        row = TicketRow(connection_id=connection_id, kind=kind, sealed=sealed, expires_at=until)
        session.add(row)
    row.sealed, row.expires_at = sealed, until
    session.flush()


def _login(row: MemberLoginRow) -> MemberLogin:
    return MemberLogin(row.account, row.userid, row.user_id, row.made, row.linked_at, row.last_login_at)
