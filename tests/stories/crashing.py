"""kill -9 of the embedded server under load, at random moments, and what must hold afterwards.

Used by `test_crashes.py` with a few rounds and by `benchmarks/crash.py` with many.
"""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from stories.load import EVENT, Clients
from stories.running import Api, Installation, World, sandbox, until
from stories.test_wecom import live_code

from huayuan.events.api import BOOKKEEPING

ADDS, ADDS_PER_SECOND = 12, 6
# The platform's own callbacks come again three times a second apart; ours wait longer, since a start takes seconds here.
PATIENCE = {"retry_pause_ms": 4000, "duplicate": 0.1}


@dataclass
class Report:
    rounds: int = 0
    events_answered: int = 0
    events_missing: int = 0
    events_doubled: int = 0
    batches_repeated: int = 0
    friends: int = 0
    callbacks_lost: int = 0
    welcomes: dict[str, int] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)  # state of our ledger, with the reason
    welcomes_sent_twice: int = 0
    seconds_to_ready: list[float] = field(default_factory=list)


class Crashes:
    """A platform with friends and visitors coming in; `round` kills it in the middle and starts it again."""

    def __init__(self, installation: Installation, world: World, stack: ExitStack, seed: int) -> None:
        self.installation, self.world = installation, world
        self.random, self.report = random.Random(seed), Report()
        self.process = installation.process().ready()
        stack.callback(lambda: self.process.kill())
        self.url = self.process.url
        self.api = Api(self.url)
        self.api.set_up()
        connection = world.connect(self.api, welcome="您好")
        live_code(self.api, connection, staff=3, welcome="您好")
        world.post("/faults", PATIENCE)
        key = self.api.post("/keys", {"kind": "write", "name": "load", "scopes": []})["secret"]
        self.clients = Clients(lambda: self.url, key).start()

    def round(self) -> None:
        """Some load, a kill at a moment nobody chose, a start on the same address."""
        answered = len(self.clients.answered)
        self.world.post("/burst", {"adds": ADDS, "per_second": ADDS_PER_SECOND})
        until("load", lambda: len(self.clients.answered) > answered + 40, seconds=90, pause=0.02)
        time.sleep(self.random.uniform(0, 1.5))
        self.process.kill()
        started = time.monotonic()
        self.process = self.installation.process(port=self.process.port).ready()
        self.report.seconds_to_ready.append(round(time.monotonic() - started, 2))
        self.report.rounds += 1

    def conclude(self) -> Report:
        """Let everything come to rest, stop in order, and compare what is stored with what was promised."""
        until("friends", lambda: self.world.get("/status")["burst_left"] == 0, seconds=90)
        self.clients.finish()
        until("callbacks", lambda: self.world.get("/status")["callbacks_waiting"] == 0, seconds=60)
        until("welcomes", lambda: self.world.get("/status")["welcomes"]["waiting"] == 0, seconds=60)
        self.api.settle(seconds=120)
        until("ledger at rest", lambda: _unsettled(self.installation.data) == 0, seconds=60)
        self.api.settle()
        assert self.process.stop() == 0
        self._compare_events()
        self._compare_friends()
        self._compare_welcomes()
        return self.report

    def _compare_events(self) -> None:
        stored = _warehouse(
            self.installation.data, f"SELECT event_id::VARCHAR FROM events WHERE event = '{EVENT}'"
        )
        ids = Counter(row[0] for row in stored)
        self.report.events_answered = len(self.clients.answered)
        self.report.batches_repeated = self.clients.repeats
        self.report.events_missing = len(set(self.clients.answered) - set(ids))
        self.report.events_doubled = sum(number - 1 for number in ids.values())
        assert set(ids) <= set(self.clients.answered), "an event that nobody sent"
        every = _warehouse(self.installation.data, "SELECT count(*), count(DISTINCT event_id) FROM events")
        assert every[0][0] == every[0][1], "no event of any kind is there twice"

    def _compare_friends(self) -> None:
        """A callback that was answered became one friendship and one event; what the lists say follows from the events."""
        data = self.installation.data
        callbacks = _records(
            data,
            "SELECT payload, processed_at, outcome FROM connection_callback WHERE change_type LIKE 'add%'",
        )
        assert all(processed and outcome == "done" for _, processed, outcome in callbacks)
        self.report.callbacks_lost = self.world.get("/status")["callbacks_failed"]
        assert len(self.world.welcomes()) - len(callbacks) <= self.report.callbacks_lost
        [(friends, open_friends)] = _records(
            data, "SELECT count(*), count(DISTINCT external_userid || staff_id) FROM staff_contact"
        )
        [(added,)] = _warehouse(data, "SELECT count(*) FROM events WHERE event = 'contact_added'")
        assert friends == open_friends == added
        self.report.friends = friends
        noted = ", ".join(f"'{name}'" for name in BOOKKEEPING)
        done = _warehouse(
            data, f"SELECT person_id, count(*) FROM events WHERE event NOT IN ({noted}) GROUP BY 1 ORDER BY 1"
        )
        shown = _records(data, "SELECT person_id, events FROM person_profile WHERE events > 0 ORDER BY 1")
        wrong = set(map(tuple, shown)) ^ set(map(tuple, done))
        assert not wrong, f"the list of customers is not what the events say: {self._told_of(wrong)}"
        assert _records(data, "SELECT count(*) FROM job WHERE state IN ('dead', 'running')") == [(0,)]

    def _told_of(self, wrong: set[tuple[int, int]]) -> str:
        """What stands where about these people, to find out why."""
        data, people = self.installation.data, ",".join(str(one) for one in sorted({one for one, _ in wrong}))
        lines = _records(
            data, f"SELECT person_id, events, counted_up_to FROM person_profile WHERE person_id IN ({people})"
        )
        events = _warehouse(
            data,
            f"SELECT person_id, batch_id, event, identifier_id FROM events WHERE person_id IN ({people})",
        )
        cursors = _records(data, "SELECT * FROM event_cursor")
        moves = _records(data, "SELECT * FROM event_move")
        touches = _records(data, "SELECT * FROM event_touch")
        return f"{sorted(wrong)}\n{lines}\n{events}\n{cursors}\n{moves}\n{touches}"

    def _compare_welcomes(self) -> None:
        """Sent at most once; what our ledger calls sent was sent, and what was sent is not called failed."""
        said = self.world.welcomes()
        ledger = {
            json.loads(address)["welcome_code"]: state
            for address, state in _records(self.installation.data, "SELECT address, state FROM message")
        }
        [(messages,)] = _records(self.installation.data, "SELECT count(*) FROM message")
        assert messages == len(ledger), "two messages for one welcome code"
        accepted = sum(call["errcode"] == 0 for call in self.world.calls("send_welcome_msg"))
        sent = {code for code, one in said.items() if one["status"] == "sent"}
        self.report.welcomes_sent_twice = max(0, accepted - len(sent))
        states = _records(
            self.installation.data,
            "SELECT state || coalesce(' ' || reason, ''), count(*) FROM message GROUP BY 1",
        )
        self.report.messages = dict(states)
        self.report.welcomes = dict(Counter(one["status"] for one in said.values()))
        assert {code for code, state in ledger.items() if state == "sent"} <= sent
        assert {ledger[code] for code in sent} <= {"sent", "unknown"}


def _unsettled(data: Path) -> int:
    [(number,)] = _records(data, "SELECT count(*) FROM message WHERE state IN ('queued', 'held', 'sending')")
    return int(number)


def _records(data: Path, sql: str) -> list[Any]:
    with sqlite3.connect(data / "records.sqlite", timeout=30) as connection:
        return connection.execute(sql).fetchall()


def _warehouse(data: Path, sql: str) -> list[Any]:
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def crash(data: Path, rounds: int, seed: int = 1) -> Report:
    """`rounds` kills on a fresh data folder."""
    with ExitStack() as stack:
        world = stack.enter_context(sandbox(customers=max(400, rounds * ADDS * 3)))
        crashes = Crashes(Installation(data), world, stack, seed)
        for _ in range(rounds):
            crashes.round()
        return crashes.conclude()
