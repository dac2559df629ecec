"""Mass messages become tasks of the platform: one at most, whatever gets lost on the way."""

from __future__ import annotations

from datetime import datetime, timedelta

from huayuan.kernel.errors import HuayuanError, NotFound
from huayuan.kernel.logging import get_logger
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.wechat.connections.api import never_arrived, pages
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.mass import audience, ledger, store
from huayuan.wechat.wecom.mass.contracts import Mass, MassState, Part, PartState, Target, TargetState
from huayuan.wechat.wecom.mass.errors import MassEmpty, MassInFlight
from huayuan.wechat.wecom.mass.limits import (
    CLOCK_SECONDS,
    CUSTOMERS,
    GROUPS,
    IN_FLIGHT_SECONDS,
    NOBODY,
    POLLS_SECONDS,
)
from huayuan.wechat.wecom.mass.wire import ListedMass, MadeMass
from huayuan.wechat.wecom.media.attachments import Attachments, kind_of
from huayuan.wechat.wecom.media.limits import UNKNOWN_MEDIA
from huayuan.wechat.wecom.media.shelf import MediaShelf

log = get_logger("wecom.mass")
FINAL = (Reaction.GIVE_UP, Reaction.MARK, Reaction.SUCCEED)


class MassAsking:
    def __init__(
        self, uow: UnitOfWork, clients: Clients, channels: ChannelRegistry, shelf: MediaShelf
    ) -> None:
        self._uow = uow
        self._clients = clients
        self._channels = channels
        self._shelf = shelf

    def run(self, mass_id: int, services: Services) -> None:
        """Plan once, then ask for every part that has no answer. Raises what asking again may cure."""
        mass = self._planned(mass_id, services)
        if mass is None:
            return
        client = self._clients.of(mass.connection_id)
        with self._uow.read() as tx:
            open_parts = store.parts(tx.session, mass.id, PartState.READY, PartState.ASKING)
        for part in open_parts:
            if part.state is PartState.ASKING and not self._lost(client, mass, part):
                continue
            self._ask(client, mass, part)
        with self._uow.begin() as tx:
            _begin_watching(tx, mass)

    def _planned(self, mass_id: int, services: Services) -> Mass | None:
        """The mass message with its parts and targets written; None when there is nothing (more) to ask for."""
        with self._uow.begin() as tx:
            mass = store.get(tx.session, mass_id)
            if mass is None or mass.state not in (MassState.SCHEDULED, MassState.PREPARING):
                return None
            if mass.state is MassState.SCHEDULED:
                store.change(tx.session, mass.id, state=MassState.PREPARING.value)
            if not store.parts(tx.session, mass.id):
                try:
                    plan = audience.plan(services, tx, mass.account, mass.audience)
                except NotFound:  # the segment or a group is gone: nobody is written to by guess
                    plan = []
                self._write(tx, mass, plan)
            return mass

    def _write(self, tx: Transaction, mass: Mass, plan: audience.Plan) -> None:
        size = GROUPS if mass.chat_type == "group" else CUSTOMERS
        for sender, targets in plan:
            judged = targets
            if mass.chat_type == "single":
                judged = ledger.through_the_gate(tx, self._channels, mass, sender.id, targets)
            judged.sort(key=lambda one: one.state is not TargetState.WAITING)
            for some in ledger.chunks(judged, size):
                part_id = store.add_part(tx.session, mass.id, sender.userid)
                store.add_targets(tx.session, mass.id, part_id, some)
                if all(one.state is not TargetState.WAITING for one in some):
                    store.change_part(tx.session, part_id, state=PartState.FAILED.value)

    def _ask(self, client: WecomClient, mass: Mass, part: Part) -> None:
        """The intent is committed before the call, so a lost answer is known to be one."""
        with self._uow.begin() as tx:
            store.change_part(tx.session, part.id, state=PartState.ASKING.value, asked_at=tx.now)
            recipients = store.waiting(tx.session, part.id)
        attachments = Attachments(self._shelf, mass.connection_id, mass.attachments)
        try:
            made = client.add_mass(
                mass.chat_type, part.sender, recipients, mass.text, attachments.wire(),
                allow_select=mass.allow_select,
            )  # fmt: skip
        except Refused as refusal:
            if refusal.errcode in UNKNOWN_MEDIA and attachments.lost():
                self._ready_again(part)
                raise
            self._refused(mass, part, recipients, refusal)
        except HuayuanError as error:
            if never_arrived(error):
                self._ready_again(part)
            raise
        else:
            self._made(mass, part, made)

    def _made(self, mass: Mass, part: Part, made: MadeMass) -> None:
        with self._uow.begin() as tx:
            store.change_part(tx.session, part.id, state=PartState.MADE.value, msgid=made.msgid)
            failed = [
                Target(one, None, TargetState.FAILED, "not_reachable", tx.now) for one in made.fail_list
            ]
            _settle(tx, mass, part, failed)

    def _refused(self, mass: Mass, part: Part, recipients: list[str], refusal: Refused) -> None:
        """A no is certain: nothing was made. What another try cannot change closes the part truthfully."""
        if refusal.reaction not in FINAL:
            self._ready_again(part)
            raise refusal
        nobody = refusal.errcode == NOBODY
        state = TargetState.BLOCKED if nobody else TargetState.FAILED
        reason = "monthly_cap" if nobody else refusal.kind.value
        with self._uow.begin() as tx:
            store.change_part(tx.session, part.id, state=PartState.FAILED.value)
            store.change(tx.session, mass.id, error=refusal.as_dict())
            _settle(tx, mass, part, [Target(one, None, state, reason, tx.now) for one in recipients])

    def _ready_again(self, part: Part) -> None:
        with self._uow.begin() as tx:
            store.change_part(tx.session, part.id, state=PartState.READY.value, asked_at=None)

    def _lost(self, client: WecomClient, mass: Mass, part: Part) -> bool:
        """Whether the request whose answer we do not have never made a task. Raises MassInFlight while that may change."""
        assert part.asked_at is not None
        with self._uow.read() as tx:
            now = tx.now
        found = self._find(client, mass, part, now)
        if found is not None:
            self._made(mass, part, MadeMass(msgid=found))
            return False
        if (now - part.asked_at).total_seconds() < IN_FLIGHT_SECONDS:
            raise MassInFlight()
        return True

    def _find(self, client: WecomClient, mass: Mass, part: Part, now: datetime) -> str | None:
        """The task that our request made, by time, content and sender."""
        assert part.asked_at is not None
        since = part.asked_at - timedelta(seconds=CLOCK_SECONDS)
        until = min(now, part.asked_at + timedelta(days=1)) + timedelta(seconds=CLOCK_SECONDS)
        for page in pages(lambda cursor: client.masses(mass.chat_type, since, until, cursor)):
            alike = [one.msgid for one in page.group_msg_list if _alike(one, mass)]
            with self._uow.read() as tx:
                known = store.known_msgids(tx.session, alike)
            for msgid in alike:
                if msgid not in known and part.sender in _senders(client, msgid):
                    return msgid
        return None


def _alike(one: ListedMass, mass: Mass) -> bool:
    text = one.text.content if one.text else ""
    kinds = [kind_of(each) for each in one.attachments]
    return text == mass.text and kinds == [kind_of(each) for each in mass.attachments]


def _senders(client: WecomClient, msgid: str) -> set[str]:
    return {task.userid for task in client.mass_tasks(msgid).task_list}


def _settle(tx: Transaction, mass: Mass, part: Part, targets: list[Target]) -> None:
    store.settle(tx.session, part.id, targets)
    ledger.report(tx, mass, targets, tx.now)


def _begin_watching(tx: Transaction, mass: Mass) -> None:
    """Every part has its answer: from now on the platform is asked for results."""
    made = store.parts(tx.session, mass.id, PartState.MADE)
    if made:
        store.change(tx.session, mass.id, state=MassState.WAITING.value)
        due = tx.now + timedelta(seconds=POLLS_SECONDS[0])
        tx.enqueue(
            "wecom.mass_results",
            {"mass_id": mass.id, "poll": 1},
            due=due,
            dedup_key=f"wecom.mass_results:{mass.id}:1",
        )
        return
    now = store.get(tx.session, mass.id)
    error = now.error if now and now.error else MassEmpty().as_dict()
    store.change(tx.session, mass.id, state=MassState.FAILED.value, error=error, finished_at=tx.now)
