"""The welcome: what it says, through the gate, and the lane that waits for the customer's name."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.live_codes import api as live_codes
from huayuan.live_codes.contracts import LiveCode
from huayuan.messaging import api as messaging
from huayuan.messaging.api import Dispatcher
from huayuan.messaging.contracts import ChannelRegistry, Intent, MessageState, Outgoing, Purpose
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.changes import Change
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.limits import NAME_WAIT_SECONDS, WELCOME_SECONDS

log = get_logger("wecom.welcomes")
CHANNEL = "wecom_welcome"
NAME_THREADS = 8


@dataclass(frozen=True, slots=True)
class Greeting:
    """A welcome on its way. `message` is set once the gate let it through at once; a held one waits for a
    name."""

    intent: Intent
    connection_id: int
    external_userid: str
    template: str
    values: dict[str, str | None]
    needs_name: bool
    message_id: int | None = None
    message: Outgoing | None = None


def greeting(
    connection: Connection,
    change: Change,
    received_at: datetime,
    person_id: int,
    member: StaffMember,
    code: LiveCode | None,
    channel: str | None,
) -> Greeting | None:
    """What to say to a new friend; None when neither the live code nor the connection has a welcome."""
    template = (code.welcome_text if code else "") or str(connection.settings.get("welcome_text", ""))
    if not template.strip() or change.at is None or not change.welcome_code:
        return None
    values = {"staff_name": member.shown_name, "store_name": member.store_name, "channel": channel}
    needs_name = "customer_name" in live_codes.variables_in(template)
    context = {
        "live_code_id": str(code.id) if code else None, "channel": channel,
        "store_id": member.store_code,
    }  # fmt: skip
    intent = Intent(
        key=f"wecom_welcome:{connection.account}:{change.welcome_code}"[:200],
        channel=CHANNEL,
        purpose=Purpose.WELCOME,
        account=connection.account,
        person_id=person_id,
        staff_id=member.id,
        text=live_codes.render(template, values),
        caused_at=received_at,
        expires_at=change.at + timedelta(seconds=WELCOME_SECONDS),
        hold_until=received_at + timedelta(seconds=NAME_WAIT_SECONDS) if needs_name else None,
        address={
            "connection_id": connection.id, "welcome_code": change.welcome_code,
            "attachments": list(code.welcome_attachments) if code else [],
        },
        context={name: value for name, value in context.items() if value is not None},
    )  # fmt: skip
    return Greeting(intent, connection.id, change.people[0], template, values, needs_name)


def say(tx: Transaction, channels: ChannelRegistry, greetings: Sequence[Greeting]) -> list[Greeting]:
    """Through the gate; answers those to be sent after the commit, claimed already, and those that wait for
    a name."""
    if not greetings:
        return []
    placed, ready = messaging.send_many(tx, channels, [one.intent for one in greetings], at_once=True)
    messages = {message.key: message for message in ready}
    going = []
    for one, place in zip(greetings, placed, strict=True):
        if not place.fresh:
            continue
        if place.state is MessageState.HELD:
            going.append(replace(one, message_id=place.id))
        elif one.intent.key in messages:
            going.append(replace(one, message=messages.pop(one.intent.key)))
    return going


class NameLane:
    """Reads the customer's name for welcomes that use it; many at once, written in batches.

    The ledger lets the message go without a name when this takes longer than `NAME_WAIT_SECONDS` or the
    process dies.
    """

    def __init__(
        self, uow: UnitOfWork, clients: Clients, channels: ChannelRegistry, dispatcher: Dispatcher
    ) -> None:
        self._uow = uow
        self._clients = clients
        self._channels = channels
        self._dispatcher = dispatcher
        self._pool = ThreadPoolExecutor(NAME_THREADS, thread_name_prefix="wecom-name")
        self._named: deque[tuple[int, str]] = deque()

    def submit(self, greetings: Sequence[Greeting]) -> None:
        for one in greetings:
            self._pool.submit(self._read_name, one)

    def release(self) -> bool:
        """Let go what has its name by now; True when something went."""
        batch = [self._named.popleft() for _ in range(min(len(self._named), 200))]
        if not batch:
            return False
        with self._uow.begin() as tx:
            released = [messaging.release(tx, self._channels, message_id, text) for message_id, text in batch]
        self._dispatcher.submit(message for message in released if message is not None)
        return True

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _read_name(self, one: Greeting) -> None:
        """Without a name (the platform knows none yet, or cannot be reached) the welcome goes at once, too."""
        name = ""
        try:
            contact = self._clients.of(one.connection_id, urgent=True).contact(one.external_userid)
            name = contact.external_contact.name if contact.external_contact else ""
        except HuayuanError as error:
            log.info("wecom.name_unknown", error=str(error))
        if one.message_id is not None:
            text = live_codes.render(one.template, one.values | {"customer_name": name})
            self._named.append((one.message_id, text))
