"""A brand's people and what they did, in numbers: the data folder that the benchmarks of segments share.

    python benchmarks/people.py --people 1000000 --events 50000000 --folder /var/tmp/huayuan-people

Writes `warehouse.duckdb` (table `events`, in the order in which a collector would have written it) and
`records.sqlite` (people with their identifiers, customer lines, friendships, tags and traits), the files with which
`huayuan serve --data FOLDER` starts. What is there already is used again: events as long as their plan is the same,
records as long as the tables are those of this version. Memory stays below 3 GB for 3 million people.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from harness import arguments, conclude
from people_events import Counted, Plan, fill
from people_records import KEPT, renew_empty_tables, schema_of, write_records

from huayuan.kernel.warehouse import connect_warehouse

EVENTS_PER_PERSON = 50
BYTES_PER_EVENT, BYTES_PER_PERSON = 110, 3_000  # of disk, a little more than it takes
WAREHOUSE, RECORDS, COUNTED, PLAN = "warehouse.duckdb", "records.sqlite", "counted.npz", "plan.json"


@dataclass(frozen=True)
class World:
    """The folder and how long its parts took; None: they were there."""

    folder: Path
    plan: Plan
    events_seconds: float | None
    records_seconds: float | None

    @property
    def warehouse_url(self) -> str:
        return f"duckdb:///{self.folder / WAREHOUSE}"

    @property
    def records_url(self) -> str:
        return f"sqlite:///{self.folder / RECORDS}"

    @property
    def now(self) -> datetime:
        """The moment at which the benchmarks ask: an hour after the last event, 16:00 UTC being midnight in Shanghai."""
        return datetime.combine(self.plan.until, datetime.min.time(), UTC) - timedelta(hours=7)


def default_folder() -> str:
    return str(Path(tempfile.gettempdir()) / "huayuan-people")


def world(people: int, folder: Path, *, days: int = 180, seed: int = 1, events: int | None = None) -> World:
    """The world of so many people in a folder of its own below `folder`, made now where it is missing."""
    events = people * EVENTS_PER_PERSON if events is None else events
    place = folder / f"{people}-{events}-{days}-{seed}"
    place.mkdir(parents=True, exist_ok=True)
    kept = _kept(place)
    # A plan is kept with the day it was made: the last events are at most as old as the folder.
    plan = kept or Plan(people, events, days, datetime.now(UTC).date(), seed)
    events_seconds = None if kept else _make_events(place, plan)
    records_seconds = None
    if not (place / f"records-{schema_of(KEPT)}").exists():
        records_seconds = _make_records(place, plan)
    elif not (place / f"schema-{schema_of()}").exists():
        renew_empty_tables(place / RECORDS)
        _mark_schema(place)
    return World(place, plan, events_seconds, records_seconds)


def copy_of(made: World, target: Path) -> World:
    """The same world in another folder, for a benchmark that writes."""
    target.mkdir(parents=True, exist_ok=True)
    _room(target, sum(path.stat().st_size for path in (made.folder / WAREHOUSE, made.folder / RECORDS)))
    for name in (WAREHOUSE, RECORDS):
        shutil.copyfile(made.folder / name, target / name)
    return World(target, made.plan, None, None)


def _kept(place: Path) -> Plan | None:
    try:
        told = json.loads((place / PLAN).read_text())
    except FileNotFoundError:
        return None
    return Plan(**(told | {"until": date.fromisoformat(told["until"])}))


def _make_events(place: Path, plan: Plan) -> float:
    _room(place, plan.events * BYTES_PER_EVENT)
    began = time.perf_counter()
    path = place / WAREHOUSE
    for old in (path, Path(f"{path}.wal")):
        old.unlink(missing_ok=True)
    warehouse = connect_warehouse(f"duckdb:///{path}", memory="1GB")
    counted = fill(warehouse, plan, lambda day: _tell(day, plan.days))
    warehouse.close()
    np.savez(place / COUNTED, **vars(counted))
    for mark in place.glob("records-*"):
        mark.unlink()
    (place / PLAN).write_text(json.dumps(asdict(plan), default=str))
    return time.perf_counter() - began


def _tell(day: int, days: int) -> None:
    if day % 30 == 0:
        print(f"day {day} of {days}", file=sys.stderr)


def _make_records(place: Path, plan: Plan) -> float:
    _room(place, plan.people * BYTES_PER_PERSON)
    began = time.perf_counter()
    for old in place.glob("records*"):
        old.unlink()
    counted = Counted(plan.people)
    with np.load(place / COUNTED) as kept:
        vars(counted).update({name: kept[name] for name in kept.files})
    write_records(place / RECORDS, plan, counted)
    (place / f"records-{schema_of(KEPT)}").touch()
    _mark_schema(place)
    return time.perf_counter() - began


def _mark_schema(place: Path) -> None:
    for mark in place.glob("schema-*"):
        mark.unlink()
    (place / f"schema-{schema_of()}").touch()


def _room(place: Path, needed: int) -> None:
    free = shutil.disk_usage(place).free
    if free < needed * 1.2:
        raise SystemExit(f"{place} has {free >> 30} GiB free and {needed * 1.2 / (1 << 30):.0f} are needed")


def main() -> None:
    options = arguments(
        "People and their events",
        people=(int, 1_000_000, "people"),
        events=(int, 0, "events; 0 is 50 a person"),
        days=(int, 180, "days of events, up to today"),
        seed=(int, 1, "of the random numbers"),
        folder=(str, default_folder(), "where the data is kept between benchmarks"),
    )
    made = world(
        options.people,
        Path(options.folder),
        days=options.days,
        seed=options.seed,
        events=options.events or None,
    )
    conclude("people", {"result": _measured(made)}, options.report)


def _measured(made: World) -> dict[str, Any]:
    with np.load(made.folder / COUNTED) as kept:
        events = kept["events"]
    shares = {
        f"events_of_person_p{share}": int(np.percentile(events, share)) for share in (10, 50, 90, 99, 99.9)
    }
    return {
        "people": made.plan.people,
        "events": int(events.sum()),
        "events_seconds": made.events_seconds and round(made.events_seconds),
        "records_seconds": made.records_seconds and round(made.records_seconds),
        "warehouse_mb": (made.folder / WAREHOUSE).stat().st_size >> 20,
        "records_mb": (made.folder / RECORDS).stat().st_size >> 20,
        "people_without_events": int((events == 0).sum()),
        "events_of_busiest": int(events.max()),
        **shares,
    }


if __name__ == "__main__":
    main()
