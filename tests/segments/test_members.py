"""Whole segments exported, tagged and assigned: in the background, within the data scope, and taken back."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from segments.door import Door, guide

from huayuan.access import api as access
from huayuan.kernel.caller import Caller
from huayuan.profiles import api as profiles
from huayuan.segments.members import acting, store, tasks
from huayuan.stores import api as stores

PHONES = [f"1380000{n:04d}" for n in range(7)]
EVERYBODY: dict[str, Any] = {"kind": "all", "of": []}


@pytest.fixture
def people(door: Door) -> dict[str, Any]:
    """Seven customers; the first is a friend of Li Na and wears VIP."""
    for phone in PHONES:
        door.happened(phone, "order_paid", amount=12_345, order_no=f"o{phone}")
    door.settle()
    ids = [door.person(phone) for phone in PHONES]
    with door.uow.begin() as tx:
        shop = stores.upsert_store(tx, account="corp", department_id="3", name="静安店", region_id=None)
        staff = [
            stores.upsert_staff(tx, account="corp", userid=userid, name=name, store_id=shop)
            for userid, name in (("lina", "李娜"), ("zhang", "张伟"))
        ]
        profiles.set_traits(tx, ids[0], {"name": "王小芳", "city": "=上海"}, "import", tx.now)
        profiles.friend_added(
            tx, person_id=ids[0], staff_id=staff[1], account="corp", external_userid="wm1", added_at=tx.now, add_way=1,
            state=None, channel=None, live_code_id=None,
        )  # fmt: skip
        vip, tea = profiles.ensure_tag(tx, "等级", "VIP"), profiles.ensure_tag(tx, "喜好", "茶")
        profiles.add_tags(tx, ids[0], [vip], "manual", tx.now)
    door.settle()
    segment = door.made("所有人", EVERYBODY)
    return {"ids": ids, "staff": staff, "vip": vip, "tea": tea, "segment": segment}


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def export(door: Door, segment: int, **body: Any) -> int:
    begun = door.post(f"/segments/{segment}/export", {"reason": "三月复盘", **body}, 202)
    assert begun["job_id"]
    number: int = begun["id"]
    return number


def test_an_export_is_masked_complete_and_audited(door: Door, people: dict[str, Any]) -> None:
    number = export(door, people["segment"], fields=["id", "name", "phone", "city", "gmv", "tags", "staff"])
    assert door.refused("GET", f"/segments/exports/{number}/file", 409)["code"] == "segments.export_not_ready"
    door.settle()
    rows = table(door.call("GET", f"/segments/exports/{number}/file"))
    assert rows[0] == [
        "客户 ID",
        "姓名（脱敏）",
        "手机号（脱敏）",
        "城市",
        "累计消费（元）",
        "标签",
        "好友员工",
    ]
    assert [row[0] for row in rows[1:]] == [str(one) for one in sorted(people["ids"])]
    assert rows[1][1:] == ["王**", "138****0000", "'=上海", "123.45", "VIP", "张伟"]
    [line] = door.get("/segments/exports")["items"]
    assert (line["rows"], line["state"], line["reason"]) == (7, "done", "三月复盘")
    with door.uow.read() as tx:
        entries, _ = access.audit_entries(tx, action="segments.export")
    assert [one.action for one in entries] == ["segments.export_downloaded", "segments.exported"]
    assert entries[1].data["reason"] == "三月复盘" and "138" not in str(entries)


def test_exports_need_a_reason_and_known_fields(door: Door, people: dict[str, Any]) -> None:
    path = f"/segments/{people['segment']}/export"
    assert door.refused("POST", path, 422, json={"reason": "  x "})["code"] == "segments.export_reason_needed"
    error = door.refused("POST", path, 422, json={"reason": "三月复盘", "fields": ["id", "salary"]})
    assert error["code"] == "segments.unknown_export_field" and "salary" in error["message"]["en"]
    door.refused("POST", "/segments/999/export", 404, json={"reason": "三月复盘"})


def test_an_export_holds_whom_its_maker_sees_and_is_nobody_elses(door: Door, people: dict[str, Any]) -> None:
    door.caller = guide(people["staff"][1])
    number = export(door, people["segment"], language="en")
    door.settle()
    rows = table(door.call("GET", f"/segments/exports/{number}/file"))
    assert rows[0][0] == "Customer id" and [row[0] for row in rows[1:]] == [str(people["ids"][0])]
    door.caller = Caller("user", 8, "另一位", frozenset({"segments.export"}))
    assert door.refused("GET", f"/segments/exports/{number}/file", 404)["code"] == "segments.export_not_found"
    assert door.get("/segments/exports")["total"] == 0


def test_files_go_after_a_week(door: Door, people: dict[str, Any]) -> None:
    number = export(door, people["segment"])
    door.settle()
    [file] = (door.house.settings.data_dir / "exports").iterdir()
    door.clock.advance(days=8)
    run(door, "segments.members.clean_up")
    assert not file.exists()
    assert door.refused("GET", f"/segments/exports/{number}/file", 409)["data"]["state"] == "expired"


def run(door: Door, task: str) -> None:
    with door.uow.begin() as tx:
        tx.enqueue(task, {})
    assert tasks.TASKS.all
    door.settle()


def worn(door: Door, people: dict[str, Any]) -> dict[int, set[int]]:
    with door.uow.read() as tx:
        found = profiles.tags_of(tx, people["ids"])
    return {person: {tag.id for tag in tags} for person, tags in found.items()}


def test_a_whole_segment_is_tagged_and_untagged_again(
    door: Door, people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "AT_ONCE", 3)
    before = worn(door, people)
    body = {"add": [people["tea"]], "remove": [people["vip"]]}
    begun = door.post(f"/segments/{people['segment']}/tag", body, 202)
    door.settle()
    assert worn(door, people) == {person: {people["tea"]} for person in people["ids"]}
    job = door.get(f"/jobs/{begun['job_id']}")
    assert (job["state"], job["progress"]) == ("done", 1.0)
    [action] = door.get("/segments/actions")["items"]
    assert (action["state"], action["people"], action["changed"]) == ("done", 7, 7)
    with door.uow.begin() as tx:  # somebody takes one off by hand meanwhile
        profiles.remove_tags(tx, people["ids"][3], [people["tea"]], "manual", tx.now)
    door.post(f"/segments/actions/{begun['id']}/undo")
    door.settle()
    assert worn(door, people) == before
    assert door.get("/segments/actions")["items"][0]["state"] == "undone"
    error = door.refused("POST", f"/segments/actions/{begun['id']}/undo", 409)
    assert error["code"] == "segments.action_not_undoable"
    door.refused("POST", "/segments/actions/999/undo", 404)


def test_undoing_leaves_what_people_wore_before(door: Door, people: dict[str, Any]) -> None:
    begun = door.post(f"/segments/{people['segment']}/tag", {"add": [people["vip"]]}, 202)
    door.settle()
    assert door.get("/segments/actions")["items"][0]["changed"] == 6
    door.post(f"/segments/actions/{begun['id']}/undo")
    door.settle()
    assert worn(door, people) == {people["ids"][0]: {people["vip"]}}


def test_only_customers_whom_one_sees_are_tagged(door: Door, people: dict[str, Any]) -> None:
    door.caller = guide(people["staff"][1])
    door.post(f"/segments/{people['segment']}/tag", {"add": [people["tea"]]}, 202)
    door.settle()
    assert worn(door, people) == {people["ids"][0]: {people["vip"], people["tea"]}}


def test_what_cannot_be_tagged_is_said_before_anything_happens(door: Door, people: dict[str, Any]) -> None:
    path = f"/segments/{people['segment']}/tag"
    assert door.refused("POST", path, 422, json={})["code"] == "segments.nothing_to_do"
    assert door.refused("POST", path, 422, json={"add": [999]})["code"] == "profiles.unknown_tag"
    assert door.get("/segments/actions")["total"] == 0


def owners(door: Door, people: dict[str, Any]) -> list[Any]:
    with door.uow.read() as tx:
        return [profiles.trait_values(tx, one, ["owner_staff"]).get("owner_staff") for one in people["ids"]]


def test_customers_are_shared_out_among_staff_friends_first(door: Door, people: dict[str, Any]) -> None:
    begun = door.post(f"/segments/{people['segment']}/assign", {"staff": people["staff"]}, 202)
    door.settle()
    found = owners(door, people)
    assert found[0] == "zhang", "they are friends"
    assert found[1:] == ["zhang", "lina", "zhang", "lina", "zhang", "lina"]
    chosen = door.made("李娜的", {"kind": "trait", "trait": "owner_staff", "operator": "is", "value": "lina"})
    assert door.members(chosen) == {people["ids"][n] for n in (2, 4, 6)}
    door.post(f"/segments/actions/{begun['id']}/undo")
    door.settle()
    assert owners(door, people) == [None] * 7
    assert door.members(chosen) == set()


def test_staff_who_left_are_given_nobody(door: Door, people: dict[str, Any]) -> None:
    path = f"/segments/{people['segment']}/assign"
    assert door.refused("POST", path, 422, json={"staff": []})["code"] == "segments.nothing_to_do"
    assert door.refused("POST", path, 422, json={"staff": [999]})["code"] == "segments.unknown_staff"
    with door.uow.begin() as tx:
        stores.keep_active(tx, "corp", ["lina"])
    error = door.refused("POST", path, 422, json={"staff": people["staff"]})
    assert error["data"]["ids"] == str(people["staff"][1])


def test_the_customer_list_and_its_bulk_tags_take_a_segment(door: Door, people: dict[str, Any]) -> None:
    number = door.made("VIP", {"kind": "tag", "has": "any", "tags": [people["vip"]]})
    assert [one["id"] for one in door.get("/customers", segment=number)["items"]] == [people["ids"][0]]
    assert door.get("/customers", segment=number, q="nobody")["total"] == 0
    done = door.post("/customers/tags", {"filter": {"segment": number}, "add": [people["tea"]]})
    assert done["changed"] == 1
    assert worn(door, people) == {people["ids"][0]: {people["vip"], people["tea"]}}
    door.get("/customers", 404, segment=999)


def test_a_large_segment_is_paged_as_a_small_one(
    door: Door, people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from huayuan.profiles.store import customers

    path = f"/segments/{people['segment']}/people"
    small = [door.get(path, limit=3, offset=offset, sort="-gmv") for offset in (0, 3, 6)]
    monkeypatch.setattr(customers, "FEW_PEOPLE", 0)
    assert [door.get(path, limit=3, offset=offset, sort="-gmv") for offset in (0, 3, 6)] == small
    assert [one["total"] for one in small] == [7, 7, 7]


def test_customers_chosen_by_hand_are_exported(door: Door, people: dict[str, Any]) -> None:
    chosen = [people["ids"][2], people["ids"][0]]
    body = {"people": chosen, "fields": ["id", "name", "phone"], "reason": "回访名单"}
    begun = door.post("/segments/exports", body, 202)
    door.settle()
    rows = table(door.call("GET", f"/segments/exports/{begun['id']}/file"))
    assert [row[0] for row in rows[1:]] == [str(one) for one in sorted(chosen)]
    assert rows[1][1:] == ["王**", "138****0000"]
    [line] = door.get("/segments/exports")["items"]
    assert (line["of"], line["segment_id"], line["rows"]) == ("people", None, 2)
    with door.uow.read() as tx:
        entries, _ = access.audit_entries(tx, action="customers.export")
        assert store.export(tx.session, begun["id"]).whom is None, "whom it was of is not kept"
    assert [one.action for one in entries] == ["customers.export_downloaded", "customers.exported"]
    assert (entries[1].data["people"], entries[1].data["reason"]) == (2, "回访名单")


def test_whoever_fits_a_query_is_exported_as_far_as_its_maker_sees(
    door: Door, people: dict[str, Any]
) -> None:
    def exported() -> list[str]:
        query = {"query": {"orders_min": 1}, "reason": "回访名单", "fields": ["id"]}
        begun = door.post("/segments/exports", query, 202)
        door.settle()
        return [row[0] for row in table(door.call("GET", f"/segments/exports/{begun['id']}/file"))[1:]]

    assert exported() == [str(one) for one in sorted(people["ids"])]
    door.caller = guide(people["staff"][1])
    assert exported() == [str(people["ids"][0])]


def test_an_export_is_of_somebody(door: Door, people: dict[str, Any]) -> None:
    refused = door.refused("POST", "/segments/exports", 422, json={"reason": "回访名单"})
    assert refused["code"] == "profiles.nobody_to_change"
    both = {"reason": "回访名单", "people": people["ids"], "query": {}}
    assert door.refused("POST", "/segments/exports", 422, json=both)["code"] == "profiles.nobody_to_change"


def test_who_was_in_it_on_a_day_and_who_came_and_went(door: Door, people: dict[str, Any]) -> None:
    number = door.made("VIP", {"kind": "tag", "has": "any", "tags": [people["vip"]]})
    first, second = people["ids"][0], people["ids"][1]

    def day(ago: int) -> str:
        zone = ZoneInfo(door.house.settings.timezone)
        return (door.clock.now() - timedelta(days=ago)).astimezone(zone).date().isoformat()

    def wears(person: int, given: bool) -> None:
        with door.uow.begin() as tx:
            change = profiles.add_tags if given else profiles.remove_tags
            change(tx, person, [people["vip"]], "manual", tx.now)
        door.settle()

    door.clock.advance(days=1)
    wears(second, True)
    door.clock.advance(days=1)
    wears(first, False)
    door.clock.advance(days=1)

    def listed(path: str, **asked: Any) -> set[int]:
        return {one["id"] for one in door.get(f"/segments/{number}/{path}", **asked)["items"]}

    assert [listed("people", at=day(ago)) for ago in (3, 2, 1, 0)] == [
        {first}, {first, second}, {second}, {second},
    ]  # fmt: skip
    assert listed("moved", entered=True, **{"from": day(2), "to": day(2)}) == {second}
    assert listed("moved", entered=True, **{"from": day(1), "to": day(1)}) == set()
    assert listed("moved", entered=False) == {first}
    door.caller = guide(people["staff"][0])
    assert listed("moved", entered=False) == set(), "nobody whom one does not see"
