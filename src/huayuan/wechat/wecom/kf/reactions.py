"""Sessions follow the person when people are merged or split."""

from __future__ import annotations

from huayuan.identity import api as identity
from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.kf import api

REACTIONS = Reactions("wechat.wecom.kf")


@REACTIONS.on("identity.moved")
def follow_people(tx: Transaction, message: Message) -> None:
    # Asked rather than believed: messages may come late and out of order.
    moves = identity.current_persons(tx, [int(move["origin"]) for move in message.payload["moves"]])
    api.people_moved(tx, moves)
