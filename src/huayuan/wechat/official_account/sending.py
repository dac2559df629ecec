"""Messages of operators to followers, each through the gate of messaging."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import api as messaging
from huayuan.messaging.contracts import ChannelRegistry, Intent, MessageState, Purpose
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.official_account.contracts import SERVICE
from huayuan.wechat.official_account.store import followers


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said. `key` makes the whole sending one: repeated, nobody hears it twice."""

    key: str
    channel: str
    purpose: Purpose
    text: str
    template_id: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """How many are on their way, how many the gate held back, how many do not follow the account."""

    accepted: int
    blocked: int
    not_following: int


def post(
    tx: Transaction,
    channels: ChannelRegistry,
    connection: Connection,
    letter: Letter,
    people: Collection[int],
) -> Posted:
    """Delivered after the commit; what became of each message is in its events."""
    openids = followers.openids_of(tx.session, connection.account, people)
    intents = [_intent(tx, connection, letter, person, openid) for person, openid in sorted(openids.items())]
    placed, _ = messaging.send_many(tx, channels, intents)
    blocked = sum(one.state is MessageState.BLOCKED for one in placed)
    return Posted(len(placed) - blocked, blocked, len(set(people)) - len(openids))


def _intent(tx: Transaction, connection: Connection, letter: Letter, person: int, openid: str) -> Intent:
    address: dict[str, Any] = {"connection_id": connection.id, "openid": openid}
    if letter.channel != SERVICE:
        address |= {"template_id": letter.template_id, "data": dict(letter.data)}
        address |= {"url": letter.url, "page": letter.url}
    return Intent(
        key=f"{letter.channel}:{connection.account}:{letter.key}:{openid}"[:200],
        channel=letter.channel,
        purpose=letter.purpose,
        account=connection.account,
        person_id=person,
        text=letter.text,
        caused_at=tx.now,
        address=address,
        context={"template_id": letter.template_id} if letter.template_id else {},
    )
