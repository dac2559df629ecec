"""Reading everything: orders and after-sales by windows that go on where they ended, broadcasts and their leads.

What callbacks missed is found here, since each round begins a little before the end of the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.clock import Clock
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.channels import store, wire
from huayuan.wechat.channels.client import Clients, ShopClient
from huayuan.wechat.channels.contracts import LiveRoom, Part, Wish
from huayuan.wechat.channels.limits import (
    AFTERSALE_WINDOW,
    FIRST_SYNC,
    LIVE_WINDOW,
    ORDER_WINDOW,
    OVERLAP,
)
from huayuan.wechat.connections.api import pages

Progress = Callable[[float, str], None]
SOURCE = "channels_live"


class Sync:
    def __init__(self, uow: UnitOfWork, clients: Clients, clock: Clock) -> None:
        self._uow = uow
        self._clients = clients
        self._clock = clock

    def everything(self, connection_id: int, progress: Progress) -> None:
        """Resumable: each window is done with the commit of what it found."""
        client = self._clients.of(connection_id)
        self._windows(connection_id, Part.ORDERS, ORDER_WINDOW, _orders(client), progress)
        self._windows(connection_id, Part.AFTERSALES, AFTERSALE_WINDOW, _aftersales(client), progress)
        progress(0.9, Part.LIVES.value)
        self._lives(connection_id, client)
        progress(0.95, Part.LEADS.value)
        self._leads(connection_id, client)

    def _windows(
        self,
        connection_id: int,
        part: Part,
        length: timedelta,
        read: Callable[[datetime, datetime], Iterator[tuple[Wish, str]]],
        progress: Progress,
    ) -> None:
        now = self._clock.now()
        first = start = self._start(connection_id, part, now)
        while start < now:
            end = min(start + length, now)
            wishes = [(connection_id, what, number) for what, number in read(start, end)]
            with self._uow.begin() as tx:
                store.want(tx.session, wishes, tx.now)
                store.write_until(tx.session, connection_id, part, end)
            progress(0.45 * ((end - first) / (now - first)) + 0.45 * (part is Part.AFTERSALES), part.value)
            start = end

    def _start(self, connection_id: int, part: Part, now: datetime) -> datetime:
        with self._uow.read() as tx:
            known = store.read_until(tx.session, connection_id, part)
        return known - OVERLAP if known else now - FIRST_SYNC

    def _lives(self, connection_id: int, client: ShopClient) -> None:
        now = self._clock.now()
        for page in pages(lambda buffer: client.lives(now - LIVE_WINDOW, now, buffer), _next_buffer):
            rooms = [_room(one) for one in page.item]
            with self._uow.begin() as tx:
                store.write_lives(tx.session, connection_id, rooms)

    def _leads(self, connection_id: int, client: ShopClient) -> None:
        for component in _components(client):
            for request in _requests(client, component.leads_component_id):
                phones = _phones(client, request.request_id)
                told = [_lead(client.connection.account, component, request, phone) for phone in phones]
                with self._uow.begin() as tx:
                    events.publish_all(tx, told)
                    begun = datetime.fromtimestamp(request.live_start_time, UTC)
                    store.count_leads(tx.session, connection_id, begun, len(told))


def _orders(client: ShopClient) -> Callable[[datetime, datetime], Iterator[tuple[Wish, str]]]:
    def read(start: datetime, end: datetime) -> Iterator[tuple[Wish, str]]:
        for page in pages(lambda key: client.changed_orders(start, end, key), _next_key):
            yield from ((Wish.ORDER, str(number)) for number in page.order_id_list)

    return read


def _aftersales(client: ShopClient) -> Callable[[datetime, datetime], Iterator[tuple[Wish, str]]]:
    def read(start: datetime, end: datetime) -> Iterator[tuple[Wish, str]]:
        for page in pages(lambda key: client.aftersales(start, end, key), _next_key):
            yield from ((Wish.AFTERSALE, str(number)) for number in page.after_sale_order_id_list)

    return read


def _components(client: ShopClient) -> Iterator[wire.Component]:
    for page in pages(client.lead_components, _next_buffer):
        yield from page.item


def _requests(client: ShopClient, component_id: str) -> Iterator[wire.LeadRequest]:
    for page in pages(lambda buffer: client.lead_requests(component_id, buffer), _next_buffer):
        yield from page.item


def _phones(client: ShopClient, request_id: str) -> list[str]:
    """Each number once."""
    listed = pages(lambda buffer: client.leads(request_id, buffer), _next_buffer)
    return list(dict.fromkeys(lead.phone for page in listed for lead in page.user_data if lead.phone))


def _next_key(page: wire.Orders | wire.Aftersales) -> str:
    return page.next_key if page.has_more else ""


def _next_buffer(page: wire.Lives | wire.Components | wire.LeadRequests | wire.Leads) -> str:
    return page.last_buffer if page.continue_flag else ""


def _lead(account: str, component: wire.Component, request: wire.LeadRequest, phone: str) -> NewEvent:
    """The platform does not tell when the number was left, only in which broadcast."""
    return NewEvent(
        event_id=event_uuid("channels", "lead", account, request.request_id, phone),
        event="lead_received",
        occurred_at=datetime.fromtimestamp(request.live_start_time, UTC),
        ids={"phone": phone},
        account=account,
        channel=SOURCE,
        properties={"source": SOURCE, "form": component.leads_description, "live_id": request.request_id},
    )


def _room(one: wire.Live) -> LiveRoom:
    return LiveRoom(
        one.export_id, datetime.fromtimestamp(one.live_start_time, UTC), one.live_duration_in_seconds,
        one.total_audience_count, one.max_online_count, one.audiences_avg_seconds, one.total_cheer_count,
        one.total_comment_count, one.forward_count, one.new_follow_count,
    )  # fmt: skip
