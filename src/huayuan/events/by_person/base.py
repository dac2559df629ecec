"""The files of an index: columns sorted by person, mapped into memory. Written once, never changed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from huayuan.kernel.decoding import decode_json

NONE = -(2**63)  # no amount
MOST_TEXTS = 1_000_000  # a column with more different texts is not worth an index
Array = np.ndarray[Any, Any]
Reader = Iterator[pa.RecordBatch]


class Facts(msgspec.Struct, frozen=True):
    """What the files hold: events of commits up to `up_to`; `texts` are wanted columns, as in `Wanted`."""

    up_to: int
    rows: int
    people: int  # the highest number of a person
    events: list[str]
    counts: dict[str, int]  # rows of each event
    wanted: dict[str, list[str]]
    left_out: list[str]


@dataclass(frozen=True)
class Base:
    """`starts[p]` … `starts[p + 1]` are the places of person p's rows. Texts are codes into `texts[column]`."""

    folder: Path
    facts: Facts
    starts: Array
    event: Array
    at: Array
    amount: Array
    identifier: Array
    key: Array
    codes: dict[str, Array]
    texts: dict[str, pa.Array]
    identifiers: Array  # each identifier once, ascending …
    owners: Array  # … and whose its rows are here

    def holds(self, wanted: dict[str, frozenset[str]]) -> bool:
        have = self.facts.wanted
        everywhere = set(have.get("*", ()))
        return all(
            columns <= everywhere | set(have.get(event, ())) - set(self.facts.left_out)
            for event, columns in wanted.items()
        )

    def owners_of(self, identifiers: Iterable[int]) -> Array:
        """Whose the rows of these identifiers are here; in any order."""
        wanted = np.array([*identifiers], dtype=np.int64)
        return self.owners[np.isin(self.identifiers, wanted)]


def write(folder: Path, up_to: int, wanted: dict[str, frozenset[str]], batches: Reader) -> None:
    """Write an index from rows sorted by person: person_id, identifier_id, event, at (µs), amount, event_key, texts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    columns = sorted({name for names in wanted.values() for name in names} - {"event_key", "amount"})
    writer = _Writer(folder, columns)
    for batch in batches:
        writer.add(pa.table(batch))
    writer.end(up_to, {event: sorted(names) for event, names in wanted.items()})


class _Writer:
    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        self._folder = folder
        self._files = {
            name: (folder / name).open("wb") for name in ("event", "at", "amount", "identifier", "key")
        }
        self._codes = {name: (folder / f"codes-{place}").open("wb") for place, name in enumerate(columns)}
        self._known: dict[str, dict[str, int]] = {name: {} for name in ["event", *columns]}
        self._counts: list[Array] = []
        self._owners: dict[int, int] = {}
        self._of_event: Counter[int] = Counter()
        self._rows = 0

    def add(self, rows: pa.Table) -> None:
        people, events = rows["person_id"].to_numpy(), self._coded("event", rows["event"])
        self._put("event", events.astype(np.uint16))
        self._of_event.update(dict(enumerate(np.bincount(events).tolist())))
        self._put("at", rows["at"].to_numpy().astype(np.int64))
        self._put("amount", rows["amount"].fill_null(NONE).to_numpy().astype(np.int64))
        self._put("identifier", rows["identifier_id"].to_numpy().astype(np.int64))
        self._put("key", rows["event_key"].to_numpy().astype(np.uint64))
        for name, file in self._codes.items():
            file.write(self._coded(name, rows[name]).astype(np.int32).tobytes())
        self._counts.append(np.stack(np.unique(people, return_counts=True)))
        pairs = np.unique(np.stack([rows["identifier_id"].to_numpy(), people]), axis=1)
        self._owners.update(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True))
        self._rows += rows.num_rows

    def _put(self, name: str, values: Array) -> None:
        self._files[name].write(np.ascontiguousarray(values).tobytes())

    def _coded(self, name: str, texts: pa.ChunkedArray) -> Array:
        """Codes of texts, -1 for null; new texts get new codes."""
        coded = texts.combine_chunks().dictionary_encode()
        known = self._known[name]
        here = [known.setdefault(text, len(known)) for text in coded.dictionary.to_pylist()]
        translation = np.array([*here, -1], dtype=np.int64)
        codes: Array = translation[coded.indices.fill_null(len(here)).to_numpy(zero_copy_only=False)]
        return codes

    def end(self, up_to: int, wanted: dict[str, list[str]]) -> None:
        for file in [*self._files.values(), *self._codes.values()]:
            file.close()
        starts = _starts(self._counts)
        np.save(self._folder / "starts.npy", starts)
        owners = sorted(self._owners.items())
        np.save(self._folder / "owners.npy", np.array(owners, dtype=np.int64).reshape(-1, 2))
        left_out = [name for name in self._codes if len(self._known[name]) > MOST_TEXTS]
        for place, name in enumerate(self._codes):
            texts = [] if name in left_out else list(self._known[name])
            (self._folder / f"texts-{place}").write_bytes(msgspec.msgpack.encode(texts))
        events = list(self._known["event"])
        counts = {name: self._of_event[code] for code, name in enumerate(events)}
        facts = Facts(up_to, self._rows, len(starts) - 2, events, counts, wanted, left_out)
        (self._folder / "facts.json").write_bytes(msgspec.json.encode(facts))


def _starts(counts: Sequence[Array]) -> Array:
    if not counts:
        return np.zeros(2, dtype=np.int64)
    people, numbers = np.concatenate(counts, axis=1)
    return np.concatenate([[0], np.cumsum(np.bincount(people, weights=numbers).astype(np.int64))])


def read(folder: Path) -> Base | None:
    """None when there is no whole index there."""
    try:
        facts = decode_json((folder / "facts.json").read_bytes(), Facts)
        owners = np.load(folder / "owners.npy")
        names = sorted(
            {name for columns in facts.wanted.values() for name in columns} - {"event_key", "amount"}
        )
        return Base(
            folder, facts, np.load(folder / "starts.npy", mmap_mode="r"),
            _mapped(folder / "event", np.uint16), _mapped(folder / "at", np.int64), _mapped(folder / "amount", np.int64),
            _mapped(folder / "identifier", np.int64), _mapped(folder / "key", np.uint64),
            {name: _mapped(folder / f"codes-{place}", np.int32) for place, name in enumerate(names)},
            {name: _texts(folder / f"texts-{place}") for place, name in enumerate(names)},
            owners[:, 0], owners[:, 1],
        )  # fmt: skip
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def _mapped(path: Path, kind: Any) -> Array:
    if path.stat().st_size == 0:
        return np.empty(0, dtype=kind)
    return np.memmap(path, dtype=kind, mode="r")


def _texts(path: Path) -> pa.Array:
    return pa.array(msgspec.msgpack.decode(path.read_bytes(), type=list[str]), pa.string())


def remove(folder: Path) -> None:
    """The facts first: what is left of a removal that was interrupted is no index."""
    (folder / "facts.json").unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
