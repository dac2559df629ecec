"""Stored callbacks become wishes to ask the platform: a push names an order, and nothing of what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.channels import callbacks, store
from huayuan.wechat.channels.contracts import Wish
from huayuan.wechat.connections.contracts import StoredCallback
from huayuan.wechat.connections.errors import CallbackMalformed
from huayuan.wechat.mini_program.api import parse

log = get_logger("channels.reception")


def handle(tx: Transaction, batch: Sequence[StoredCallback]) -> None:
    wishes: list[tuple[int, Wish, str]] = []
    for stored in batch:
        try:
            wish = callbacks.wish_of(parse(stored.payload))
        except CallbackMalformed as error:
            # it was readable when it came, so this is a version's difference
            log.warning("channels.callback_unreadable", callback=stored.id, error=str(error))
            continue
        if wish is not None:
            wishes.append((stored.connection_id, *wish))
    store.want(tx.session, wishes, tx.now)
