"""Goes through another system's tables part by part, chunk by chunk; a second run finds everything known.

After each chunk the place is written down, so that a run that broke off goes on there; a chunk that was committed and not
written down is repeated, which changes nothing. A dry run does the same and rolls each chunk back.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.writing import BOM, safe_cell
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.marketplaces.migration.contracts import (
    Counts,
    Found,
    MigrationReport,
    Peer,
    RowProblem,
    Tables,
)
from huayuan.marketplaces.migration.errors import TablesMissing
from huayuan.marketplaces.migration.takeover import Taken, Takeover

CHUNK = 500
PARTS = ("codes", "customers", "friends", "gifts")  # codes first: friendships name the code they came through
Say = Callable[[str, Counts], None]


@dataclass(slots=True)
class Place:
    """How far a run got. `done` counts rows of `part`."""

    part: str = PARTS[0]
    done: int = 0
    parts: dict[str, Counts] = field(default_factory=dict)


class _RollBackError(Exception):
    """A dry run takes its chunk back."""


@dataclass(slots=True)
class Migration:
    """`folder` holds the place of an unfinished run and `problems.csv`, the rows that were left out or lack something."""

    services: Services
    peer: Peer
    connections: Mapping[str, int]
    folder: Path
    dry_run: bool = False
    say: Say = lambda part, counts: None

    def run(self) -> MigrationReport:
        self.folder.mkdir(parents=True, exist_ok=True)
        place = self._resumed()
        takeover = Takeover(
            self.services.get(IdentityResolver),
            f"migration:{self.peer.key}",
            self.connections,
        )
        with self._problems(place) as file:
            if place.part == PARTS[0] and place.done == 0:
                self._transact(lambda tx: takeover.staff(tx, self.peer.staff()))
            for part in PARTS[PARTS.index(place.part) :]:
                if place.part != part:
                    place.part, place.done = part, 0
                self._part(part, place, takeover, file)
        if not self.dry_run:
            self._place_file.unlink(missing_ok=True)
        return MigrationReport(self.peer.key, self.dry_run, place.parts, self.peer.materials(), finished=True)

    @property
    def problems_file(self) -> Path:
        return self.folder / f"{self.peer.key}-problems.csv"

    @property
    def _place_file(self) -> Path:
        return self.folder / f"{self.peer.key}-place.json"

    def _part(self, part: str, place: Place, takeover: Takeover, file: TextIO) -> None:
        counts = place.parts.setdefault(part, Counts())
        with closing(
            getattr(self.peer, part)()
        ) as found:  # a reading that breaks off gives its connection back
            rows: Iterator[Found] = islice(found, place.done, None)
            while chunk := list(islice(rows, CHUNK)):
                self._chunk(part, chunk, counts, takeover, file)
                place.done += len(chunk)
                self._write_down(place)
                self.say(part, counts)

    def _chunk(
        self, part: str, chunk: Sequence[Found], counts: Counts, takeover: Takeover, file: TextIO
    ) -> None:
        good = [(one, one.value) for one in chunk if not isinstance(one.value, RowProblem)]
        taken: Taken = self._transact(lambda tx: getattr(takeover, part)(tx, good)) if good else Taken([])
        writer = csv.writer(file)
        counts.read += len(chunk)
        for one in chunk:
            if isinstance(one.value, RowProblem):
                counts.left_out += 1
                _write(writer, one, one.value.why)
        notes = taken.notes or [None] * len(good)
        for (one, _), outcome, note in zip(good, taken.outcomes, notes, strict=True):
            if outcome is True:
                counts.new += 1
            elif outcome is False:
                counts.known += 1
            else:
                counts.left_out += 1
                _write(writer, one, outcome)
                continue
            said = [*one.notes, *([note] if note else [])]
            counts.notes += bool(said)
            for text in said:
                _write(writer, one, text)
        file.flush()

    def _transact(self, act: Callable[[Transaction], Any]) -> Any:
        answers: list[Any] = []
        try:
            with self.services.get(UnitOfWork).begin() as tx:
                answers.append(act(tx))
                if self.dry_run:
                    raise _RollBackError
        except _RollBackError:
            pass
        return answers[0]

    def _resumed(self) -> Place:
        if self.dry_run or not self._place_file.exists():
            return Place()
        said = json.loads(self._place_file.read_text("utf-8"))
        return Place(
            said["part"], said["done"], {key: Counts(**counts) for key, counts in said["parts"].items()}
        )

    def _write_down(self, place: Place) -> None:
        if self.dry_run:
            return
        temporary = self._place_file.with_suffix(".tmp")
        temporary.write_text(json.dumps(asdict(place)), "utf-8")
        temporary.replace(self._place_file)

    def _problems(self, place: Place) -> TextIO:
        fresh = place == Place()
        file = self.problems_file.open("w" if fresh else "a", encoding="utf-8", newline="")
        if fresh:
            file.write(BOM)
            csv.writer(file).writerow(["table", "row", "problem_zh", "problem_en"])
        return file


def check_tables(needed: Mapping[str, Sequence[str]], tables: Tables, label: str) -> None:
    """Raises TablesMissing, naming every table and column that is not there."""
    missing: list[str] = []
    for table, wanted in needed.items():
        have = tables.columns(table)
        lacking = [one for one in wanted if not have & set(one.split("|"))]
        missing += [f"{table}.{one}" for one in lacking] if have else [table]
    if missing:
        raise TablesMissing(missing=", ".join(missing), peer=label)


def _write(writer: Any, one: Found, why: Any) -> None:
    writer.writerow([one.table, safe_cell(one.row), safe_cell(why.zh), safe_cell(why.en)])
