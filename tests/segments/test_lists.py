"""Static lists: files in every usual form, whom they name, what is told about the rest; merges, erasure, a crash."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from segments.door import Door, guide

from huayuan.compliance import api as compliance
from huayuan.compliance.contracts import PersonRights
from huayuan.identity import api as identity
from huayuan.identity.models import IdentifierRow, PersonRow
from huayuan.kernel.caller import SYSTEM, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import insert_new
from huayuan.profiles import api as profiles
from huayuan.profiles.models import PersonProfileRow
from huayuan.segments.lists import api, reading, store
from huayuan.stores import api as stores

PHONES = ("13800000001", "13800000002", "13800000003")


@pytest.fixture
def people(door: Door) -> list[int]:
    for phone in PHONES:
        door.happened(phone, "page_viewed", path="/")
    door.settle()
    return [door.person(phone) for phone in PHONES]


def upload(
    door: Door, content: bytes | str, file_name: str = "list.csv", status: int = 202, **form: str
) -> dict[str, Any]:
    data = content.encode() if isinstance(content, str) else content
    answer: dict[str, Any] = door.call(
        "POST",
        "/segments/lists",
        status,
        files={"file": (file_name, data)},
        data={"name": "展会名单", **form},
    )
    return answer


def read(door: Door, content: bytes | str, name: str = "list.csv", **form: str) -> dict[str, Any]:
    """Uploaded and matched."""
    number = upload(door, content, name, **form)["id"]
    door.settle()
    found: dict[str, Any] = door.get(f"/segments/lists/{number}")
    return found


def counts(found: dict[str, Any]) -> tuple[int, ...]:
    return tuple(found[name] for name in ("rows", "matched", "duplicates", "ambiguous", "unmatched"))


TEXT = (
    f"姓名,手机号\n王,{PHONES[0]}\n李,138 0000 0002\n王,{PHONES[0]}\n陌生人,13911112222\n空,\n错,不是号码\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_report_says_what_became_of_each_row(door: Door, people: list[int], encoding: str) -> None:
    found = read(door, TEXT.encode(encoding))
    assert found["state"] == "ready" and found["error"] is None
    assert counts(found) == (6, 2, 1, 0, 3)
    assert (found["identifier"], found["column"], found["encoding"]) == ("phone", "手机号", encoding)
    report = door.call("GET", f"/segments/lists/{found['id']}/unmatched.csv").splitlines()
    assert report == [
        "\ufeff行号,内容,原因", "5,13911112222,没有客户有这个标识", "6,,这一行没有标识", "7,不是号码,不是这种标识",
    ]  # fmt: skip
    english = door.call("GET", f"/segments/lists/{found['id']}/unmatched.csv", params={"lang": "en"})
    assert "nobody has this identifier" in english


def workbook(rows: list[list[Any]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def test_a_workbook(door: Door, people: list[int]) -> None:
    found = read(door, workbook([["会员号", "备注"], ["M-0001", "x"], ["M-9999", "y"]]), "名单.xlsx")
    assert (found["encoding"], found["identifier"]) == ("xlsx", "member_no")
    assert counts(found) == (2, 1, 0, 0, 1)


@pytest.mark.parametrize(
    ("content", "form", "expected"),
    [
        ("\n".join(PHONES) + "\n", {}, ("phone", 3)),  # no header at all
        ("电话;城市\n13800000001;上海\n", {}, ("phone", 1)),
        ("代号\nM-0001\nM-0002\n", {}, ("member_no", 2)),  # the name says nothing, the customers do
        ("M-0003\nM-0002\n", {"identifier": "member_no"}, ("member_no", 2)),
        ("谁\nM-0001\n", {"identifier": "member_no"}, ("member_no", 1)),
    ],
)
def test_the_identifier_is_found_out(
    door: Door, people: list[int], content: str, form: dict[str, str], expected: tuple[str, int]
) -> None:
    found = read(door, content, "名单.txt", **form)
    assert (found["identifier"], found["matched"], found["unmatched"]) == (*expected, 0)


def test_person_ids_mean_who_they_are_now(door: Door, people: list[int]) -> None:
    with door.uow.begin() as tx:
        identity.merge(tx, people[0], people[1], "同一人", "tester")
    door.settle()
    found = read(
        door, f"person_id\n{people[1]}\n{people[2]}\n{people[0]}\n999999\nabc\n", identifier="person_id"
    )
    assert counts(found) == (5, 2, 1, 0, 2)
    with door.uow.read() as tx:
        assert sorted(api.members(tx, found["id"])) == sorted([people[0], people[2]])


def test_an_openid_that_two_accounts_share_is_ambiguous(door: Door, people: list[int]) -> None:
    openid = "o" + "A" * 27
    with door.uow.begin() as tx:
        for person, account in zip(people, ("wx1", "wx2"), strict=False):
            row = {
                "kind": "oa_openid", "account": account, "key": openid, "person_id": person, "origin_person_id": person,
                "first_seen_at": tx.now, "last_seen_at": tx.now,
            }  # fmt: skip
            insert_new(tx.session, IdentifierRow, [row], on=["kind", "account", "key"])
    assert counts(read(door, f"openid\n{openid}\n")) == (1, 0, 0, 1, 0)
    assert counts(read(door, f"openid\n{openid}\n", identifier="oa_openid", account="wx2")) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("content", "name", "form", "status", "code"),
    [
        ("", "a.csv", {}, 422, "files.empty_file"),
        (b"\x00\x01\xd8\x00\x02\xff\xfe\xfd" * 9 + b"\x00", "a.csv", {}, 422, "files.unreadable_text"),
        ("水果,颜色\n苹果,红\n", "a.csv", {}, 422, "segments.cannot_tell_identifier"),
        ("a\n1\n", "a.csv", {"identifier": "passport"}, 422, "segments.unknown_list_identifier"),
        ("a\n1\n", "a.csv", {"identifier": "anonymous_id"}, 422, "segments.unknown_list_identifier"),
        ("手机\n" + "x" * 10, "a.csv", {"name": " "}, 422, "invalid"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_at_once(
    door: Door, content: bytes | str, name: str, form: dict[str, str], status: int, code: str
) -> None:
    assert upload(door, content, name, status, **form)["error"]["code"] == code
    assert door.get("/segments/lists")["total"] == 0
    folder = door.house.settings.data_dir / "lists"
    assert not folder.exists() or not list(folder.iterdir())


def test_a_broken_workbook_fails_with_a_reason(door: Door) -> None:
    found = read(door, b"PK\x03\x04 nonsense", "名单.xlsx")
    assert found["state"] == "failed" and "Excel" in found["error"]["zh"]


def test_a_list_is_a_condition_and_stays_while_it_is_used(door: Door, people: list[int]) -> None:
    found = read(door, TEXT)
    number = door.made("展会", {"kind": "list", "list": found["id"]})
    assert door.members(number) == set(people[:2])
    assert door.get(f"/segments/{number}")["sentence"]["zh"] == "在名单「展会名单」中"
    error = door.refused("DELETE", f"/segments/lists/{found['id']}", 409)
    assert error["code"] == "segments.list_in_use" and error["data"]["places"][0]["name"] == "展会"
    door.call("DELETE", f"/segments/{number}", 204)
    files = list((door.house.settings.data_dir / "lists").iterdir())
    assert len(files) == 2
    door.call("DELETE", f"/segments/lists/{found['id']}", 204)
    assert not list((door.house.settings.data_dir / "lists").iterdir())
    door.get(f"/segments/lists/{found['id']}", 404)


def test_a_segment_of_a_list_that_is_still_read_fills_when_it_is(door: Door, people: list[int]) -> None:
    number = upload(door, TEXT)["id"]
    segment = door.post("/segments", {"name": "先", "tree": {"kind": "list", "list": number}}, 201)["id"]
    door.settle()
    assert door.members(segment) == set(people[:2])


def test_members_follow_merges_and_come_back(door: Door, people: list[int]) -> None:
    found = read(door, f"phone\n{PHONES[0]}\n")
    number = door.made("展会", {"kind": "list", "list": found["id"]})
    with door.uow.begin() as tx:
        merge = identity.merge(tx, people[2], people[0], "同一人", "tester")
    door.settle()
    assert door.members(number) == {people[2]}
    with door.uow.begin() as tx:
        identity.undo_merge(tx, merge, "tester")
    door.settle()
    assert door.members(number) == {people[0]}


def test_whoever_is_erased_is_on_no_list(door: Door, people: list[int]) -> None:
    found = read(door, TEXT)
    number = door.made("展会", {"kind": "list", "list": found["id"]})
    with door.uow.read() as tx:
        exported = api.export_person(tx, people[0])
    assert exported == {"lists": ["展会名单"]}
    with door.uow.begin() as tx:
        rights = door.services.get(PersonRights)
        compliance.erase_person(tx, people[0], rights, by=SYSTEM, reason="客户要求")
    door.settle()
    assert door.members(number) == {people[1]}


def test_whom_the_uploader_may_not_see_counts_as_unknown(door: Door, people: list[int]) -> None:
    with door.uow.begin() as tx:
        staff = stores.upsert_staff(tx, account="corp", userid="lina", name="李娜", store_id=None)
        profiles.friend_added(
            tx, person_id=people[0], staff_id=staff, account="corp", external_userid="wm1", added_at=tx.now, add_way=1,
            state=None, channel=None, live_code_id=None,
        )  # fmt: skip
    door.caller = guide(staff)
    found = read(door, TEXT)
    assert counts(found) == (6, 1, 1, 0, 4)


def test_a_crash_in_the_middle_loses_and_repeats_nothing(
    door: Door, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK_ROWS", 2)
    number = upload(door, TEXT)["id"]
    added, calls = store.add_members, []

    def failing(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        added(*arguments)

    monkeypatch.setattr(store, "add_members", failing)
    with pytest.raises(RuntimeError):
        reading.read_list(door.services, number, DataScope(), 10**8, lambda _: None)
    assert counts(door.get(f"/segments/lists/{number}")) == (2, 2, 0, 0, 0)
    door.settle()
    assert counts(door.get(f"/segments/lists/{number}")) == (6, 2, 1, 0, 3)
    assert len(door.call("GET", f"/segments/lists/{number}/unmatched.csv").splitlines()) == 4


KNOWN = 50_000
ROWS = 1_000_000


def many_people(door: Door) -> None:
    """So many customers with a member number, straight into the tables."""
    with door.uow.begin() as tx:
        numbers = range(1, KNOWN + 1)
        insert_new(
            tx.session, PersonRow,
            [{"id": n, "current_id": n, "core_id": n, "created_at": tx.now} for n in numbers], on=["id"],
        )  # fmt: skip
        insert_new(
            tx.session, IdentifierRow,
            [{"kind": "member_no", "account": "", "key": f"M{n:07d}", "person_id": n, "origin_person_id": n,
              "first_seen_at": tx.now, "last_seen_at": tx.now} for n in numbers],
            on=["kind", "account", "key"],
        )  # fmt: skip
        insert_new(
            tx.session, PersonProfileRow,
            [{"person_id": n, "name": "", "name_lower": "", "first_seen_at": tx.now, "last_seen_at": tx.now,
              "events": 0, "orders": 0, "gmv": 0} for n in numbers],
            on=["person_id"],
        )  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_million_rows(door: Door, tmp_path: Path, encoding: str) -> None:
    """Every second row is somebody we know; those come again and again."""
    many_people(door)
    lines = (f"M{n % KNOWN + 1 if n % 2 else 9_000_000 - n % 900_000:07d},客户{n}\n" for n in range(ROWS))
    number = upload(door, ("会员号,姓名\n" + "".join(lines)).encode(encoding))["id"]
    heard: list[Any] = []
    assert reading.read_list(door.services, number, DataScope(), 10**8, heard.append)
    found = door.get(f"/segments/lists/{number}")
    assert found["rows"] == ROWS and found["matched"] == KNOWN // 2
    assert found["duplicates"] == ROWS // 2 - KNOWN // 2 and found["unmatched"] == ROWS // 2
    assert heard == sorted(heard) and len(heard) > 50
    with door.uow.read() as tx:
        assert door.services.get(Vault) and len(store.members(tx.session, number)) == KNOWN // 2
