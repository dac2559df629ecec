"""Claim: a hundred active segments are evaluated for everybody within a minute, and after a batch of events of 1,000
people within a second, however many people there are.

    python benchmarks/segments_refresh.py --people 100000,1000000,3000000 --folder /var/tmp/huayuan-people

Each number of people in a process of its own, on a copy of the data: the segments are made, evaluated for everybody,
and kept up to date by the very round that a server runs (`keep`: find who was touched, look at them, record who entered
and left, let windows move on by five seconds). A round follows each batch of two events of 1,000 people: once of people
drawn at random, once of people drawn as they act, who have long histories. Afterwards everybody is evaluated again and
compared. What others do, one SQL statement a segment each time, runs over the same data with the same limits.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pyarrow as pa
from harness import arguments, conclude
from house import MemoryWatch, Taken, clock_of, house_on, memory_mb, settle, taken_by, with_index
from people import COUNTED, EVENTS_PER_PERSON, World, copy_of, default_folder, world
from segments_mix import Tree, segments, sharing
from segments_sql import baseline, sql_of, timed
from sqlalchemy import func, insert, select

from huayuan.bootstrap.makers import House
from huayuan.events.fingerprints import fingerprints_of
from huayuan.events.models import BatchRow
from huayuan.events.tables import EVENTS
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments import api
from huayuan.segments.contracts import Ask
from huayuan.segments.freshness import build, keep, moment_of, rebuild
from huayuan.segments.memberships import Memberships
from huayuan.segments.models import SegmentChangeRow, SegmentSnapshotRow

TOUCHED = 1_000
PEOPLE_DRAWN = ("at_random", "as_they_act")
FIRST_BATCH = 10_000_000  # numbers of batches beyond those of the stored events


def make_segments(house: House, trees: Sequence[Tree]) -> list[int]:
    made = []
    for number, tree in enumerate(trees):
        with house.services.get(UnitOfWork).begin() as tx:
            ask = Ask(house.services, tx, moment_of(house.services, tx))
            made.append(api.create(ask, f"人群 {number}", "", tree, "benchmark").id)
    return made


def append_batch(house: House, people: Any, batch: int) -> None:
    """Two events of each person, stored and settled as a commit of the collector."""
    person = np.sort(np.concatenate([people, people])).astype(np.int64)
    count = len(person)
    now = int(clock_of(house).now().timestamp() * 1_000_000)
    raw = b"".join(uuid4().bytes for _ in range(count))
    paid = np.arange(count) % 2 == 0
    times = pa.array(np.full(count, now), pa.timestamp("us", "UTC"))
    looked, bought = '{"product_id":"SKU000001","category":"茶叶"}', '{"order_no":"B1","amount":25900}'
    rows = {
        "event_id": pa.Array.from_buffers(pa.binary(16), count, [None, pa.py_buffer(raw)]),
        "event_key": fingerprints_of(raw),
        "batch_id": np.full(count, batch),
        "event": np.where(paid, "order_paid", "product_viewed").tolist(),
        "occurred_at": times,
        "received_at": times,
        "person_id": person,
        "identifier_id": person,
        "amount": pa.array(np.full(count, 25_900), pa.int64(), mask=~paid),
        "properties": np.where(paid, bought, looked).tolist(),
    }
    house.warehouse.append(EVENTS.name, pa.table(rows), token=f"batch-{batch}")
    with house.services.get(UnitOfWork).begin() as tx:
        row = {"id": batch, "state": "done", "writer": "benchmark", "events": count, "started_at": tx.now}
        tx.session.execute(insert(BatchRow), [row])


def rounds(house: House, drawn: str, made: World, count: int, first: int) -> list[Taken]:
    """The rounds that follow batches of 1,000 people."""
    random = np.random.default_rng(first)
    with np.load(made.folder / COUNTED) as kept:
        weights = kept["events"] if drawn == "as_they_act" else np.ones(made.plan.people)
    seconds = []
    for number in range(count):
        people = random.choice(made.plan.people, TOUCHED, replace=False, p=weights / weights.sum()) + 1
        clock_of(house).advance(seconds=6)
        append_batch(house, people, first + number)
        seconds.append(taken_by(f"a round, people {drawn}", lambda: keep(house.services)))
    return seconds


def stored(house: House) -> tuple[int, int]:
    """Bytes of the members as they are stored, and changes recorded."""
    with house.services.get(UnitOfWork).read() as tx:
        size = tx.session.scalar(select(func.sum(func.length(SegmentSnapshotRow.people))))
        return int(size or 0), int(tx.session.scalar(select(func.count(SegmentChangeRow.id))) or 0)


def members_of(house: House, ids: Sequence[int]) -> dict[int, Any]:
    with house.services.get(UnitOfWork).read() as tx:
        found = house.services.get(Memberships).all_members(tx, list(ids))
        return {one: people.copy() for one, people in found.items()}


def measured(made: World, original: World, count: int, memory: str, repeated: int) -> dict[str, Any]:
    trees = segments(count)
    with house_on(made, memory) as house, MemoryWatch() as watch:
        settle(house, original)
        ids = make_segments(house, trees)
        indexing = with_index(house, trees)
        first = taken_by("everybody, the first time", lambda: build(house.services))
        sizes = [len(people) for people in members_of(house, ids).values()]
        again = taken_by("everybody", lambda: rebuild(house.services))
        taken_by("the first round", lambda: keep(house.services))
        taken = {
            drawn: rounds(house, drawn, original, repeated, FIRST_BATCH * (place + 1))
            for place, drawn in enumerate(PEOPLE_DRAWN)
        }
        kept_up = members_of(house, ids)
        size, changes = stored(house)
        index = sum(path.stat().st_size for path in (made.folder / "by_person").rglob("*"))
        peak = memory_mb("VmHWM")
        taken_by("everybody, to compare", lambda: rebuild(house.services))
        truth = members_of(house, ids)
    wrong = sum(len(truth[one] ^ kept_up[one]) for one in ids)
    return {
        "full_refresh_seconds": round(again.seconds, 1),
        "full_refresh_cpu_seconds": round(again.cpu, 1),
        "full_refresh_first_seconds": round(first.seconds, 1),
        "index_by_person_seconds": round(indexing.seconds, 1),
        "index_by_person_mb": index >> 20,
        "incremental": {
            drawn: {
                "median_seconds": round(statistics.median(round_.seconds for round_ in one), 3),
                "worst_seconds": round(max(round_.seconds for round_ in one), 3),
                "median_cpu_seconds": round(statistics.median(round_.cpu for round_ in one), 3),
            }
            for drawn, one in taken.items()
        },
        "differences_to_full": wrong,
        "changes_recorded": changes,
        "members": sum(sizes),
        "stored_mb": round(size / 1e6, 2),
        "memory_peak_mb": watch.peak_mb,
        "memory_peak_with_mapped_files_mb": peak,
        "sizes": sizes,
    }


def by_sql(made: World, count: int, memory: str) -> tuple[float, list[int]]:
    """Seconds of a statement for each segment, one after the other; and the sizes."""
    with baseline(made, memory) as connection:
        answers = [timed(connection, sql_of(tree, made.now)) for tree in segments(count)]
    return sum(seconds for seconds, _ in answers), [len(people) for _, people in answers]


def one_size(options: Any) -> None:
    """In a process of its own, so that its memory is what one server would take."""
    original = _world(options, options.one)
    with tempfile.TemporaryDirectory(prefix="refresh-", dir=options.folder) as name:
        copied = copy_of(original, Path(name))
        found = measured(copied, original, options.segments, options.memory, options.rounds)
    options.report.write_text(json.dumps(found))


def compared(options: Any, people: int, report: Path) -> dict[str, Any]:
    command = [
        sys.executable,
        __file__,
        "--one",
        str(people),
        "--report",
        str(report),
        "--folder",
        options.folder,
    ]
    for name in ("segments", "memory", "rounds", "most_events"):
        command += [f"--{name.replace('_', '-')}", str(getattr(options, name))]
    load = round(os.getloadavg()[0], 1)
    subprocess.run(command, check=True)
    found: dict[str, Any] = json.loads(report.read_text())
    sizes = found.pop("sizes")
    if people <= options.sql_up_to:
        seconds, by_hand = by_sql(_world(options, people), options.segments, options.memory)
        assert sizes == by_hand, [pair for pair in zip(sizes, by_hand, strict=True) if pair[0] != pair[1]]
        typical = max(found["incremental"][drawn]["median_seconds"] for drawn in PEOPLE_DRAWN)
        found |= {
            "sql_seconds": round(seconds, 1),
            "sql_to_full_refresh": round(seconds / found["full_refresh_seconds"], 1),
            "sql_to_incremental": round(seconds / typical),
        }
    events = min(people * EVENTS_PER_PERSON, options.most_events)
    return {"events": events} | found | {"load_before": load}


def _world(options: Any, people: int) -> World:
    events = min(people * EVENTS_PER_PERSON, options.most_events)
    return world(people, Path(options.folder), events=events)


def main() -> None:
    options = arguments(
        "A hundred segments: everybody, and 1,000 people",
        people=(str, "100000,1000000,3000000", "numbers of people, with 50 events each …"),
        most_events=(int, 50_000_000, "… but no more than so many in all"),
        folder=(str, default_folder(), "where the data is kept between benchmarks"),
        segments=(int, 100, "active segments"),
        rounds=(int, 5, "batches of each kind of people"),
        memory=(str, "1GB", "memory limit of DuckDB, for both"),
        sql_up_to=(int, 1_000_000, "people up to which SQL is measured too"),
        one=(int, 0, "used by the benchmark itself"),
    )
    if options.one:
        one_size(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        by_people = {
            size: compared(options, int(size), Path(folder) / "one.json")
            for size in options.people.split(",")
        }
    targets = {
        "full_refresh_seconds": 60,
        "median_seconds": 1,
        "memory_peak_mb": 2500,
        "stored_mb": 50,
        "differences_to_full": 0,
    }
    document = {
        "memory": options.memory,
        "events_of_a_batch": 2 * TOUCHED,
        "mix": sharing(segments(options.segments)),
    }
    conclude("segments_refresh", document | {"result": by_people, "targets": targets}, options.report)


if __name__ == "__main__":
    main()
