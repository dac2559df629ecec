"""Events at random, the same in every engine: few people, few moments, many gaps, so that ties and nulls are common."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pyarrow as pa

from huayuan.events.tables import EVENTS

NAMES = ("page_viewed", "order_paid", "order_refunded", "contact_added", "contact_removed", "welcome_sent", "tag_added",
         "person_merged", "own_name", "message_received")  # fmt: skip
CHANNELS = ("小红书", "门店海报", "a'b", "", "POS")
PEOPLE, IDENTIFIERS_EACH = 12, 3
_TIME = pa.timestamp("us", "UTC")
_ARROW = {
    "uuid": pa.binary(16),
    "u64": pa.uint64(),
    "i64": pa.int64(),
    "string": pa.string(),
    "label": pa.string(),
    "time": _TIME,
    "json": pa.string(),
}


@dataclass(frozen=True)
class Given:
    """Rows as stored, and the re-assignments (identifier → person) that were decided later."""

    rows: list[dict[str, Any]]
    moves: dict[int, int]

    def current(self) -> list[dict[str, Any]]:
        """The rows with the person each belongs to now: what every query must start from."""
        return [
            row | {"person_id": self.moves.get(row["identifier_id"], row["person_id"])} for row in self.rows
        ]


def generate(seed: int, *, number: int, first: datetime, days: int, moves: int = 6) -> Given:
    rng = random.Random(seed)
    moments = [_moment(rng, first, days) for _ in range(max(2, number // 4))]
    rows = [_row(rng, place, rng.choice(moments)) for place in range(number)]
    identifiers = range(1, PEOPLE * IDENTIFIERS_EACH + 1) if moves < 100 else range(1, moves + 1)
    return Given(rows, {one: rng.randint(1, PEOPLE) for one in rng.sample(list(identifiers), moves)})


def _moment(rng: random.Random, first: datetime, days: int) -> datetime:
    """Often exactly on an hour, where days and offsets change; to the microsecond otherwise."""
    moment = first + timedelta(hours=rng.randint(0, days * 24))
    exact = rng.choice(
        (timedelta(0), timedelta(microseconds=-1), timedelta(microseconds=rng.randint(0, 3_599_999_999)))
    )
    return (moment + exact).astimezone(UTC)


def _row(rng: random.Random, place: int, at: datetime) -> dict[str, Any]:
    identifier = rng.randint(1, PEOPLE * IDENTIFIERS_EACH)
    name = rng.choice(NAMES)
    return {
        "event_id": UUID(int=rng.getrandbits(128), version=4).bytes,
        "event_key": rng.getrandbits(64),
        "batch_id": 1 + place // 7,
        "event": name,
        "occurred_at": at,
        "received_at": at + timedelta(seconds=rng.randint(0, 5)),
        "person_id": 1 + (identifier - 1) // IDENTIFIERS_EACH,
        "identifier_id": identifier,
        "account": _or_none(rng, "shop", "pos"),
        "channel": _or_none(rng, *CHANNELS),
        "staff_id": _or_none(rng, "1", "2", "十"),
        "store_id": _or_none(rng, "7", "8"),
        "content_id": _or_none(rng, "c1"),
        "campaign_id": None,
        "session_id": _or_none(rng, "s1", "s2"),
        "amount": rng.choice((None, 0, 1, 19900, 10**13)) if name.startswith("order") else None,
        "properties": json.dumps(
            rng.choice(({}, {"标题": "春茶", "n": [1, None, "\\\"'"]}, {"a": {"b": 1.5}})), ensure_ascii=False
        ),
    }


def _or_none(rng: random.Random, *values: str) -> str | None:
    return None if rng.random() < 0.5 else rng.choice(values)


def as_arrow(rows: Sequence[dict[str, Any]]) -> pa.Table:
    return pa.table(
        {
            column.name: pa.array([row[column.name] for row in rows], _ARROW[column.kind])
            for column in EVENTS.columns
        }
    )
