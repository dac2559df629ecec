"""Followers are found under the person they belong to now when people are merged or split."""

from __future__ import annotations

from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.official_account import api

REACTIONS = Reactions("official_account")


@REACTIONS.on("identity.moved")
def follow_person(tx: Transaction, message: Message) -> None:
    api.people_moved(tx, {move["origin"]: move["to"] for move in message.payload["moves"]})
