"""The `huayuan` command, each in a process of its own as an operator runs it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from stories.running import PASSWORD, Api, Installation, Process

CSV = "order_no,phone,ordered_at,amount\nA1,13800138000,2026-02-01,1.50\nA2,13800138001,2026-02-02,20\nA3,13800138001,2026-02-03,many\n"


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "data")


@pytest.fixture
def server(installation: Installation) -> Iterator[Process]:
    process = installation.process()
    try:
        yield process.ready()
    finally:
        process.kill()


def test_users_keys_and_the_audit_log(installation: Installation) -> None:
    assert (
        installation.run("user", "create", "li", "--role", "owner", "--password", PASSWORD)
        == "user li created with id 1\n"
    )
    assert installation.run(
        "user", "create", "wang", "--role", "operator", typed=f"{PASSWORD}\n{PASSWORD}\n"
    ).endswith("user wang created with id 2\n")
    key = installation.key("api", "customers.read")
    assert key.startswith("hyk_") and installation.key("write").startswith("hyw_")
    said = installation.run("audit", "verify")
    assert re.fullmatch(r"\d+ entries checked: the chain is whole\n", said) and not said.startswith("0 ")
    server = installation.process()
    try:
        api = Api(server.ready().url)
        assert api.log_in("li")["user"]["name"] == "li"
        assert {user["login"] for user in api.get("/users")["items"]} == {"li", "wang"}
        assert Api(server.url, key).get("/customers")["total"] == 0
        Api(server.url, key).get("/keys", status=403)
    finally:
        server.kill()


def test_mistakes_are_named(installation: Installation) -> None:
    installation.run("user", "create", "li", "--role", "owner", "--password", "short", code=1)
    installation.run("user", "create", "li", "--role", "no_such_role", "--password", PASSWORD, code=1)
    installation.run("key", "create", "--kind", "api", "--scope", "no.such", code=1)
    installation.run("import", str(installation.data / "missing.csv"), code=2)


def test_an_altered_audit_log_is_found(installation: Installation) -> None:
    installation.run("user", "create", "li", "--role", "owner", "--password", PASSWORD)
    installation.key("write")
    with sqlite3.connect(installation.data / "records.sqlite") as connection:
        guards = connection.execute(
            "select name from sqlite_master where type = 'trigger' and tbl_name = 'audit_entry'"
        )
        for (name,) in guards.fetchall():  # whoever can do this can also write the table
            connection.execute(f"drop trigger {name}")
        changed = connection.execute("update audit_entry set actor_name = 'somebody else' where sequence = 1")
        assert changed.rowcount == 1
    assert "the chain is broken at entry 1" in installation.run("audit", "verify", code=1)


def test_doctor(installation: Installation, server: Process) -> None:
    said = installation.run("doctor", code=0 if _console_is_built() else 1)
    lines = {line[4:].split(":")[0].strip(): line[:4] for line in said.splitlines()}
    assert set(lines) == {
        "python",
        "data folder",
        "time zone",
        "master keys",
        "records database",
        "warehouse",
        "console",
        "background jobs",
    }
    assert {name for name, verdict in lines.items() if verdict == "FAIL"} <= {"console"}
    assert server.url in said, "it sees that the server holds the warehouse"


def test_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    ill = Installation(
        tmp_path / "data",
        settings={"timezone": "Mars/Olympus", "warehouse_url": "clickhouse://127.0.0.1:9/none"},
    )
    said = ill.run("doctor", code=1)
    assert "FAIL  time zone: HUAYUAN_TIMEZONE 'Mars/Olympus' is not an IANA zone" in said
    assert "FAIL  warehouse: " in said and "HUAYUAN_WAREHOUSE_URL" in said


def _console_is_built() -> bool:
    import huayuan

    return (Path(huayuan.__file__).parent / "_console" / "index.html").is_file()


def test_the_ddl_is_printed_for_a_node_and_a_cluster(installation: Installation) -> None:
    one = installation.run("warehouse", "ddl")
    assert one.startswith("CREATE TABLE IF NOT EXISTS events") and "ReplacingMergeTree(batch_id)" in one
    many = installation.run("warehouse", "ddl", "--cluster", "garden")
    assert (
        "ON CLUSTER 'garden'" in many
        and "ReplicatedReplacingMergeTree" in many
        and "Distributed('garden'" in many
    )
    assert not installation.data.exists(), "printing needs no data"


def test_an_import_with_and_without_a_server(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(CSV)
    assert "done; 3 rows read, 2 accepted, 0 known already, 1 rejected" in installation.run(
        "import", str(file)
    )
    server = installation.process()
    try:
        server.ready()
        said = installation.run("import", str(file))
        assert "0 accepted, 2 known already, 1 rejected" in said and "errors.csv" in said
        said = installation.run("import", str(file), "--source", "another shop", "--map", "order_no=order_no", "--map", "phone=phone",
                                "--map", "ordered_at=ordered_at", "--map", "amount=amount")  # fmt: skip
        assert "2 accepted, 0 known already" in said, (
            "another shop's order of the same number is another order"
        )
    finally:
        server.kill()
