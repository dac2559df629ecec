"""Reminding and stopping: calls that somebody waits for. Network first, then a transaction."""

from __future__ import annotations

from collections.abc import Callable

from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import ErrorClass, Paused, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.mass import results, store
from huayuan.wechat.wecom.mass.contracts import Mass, MassState, Part, PartState
from huayuan.wechat.wecom.mass.errors import MassNotWaiting, MassRemindedOften
from huayuan.wechat.wecom.mass.limits import CANCELLED, GONE, TOO_MANY_REMINDERS
from huayuan.wechat.wecom.mass.results import MassResults


class MassMessages:
    def __init__(self, uow: UnitOfWork, clients: Clients, results_: MassResults) -> None:
        self._uow = uow
        self._clients = clients
        self._results = results_

    def remind(self, mass_id: int) -> Mass:
        """Have the platform remind everybody who has yet to confirm. Raises NotFound, MassNotWaiting, MassRemindedOften
        (nobody could be reminded), Refused, Paused, OutsideUnreachable."""
        mass, parts = self._waiting(mass_id)
        client = self._clients.of(mass.connection_id)
        often = self._each(parts, client.remind_mass, TOO_MANY_REMINDERS)
        if often == len(parts):
            raise MassRemindedOften()
        with self._uow.begin() as tx:
            store.change(tx.session, mass_id, reminded_at=tx.now)
        return self._get(mass_id)

    def cancel(self, mass_id: int) -> Mass:
        """Take the task from everybody who has yet to confirm; what was sent stays sent and is read first. One that is
        planned for later is never asked for. Raises as `remind` does."""
        if self._called_off(mass_id):
            return self._get(mass_id)
        mass, parts = self._waiting(mass_id)
        client = self._clients.of(mass.connection_id)
        self._each(parts, client.cancel_mass, CANCELLED)
        self._results.read(mass_id)  # somebody may have confirmed a moment before
        with self._uow.begin() as tx:
            current = store.get(tx.session, mass_id)
            assert current is not None
            if current.state is MassState.WAITING:
                results.cancelled(tx, current)
        return self._get(mass_id)

    def refresh(self, mass_id: int) -> Mass:
        """Ask what became of it now rather than at the next look. Raises NotFound, Refused, Paused, OutsideUnreachable."""
        if self._get(mass_id).state is MassState.WAITING:
            self._results.read(mass_id)
        return self._get(mass_id)

    def _called_off(self, mass_id: int) -> bool:
        with self._uow.begin() as tx:
            mass = store.get(tx.session, mass_id)
            if mass is None or mass.state is not MassState.SCHEDULED:
                return False
            store.change(tx.session, mass_id, state=MassState.CANCELLED.value, finished_at=tx.now)
            return True

    def _waiting(self, mass_id: int) -> tuple[Mass, list[Part]]:
        mass = self._get(mass_id)
        with self._uow.read() as tx:
            parts = store.parts(tx.session, mass_id, PartState.MADE)
        if mass.state is not MassState.WAITING:
            raise MassNotWaiting(state=mass.state.value)
        return mass, [one for one in parts if one.confirmed_at is None]

    def _each(self, parts: list[Part], call: Callable[[str], None], harmless: int) -> int:
        """Call for every part; answers how many were refused with the code that hurts no other part."""
        refused = 0
        for part in parts:
            assert part.msgid is not None
            try:
                call(part.msgid)
            except Refused as refusal:
                if refusal.errcode not in (harmless, GONE, CANCELLED):
                    raise
                if refusal.kind is not ErrorClass.IDEMPOTENT_OK:
                    refused += 1
            except Paused:
                # The code of too many reminders is about one task, yet rests the interface for all.
                if harmless != TOO_MANY_REMINDERS:
                    raise
                refused += 1
        return refused

    def _get(self, mass_id: int) -> Mass:
        with self._uow.read() as tx:
            mass = store.get(tx.session, mass_id)
        if mass is None:
            raise NotFound(what="mass message")
        return mass
