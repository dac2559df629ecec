"""Claim: a typical segment of five conditions is answered about as fast as by the best SQL written for it by hand, and
with its conditions known in under 20 ms.

    python benchmarks/segments_query.py --people 1000000 --folder /var/tmp/huayuan-people

Cold means that no condition was answered before; the pages of the files are in the system's cache, as they are for the
SQL. The platform reads people from SQLite and events from DuckDB; the SQL has all of it in DuckDB. Both with the same
threads and the same memory limit. The best of several statements counts; whether all found the same people is checked.
The others are segments of the mix, each against the one plain statement that says the same.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from harness import arguments, conclude
from house import house_on, settle, with_index
from people import World, default_folder, world
from segments_mix import TYPICAL, Tree, segments
from segments_sql import baseline, best_typical, sql_of, timed

from huayuan.bootstrap.makers import House
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments.answering import AnswerCache
from huayuan.segments.contracts import Ask
from huayuan.segments.evaluating import preview
from huayuan.segments.freshness import moment_of
from huayuan.segments.tree import parse

Found = tuple[list[float], Any]


def by_sql(made: World, trees: list[Tree], rounds: int, memory: str) -> tuple[dict[str, Found], list[Found]]:
    """Seconds of each way to ask the typical segment, and of the plain statements of the others."""
    with baseline(made, memory) as connection:

        def asked(sql: str) -> Found:
            return _repeat(lambda: timed(connection, sql), rounds)

        ways = best_typical(made.now) | {"plain": sql_of(TYPICAL, made.now)}
        typical = {name: asked(sql) for name, sql in ways.items()}
        return typical, [asked(sql_of(tree, made.now)) for tree in trees]


def by_platform(house: House, tree: Tree, rounds: int) -> tuple[Found, list[float]]:
    """Seconds cold, and seconds with the conditions known."""
    cache = AnswerCache()
    cold = _repeat(lambda: _asked(house, tree, AnswerCache()), rounds)
    _asked(house, tree, cache)
    warm, _ = _repeat(lambda: _asked(house, tree, cache), 20)
    return cold, warm


def _asked(house: House, tree: Tree, cache: AnswerCache) -> tuple[float, Any]:
    with house.services.get(UnitOfWork).read() as tx:
        began = time.perf_counter()
        found = preview(Ask(house.services, tx, moment_of(house.services, tx)), parse(tree), cache)
        seconds = time.perf_counter() - began
    return seconds, np.fromiter(found.people, np.int64, len(found.people))


def _repeat(ask: Callable[[], tuple[float, Any]], rounds: int) -> Found:
    seconds, found = [], None
    for _ in range(rounds):
        taken, found = ask()
        seconds.append(taken)
    return seconds, found


def compared(made: World, rounds: int, memory: str, others: int) -> dict[str, Any]:
    trees = segments(others)
    ways, plain = by_sql(made, trees, rounds, memory)
    best = min(ways, key=lambda name: statistics.median(ways[name][0]))
    seconds, people = ways[best]
    with house_on(made, memory) as house:
        settle(house, made)
        with_index(house, [TYPICAL, *trees])
        (cold, found), warm = by_platform(house, TYPICAL, rounds)
        rest = [by_platform(house, tree, rounds)[0] for tree in trees]
    for other in (found, *(way[1] for way in ways.values())):
        assert np.array_equal(people, other), f"{len(people)} people and {len(other)} people"
    for (_, one), (_, other) in zip(plain, rest, strict=True):
        assert np.array_equal(one, other), f"{len(one)} people and {len(other)} people"
    ratios = [statistics.median(o[0]) / statistics.median(p[0]) for o, p in zip(rest, plain, strict=True)]
    return {
        "people_found": len(people),
        "best_sql": best,
        "best_sql_seconds": round(statistics.median(seconds), 3),
        "sql_seconds": {name: round(statistics.median(way[0]), 3) for name, way in ways.items()},
        "cold_seconds": round(statistics.median(cold), 3),
        "cold_seconds_first": round(cold[0], 3),
        "cold_to_best_sql": round(statistics.median(cold) / statistics.median(seconds), 2),
        "warm_ms": round(statistics.median(warm) * 1000, 1),
        "others": len(trees),
        "others_to_plain_sql_median": round(statistics.median(ratios), 2),
        "others_to_plain_sql_worst": round(max(ratios), 2),
    }


def main() -> None:
    options = arguments(
        "One segment, cold and warm, against SQL",
        people=(int, 1_000_000, "people, with 50 events each"),
        folder=(str, default_folder(), "where the data is kept between benchmarks"),
        rounds=(int, 5, "times each is asked; the median counts"),
        others=(int, 10, "segments of the mix besides the typical one"),
        memory=(str, "1GB", "memory limit of DuckDB, for both"),
    )
    made = world(options.people, Path(options.folder))
    result = compared(made, options.rounds, options.memory, options.others)
    targets = {"cold_to_best_sql": 1.5, "warm_ms": 20}
    document = {
        "people": made.plan.people,
        "events": made.plan.events,
        "memory": options.memory,
        "result": result,
    }
    conclude("segments_query", document | {"targets": targets}, options.report)


if __name__ == "__main__":
    main()
