"""Nothing that was promised is lost, whether the server is killed or told to stop."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from stories.crashing import Crashes, crash
from stories.load import EVENT, Clients
from stories.running import Api, Installation, sandbox, until

ROUNDS = 6
STOP_SECONDS = 40  # twice the time a stop may take, for a machine that is busy with other tests


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_killed_again_and_again(tmp_path: Path) -> None:
    report = crash(tmp_path / "data", ROUNDS, seed=os.getpid())
    assert report.rounds == ROUNDS and report.events_answered > ROUNDS * 40, report
    assert (report.events_missing, report.events_doubled, report.welcomes_sent_twice) == (0, 0, 0), report
    assert report.welcomes.get("sent", 0) > 0, report


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_told_to_stop_under_load(tmp_path: Path) -> None:
    """SIGTERM: what is under way is finished, the exit code is 0, and the next start goes on."""
    with ExitStack() as stack:
        crashes = Crashes(
            Installation(tmp_path / "data"), stack.enter_context(sandbox(customers=300)), stack, seed=3
        )
        for _ in range(2):
            answered = len(crashes.clients.answered)
            crashes.world.post("/burst", {"adds": 10, "per_second": 10})
            until(
                "load",
                lambda before=answered: len(crashes.clients.answered) > before + 60,
                seconds=60,
                pause=0.02,
            )
            assert crashes.process.stop(STOP_SECONDS) == 0
            assert not (crashes.installation.data / "server.json").exists(), (
                "no run file of a server that is gone"
            )
            crashes.process = crashes.installation.process(port=crashes.process.port).ready()
        report = crashes.conclude()
    assert (report.events_missing, report.events_doubled, report.welcomes_sent_twice) == (0, 0, 0), report


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_web_server_among_several_stops_without_losing_anything(
    postgres_database: str, warehouse_database: str, tmp_path: Path
) -> None:
    installation = Installation(tmp_path / "data", postgres_database, warehouse_database)
    with ExitStack() as stack:
        process = installation.process("web").ready()
        stack.callback(process.kill)
        api = Api(process.url)
        api.set_up()
        key = api.post("/keys", {"kind": "write", "name": "load", "scopes": []})["secret"]
        urls = {"now": process.url}
        clients = Clients(lambda: urls["now"], key).start()
        until("load", lambda: len(clients.answered) > 100, seconds=60)
        other = installation.process("web").ready()
        stack.callback(other.kill)
        urls["now"] = other.url
        assert process.stop(STOP_SECONDS) == 0
        until("more load", lambda: len(clients.answered) > 200, seconds=60)
        clients.finish()
        names = {
            item["name"]: item["count"]
            for item in Api(other.url, installation.key("api", "events.read")).get("/events/catalog")["items"]
        }
        assert names[EVENT] == len(set(clients.answered))
