"""What others do: one SQL statement a segment, run again each time. And the best statement we could write by hand.

Everything is in DuckDB: the events as the platform stores them, the records copied into tables in memory (the copying
is not counted). The times that the rules speak of are written into the statements.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from people import RECORDS, WAREHOUSE, World
from segments_mix import Tree

ZONE = "Asia/Shanghai"
COPIED = {
    "person": "SELECT person_id, gmv, orders, last_seen_at FROM person_profile",
    "trait": "SELECT person_id, key, word, anniversary FROM trait_value",
    "tag": "SELECT person_id, tag_id FROM person_tag",
    "contact": "SELECT person_id, staff_id, removed_at FROM staff_contact",
}
JOINED = {"all": " AND ", "any": " OR ", "none": " OR "}


@contextmanager
def baseline(made: World, memory: str, threads: int = 2) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the tables person, trait, tag, contact and events."""
    copied = made.folder / "records.duckdb"
    if not copied.exists():
        _copy_records(made, copied)
    connection = duckdb.connect(config={"threads": threads, "memory_limit": memory})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"ATTACH '{made.folder / WAREHOUSE}' AS warehouse (READ_ONLY)")
    connection.execute(f"ATTACH '{copied}' AS records (READ_ONLY)")
    for table in COPIED:
        connection.execute(f"CREATE VIEW {table} AS FROM records.{table}")
    connection.execute("CREATE VIEW events AS FROM warehouse.events")
    try:
        yield connection
    finally:
        connection.close()


def _copy_records(made: World, path: Path) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    connection = duckdb.connect(unfinished)
    with sqlite3.connect(made.folder / RECORDS) as records:
        for table, select in COPIED.items():
            _copy(connection, records, table, select)
    connection.close()
    unfinished.rename(path)


def _copy(
    connection: duckdb.DuckDBPyConnection, records: sqlite3.Connection, table: str, select: str
) -> None:
    cursor = records.execute(select)
    names = [column[0] for column in cursor.description]
    made = False
    while rows := cursor.fetchmany(200_000):
        part = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
        connection.register("part", part)
        casts = ", ".join(f"{name}::TIMESTAMP AS {name}" if name.endswith("_at") else name for name in names)
        start = f"INSERT INTO {table}" if made else f"CREATE TABLE {table} AS"
        connection.execute(f"{start} SELECT {casts} FROM part")
        connection.unregister("part")
        made = True


def timed(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[float, Any]:
    """Seconds and the ids found, in order."""
    began = time.perf_counter()
    found = connection.sql(sql).to_arrow_table().column(0).to_numpy()
    return time.perf_counter() - began, np.sort(found)


def sql_of(tree: Tree, now: datetime) -> str:
    """One statement for the whole segment."""
    return f"SELECT person_id FROM person WHERE {_condition(tree, now)}"


def _condition(tree: Tree, now: datetime) -> str:
    if "of" in tree:
        joined = JOINED[tree["kind"]].join(f"({_condition(part, now)})" for part in tree["of"])
        return f"NOT ({joined})" if tree["kind"] == "none" else joined
    return _CONDITIONS[tree["kind"]](tree, now)


def _trait(leaf: Tree, now: datetime) -> str:
    key, value = leaf["trait"], leaf["value"]
    match leaf["operator"]:
        case "at_least":
            return f"{key} >= {value}"
        case "within_last":
            return f"{key} >= '{_utc(now - timedelta(days=value['n']))}'::TIMESTAMP"
        case "anniversary_within":
            days = [now.astimezone(_zone()) + timedelta(days=n) for n in range(value["n"] + 1)]
            codes = ", ".join(str(day.month * 100 + day.day) for day in days)
            return (
                f"person_id IN (SELECT person_id FROM trait WHERE key = '{key}' AND anniversary IN ({codes}))"
            )
        case "is":
            value = [value]
    words = ", ".join(f"'{word}'" for word in value)
    return f"person_id IN (SELECT person_id FROM trait WHERE key = '{key}' AND word IN ({words}))"


def _zone() -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(ZONE)


def _tag(leaf: Tree, now: datetime) -> str:
    tags = ", ".join(map(str, leaf["tags"]))
    negated = "NOT " if leaf["has"] == "none" else ""
    return f"person_id {negated}IN (SELECT person_id FROM tag WHERE tag_id IN ({tags}))"


def _friend(leaf: Tree, now: datetime) -> str:
    of = f" AND staff_id IN ({', '.join(map(str, leaf['staff']))})" if leaf["staff"] else ""
    now_open = f"person_id IN (SELECT person_id FROM contact WHERE removed_at IS NULL{of})"
    if leaf["state"] == "open":
        return now_open
    return f"person_id IN (SELECT person_id FROM contact WHERE true{of}) AND NOT {now_open}"


def _channel(leaf: Tree, now: datetime) -> str:
    names = ", ".join(f"'{name}'" for name in leaf["channels"])
    first = "arg_min(channel, (occurred_at, event_key)) FILTER (channel IS NOT NULL)"
    return f"person_id IN (SELECT person_id FROM events GROUP BY person_id HAVING {first} IN ({names}))"


def _event(leaf: Tree, now: datetime) -> str:
    events = f"SELECT person_id FROM events WHERE {_which(leaf, now)}"
    if leaf["operator"] == "exactly":
        return f"person_id NOT IN ({events})"
    number = {
        "count": "count(*)",
        "days": f"count(DISTINCT (occurred_at AT TIME ZONE '{ZONE}')::DATE)",
        "sum": "sum(amount)",
    }[leaf.get("measure", "count")]
    return f"person_id IN ({events} GROUP BY person_id HAVING {number} >= {leaf['value']})"


def _which(leaf: Tree, now: datetime) -> str:
    parts = [f"event = '{leaf['event']}'"]
    if leaf["window"]["kind"] == "last":
        parts.append(f"occurred_at >= '{_utc(now - timedelta(days=leaf['window']['n']))}'")
    for one in leaf.get("where", ()):
        if one["property"] == "amount":
            parts.append(f"amount >= {one['value']}")
        else:
            parts.append(f"properties ->> '$.{one['property']}' = '{one['value']}'")
    return " AND ".join(parts)


def _event_time(leaf: Tree, now: datetime) -> str:
    moment = {"first": "min", "last": "max"}[leaf["which"]]
    since = _utc(now - timedelta(days=leaf["window"]["n"]))
    events = f"SELECT person_id FROM events WHERE event = '{leaf['event']}' GROUP BY person_id"
    return f"person_id IN ({events} HAVING {moment}(occurred_at) >= '{since}')"


def _sequence(leaf: Tree, now: datetime) -> str:
    """The second step and the latest first step before it."""
    first, second = (step["event"] for step in leaf["steps"])
    since = f"occurred_at >= '{_utc(now - timedelta(days=leaf['window']['n']))}'"
    return (
        f"person_id IN (SELECT b.person_id FROM (FROM events WHERE event = '{second}' AND {since}) b"
        f" ASOF JOIN (FROM events WHERE event = '{first}' AND {since}) a"
        " ON a.person_id = b.person_id AND b.occurred_at >= a.occurred_at"
        f" WHERE b.occurred_at - a.occurred_at <= INTERVAL {leaf['within']['n']} DAY)"
    )


_CONDITIONS = {
    "trait": _trait, "tag": _tag, "friend": _friend, "channel": _channel, "event": _event, "event_time": _event_time,
    "sequence": _sequence,
}  # fmt: skip


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def best_typical(now: datetime) -> dict[str, str]:
    """`segments_mix.TYPICAL` by hand, in the ways that looked promising; the fastest one counts."""
    days7, days30, days90 = (_utc(now - timedelta(days=days)) for days in (7, 30, 90))
    city = "SELECT person_id FROM trait WHERE key = 'city' AND word IN ('上海', '杭州', '苏州')"
    tag = "SELECT person_id FROM tag WHERE tag_id IN (1, 2)"
    bought = (
        f"SELECT person_id FROM events WHERE event = 'order_paid' AND occurred_at >= '{days90}'"
        f" GROUP BY person_id HAVING count(*) >= 2 AND max(occurred_at) < '{days7}'"
    )
    looked = f"event = 'product_viewed' AND occurred_at >= '{days30}'"
    tea = "properties ->> '$.category' = '茶叶'"
    likely_tea = "contains(properties, '茶叶')"
    return {
        "one pass": f"""
            SELECT person_id FROM events
            WHERE occurred_at >= '{days90}' AND (event = 'order_paid' OR {looked})
              AND person_id IN ({city}) AND person_id IN ({tag})
            GROUP BY person_id
            HAVING count(*) FILTER (event = 'order_paid') >= 2
               AND count(*) FILTER (event = 'order_paid' AND occurred_at >= '{days7}') = 0
               AND count(*) FILTER ({looked} AND {tea}) >= 1""",
        "buyers first": f"""
            WITH buyers AS MATERIALIZED (
              SELECT person_id FROM ({bought}) SEMI JOIN ({city}) USING (person_id) SEMI JOIN ({tag}) USING (person_id))
            SELECT DISTINCT e.person_id FROM events e SEMI JOIN buyers USING (person_id) WHERE {looked} AND {tea}""",
        "buyers first, JSON last": f"""
            WITH buyers AS MATERIALIZED (
              SELECT person_id FROM ({bought}) SEMI JOIN ({city}) USING (person_id) SEMI JOIN ({tag}) USING (person_id))
            SELECT DISTINCT e.person_id FROM events e SEMI JOIN buyers USING (person_id)
            WHERE {looked} AND {likely_tea} AND {tea}""",
        "sets": f"""
            SELECT person_id FROM ({bought}) SEMI JOIN ({city}) USING (person_id) SEMI JOIN ({tag}) USING (person_id)
            SEMI JOIN (SELECT person_id FROM events WHERE {looked} AND {tea}) USING (person_id)""",
    }
