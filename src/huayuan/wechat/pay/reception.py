"""Stored notifications into the books: one transaction for many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from huayuan.kernel.decoding import convert_to
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.contracts import StoredCallback
from huayuan.wechat.pay import wire
from huayuan.wechat.pay.books import Books


class Reception:
    def __init__(self, books: Books) -> None:
        self._write: dict[str, tuple[type[Any], Callable[[Transaction, int, Any], None]]] = {
            "TRANSACTION": (wire.Transaction, books.transaction),
            "REFUND": (wire.Refund, books.refund),
            "MCHTRANSFER": (wire.Transfer, books.transfer),
            "COUPON": (wire.Coupon, books.coupon_used),
        }

    def handle(self, tx: Transaction, batch: Sequence[StoredCallback]) -> None:
        for stored in batch:
            payload = msgspec.json.decode(stored.payload)
            found = self._write.get(str(payload.get("event", "")).partition(".")[0])
            if found is not None:
                kind, write = found
                write(tx, stored.connection_id, convert_to(payload["resource"], kind))
