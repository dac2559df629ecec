"""Which events are stored already. Exact, for ever, in bounded memory.

Recent fingerprints are kept in memory. An event can only be a repeat of something received after it occurred, so one
that occurred inside the remembered span is decided in memory; an older one, and every fingerprint hit, is looked up
in the warehouse. Where other processes write too, all are looked up.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from huayuan.events.decode import Decoded
from huayuan.events.fingerprints import Fingerprints, Keys
from huayuan.events.tables import EVENTS
from huayuan.kernel.warehouse import Warehouse

_ALWAYS = datetime(1, 1, 2, tzinfo=UTC)


class KnownEvents:
    def __init__(self, warehouse: Warehouse, memory_events: int) -> None:
        self._warehouse = warehouse
        self._memory_events = memory_events
        self._fingerprints = Fingerprints()
        self._since = _ALWAYS  # everything received from here on is in the fingerprints

    def load(self) -> None:
        """Read the fingerprints of stored events, newest first up to the memory limit."""
        if not self._warehouse.sole_writer:
            return
        table = EVENTS.name
        stored = self._warehouse.run(f"SELECT count(*) AS n FROM {table}").column("n")[0].as_py()
        where = ""
        if stored > self._memory_events:
            share = self._memory_events / stored
            cut = (
                self._warehouse.run(
                    f"SELECT quantile_cont(epoch(received_at), {1 - share}) AS cut FROM {table}"
                )
                .column("cut")[0]
                .as_py()
            )
            self._since = datetime.fromtimestamp(cut, UTC) + timedelta(seconds=1)
            where = f" WHERE received_at >= '{self._since.isoformat()}'"
        keys = self._warehouse.run(f"SELECT event_key FROM {table}{where}").column("event_key").to_numpy()
        self._fingerprints = Fingerprints(capacity=max(1 << 16, len(keys) * 2))
        self._fingerprints.add(keys.astype(np.uint64))

    def add(self, keys: Keys) -> None:
        if self._warehouse.sole_writer:
            self._fingerprints.add(keys)

    def repeated(self, events: list[Decoded], ids: list[bytes], keys: Keys) -> NDArray[np.bool_]:
        """For each event, whether it is stored, or stands earlier in the same list."""
        suspects = self._suspects(events, keys)
        first: dict[bytes, int] = {}
        unique = np.unique(keys)
        repeated = np.zeros(len(keys), dtype=np.bool_)
        if len(unique) != len(keys):
            for place, event_id in enumerate(ids):
                repeated[place] = first.setdefault(event_id, place) != place
        if suspects.any():
            places = np.flatnonzero(suspects)
            stored = self._stored(
                [ids[place] for place in places], keys[places], [events[place].sent.time for place in places]
            )
            for suspect in places:
                repeated[suspect] |= ids[suspect] in stored
        return repeated

    def _suspects(self, events: list[Decoded], keys: Keys) -> NDArray[np.bool_]:
        if not self._warehouse.sole_writer:
            return np.ones(len(keys), dtype=np.bool_)
        suspects = self._fingerprints.contains(keys)
        if self._since is not _ALWAYS:
            suspects |= np.fromiter(
                (event.sent.time < self._since for event in events), np.bool_, len(events)
            )
        return suspects

    def _stored(self, ids: list[bytes], keys: Keys, times: list[datetime]) -> set[bytes]:
        """Those of `ids` that the warehouse holds; the times bound the part of the table that is read."""
        found: set[bytes] = set()
        for start in range(0, len(ids), 1000):
            part = slice(start, start + 1000)
            low, high = _minute_before(min(times[part])), max(times[part]) + timedelta(minutes=1)
            listed = ",".join(map(str, keys[part].tolist()))
            answer: Any = self._warehouse.run(
                f"SELECT CAST(event_id AS {'VARCHAR' if self._warehouse.dialect == 'duckdb' else 'String'}) AS id FROM {EVENTS.name}"
                f" WHERE event_key IN ({listed})"
                f" AND occurred_at BETWEEN {_literal(low, self._warehouse.dialect)} AND {_literal(high, self._warehouse.dialect)}"
            )
            found |= {UUID(value).bytes for value in answer.column("id").to_pylist()}
        return found


def _minute_before(time: datetime) -> datetime:
    return time - timedelta(minutes=1)


def _literal(time: datetime, dialect: str) -> str:
    text = time.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"TIMESTAMPTZ '{text}+00'" if dialect == "duckdb" else f"toDateTime64('{text}', 6, 'UTC')"
