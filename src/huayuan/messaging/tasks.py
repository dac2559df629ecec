"""The ledger's loops: write outcomes, send what is queued, look after what was cut off."""

from __future__ import annotations

from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging import api
from huayuan.messaging.contracts import MessageState
from huayuan.messaging.dispatcher import Dispatcher

LOOPS = Loops("messaging")
BATCH = 200


@LOOPS.loop("messaging.outcomes", every=0.05, elected=False)
def record_outcomes(services: Services) -> bool:
    """Fifty milliseconds of outcomes in one transaction."""
    return services.get(Dispatcher).record()


@LOOPS.loop("messaging.due", every=0.5, elected=True)
def send_due(services: Services) -> bool:
    """Queued and held messages whose time has come, and those whose sender died."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        if not api.any_due(tx):
            return False
    with uow.begin() as tx:
        taken = api.take_due(tx, BATCH)
    cut_off = {MessageState.SENDING.value, MessageState.UNKNOWN.value}
    dispatcher = services.get(Dispatcher)
    dispatcher.submit(message for state, message in taken if state not in cut_off)
    dispatcher.submit((message for state, message in taken if state in cut_off), reconcile=True)
    return len(taken) == BATCH
