"""Signatures for pages that use the JS-SDK: a ticket of the corp or the app, kept while it lasts."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.web import store
from huayuan.wechat.wecom.web.limits import TICKET_MARGIN_SECONDS

TicketKind = Literal["corp", "app"]


@dataclass(frozen=True, slots=True)
class PageSignature:
    """`timestamp` in seconds."""

    corp_id: str
    agent_id: str
    timestamp: int
    nonce: str
    signature: str


class PageSigner:
    """The platform answers 100 tickets an hour, so one is kept for all processes and renewed shortly before its end."""

    def __init__(self, uow: UnitOfWork, vault: Vault, clients: Clients) -> None:
        self._uow = uow
        self._vault = vault
        self._clients = clients
        self._asking: defaultdict[tuple[int, str], threading.Lock] = defaultdict(threading.Lock)

    def sign(self, connection_id: int, kind: TicketKind, url: str) -> PageSignature:
        """For exactly this address, without what follows "#". Raises what the client raises."""
        connection = self._clients.of(connection_id).connection
        with self._uow.read() as tx:
            timestamp = int(tx.now.timestamp())
        nonce = secrets.token_hex(8)
        signature = signed(self._ticket(connection_id, kind), nonce, timestamp, url)
        return PageSignature(connection.account, connection.app, timestamp, nonce, signature)

    def _ticket(self, connection_id: int, kind: TicketKind) -> str:
        if held := self._held(connection_id, kind):
            return held
        with self._asking[connection_id, kind]:
            if held := self._held(connection_id, kind):
                return held
            client = self._clients.of(connection_id)
            answer = client.corp_ticket() if kind == "corp" else client.app_ticket()
            with self._uow.begin() as tx:
                until = tx.now + timedelta(seconds=answer.expires_in)
                store.keep_ticket(tx.session, connection_id, kind, self._vault.seal(answer.ticket), until)
            return answer.ticket

    def _held(self, connection_id: int, kind: str) -> str | None:
        with self._uow.read() as tx:
            kept = store.ticket(tx.session, connection_id, kind)
            lasts = kept is not None and kept[1] > tx.now + timedelta(seconds=TICKET_MARGIN_SECONDS)
        return self._vault.open(kept[0]) if kept and lasts else None


def signed(ticket: str, nonce: str, timestamp: int, url: str) -> str:
    """SHA-1 of the four in the order of the documents [90506]; it proves the ticket, it protects nothing else."""
    whole = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url.split('#', 1)[0]}"
    return hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()
