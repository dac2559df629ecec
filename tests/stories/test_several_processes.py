"""Two web servers, two workers, two schedulers on one PostgreSQL and one ClickHouse; some of them die at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from stories.balancer import Balancer
from stories.load import EVENT, Clients
from stories.running import Api, Installation, Process, World, sandbox, until
from stories.test_wecom import live_code

from huayuan.kernel.warehouse import connect_warehouse

TICKS = 4
BURST = {"adds": 60, "per_second": 6}


class Cluster:
    """The processes by role, and the balancer in front of the web servers."""

    def __init__(self, installation: Installation, stack: ExitStack) -> None:
        self.installation = installation
        roles = ("web", "web", "worker", "worker", "scheduler", "scheduler")
        self.processes = [installation.process(role) for role in roles]
        stack.callback(lambda: [process.kill() for process in self.processes])
        for process in self.processes:
            process.ready()
        self.balancer = Balancer(*[process.port for process in self.of("web")])
        stack.callback(self.balancer.close)

    def of(self, role: str) -> list[Process]:
        return [
            process for process in self.processes if process.role == role and process.process.poll() is None
        ]

    def restart(self, role: str) -> None:
        self.processes.append(self.installation.process(role).ready())
        self.balancer.ports = [int(process.port) for process in self.of("web")]

    def rows(self, sql: str, *values: Any) -> list[Any]:
        with psycopg.connect(self.installation.database_url, autocommit=True) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def holder(self, loop: str) -> Process:
        """The process that holds an elected loop's lease; its name in there carries the process id."""
        [(owner,)] = self.rows("select owner from lease where name = %s", loop)
        return next(process for process in self.processes if f":{process.process.pid}:" in owner)


@pytest.fixture
def cluster(postgres_database: str, warehouse_database: str, tmp_path: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(Installation(tmp_path / "data", postgres_database, warehouse_database), stack)


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_what_one_process_leaves_undone_another_does_once(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    api = Api(cluster.balancer.url)
    api.set_up()
    with sandbox(customers=300) as world:
        connection = world.connect(api, url=cluster.balancer.url, welcome="欢迎光临")
        code = live_code(api, connection, staff=3, welcome="您好")
        key = api.post("/keys", {"kind": "write", "name": "load", "scopes": []})["secret"]
        clients = Clients(lambda: cluster.balancer.url, key).start()
        world.post("/burst", BURST)
        _wait_for(clients, world, events=400, welcomes=10)
        cluster.holder("wecom.callbacks").kill()
        cluster.of("web")[0].kill()
        _wait_for(clients, world, events=1200, welcomes=20)
        cluster.restart("web")
        cluster.restart("worker")
        until("all added", lambda: world.get("/status")["burst_left"] == 0, seconds=90)
        clients.finish()
        assert_every_welcome_went_out_once(world, code)
        api.settle(seconds=150)
        assert_every_event_counted_once(cluster, clients)
        assert_schedules_tick_once(cluster)  # while there is a WeCom to be asked at night
        api.settle(seconds=150)
    assert cluster.rows("select task, state, error from job where state in ('dead', 'running')") == []
    assert [process.stop() for process in cluster.processes if process.process.poll() is None] == [0] * 6


def _wait_for(clients: Clients, world: World, *, events: int, welcomes: int) -> None:
    until("events", lambda: len(clients.answered) >= events, seconds=120)
    until("welcomes", lambda: world.get("/status")["welcomes"]["sent"] >= welcomes, seconds=120)


def assert_every_welcome_went_out_once(world: World, code: dict[str, Any]) -> None:
    def none_waits() -> Any:
        found = world.welcomes()
        return found if all(one["status"] != "waiting" for one in found.values()) else None

    welcomes = until("welcomes", none_waits, seconds=40)
    assert len(welcomes) == BURST["adds"]
    assert Counter(one["status"] for one in welcomes.values()) == {"sent": BURST["adds"]}


def assert_every_event_counted_once(cluster: Cluster, clients: Clients) -> None:
    warehouse = connect_warehouse(cluster.installation.warehouse_url)
    rows = (
        warehouse.run(f"SELECT toString(event_id) AS id FROM events WHERE event = '{EVENT}'")
        .column("id")
        .to_pylist()
    )
    assert len(rows) == len(set(rows))
    assert set(rows) == set(clients.answered), "what was answered is there, and nothing else"
    added = warehouse.run(
        "SELECT count() AS n, uniqExact(person_id) AS people FROM events WHERE event = 'contact_added'"
    ).to_pylist()
    # Half-added friends are welcomed, too, and no friends yet.
    [(friends,)] = cluster.rows(
        "select count(*) from connection_callback where change_type = 'add_external_contact'"
    )
    assert added == [{"n": friends, "people": friends}] and friends > BURST["adds"] / 2
    [(sent,)] = cluster.rows("select count(*) from message where state = 'sent'")
    assert sent == BURST["adds"]
    assert cluster.rows("select count(*) from connection_callback where processed_at is null") == [(0,)]
    people = {
        row
        for (row,) in cluster.rows("select distinct person_id from identifier where kind = 'anonymous_id'")
    }
    assert len(people) == 100, "the two web servers know the same visitors"
    warehouse.close()


def assert_schedules_tick_once(cluster: Cluster) -> None:
    """Both schedulers look; each tick becomes one job. Ticks are made by setting the clock of the schedules back."""
    names = [name for (name,) in cluster.rows("select name from schedule")]
    assert len(names) >= 4
    before = Counter(task for (task,) in cluster.rows("select task from job where dedup_key like '%%@%%'"))
    for _ in range(TICKS):
        cluster.rows("update schedule set next_due = now() - interval '1 second'")
        until(
            "the tick",
            lambda: cluster.rows("select count(*) from schedule where next_due <= now()") == [(0,)],
        )
    after = Counter(task for (task,) in cluster.rows("select task from job where dedup_key like '%%@%%'"))
    assert {name: after[name] - before[name] for name in names} == dict.fromkeys(names, TICKS)
