"""What is wished is asked at the platform, a few at a time, and told as events."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.channels import orders, store
from huayuan.wechat.channels.client import Clients
from huayuan.wechat.channels.contracts import Wish
from huayuan.wechat.channels.limits import DETAILS_ATTEMPTS, DETAILS_BATCH, DETAILS_THREADS
from huayuan.wechat.channels.store import Wanted
from huayuan.wechat.connections.errors import Paused, Reaction, Refused

log = get_logger("channels.details")


@dataclass(frozen=True, slots=True)
class Learnt:
    """The events of an answer, and what it asks us to look at besides."""

    events: Sequence[NewEvent] = ()
    wishes: Sequence[tuple[int, Wish, str]] = ()


class DetailReader:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients
        self._threads = ThreadPoolExecutor(DETAILS_THREADS, thread_name_prefix="channels-details")

    def round(self) -> bool:
        """Ask about what is due; True when there is more."""
        with self._uow.read() as tx:
            batch = store.wanted(tx.session, tx.now, DETAILS_BATCH)
        if not batch:
            return False
        answers = list(self._threads.map(self._ask, batch))
        learnt = [answer for answer in answers if isinstance(answer, Learnt)]
        with self._uow.begin() as tx:
            events.publish_all(tx, [event for one in learnt for event in one.events])
            done = [one for one, answer in zip(batch, answers, strict=True) if isinstance(answer, Learnt)]
            store.got(tx.session, done)
            store.want(tx.session, [wish for one in learnt for wish in one.wishes], tx.now)
            for one, answer in zip(batch, answers, strict=True):
                if isinstance(answer, float):
                    store.want_later(tx.session, one, answer, tx.now)
        return len(batch) == DETAILS_BATCH

    def stop(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _ask(self, wanted: Wanted) -> Learnt | float:
        """What an order or after-sale tells, or after how many seconds to ask again."""
        connection_id, what, number, attempts, _ = wanted
        try:
            return self._look(connection_id, what, number)
        except Paused as pause:
            return pause.retry_after
        except Refused as refusal:
            if refusal.reaction in (Reaction.GIVE_UP, Reaction.MARK) or attempts >= DETAILS_ATTEMPTS:
                log.warning("channels.not_told", what=what.value, number=number, errcode=refusal.errcode)
                return Learnt()
            return refusal.retry_after or _pause(attempts)
        except HuayuanError as error:
            log.warning("channels.not_reached", what=what.value, number=number, error=error.code)
            return _pause(attempts)

    def _look(self, connection_id: int, what: Wish, number: str) -> Learnt:
        """An order names its after-sales, which a callback that was lost would have named."""
        client = self._clients.of(connection_id)
        account = client.connection.account
        if what is Wish.ORDER:
            order = client.order(number)
            if order is None:
                return Learnt()
            listed = order.aftersale_detail.aftersale_order_list
            wishes = [(connection_id, Wish.AFTERSALE, str(one.aftersale_order_id)) for one in listed]
            return Learnt(list(orders.facts_of(account, order)), wishes)
        aftersale = client.aftersale(number)
        told = orders.refund_of(account, aftersale) if aftersale else None
        return Learnt([told] if told else [])


def _pause(attempts: int) -> float:
    return min(2.0 ** (attempts + 1), 600.0)
