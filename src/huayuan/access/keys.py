"""API keys and the collector's write keys. Part of `access.api`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from huayuan.access import rules
from huayuan.access.contracts import API_KEY_PREFIX, WRITE_KEY_PREFIX, Key, WriteKey
from huayuan.access.journal import audit
from huayuan.access.passwords import token_hash
from huayuan.access.store import people as store
from huayuan.access.touches import run_in_background
from huayuan.kernel.caller import SYSTEM, Caller
from huayuan.kernel.clock import monotonic
from huayuan.kernel.errors import Invalid, NotFound
from huayuan.kernel.ids import token
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

_PREFIXES = {"api": API_KEY_PREFIX, "write": WRITE_KEY_PREFIX}


def keys(tx: Transaction) -> list[Key]:
    """All keys, newest first, revoked ones included."""
    return store.keys(tx.session)


def create_key(
    tx: Transaction, kind: str, name: str, scopes: Sequence[str] = (), by: Caller = SYSTEM
) -> tuple[Key, str]:
    """A new `api` or `write` key and its secret, which is kept nowhere.

    An API key may what `scopes` say, within the creator's permissions and data scope; a write key may only
    send events. Raises Invalid, UnknownPermission, GrantTooWide.
    """
    if kind not in _PREFIXES:
        raise Invalid(field="kind", reason="write | api")
    codes = rules.known_permissions(scopes) if kind == "api" else frozenset()
    rules.check_grant(by, codes)
    secret = token(_PREFIXES[kind], 24)
    values = {
        "kind": kind, "name": rules.normal_name(name),
        "prefix": secret[:12], "token_hash": token_hash(secret),
        "scopes": sorted(codes), "scope_kind": by.scope.kind, "scope_ids": list(by.scope.ids),
        "created_at": tx.now, "created_by": by.name[:80],
    }  # fmt: skip
    key = _key(tx, store.add_key(tx.session, values))
    audit(
        tx,
        by,
        "access.key_created",
        f"key:{key.id}",
        {"kind": kind, "name": key.name, "scopes": sorted(codes)},
    )
    return key, secret


def revoke_key(tx: Transaction, key_id: int, by: Caller) -> Key:
    """The key stops working: at once here, within ten seconds elsewhere. Repeating it changes nothing."""
    key = _key(tx, key_id)
    if key.revoked_at is None:
        store.change_key(tx.session, key_id, {"revoked_at": tx.now})
        audit(tx, by, "access.key_revoked", f"key:{key_id}", {"kind": key.kind, "name": key.name})
    return _key(tx, key_id)


def _key(tx: Transaction, key_id: int) -> Key:
    key = store.key(tx.session, key_id)
    if key is None:
        raise NotFound(what="key")
    return key


@dataclass(frozen=True, slots=True)
class _Known:
    key: WriteKey | None
    until: float


class WriteKeys:
    """Recognises write keys for the collector without asking the database each time.

    A known key is believed for ten seconds and an unknown one for two, so revoking reaches every process in
    ten seconds and a new key works everywhere in two. Thread-safe.
    """

    BELIEVED_SECONDS = 10.0
    REFUSED_SECONDS = 2.0
    LARGEST = 10_000

    def __init__(
        self,
        uow: UnitOfWork,
        *,
        seconds: Callable[[], float] = monotonic,
        run: Callable[[Callable[[], None]], None] = run_in_background,
    ) -> None:
        self._uow = uow
        self._seconds = seconds
        self._run = run
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()

    def verify(self, raw: str) -> WriteKey | None:
        """The key, or None when there is no such live key. Asks the database unless the answer is at hand."""
        if not raw.startswith(WRITE_KEY_PREFIX) or len(raw) > 100:
            return None
        hashed = token_hash(raw)
        known = self._known.get(hashed)
        if known is None or known.until <= self._seconds():
            known = self._ask(hashed)
        return known.key

    def cached(self, raw: str) -> WriteKey | None:
        """The key if it can be recognised without the database: for the event loop, which must not wait.
        None means: ask `verify` in a thread."""
        known = self._known.get(token_hash(raw))
        return known.key if known and known.until > self._seconds() else None

    def forget(self) -> None:
        """Ask the database again for every key; called here after a key was made or revoked."""
        with self._lock:
            self._known = {}

    def _ask(self, hashed: str) -> _Known:
        now = self._seconds()
        with self._uow.read() as tx:
            key = store.live_key(tx.session, hashed, "write")
            stale = key and (key.last_used_at is None or tx.now - key.last_used_at >= rules.TOUCH_EVERY)
        known = _Known(WriteKey(key.id, key.name, key.prefix), now + self.BELIEVED_SECONDS) if key else None
        known = known or _Known(None, now + self.REFUSED_SECONDS)
        with self._lock:
            if len(self._known) >= self.LARGEST:
                self._known = {h: k for h, k in self._known.items() if k.key and k.until > now}
            self._known[hashed] = known
        if key and stale:
            self._run(lambda: self._note_use(key.id))
        return known

    def _note_use(self, key_id: int) -> None:
        with self._uow.begin() as tx:
            store.change_key(tx.session, key_id, {"last_used_at": tx.now})
