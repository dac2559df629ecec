"""Access tokens: one per connection, kept sealed in the database, asked for by one thread at a time.

Two processes may both ask when a token ends. That is harmless: while a token is valid the platforms answer the
same one again (公众号 and mini programs with stable_token), so no lock across processes is needed.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from huayuan.kernel.clock import Clock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.connections.limits import TOKEN_MARGIN
from huayuan.wechat.connections.store import connections as store


@dataclass(frozen=True, slots=True)
class FreshToken:
    """What a platform answered; `expires_in` in seconds."""

    value: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class Held:
    value: str
    expires_at: datetime


class Tokens:
    def __init__(self, uow: UnitOfWork, vault: Vault, clock: Clock) -> None:
        self._uow = uow
        self._vault = vault
        self._clock = clock
        self._held: dict[int, Held] = {}
        self._bad: dict[int, str] = {}
        self._asking: defaultdict[int, threading.Lock] = defaultdict(threading.Lock)

    def get(self, connection_id: int, ask: Callable[[], FreshToken]) -> str:
        """The token of a connection; `ask` fetches a new one when there is none that lasts."""
        if held := self._usable(self._held.get(connection_id)):
            return held.value
        with self._asking[connection_id]:
            held = self._usable(self._held.get(connection_id)) or self._usable(self._stored(connection_id))
            if held is None or held.value == self._bad.get(connection_id):
                held = self._fetch(connection_id, ask)
            self._held[connection_id] = held
            return held.value

    def drop(self, connection_id: int, bad: str) -> None:
        """The platform refused `bad`; a newer token that another thread has got meanwhile stays."""
        self._bad[connection_id] = bad
        held = self._held.get(connection_id)
        if held is not None and held.value == bad:
            self._held.pop(connection_id, None)

    def forget(self, connection_id: int) -> None:
        """After the secret was changed."""
        self._held.pop(connection_id, None)
        self._bad.pop(connection_id, None)

    def _usable(self, held: Held | None) -> Held | None:
        return held if held is not None and held.expires_at - TOKEN_MARGIN > self._clock.now() else None

    def _stored(self, connection_id: int) -> Held | None:
        with self._uow.read() as tx:
            sealed, expires_at = store.token(tx.session, connection_id)
        return Held(self._vault.open(sealed), expires_at) if sealed and expires_at else None

    def _fetch(self, connection_id: int, ask: Callable[[], FreshToken]) -> Held:
        try:
            answer = ask()
        except Refused as refusal:
            with self._uow.begin() as tx:
                store.save_status(tx.session, connection_id, "refused", str(refusal.errcode), tx.now)
            raise
        held = Held(answer.value, self._clock.now() + timedelta(seconds=answer.expires_in))
        with self._uow.begin() as tx:
            store.save_token(tx.session, connection_id, self._vault.seal(held.value), held.expires_at)
            store.save_status(tx.session, connection_id, "ok", None, tx.now)
        return held
