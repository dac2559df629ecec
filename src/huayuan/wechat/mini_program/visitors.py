"""Visitors of a mini program: who logged in, which number they gave, and the session they hold with us.

The answers of the platform become events: that is the evidence by which people are joined.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.clock import Clock
from huayuan.kernel.crypto import SealBroken, Vault
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.mini_program.client import Clients
from huayuan.wechat.mini_program.contracts import Visitor
from huayuan.wechat.mini_program.errors import LoginRefused, NoSuchProgram, SessionEnded, TooManyLogins
from huayuan.wechat.mini_program.limits import KIND, LOGINS_PER_MINUTE, SESSION_DAYS

_THEIR_FAULT = (ErrorClass.EXPIRED, ErrorClass.RISK, ErrorClass.FIX_REQUEST)
_ADDRESSES = 20_000  # remembered at once for the limit


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """`session` is sealed by us: it says which visitor holds it, and nobody else can make one."""

    session: str
    openid: str


class Visitors:
    """Calls the platform; never used inside a transaction."""

    def __init__(
        self, uow: UnitOfWork, vault: Vault, clock: Clock, connections: Connections, clients: Clients
    ) -> None:
        self._uow = uow
        self._vault = vault
        self._clock = clock
        self._connections = connections
        self._clients = clients
        self._recent: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def log_in(self, key: str, code: str, anonymous_id: str, address: str) -> LoggedIn:
        """What wx.login on a phone led to. Raises NoSuchProgram, TooManyLogins, LoginRefused and what calls raise."""
        self._limit(address)
        connection = self._connection(key)
        try:
            session = self._clients.of(connection.id, urgent=True).session(code)
        except Refused as refusal:
            raise _told(refusal) from refusal
        ids = {"mp_openid": session.openid, "wechat_unionid": session.unionid, "anonymous_id": anonymous_id}
        self._tell(connection, "logged_in", code, ids, {"method": "wechat"})
        return LoggedIn(self._sealed(connection, session.openid), session.openid)

    def give_phone(self, key: str, session: str, code: str, address: str) -> str:
        """The number a visitor gave with the phone button, masked. Raises as `log_in`, and SessionEnded."""
        self._limit(address)
        connection = self._connection(key)
        visitor = self.visitor(session)
        if visitor.connection_id != connection.id:
            raise SessionEnded()
        try:
            info = self._clients.of(connection.id, urgent=True).phone(code)
        except Refused as refusal:
            raise _told(refusal) from refusal
        home = info.countryCode in ("", "86")
        number = info.purePhoneNumber if home else f"+{info.countryCode}{info.purePhoneNumber}"
        self._tell(connection, "phone_bound", code, {"mp_openid": visitor.openid, "phone": number}, {})
        return number[:3] + "****" + number[-4:]

    def visitor(self, session: str) -> Visitor:
        """Who holds a session. Raises SessionEnded."""
        try:
            sealed = base64.urlsafe_b64decode(session.encode())
            connection_id, openid, until = json.loads(self._vault.open(sealed))
        except (ValueError, binascii.Error, SealBroken):
            raise SessionEnded() from None
        if self._clock.now().timestamp() > until:
            raise SessionEnded()
        return Visitor(connection_id, openid)

    def _sealed(self, connection: Connection, openid: str) -> str:
        until = int((self._clock.now() + timedelta(days=SESSION_DAYS)).timestamp())
        return base64.urlsafe_b64encode(self._vault.seal(json.dumps([connection.id, openid, until]))).decode()

    def _tell(
        self, connection: Connection, event: str, code: str, ids: dict[str, str], properties: dict[str, str]
    ) -> None:
        """A code is good for one answer, so it names the event: an answer that came twice is told once."""
        named = hashlib.sha256(code.encode()).hexdigest()[:32]
        with self._uow.begin() as tx:
            events.publish(
                tx,
                NewEvent(
                    event_id=event_uuid("mini_program", event, connection.account, named),
                    event=event,
                    occurred_at=tx.now,
                    ids={kind: value for kind, value in ids.items() if value},
                    account=connection.account,
                    channel="mini_program",
                    properties=dict(properties),
                ),
            )

    def _connection(self, key: str) -> Connection:
        for connection in self._connections.all(KIND):
            if connection.key == key:
                return connection
        raise NoSuchProgram(connection=key)

    def _limit(self, address: str) -> None:
        """A public door that costs us calls: no address may knock all day."""
        now = self._clock.now().timestamp()
        with self._lock:
            if len(self._recent) > _ADDRESSES:
                self._recent.clear()
            recent = self._recent[address]
            while recent and recent[0] < now - 60:
                recent.popleft()
            if len(recent) >= LOGINS_PER_MINUTE:
                raise TooManyLogins()
            recent.append(now)


def _told(refusal: Refused) -> Exception:
    """A stale code is the visitor's affair; what is wrong with our connection is not."""
    if refusal.kind in _THEIR_FAULT:
        return LoginRefused(hint_zh=refusal.hint.zh, hint_en=refusal.hint.en)
    return refusal
