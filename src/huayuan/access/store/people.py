"""Organisation, roles, users, their sessions and keys: rows in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.access import models as m
from huayuan.access.contracts import (
    BUILT_IN_BY_CODE,
    BUILT_IN_ROLES,
    OWNER,
    Key,
    Role,
    SessionInfo,
    User,
)
from huayuan.kernel.caller import DataScope
from huayuan.kernel.db import Base, insert_new

# ── organisation, roles, users ────────────────────────────────────────────────────────────────────


def organization_name(session: Session) -> str:
    return session.scalar(select(m.OrganizationRow.name)) or ""


def lock_organization(session: Session, now: datetime) -> None:
    """Queue with everyone else who changes users or roles; the built-in roles exist afterwards."""
    insert_new(session, m.OrganizationRow, [{"id": 1, "name": "", "created_at": now}], on=["id"])
    session.execute(select(m.OrganizationRow.id).with_for_update())
    rows = [
        {"code": role.code, "name": role.label.zh, "permissions": [], "created_at": now}
        for role in BUILT_IN_ROLES
    ]
    insert_new(session, m.RoleRow, rows, on=["code"])


def rename_organization(session: Session, name: str) -> None:
    session.execute(update(m.OrganizationRow).values(name=name))


def any_user(session: Session) -> bool:
    return session.scalar(select(m.UserRow.id).limit(1)) is not None


def _role(row: m.RoleRow, users: int = 0) -> Role:
    built_in = BUILT_IN_BY_CODE.get(row.code or "")
    permissions = built_in.permissions if built_in else frozenset(row.permissions)
    return Role(row.id, row.code, row.name, permissions, users)


def roles(session: Session) -> list[Role]:
    counted = select(m.UserRow.role_id, func.count().label("users")).group_by(m.UserRow.role_id).subquery()
    rows = session.execute(
        select(m.RoleRow, counted.c.users)
        .outerjoin(counted, counted.c.role_id == m.RoleRow.id)
        .order_by(m.RoleRow.id)
    )
    return [_role(row, users or 0) for row, users in rows]


def role(session: Session, role_id: int) -> Role | None:
    row = session.get(m.RoleRow, role_id, populate_existing=True)
    return _role(row) if row else None


def role_by_code(session: Session, code: str) -> Role | None:
    row = session.scalar(select(m.RoleRow).where(m.RoleRow.code == code))
    return _role(row) if row else None


def role_name_taken(session: Session, name: str, but: int | None = None) -> bool:
    found = session.scalar(select(m.RoleRow.id).where(func.lower(m.RoleRow.name) == name.lower()))
    return found is not None and found != but


def add_role(session: Session, name: str, permissions: frozenset[str], now: datetime) -> int:
    row = m.RoleRow(code=None, name=name, permissions=sorted(permissions), created_at=now)
    return _added(session, row).id


def change_role(session: Session, role_id: int, values: dict[str, Any]) -> None:
    session.execute(update(m.RoleRow).where(m.RoleRow.id == role_id).values(**values))


def delete_role(session: Session, role_id: int) -> None:
    session.execute(delete(m.RoleRow).where(m.RoleRow.id == role_id))


def people_with_role(session: Session, role_id: int) -> list[str]:
    """Names of all who have it, disabled ones included."""
    return list(
        session.scalars(select(m.UserRow.name).where(m.UserRow.role_id == role_id).order_by(m.UserRow.id))
    )


def _user(row: m.UserRow, role: m.RoleRow) -> User:
    scope = DataScope(row.scope_kind, tuple(row.scope_ids))
    return User(
        row.id, row.login, row.name, row.locale, _role(role), scope,
        row.active, row.created_at, row.last_login_at,
    )  # fmt: skip


def _users() -> Select[m.UserRow, m.RoleRow]:
    return select(m.UserRow, m.RoleRow).join(m.RoleRow, m.RoleRow.id == m.UserRow.role_id)


def users(session: Session, limit: int, offset: int) -> tuple[list[User], int]:
    rows = session.execute(_users().order_by(m.UserRow.id).limit(limit).offset(offset))
    total = session.scalar(select(func.count()).select_from(m.UserRow)) or 0
    return [_user(*row) for row in rows.tuples()], total


def user(session: Session, user_id: int) -> User | None:
    found = (
        session.execute(_users().where(m.UserRow.id == user_id), execution_options=_FRESH).tuples().first()
    )
    return _user(*found) if found else None


def credentials(session: Session, login: str) -> tuple[User, str | None] | None:
    """The user with this login and the password's hash."""
    found = session.execute(_users().where(m.UserRow.login == login)).tuples().first()
    return (_user(*found), found[0].password_hash) if found else None


def login_taken(session: Session, login: str, but: int | None = None) -> bool:
    found = session.scalar(select(m.UserRow.id).where(m.UserRow.login == login))
    return found is not None and found != but


def other_active_owner(session: Session, but: int) -> bool:
    owners = select(m.UserRow.id).join(m.RoleRow, m.RoleRow.id == m.UserRow.role_id)
    owners = owners.where(m.RoleRow.code == OWNER, m.UserRow.active, m.UserRow.id != but)
    return session.scalar(owners.limit(1)) is not None


def add_user(session: Session, values: dict[str, Any]) -> int:
    return _added(session, m.UserRow(**values)).id


def change_user(session: Session, user_id: int, values: dict[str, Any]) -> None:
    session.execute(update(m.UserRow).where(m.UserRow.id == user_id).values(**values))


# ── sessions, links, throttles ────────────────────────────────────────────────────────────────────


def add_session(
    session: Session, user_id: int, token_hash: str, ip: str, user_agent: str, now: datetime
) -> int:
    row = m.SessionRow(
        token_hash=token_hash, user_id=user_id, created_at=now, last_used_at=now, ip=ip, user_agent=user_agent
    )
    return _added(session, row).id


def session_by_token(session: Session, token_hash: str) -> tuple[SessionInfo, User] | None:
    statement = select(m.SessionRow, m.UserRow, m.RoleRow).where(m.SessionRow.token_hash == token_hash)
    statement = statement.join(m.UserRow, m.UserRow.id == m.SessionRow.user_id)
    statement = statement.join(m.RoleRow, m.RoleRow.id == m.UserRow.role_id)
    found = session.execute(statement).tuples().first()
    return (_session(found[0]), _user(found[1], found[2])) if found else None


def sessions_of(session: Session, user_id: int) -> list[SessionInfo]:
    rows = session.scalars(
        select(m.SessionRow).where(m.SessionRow.user_id == user_id).order_by(m.SessionRow.last_used_at.desc())
    )
    return [_session(row) for row in rows]


def _session(row: m.SessionRow) -> SessionInfo:
    return SessionInfo(row.id, row.user_id, row.created_at, row.last_used_at, row.ip, row.user_agent)


def touch_session(session: Session, session_id: int, now: datetime) -> None:
    session.execute(update(m.SessionRow).where(m.SessionRow.id == session_id).values(last_used_at=now))


def end_session(session: Session, session_id: int, user_id: int) -> bool:
    statement = delete(m.SessionRow).where(m.SessionRow.id == session_id, m.SessionRow.user_id == user_id)
    return session.scalar(statement.returning(m.SessionRow.id)) is not None


def end_session_by_token(session: Session, token_hash: str) -> None:
    session.execute(delete(m.SessionRow).where(m.SessionRow.token_hash == token_hash))


def end_sessions_of(session: Session, user_id: int, but: int | None = None) -> int:
    statement = delete(m.SessionRow).where(m.SessionRow.user_id == user_id)
    if but is not None:
        statement = statement.where(m.SessionRow.id != but)
    return len(session.scalars(statement.returning(m.SessionRow.id)).all())


def end_login_links_of(session: Session, user_id: int) -> None:
    session.execute(delete(m.LoginLinkRow).where(m.LoginLinkRow.user_id == user_id))


def add_login_link(session: Session, token_hash: str, user_id: int, expires_at: datetime) -> None:
    session.add(m.LoginLinkRow(token_hash=token_hash, user_id=user_id, expires_at=expires_at))
    session.flush()


def use_login_link(session: Session, token_hash: str, now: datetime) -> int | None:
    """The user of an unused, unexpired link, which is used up by this; None otherwise. One caller wins."""
    link = m.LoginLinkRow
    fresh = (link.token_hash == token_hash, link.used_at.is_(None), link.expires_at > now)
    return session.scalar(update(link).where(*fresh).values(used_at=now).returning(link.user_id))


def lock_throttles(session: Session, keys: Sequence[str], now: datetime) -> dict[str, m.ThrottleRow]:
    """The counters, made when missing, locked in a fixed order until the transaction ends."""
    new = [{"key": key, "failures": 0, "last_failed_at": now, "blocked_until": None} for key in sorted(keys)]
    insert_new(session, m.ThrottleRow, new, on=["key"])
    statement = select(m.ThrottleRow).where(m.ThrottleRow.key.in_(keys)).order_by(m.ThrottleRow.key)
    return {row.key: row for row in session.scalars(statement.with_for_update())}


def forget_throttle(session: Session, key: str) -> None:
    session.execute(delete(m.ThrottleRow).where(m.ThrottleRow.key == key))


def delete_outdated(session: Session, now: datetime, idle_since: datetime, failed_since: datetime) -> None:
    session.execute(delete(m.SessionRow).where(m.SessionRow.last_used_at < idle_since))
    session.execute(delete(m.LoginLinkRow).where(m.LoginLinkRow.expires_at < now - timedelta(days=1)))
    session.execute(delete(m.ThrottleRow).where(m.ThrottleRow.last_failed_at < failed_since))


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────


def add_key(session: Session, values: dict[str, Any]) -> int:
    return _added(session, m.KeyRow(**values)).id


def keys(session: Session) -> list[Key]:
    return [_key(row) for row in session.scalars(select(m.KeyRow).order_by(m.KeyRow.id.desc()))]


def key(session: Session, key_id: int) -> Key | None:
    row = session.get(m.KeyRow, key_id, populate_existing=True)
    return _key(row) if row else None


def live_key(session: Session, token_hash: str, kind: str) -> Key | None:
    statement = select(m.KeyRow).where(m.KeyRow.token_hash == token_hash, m.KeyRow.kind == kind)
    row = session.scalar(statement.where(m.KeyRow.revoked_at.is_(None)))
    return _key(row) if row else None


def change_key(session: Session, key_id: int, values: dict[str, Any]) -> None:
    session.execute(update(m.KeyRow).where(m.KeyRow.id == key_id).values(**values))


def _key(row: m.KeyRow) -> Key:
    return Key(
        row.id, row.kind, row.name, row.prefix, tuple(row.scopes),
        DataScope(row.scope_kind, tuple(row.scope_ids)),
        row.created_at, row.created_by, row.last_used_at, row.revoked_at,
    )  # fmt: skip


R = TypeVar("R", bound=Base)
_FRESH = {"populate_existing": True}


def _added(session: Session, row: R) -> R:
    session.add(row)
    session.flush()
    return row
