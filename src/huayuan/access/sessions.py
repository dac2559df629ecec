"""Logging in and being recognised: passwords, one-time links, sessions, API keys. Part of `access.api`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from huayuan.access import rules
from huayuan.access.contracts import Authenticated, Client, NewSession, SessionInfo, User
from huayuan.access.errors import CsrfMismatch, KeyInvalid, LoginFailed, LoginLinkInvalid, LoginThrottled
from huayuan.access.journal import audit
from huayuan.access.passwords import csrf_token, password_matches, same, token_hash
from huayuan.access.store import people as store
from huayuan.kernel.caller import SYSTEM, Caller
from huayuan.kernel.errors import NotFound, Unauthenticated
from huayuan.kernel.ids import token
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class RequestParts:
    """What of a request says who sent it. `bearer` and `cookie` are empty when absent."""

    method: str
    bearer: str = ""
    cookie: str = ""
    csrf: str = ""
    ip: str = ""


def log_in(uow: UnitOfWork, login: str, password: str, client: Client, *, replacing: str = "") -> NewSession:
    """Check a password and open a session; `replacing` is the token of a session that this browser had.

    Uses transactions of its own: a failure must be remembered although the request is refused, and the 30 ms
    of hashing must not hold the database. Counting comes first, so parallel guesses cannot slip through.
    Raises LoginThrottled, LoginFailed.
    """
    with uow.begin() as tx:
        _count_attempt(tx, login, client.ip)
        found = store.credentials(tx.session, _spelling(login))
    user, stored = found if found else (None, None)
    right = password_matches(password[: rules.MAXIMUM_PASSWORD], stored if user and user.active else None)
    with uow.begin() as tx:
        if right and user:
            _forgive_attempt(tx, login, client.ip)
            return open_session(tx, user.id, client, by="password", replacing=replacing)
        if user:
            audit(tx, user.caller(client.ip), "access.login_failed", f"user:{user.id}")
    raise LoginFailed()


def _spelling(login: str) -> str:
    try:
        return rules.normal_login(login)
    except Exception:
        return ""  # nobody has it; the answer is that of any wrong login


def _count_attempt(tx: Transaction, login: str, ip: str) -> None:
    free = rules.throttle_keys(login, ip)
    rows = store.lock_throttles(tx.session, list(free), tx.now)
    until = max((row.blocked_until for row in rows.values() if row.blocked_until), default=tx.now)
    if until > tx.now:
        raise LoginThrottled(seconds=math.ceil((until - tx.now).total_seconds()))
    for key, row in rows.items():
        row.failures = rules.failures_still_counted(row.failures, row.last_failed_at, tx.now) + 1
        row.last_failed_at = tx.now
        wait = rules.wait_seconds(row.failures, free[key])
        row.blocked_until = tx.now + timedelta(seconds=wait) if wait else None


def _forgive_attempt(tx: Transaction, login: str, ip: str) -> None:
    """A right password clears the login's counter, and takes back this one attempt of the address."""
    for key, row in store.lock_throttles(tx.session, list(rules.throttle_keys(login, ip)), tx.now).items():
        if key.startswith("login:"):
            store.forget_throttle(tx.session, key)
        else:
            row.failures, row.blocked_until = max(0, row.failures - 1), None


def open_session(
    tx: Transaction, user_id: int, client: Client, *, by: str, replacing: str = ""
) -> NewSession:
    """A new session for a user who proved to be one; the one the browser had ends (no fixation)."""
    if replacing:
        store.end_session_by_token(tx.session, token_hash(replacing))
    raw = token("hys_", 32)
    session_id = store.add_session(
        tx.session, user_id, token_hash(raw), client.ip[:60], client.user_agent[:200], tx.now
    )
    store.change_user(tx.session, user_id, {"last_login_at": tx.now})
    user = store.user(tx.session, user_id)
    if user is None:
        raise Unauthenticated()
    audit(tx, user.caller(client.ip), "access.logged_in", f"user:{user_id}", {"by": by})
    return NewSession(raw, csrf_token(raw), session_id, user)


def create_login_link(tx: Transaction, user_id: int, minutes: int = 15, by: Caller = SYSTEM) -> str:
    """The token of a link (`/login?token=…`) that logs this user in once, within so many minutes.

    Raises NotFound, and GrantTooWide or ScopeTooWide when `by` may not manage the user.
    """
    user = store.user(tx.session, user_id)
    if user is None or not user.active:
        raise NotFound(what="user")
    rules.check_may_manage(by, user)
    raw = token("hyl_", 32)
    store.add_login_link(tx.session, token_hash(raw), user_id, tx.now + timedelta(minutes=minutes))
    audit(tx, by, "access.login_link_created", f"user:{user_id}", {"minutes": minutes})
    return raw


def log_in_by_link(tx: Transaction, raw: str, client: Client, *, replacing: str = "") -> NewSession:
    """Use up a login link. Raises LoginLinkInvalid."""
    user_id = store.use_login_link(tx.session, token_hash(raw), tx.now)
    user = store.user(tx.session, user_id) if user_id else None
    if user is None or not user.active:
        raise LoginLinkInvalid()
    return open_session(tx, user.id, client, by="link", replacing=replacing)


def authenticate(tx: Transaction, parts: RequestParts, idle_hours: int) -> Authenticated:
    """Who sends this request. A bearer key wins over a cookie; unsafe requests by cookie need the CSRF token.

    Raises Unauthenticated, KeyInvalid, CsrfMismatch.
    """
    if parts.bearer:
        return _by_key(tx, parts)
    found = store.session_by_token(tx.session, token_hash(parts.cookie)) if parts.cookie else None
    if found is None:
        raise Unauthenticated()
    session, user = found
    if not user.active or rules.session_ended(session.created_at, session.last_used_at, tx.now, idle_hours):
        raise Unauthenticated()
    csrf = csrf_token(parts.cookie)
    if parts.method not in SAFE_METHODS and not same(parts.csrf, csrf):
        raise CsrfMismatch()
    stale = tx.now - session.last_used_at >= rules.TOUCH_EVERY
    return Authenticated(user.caller(parts.ip), user, session.id, csrf, stale=stale)


def _by_key(tx: Transaction, parts: RequestParts) -> Authenticated:
    key = store.live_key(tx.session, token_hash(parts.bearer), "api")
    if key is None:
        raise KeyInvalid()
    caller = Caller("api_key", key.id, key.name, frozenset(key.scopes), key.data_scope, parts.ip)
    stale = key.last_used_at is None or tx.now - key.last_used_at >= rules.TOUCH_EVERY
    return Authenticated(caller, key_id=key.id, stale=stale)


def note_use(tx: Transaction, who: Authenticated) -> None:
    """Keep a session from idling out, and show when a key was last used."""
    if who.session_id is not None:
        store.touch_session(tx.session, who.session_id, tx.now)
    if who.key_id is not None:
        store.change_key(tx.session, who.key_id, {"last_used_at": tx.now})


def log_out(tx: Transaction, caller: Caller, session_id: int) -> None:
    if store.end_session(tx.session, session_id, caller.id):
        audit(tx, caller, "access.logged_out", f"user:{caller.id}")


def sessions_of(tx: Transaction, user: User, idle_hours: int) -> list[SessionInfo]:
    """The user's sessions that still hold, last used first."""
    return [
        session
        for session in store.sessions_of(tx.session, user.id)
        if not rules.session_ended(session.created_at, session.last_used_at, tx.now, idle_hours)
    ]


def revoke_session(tx: Transaction, caller: Caller, session_id: int) -> None:
    """End one of the caller's own sessions. Raises NotFound."""
    if not store.end_session(tx.session, session_id, caller.id):
        raise NotFound(what="session")
    audit(tx, caller, "access.session_revoked", f"user:{caller.id}", {"session": session_id})


def revoke_other_sessions(tx: Transaction, caller: Caller, session_id: int) -> int:
    """End all the caller's sessions but this one; answers how many."""
    ended = store.end_sessions_of(tx.session, caller.id, but=session_id)
    if ended:
        audit(tx, caller, "access.session_revoked", f"user:{caller.id}", {"sessions": ended})
    return ended


def delete_outdated(tx: Transaction, idle_hours: int) -> None:
    """Forget sessions, links and failure counters that no longer mean anything."""
    idle_since = tx.now - timedelta(hours=idle_hours)
    store.delete_outdated(tx.session, tx.now, idle_since, tx.now - 2 * rules.FORGET_FAILURES_AFTER)
