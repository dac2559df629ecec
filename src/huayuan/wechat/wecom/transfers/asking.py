"""Asks the platform to transfer, and later what became of it. Network first, then a transaction.

Asking twice is safe: a customer who is being transferred already is answered with a code that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.api import pages
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.transfers import settling, store
from huayuan.wechat.wecom.transfers.contracts import Transfer, TransferState
from huayuan.wechat.wecom.transfers.limits import (
    ALREADY,
    CUSTOMERS,
    DAILY_SECONDS,
    POLLS_SECONDS,
    WATCH_DAYS,
)
from huayuan.wechat.wecom.transfers.wire import TransferResult

FINAL = (Reaction.GIVE_UP, Reaction.MARK, Reaction.SUCCEED)
STATES = {1: TransferState.DONE, 3: TransferState.REFUSED, 4: TransferState.FULL}


class TransferAsking:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def ask(self, connection_id: int, handover: str, takeover: str) -> None:
        """Ask for every customer of the pair who was not asked for yet. Raises what asking again may cure."""
        client = self._clients.of(connection_id)
        with self._uow.read() as tx:
            asking = store.of_pair(tx.session, connection_id, handover, takeover, TransferState.ASKING)
        for start in range(0, len(asking), CUSTOMERS):
            self._ask(client, asking[start : start + CUSTOMERS])

    def look(self, connection_id: int, handover: str, takeover: str, poll: int) -> None:
        """Ask what became of those who wait; plans the next look."""
        with self._uow.read() as tx:
            waiting = store.of_pair(tx.session, connection_id, handover, takeover, TransferState.WAITING)
        if not waiting:
            return
        client = self._clients.of(connection_id)
        results: dict[str, TransferResult] = {}
        for resigned in {one.resigned for one in waiting}:
            results |= _results(client, handover, takeover, resigned=resigned)
        with self._uow.begin() as tx:
            left = [one for one in waiting if not _settled(tx, one, results.get(one.external_userid))]
            if left:
                plan(tx, left[0], poll)

    def _ask(self, client: WecomClient, some: Sequence[Transfer]) -> None:
        first = some[0]
        customers = [one.external_userid for one in some]
        try:
            answers = client.transfer_customers(
                first.handover, first.takeover, customers, first.message, resigned=first.resigned
            )
            codes = {one.external_userid: one.errcode for one in answers}
        except Refused as refusal:
            if refusal.reaction not in FINAL:
                raise
            codes = dict.fromkeys(customers, refusal.errcode)
        with self._uow.begin() as tx:
            accepted = {one.id for one in some if codes.get(one.external_userid, 0) in ALREADY | {0}}
            store.change(tx.session, accepted, state=TransferState.WAITING.value)
            for one in some:
                if one.id not in accepted:
                    code, failed = codes[one.external_userid], TransferState.FAILED.value
                    store.change(tx.session, [one.id], state=failed, errcode=code, settled_at=tx.now)
            if accepted:
                plan(tx, first, 0)


def plan(tx: Transaction, one: Transfer, poll: int) -> None:
    """The next look at the pair of `one`."""
    seconds = POLLS_SECONDS[poll] if poll < len(POLLS_SECONDS) else DAILY_SECONDS
    payload = {
        "connection_id": one.connection_id, "handover": one.handover, "takeover": one.takeover,
        "poll": poll + 1,
    }  # fmt: skip
    key = f"wecom.transfer_results:{one.connection_id}:{one.handover}:{one.takeover}:{one.id}:{poll + 1}"
    tx.enqueue("wecom.transfer_results", payload, due=tx.now + timedelta(seconds=seconds), dedup_key=key)


def _results(
    client: WecomClient, handover: str, takeover: str, *, resigned: bool
) -> dict[str, TransferResult]:
    """The latest result of each customer: they are listed oldest first."""
    listed = pages(lambda cursor: client.transfer_results(handover, takeover, cursor, resigned=resigned))
    return {one.external_userid: one for page in listed for one in page.customer}


def _settled(tx: Transaction, one: Transfer, result: TransferResult | None) -> bool:
    state = STATES.get(result.status) if result else None
    if state is None or result is None:
        if tx.now - one.asked_at < timedelta(days=WATCH_DAYS):
            return False
        store.change(tx.session, [one.id], state=TransferState.LAPSED.value, settled_at=tx.now)
        return True
    at = datetime.fromtimestamp(result.takeover_time, UTC) if result.takeover_time else tx.now
    if at < one.asked_at - timedelta(minutes=5):  # of an earlier transfer between the two
        return False
    settling.settle(tx, one, state, at)
    return True
