"""Loops and tasks of the pay connector."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.logging import get_logger
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.api import Connections, on_callback
from huayuan.wechat.pay import store
from huayuan.wechat.pay.cashier import Cashier
from huayuan.wechat.pay.client import Clients
from huayuan.wechat.pay.limits import ASK_AFTER, ASK_BATCH, CALLBACK_BATCH, KIND, PUBLIC_KEY
from huayuan.wechat.pay.models import PayOrderRow, PayRefundRow, PayTransferRow
from huayuan.wechat.pay.pay import Pay
from huayuan.wechat.pay.payouts import Payouts
from huayuan.wechat.pay.platform_keys import PlatformKeys

LOOPS = Loops("pay")
TASKS = Tasks("pay")
log = get_logger("pay.tasks")
Open = TypeVar("Open", PayOrderRow, PayRefundRow, PayTransferRow)

on_callback(KIND, lambda: LOOPS.wake("pay.callbacks"))


@LOOPS.loop("pay.callbacks", every=0.5, elected=True)
def receive(services: Services) -> bool:
    """Notifications into the books."""
    return services.get(Pay).backlog.round(CALLBACK_BATCH)


@LOOPS.loop("pay.certificates", every=10.0, elected=False)
def read_certificates(services: Services) -> bool:
    """Certificates that other processes learnt, and those whose serial nobody knew when a notification came."""
    platform_keys = services.get(PlatformKeys)
    platform_keys.load()
    for connection_id in platform_keys.take_wished():
        try:
            platform_keys.learn(connection_id, services.get(Clients).of(connection_id).certificates())
        except HuayuanError as error:
            log.warning("pay.certificates_not_told", connection=connection_id, error=error.code)
    return False


@LOOPS.loop("pay.open", every=20.0, elected=True)
def ask_open(services: Services) -> bool:
    """Notifications are not promised: what stays open is asked about, at growing distances."""
    cashier, payouts = services.get(Cashier), services.get(Payouts)
    more = _ask(services, PayOrderRow, cashier.ask)
    more |= _ask(services, PayRefundRow, cashier.ask_refund)
    return _ask(services, PayTransferRow, payouts.ask) | more


@TASKS.every("pay.certificates_daily", cron="0 20 5 * * *")
def fetch_certificates(work: Work) -> None:
    """New certificates appear days before the old ones end. Merchants with a public key have none."""
    platform_keys, clients = work.services.get(PlatformKeys), work.services.get(Clients)
    failed: HuayuanError | None = None
    for connection in work.services.get(Connections).all(KIND):
        if connection.settings.get(PUBLIC_KEY):
            continue
        try:
            platform_keys.learn(connection.id, clients.of(connection.id).certificates())
        except HuayuanError as error:  # the others' certificates are fetched all the same
            log.warning("pay.certificates_not_told", connection=connection.id, error=error.code)
            failed = error
    if failed:
        raise failed


def _ask(services: Services, table: type[Open], ask: Callable[[int, str], None]) -> bool:
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        batch = store.open_ones(tx.session, table, tx.now, ASK_BATCH)
    for connection_id, number in batch:
        try:
            ask(connection_id, number)
        except HuayuanError as error:
            log.warning("pay.not_told", number=number, error=error.code)
            with uow.begin() as tx:
                store.change(tx.session, table, connection_id, number, ask_at=tx.now + ASK_AFTER)
    return len(batch) == ASK_BATCH
