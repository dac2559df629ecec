"""Orders: each becomes `order_placed` and, by its status, `order_paid`, `order_refunded`, `order_cancelled`.

Event ids follow from (source, order number, what happened), so the same file twice, or a crash in the middle,
stores every order once. Rows with one order number are lines of one order, wherever in the file they stand.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.errors import Text
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.sheet import Row, Sheet
from huayuan.marketplaces.contracts import Options, Outcome, Parsed, Problem
from huayuan.marketplaces.fields import IDENTIFIERS, ORDER_FIELDS
from huayuan.marketplaces.kinds.kind import ImportKind, ids_of
from huayuan.marketplaces.reading import RowReader

# Of lines in several states, the state of the order: a line that was paid says that the order was.
_STRONGEST = ("paid", "refunded", "placed", "cancelled")


@dataclass(frozen=True, slots=True)
class ImportedOrder:
    """An order as its rows tell it. Money in 分, times in UTC."""

    order_no: str
    ids: dict[str, str]
    ordered_at: datetime
    paid_at: datetime | None
    status: str
    amount: int
    quantity: int | None
    items: list[dict[str, Any]]
    refunded: int
    refunded_at: datetime | None
    shop: str | None
    channel: str | None


@dataclass(slots=True)
class _Lines:
    """Rows of one order, gathered until the last of them."""

    rows: list[Row]
    values: list[dict[str, Any]]
    problems: list[Problem]


def parse(sheet: Sheet, reader: RowReader) -> Iterator[Parsed]:
    place = reader.columns["order_no"][1]
    several = _orders_of_several_rows(sheet, place)
    waiting: dict[int, _Lines] = {}
    for row in sheet.rows():
        key = _fingerprint(row.cells[place])
        lines = waiting.get(key) or _Lines([], [], [])
        _add(lines, row, reader)
        if len(lines.rows) == several.get(key, 1):
            waiting.pop(key, None)
            yield _order(lines, reader)
        else:
            waiting[key] = lines


def order_of(rows: Sequence[Row], reader: RowReader) -> Parsed:
    """One order from all of its rows, which come from elsewhere than a file."""
    lines = _Lines([], [], [])
    for row in rows:
        _add(lines, row, reader)
    return _order(lines, reader)


def _add(lines: _Lines, row: Row, reader: RowReader) -> None:
    values, problems = reader.read(row)
    lines.rows.append(row)
    lines.values.append(values)
    lines.problems += problems + reader.missing(row, ("order_no", "ordered_at", "amount"), values)


def _orders_of_several_rows(sheet: Sheet, place: int) -> dict[int, int]:
    """fingerprint of an order number → its rows, if more than one. Takes eight bytes a row."""
    seen = array("Q", (_fingerprint(row.cells[place]) for row in sheet.rows() if row.cells[place]))
    keys, counts = np.unique(np.frombuffer(seen, dtype=np.uint64), return_counts=True)
    return {int(key): int(count) for key, count in zip(keys[counts > 1], counts[counts > 1], strict=True)}


def _fingerprint(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _order(lines: _Lines, reader: RowReader) -> Parsed:
    first, last = lines.rows[0], lines.rows[-1]
    ids: dict[str, str] = {}
    for values in reversed(lines.values):
        ids |= ids_of(IDENTIFIERS, values)
    problems = lines.problems
    if not ids and not problems:
        problems = [reader.nobody(first, IDENTIFIERS)]
    if problems:
        return Parsed(last.number, len(lines.rows), None, _with_the_rest(lines, problems, reader))
    return Parsed(last.number, len(lines.rows), _joined(lines.values, ids, reader.options))


def _with_the_rest(lines: _Lines, problems: list[Problem], reader: RowReader) -> list[Problem]:
    """The problems, and one for each innocent row of the same order."""
    bad = {problem.row for problem in problems}
    header, place = reader.columns["order_no"]
    return problems + [
        Problem(
            row.number,
            header,
            reader.excerpt("order_no", row.cells[place]),
            "order_rejected",
            {"row": min(bad)},
        )
        for row in lines.rows
        if row.number not in bad
    ]


def _joined(lines: list[dict[str, Any]], ids: dict[str, str], options: Options) -> ImportedOrder:
    def first(key: str) -> Any:
        return next((line[key] for line in lines if line.get(key) is not None), None)

    def total(key: str) -> int:
        return sum(line.get(key) or 0 for line in lines) if options.lines == "sum" else first(key) or 0

    paid_at, states = first("paid_at"), [_state(line) for line in lines]
    return ImportedOrder(
        order_no=lines[0]["order_no"],
        ids=ids,
        ordered_at=min(line["ordered_at"] for line in lines),
        paid_at=paid_at,
        status=next(state for state in _STRONGEST if state in states),
        amount=total("amount"),
        quantity=sum(line.get("quantity") or 0 for line in lines) or None,
        items=[item for line in lines if (item := _item(line, len(lines) > 1, options.lines == "sum"))],
        refunded=total("refunded") or _given_back(lines, total("amount"), options),
        refunded_at=first("refunded_at"),
        shop=first("shop"),
        channel=first("channel") or options.channel,
    )


def _state(line: dict[str, Any]) -> str:
    """Without a state an order counts as paid; what was closed because its money went back had been paid."""
    state: str = line.get("status") or "paid"
    return "refunded" if state == "cancelled" and line.get("refund_state") else state


def _given_back(lines: list[dict[str, Any]], total: int, options: Options) -> int:
    """What went back where only words say so: the amounts of those lines, or the order's where all lines say it."""
    back = [line for line in lines if line.get("refund_state") or _state(line) == "refunded"]
    if options.lines == "sum":
        return sum(line["amount"] for line in back)
    return total if len(back) == len(lines) else 0


def _item(line: dict[str, Any], one_of_several: bool, own_amount: bool) -> dict[str, Any] | None:
    if not (line.get("product") or line.get("sku") or one_of_several):
        return None
    named = {
        "name": line.get("product"),
        "sku": line.get("sku"),
        "quantity": line.get("quantity"),
        "amount": line["amount"] if own_amount or not one_of_several else None,
    }
    return {key: value for key, value in named.items() if value is not None}


def deliver(services: Services, orders: Sequence[ImportedOrder], options: Options) -> Outcome:
    source = options.told_by
    placed = events.ingest(
        services, [_event(order, "order_placed", options) for order in orders], source=source
    )
    refused = {rejection.index: rejection.message for rejection in placed.rejected}
    later = [
        _event(order, name, options)
        for place, order in enumerate(orders)
        if place not in refused
        for name in _what_followed(order)
    ]
    if later:
        events.ingest(services, later, source=source)
    return Outcome(placed.accepted, placed.duplicates, sorted(refused.items()))


def _what_followed(order: ImportedOrder) -> list[str]:
    names = ["order_paid"] if order.status in ("paid", "refunded") or order.paid_at else []
    names += ["order_refunded"] if order.refunded else []
    return names + (["order_cancelled"] if order.status == "cancelled" else [])


def _event(order: ImportedOrder, name: str, options: Options) -> NewEvent:
    at = {
        "order_placed": order.ordered_at,
        "order_paid": order.paid_at or order.ordered_at,
        "order_refunded": order.refunded_at or order.paid_at or order.ordered_at,
        "order_cancelled": order.paid_at or order.ordered_at,
    }[name]
    properties: dict[str, Any] = {"order_no": order.order_no}
    if name in ("order_placed", "order_paid"):
        details = {"items": order.items, "quantity": order.quantity, "shop": order.shop}
        properties |= {key: value for key, value in details.items() if value}
    elif name == "order_refunded":
        properties["refund_no"] = f"{order.order_no}-import"
    return NewEvent(
        event_id=event_uuid("import", options.source, order.order_no, name),
        event=name,
        occurred_at=at,
        ids=order.ids,
        properties=properties,
        account=options.source,
        channel=order.channel,
        amount={"order_refunded": order.refunded, "order_cancelled": None}.get(name, order.amount),
    )


KIND = ImportKind("orders", Text("订单", "Orders"), ORDER_FIELDS, parse, deliver)
