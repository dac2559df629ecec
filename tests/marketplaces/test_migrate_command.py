"""`huayuan migrate-from`, as it is typed."""

from pathlib import Path

from marketplaces.peer_databases import CORP, as_csv, as_sqlite, linkwechat, mochat
from typer.testing import CliRunner

from huayuan.bootstrap.cli import app


def test_what_was_taken_over_is_said_and_a_second_run_finds_it_known(tmp_path: Path) -> None:
    source = as_sqlite(linkwechat(), tmp_path / "lw.sqlite")
    command = ["migrate-from", "linkwechat", "--source", source, "--data", str(tmp_path / "data")]
    dry = CliRunner().invoke(app, [*command, "--dry-run"])
    assert dry.exit_code == 0 and "what would be taken over" in dry.stdout
    first = CliRunner().invoke(app, command)
    assert "customers: 5 read, 3 new, 1 known, 1 left out" in first.stdout
    assert "codes: 2 read, 0 new, 0 known, 2 left out" in first.stdout  # no WeCom is connected
    assert "materials: not taken over yet (2: 2)" in first.stdout
    again = CliRunner().invoke(app, command)
    assert "friends: 5 read, 0 new, 4 known, 1 left out" in again.stdout


def test_a_folder_of_tables(tmp_path: Path) -> None:
    source = as_csv(mochat(), tmp_path / "tables")
    command = [
        "migrate-from",
        "mochat",
        "--source",
        source,
        "--account",
        CORP,
        "--data",
        str(tmp_path / "data"),
    ]
    done = CliRunner().invoke(app, command)
    assert "friends: 4 read, 3 new, 0 known, 1 left out" in done.stdout
    listed = next((tmp_path / "data" / "migrations").glob("*/mochat-problems.csv")).read_text("utf-8-sig")
    assert "mc_work_contact_employee,902" in listed
