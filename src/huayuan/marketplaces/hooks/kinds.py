"""What a webhook can bring: orders and customers as files do, and events of any name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.errors import Text
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.sheet import Row
from huayuan.marketplaces.contracts import Field, Options, Outcome, Parsed, Problem
from huayuan.marketplaces.errors import UnknownKind
from huayuan.marketplaces.fields import EVENT_FIELDS, IDENTIFIERS
from huayuan.marketplaces.hooks import paths
from huayuan.marketplaces.kinds import customers, orders
from huayuan.marketplaces.kinds.kind import ids_of
from huayuan.marketplaces.reading import RowReader

_EVENT_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class HookKind:
    """`own` are prefixes of fields that are named freely. `build` reads one item, `deliver` stores many."""

    key: str
    label: Text
    fields: tuple[Field, ...]
    own: tuple[str, ...]
    has_lines: bool
    build: Callable[[Sequence[Row], RowReader, Mapping[str, Any], Mapping[str, Any]], Parsed]
    deliver: Callable[[Services, Sequence[Any], Options], Outcome]

    @property
    def identifying(self) -> tuple[str, ...]:
        return tuple(field.key for field in self.fields if field.identifies)


def _event(
    rows: Sequence[Row], reader: RowReader, item: Mapping[str, Any], sources: Mapping[str, Any]
) -> Parsed:
    row = rows[0]
    values, problems = reader.read(row)
    problems = list(problems)
    problems += reader.missing(row, ("event", "event_id", "occurred_at"), values)
    ids = ids_of(IDENTIFIERS, values)
    ids |= {key.removeprefix("ids."): str(value) for key, value in values.items() if key.startswith("ids.")}
    if not ids and not problems:
        problems.append(Problem(row.number, "", "", "no_identifier"))
    if not problems and not _EVENT_NAME.fullmatch(values["event"]):
        problems.append(Problem(row.number, reader.columns["event"][0], values["event"][:40], "bad_name"))
    if problems:
        return Parsed(row.number, 1, None, problems)
    return Parsed(row.number, 1, _new_event(values, ids, _properties(item, sources), reader.options))


def _properties(item: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, Any]:
    """Values of `prop.<name>` as they came: numbers stay numbers, objects stay objects."""
    found = {}
    for key, source in sources.items():
        if key.startswith("prop."):
            value = source.fixed if source.fixed is not None else paths.look_up(item, source.path)
            if not isinstance(value, paths.Missing) and value is not None:
                found[key.removeprefix("prop.")] = value
    return found


def _new_event(
    values: Mapping[str, Any], ids: dict[str, str], properties: dict[str, Any], options: Options
) -> NewEvent:
    return NewEvent(
        event_id=_event_id(values["event_id"], options),
        event=values["event"],
        occurred_at=values["occurred_at"],
        ids=ids,
        properties=properties,
        account=values.get("account") or options.source,
        channel=values.get("channel") or options.channel,
        amount=values.get("amount"),
    )


def _event_id(text: str, options: Options) -> UUID:
    """A UUID as it is; any other number is the sender's own and is unique within the source."""
    try:
        return UUID(text)
    except ValueError:
        return event_uuid("webhook", options.source, text)


def _deliver_events(services: Services, told: Sequence[NewEvent], options: Options) -> Outcome:
    receipt = events.ingest(services, told, source=options.told_by)
    refused = [(rejection.index, rejection.message) for rejection in receipt.rejected]
    return Outcome(receipt.accepted, receipt.duplicates, refused)


HOOK_KINDS = {
    kind.key: kind
    for kind in (
        HookKind(
            "orders", orders.KIND.label, orders.KIND.fields, (), True,
            lambda rows, reader, item, sources: orders.order_of(rows, reader), orders.deliver,
        ),
        HookKind(
            "customers", customers.KIND.label, customers.KIND.fields, ("trait",), False,
            lambda rows, reader, item, sources: customers.customer_of(rows[0], reader), customers.deliver,
        ),
        HookKind(
            "events", Text("事件", "Events"), EVENT_FIELDS, ("prop", "ids"), False, _event, _deliver_events
        ),
    )
}  # fmt: skip


def hook_kind(key: str) -> HookKind:
    """Raises UnknownKind."""
    if key not in HOOK_KINDS:
        raise UnknownKind(kind=key, allowed=", ".join(HOOK_KINDS))
    return HOOK_KINDS[key]
