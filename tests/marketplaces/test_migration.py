"""Moving in from LinkWeChat and MoChat: everything once, whatever happens on the way."""

import csv
import sqlite3
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from marketplaces.peer_databases import CORP, as_csv, as_sqlite, linkwechat, linkwechat_first, mochat

from huayuan.events.api import EventReader
from huayuan.events.tasks import pump
from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.live_codes import api as live_codes
from huayuan.live_codes.contracts import LiveCode, Rotation, Status
from huayuan.marketplaces.migration import api, runner, takeover
from huayuan.marketplaces.migration.contracts import Counts, MigrationReport
from huayuan.marketplaces.migration.errors import (
    AccountUnclear,
    DriverMissing,
    SourceUnreadable,
    TablesMissing,
    UnknownPeer,
)
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import CustomerFilter
from huayuan.stores import api as stores

CONNECTIONS = {CORP: 7}
SOURCES = {"linkwechat": linkwechat, "mochat": mochat}


@pytest.fixture(params=["sqlite-source", "csv-source"])
def make_source(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[dict[str, Any]], str]:
    def make(tables: dict[str, Any]) -> str:
        if request.param == "csv-source":
            return as_csv(tables, tmp_path / "tables")
        return as_sqlite(tables, tmp_path / "peer.sqlite")

    return make


def moved(platform: Services, peer: str, source: str, **more: Any) -> MigrationReport:
    more.setdefault("connections", CONNECTIONS)
    return api.migrate(platform, peer, source, **more)[0]


def counted(report: MigrationReport) -> dict[str, tuple[int, int, int, int]]:
    return {part: (c.read, c.new, c.known, c.left_out) for part, c in report.parts.items()}


def problems(platform: Services, peer: str, source: str, **more: Any) -> list[tuple[str, str]]:
    path = api.migrate(platform, peer, source, connections=CONNECTIONS, **more)[1]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["table"], row["row"]) for row in csv.DictReader(file)]


def codes_of(platform: Services, *states: str) -> dict[str, LiveCode]:
    with platform.get(UnitOfWork).read() as tx:
        return live_codes.by_states(tx, CORP, states)


def test_linkwechat(
    platform: Services, make_source: Callable[[dict[str, Any]], str], catch_up: Callable[[], None]
) -> None:
    source = make_source(linkwechat())
    report = moved(platform, "linkwechat", source)
    assert counted(report) == {
        "codes": (2, 1, 0, 1), "customers": (5, 3, 1, 1), "friends": (5, 4, 0, 1), "gifts": (3, 2, 0, 1),
    }  # fmt: skip
    assert report.materials == {"2": 2} and report.parts["codes"].notes == 1
    code = codes_of(platform, "we_qr_live_1")["we_qr_live_1"]
    assert (code.status, code.config_id, code.channel, code.rotation) == (
        Status.ACTIVE,
        "cfg1",
        "门店海报",
        Rotation.ROUND_ROBIN,
    )
    assert (code.welcome_text, len(code.staff_ids), len(code.tag_ids)) == ("你好 {customer_name}", 2, 1)
    with platform.get(UnitOfWork).read() as tx:
        vault = platform.get(Vault)
        person = identity.find(tx, vault, "wecom_external_userid", "wm0000", CORP)
        assert person and person == identity.find(tx, vault, "wechat_unionid", "o-union-0000")
        assert person == identity.find(tx, vault, "phone", "13800138000")
        friends = {
            friend.staff_id: friend for friend in profiles.friends_of(tx, [person], open_only=False)[person]
        }
        names = stores.staff_names(tx, friends)
        assert {names[one]: friend.removed_by for one, friend in friends.items()} == {
            "张三": None,
            "李四": "customer",
        }
        mine = next(friend for friend in friends.values() if friend.removed_at is None)
        assert mine.added_at.isoformat() == "2025-06-01T02:00:00+00:00"
        assert (mine.channel, mine.live_code_id, mine.remark, mine.state) == (
            "门店海报",
            code.id,
            "备注0",
            "we_qr_live_1",
        )
        assert [tag.name for tag in profiles.tags_of(tx, [person])[person]] == ["金卡"]
        page = profiles.customers_page(tx, CustomerFilter(), sort="id", limit=10, offset=0)
        assert {line.name for line in page.items} == {"客户0 🌿", "客户1 🌿", "客户2 🌿"}
    again = moved(platform, "linkwechat", source)
    assert again.changed == 0 and again.parts["friends"].known == 4
    catch_up()


def test_mochat(platform: Services, make_source: Callable[[dict[str, Any]], str]) -> None:
    source = make_source(mochat())
    report = moved(platform, "mochat", source, account=CORP)
    assert counted(report) == {
        "codes": (2, 1, 0, 1), "customers": (2, 2, 0, 0), "friends": (4, 3, 0, 1), "gifts": (2, 1, 0, 1),
    }  # fmt: skip
    assert report.materials == {"image": 1, "text": 1} and report.parts["codes"].notes == 1
    code = codes_of(platform, "channelCode-1")["channelCode-1"]
    assert (code.config_id, code.channel, code.welcome_text) == ("mcfg1", "线下", "欢迎 {customer_name}")
    with platform.get(UnitOfWork).read() as tx:
        vault = platform.get(Vault)
        person = identity.find(tx, vault, "phone", "13900139000")
        assert person and person == identity.find(tx, vault, "wecom_external_userid", "wm0001", CORP)
        assert identity.find(tx, vault, "wecom_external_userid", "wm9999", "ww-other") is None  # another corp
    assert moved(platform, "mochat", source, account=CORP).changed == 0


def test_linkwechat_of_before_2022(platform: Services, make_source: Callable[[dict[str, Any]], str]) -> None:
    source = make_source(linkwechat_first())
    report = moved(platform, "linkwechat", source)
    assert counted(report) == {
        "codes": (0, 0, 0, 0), "customers": (3, 2, 0, 1), "friends": (3, 3, 0, 0), "gifts": (2, 1, 0, 1),
    }  # fmt: skip
    assert report.parts["friends"].notes == 1 and report.materials == {"other": 1}
    with platform.get(UnitOfWork).read() as tx:
        person = identity.find(tx, platform.get(Vault), "phone", "13800138000")
        assert person and len(profiles.friends_of(tx, [person])[person]) == 2
        tags = profiles.tags_of(tx, [person])[person]
        assert [(tag.group, tag.name) for tag in tags] == [("等级", "金卡")]
    assert moved(platform, "linkwechat", source).changed == 0


def test_rows_that_are_left_out_are_listed(platform: Services, tmp_path: Path) -> None:
    source = as_sqlite(linkwechat(), tmp_path / "peer.sqlite")
    assert problems(platform, "linkwechat", source) == [
        ("we_qr_code", "2"), ("we_qr_code", "1"), ("we_customer", "901"), ("we_customer", "901"), ("we_flower_customer_tag_rel", "3"),
    ]  # fmt: skip


def test_live_codes_wait_for_their_corp_to_be_connected(platform: Services, tmp_path: Path) -> None:
    source = as_sqlite(linkwechat(), tmp_path / "peer.sqlite")
    assert counted(moved(platform, "linkwechat", source, connections={}))["codes"] == (2, 0, 0, 2)
    assert counted(moved(platform, "linkwechat", source))["codes"] == (2, 1, 0, 1)


@pytest.mark.parametrize("peer", SOURCES)
def test_a_dry_run_counts_and_changes_nothing(platform: Services, tmp_path: Path, peer: str) -> None:
    source = as_sqlite(SOURCES[peer](), tmp_path / "peer.sqlite")
    dry = moved(platform, peer, source, account=CORP, dry_run=True)
    with platform.get(UnitOfWork).read() as tx:
        assert profiles.customers_page(tx, CustomerFilter(), sort="id", limit=10, offset=0).total == 0
        assert profiles.all_tags(tx) == [] and stores.list_staff(tx)[1] == 0
    real = moved(platform, peer, source, account=CORP)
    assert {part: counts[0] for part, counts in counted(dry).items()} == {
        part: counts[0] for part, counts in counted(real).items()
    }
    assert dry.dry_run and counted(dry)["friends"] == counted(real)["friends"]


def test_the_source_is_only_read(platform: Services, tmp_path: Path) -> None:
    path = tmp_path / "peer.sqlite"
    source = as_sqlite(linkwechat(), path)
    path.chmod(0o444)
    before = path.read_bytes()
    moved(platform, "linkwechat", source)
    assert path.read_bytes() == before
    tables = api.open_source(source)
    with pytest.raises(Exception, match="readonly"), tables._engine.connect() as connection:
        connection.exec_driver_sql("delete from we_customer")
    tables.close()


def test_a_run_that_breaks_off_goes_on_where_it_was(
    platform: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CHUNK", 4)
    source = as_sqlite(linkwechat(customers=30), tmp_path / "peer.sqlite")
    resolved, breaks = takeover.Takeover._people, iter([False] * 3 + [True] + [False] * 6 + [True])

    def breaking(self: Any, *args: Any) -> Any:
        if next(breaks, False):
            raise OSError("power cut")
        return resolved(self, *args)

    monkeypatch.setattr(takeover.Takeover, "_people", breaking)
    seen: list[tuple[str, int]] = []
    report = None
    for _ in range(5):
        try:
            report = moved(
                platform, "linkwechat", source, say=lambda part, counts: seen.append((part, counts.read))
            )
            break
        except OSError:
            continue
    assert report is not None and counted(report)["customers"] == (32, 30, 1, 1)
    assert counted(report)["friends"] == (32, 31, 0, 1)
    assert len(seen) == len(set(seen))  # no chunk was gone through twice
    assert moved(platform, "linkwechat", source).changed == 0


def test_a_chunk_that_was_committed_but_not_written_down_is_harmless(
    platform: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CHUNK", 4)
    source = as_sqlite(linkwechat(customers=10), tmp_path / "peer.sqlite")
    write_down, breaks = runner.Migration._write_down, iter([False, True, False, False, True])

    def breaking(self: Any, place: Any) -> None:
        if next(breaks, False):
            raise OSError("disk full")
        write_down(self, place)

    monkeypatch.setattr(runner.Migration, "_write_down", breaking)
    for _ in range(3):
        try:
            moved(platform, "linkwechat", source)
            break
        except OSError:
            continue
    with platform.get(UnitOfWork).read() as tx:
        assert profiles.customers_page(tx, CustomerFilter(), sort="id", limit=1, offset=0).total == 10
    assert moved(platform, "linkwechat", source).changed == 0


def test_additions_are_told_once_and_under_the_id_of_a_callback(platform: Services, tmp_path: Path) -> None:
    source = as_sqlite(linkwechat(), tmp_path / "peer.sqlite")
    for _ in range(2):
        moved(platform, "linkwechat", source)
        while pump(platform):
            pass
    told = platform.get(EventReader).recent(limit=100)
    named = [event.event for event in told]
    assert (named.count("contact_added"), named.count("contact_removed")) == (4, 1)
    added = next(event for event in told if event.event == "contact_added" and event.properties.get("state"))
    assert (added.channel, added.properties["add_way"]) == ("门店海报", 1)


@pytest.mark.parametrize(
    ("peer", "source", "error"),
    [
        ("weiban", "sqlite:///x.db", UnknownPeer), ("mochat", "sqlite:////nowhere/x.db", SourceUnreadable),
        ("mochat", "/nowhere/tables", SourceUnreadable), ("mochat", "nonsense://x", SourceUnreadable),
    ],
)  # fmt: skip
def test_sources_that_cannot_be_read(
    platform: Services, peer: str, source: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        moved(platform, peer, source)


@pytest.mark.parametrize("backend", ["mysql", "mariadb"])
def test_a_missing_driver_names_the_extra_that_brings_it(
    platform: Services, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setitem(sys.modules, "pymysql", None)
    with pytest.raises(DriverMissing) as refused:
        moved(platform, "mochat", f"{backend}://reader:secret@127.0.0.1/mochat")
    for language in ("zh", "en"):
        assert "pip install 'huayuan[migrate]'" in refused.value.text(language)
        assert "secret" not in refused.value.text(language)
    extras = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert any(one.startswith("pymysql") for one in extras["migrate"])


def test_a_database_of_something_else_and_one_of_several_corps(platform: Services, tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.sqlite").close()
    with pytest.raises(TablesMissing) as refused:
        moved(platform, "mochat", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert "mc_work_contact" in refused.value.text("en")
    tables = linkwechat()
    tables["we_corp_account"].append(
        {"id": 2, "corp_id": "ww-other", "company_name": "另一家", "del_flag": 0}
    )
    source = as_sqlite(tables, tmp_path / "two.sqlite")
    with pytest.raises(AccountUnclear):
        moved(platform, "linkwechat", source)
    assert moved(platform, "linkwechat", source, account=CORP).parts["customers"] == Counts(5, 3, 1, 1, 0)
    renamed = {"we_customer" if name == "we_customer" else name: rows for name, rows in linkwechat().items()}
    renamed["we_customer"] = [
        {key: value for key, value in row.items() if key != "add_time"} for row in renamed["we_customer"]
    ]
    with pytest.raises(TablesMissing, match="add_time"):
        moved(platform, "linkwechat", as_sqlite(renamed, tmp_path / "old.sqlite"))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("peer", SOURCES)
def test_a_second_run_leaves_every_row_as_it_is(
    platform: Services, tmp_path: Path, clock: Any, peer: str
) -> None:
    def everything() -> dict[str, list[Any]]:
        with sqlite3.connect(tmp_path / "records.sqlite") as records:
            names = [
                name for (name,) in records.execute("select name from sqlite_master where type = 'table'")
            ]
            return {name: records.execute(f'select * from "{name}"').fetchall() for name in names}

    source = as_sqlite(SOURCES[peer](), tmp_path / "peer.sqlite")
    moved(platform, peer, source, account=CORP)
    before = everything()
    clock.advance(days=2)
    moved(platform, peer, source, account=CORP)
    after = everything()
    assert {name for name in before if before[name] != after[name]} == set()
    assert sum(len(rows) for rows in before.values()) > 20
