"""Customers over HTTP: the list, one customer, the timeline, revealing, tags, search, and the data scope in all of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from makers import NOON
from profiles.platform_fixtures import Web

from huayuan.access import api as access
from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.identity import api as identity
from huayuan.kernel.caller import SYSTEM, Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.jobs import listing
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.profiles import api, bulk, tasks
from huayuan.profiles.contracts import NamedSegment, SegmentsByName
from huayuan.stores import api as stores

READER = frozenset({"customers.read", "orders.read"})


def event(name: str, number: int, minutes: int, ids: dict[str, str], **more: object) -> NewEvent:
    at = NOON - timedelta(minutes=minutes)
    return NewEvent(event_uuid(name, number), name, at, ids=ids, account="shop", **more)  # type: ignore[arg-type]


@pytest.fixture
def people(platform: Services, catch_up: Callable[[], None]) -> dict[str, int]:
    """Wang, with phone and an order, a friend of Li in the Jing'an store; and an anonymous visitor."""
    wang, visitor = {"phone": "13800138000", "customer_no": "C-1"}, {"anonymous_id": "a-1"}
    events.ingest(
        platform,
        [
            event("page_viewed", 1, 50, wang, properties={"path": "/"}, channel="抖音"),
            event("order_placed", 2, 40, wang, properties={"order_no": "A1"}, amount=900),
            event(
                "order_paid",
                3,
                40,
                wang,
                properties={"order_no": "A1", "items": [{"name": "茶"}]},
                amount=900,
            ),
            event("page_viewed", 4, 30, visitor, properties={"path": "/"}),
        ],
    )
    with platform.get(UnitOfWork).begin() as tx:
        found = {
            "wang": identity.find(tx, platform.get(Vault), "phone", "13800138000"),
            "visitor": identity.find(tx, platform.get(Vault), "anonymous_id", "a-1", "shop"),
        }
        assert all(found.values())
        wang_id = found["wang"] or 0
        region = stores.upsert_region(tx, account="corp", department_id="2", name="华东")
        store = stores.upsert_store(tx, account="corp", department_id="3", name="静安店", region_id=region)
        staff = stores.upsert_staff(tx, account="corp", userid="li", name="李", store_id=store)
        api.set_traits(tx, wang_id, {"name": "王芳", "city": "上海"}, "wecom", tx.now)
        api.friend_added(
            tx, person_id=wang_id, staff_id=staff, account="corp", external_userid="wm1", added_at=tx.now, add_way=1,
            state=None, channel="抖音", live_code_id=None,
        )  # fmt: skip
        api.add_tags(tx, wang_id, [api.ensure_tag(tx, "等级", "VIP")], "manual", tx.now)
    catch_up()
    return {name: number or 0 for name, number in found.items()} | {
        "staff": staff,
        "store": store,
        "region": region,
    }


def someone(scope: DataScope, permissions: frozenset[str] = READER) -> Caller:
    return Caller("user", 7, "导购", permissions, scope)


def test_the_list_says_everything_about_a_customer(web: Web, people: dict[str, int]) -> None:
    answer = web.get("/customers", sort="-gmv")
    assert answer["total"] == 2
    first, second = answer["items"]
    assert first["friends"] == [{"staff_id": people["staff"], "name": "李", "store": "静安店"}]
    assert [tag["name"] for tag in first["tags"]] == ["VIP"]
    shown = {key: first[key] for key in ("name", "phone_masked", "channel", "orders", "gmv", "events")}
    assert shown == {
        "name": "王芳", "phone_masked": "138****8000", "channel": "抖音", "orders": 1, "gmv": 900, "events": 3
    }  # fmt: skip
    assert (second["name"], second["phone_masked"], second["events"]) == (None, None, 1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "芳"}, 1), ({"q": "138 0013 8000"}, 1), ({"q": "C-1"}, 1), ({"q": "13900000000"}, 0), ({"channel": "抖音,门店"}, 1),
        ({"last_seen_from": "2026-03-02", "last_seen_to": "2026-03-02"}, 2), ({"last_seen_to": "2026-03-01"}, 0),
        ({"orders_min": 1, "gmv_max": 899}, 0), ({"staff": "99999"}, 0), ({"tag": "1"}, 1),
        ({"live_code": "7,8"}, 0),
    ],
)  # fmt: skip
def test_filters(web: Web, people: dict[str, int], query: dict[str, object], expected: int) -> None:
    assert web.get("/customers", **query)["total"] == expected


def test_wrong_parameters_are_refused_with_a_reason(web: Web) -> None:
    assert web.get("/customers", 422, sort="salary")["error"]["code"] == "profiles.unknown_sort"
    assert web.get("/customers", 422, last_seen_from="soon")["error"]["code"] == "invalid"
    web.get("/customers", 422, tag="one")


def test_the_data_scope_holds_everywhere(web: Web, people: dict[str, int]) -> None:
    wang, visitor = people["wang"], people["visitor"]
    inside = [("own", people["staff"]), ("store", people["store"]), ("region", people["region"])]
    for kind, number in inside:
        web.caller = someone(DataScope(kind, (number,)))
        assert [item["id"] for item in web.get("/customers")["items"]] == [wang]
        assert web.get(f"/customers/{wang}")["id"] == wang
        assert web.get("/orders")["total"] == 1
        assert web.get("/search", q="a-1")["items"] == []
        for path in ("", "/timeline", "/orders"):
            refused = web.get(f"/customers/{visitor}{path}", 404)
            assert refused["error"]["code"] == "profiles.customer_not_found"
    web.caller = someone(DataScope("own", ()))
    assert web.get("/customers")["total"] == web.get("/orders")["total"] == 0
    web.caller = someone(DataScope("own", ()), frozenset({"customers.reveal", "tags.write"}))
    web.post(f"/customers/{wang}/reveal", {"field": "phone", "reason": "客户来电核对"}, 404)
    web.post(f"/customers/{wang}/tags", {"add": [1]}, 404)
    web.get("/customers", 403)


def test_one_customer(web: Web, people: dict[str, int]) -> None:
    one = web.get(f"/customers/{people['wang']}")
    phone = next(found for found in one["identifiers"] if found["kind"] == "phone")
    assert phone["value_masked"] == "138****8000" and phone["evidence"][0]["with_kind"] == "customer_no"
    assert one["friends"][0]["staff_name"] == "李" and one["friends"][0]["removed_at"] is None
    assert {trait["key"]: trait["label"]["zh"] for trait in one["traits"]} == {"name": "姓名", "city": "城市"}
    assert one["totals"]["average"] == 900
    assert one["merges"] == one["conflicts"] == []
    orders = web.get(f"/customers/{people['wang']}/orders")
    assert (orders["total"], orders["items"][0]["items"]) == (1, [{"name": "茶"}])
    web.get("/customers/999999", 404)


def test_the_timeline_pages_without_losing_events_of_one_moment(web: Web, people: dict[str, int]) -> None:
    path = f"/customers/{people['wang']}/timeline"
    page = web.get(path, limit=1)
    # Placed and paid in the same moment: the page carries both rather than losing one.
    assert {item["event"] for item in page["items"]} == {"order_placed", "order_paid"}
    older = web.get(path, limit=5, before=page["next_before"])
    assert [item["event"] for item in older["items"]] == ["page_viewed"] and older["next_before"] is None
    assert page["counts_by_event"] == {"page_viewed": 1, "order_placed": 1, "order_paid": 1}
    assert page["items"][0]["label"]["zh"]
    assert len(web.get(path, events="order_paid,order_refunded")["items"]) == 1


def test_personal_properties_are_masked_until_revealed(
    web: Web, people: dict[str, int], platform: Services, catch_up: Callable[[], None]
) -> None:
    wang = {"phone": "13800138000"}
    searched = event("searched", 9, 5, wang, properties={"keyword": "离婚 律师", "results": 3})
    events.ingest(platform, [searched])
    catch_up()
    [told] = web.get(f"/customers/{people['wang']}/timeline", events="searched")["items"]
    assert told["properties"] == {"keyword": "***", "results": 3}
    path, field = f"/customers/{people['wang']}/reveal", f"event:{searched.event_id}:keyword"
    assert web.post(path, {"field": field, "reason": "客户投诉核对"}) == {"value": "离婚 律师"}
    with platform.get(UnitOfWork).read() as tx:
        (entry,), _ = access.audit_entries(tx, action="customers.revealed")
    assert entry.data == {"field": "keyword", "event": str(searched.event_id), "reason": "客户投诉核对"}
    web.post(path, {"field": field, "reason": "看"}, 422)
    web.post(path, {"field": "event:none:keyword", "reason": "客户投诉核对"}, 422)
    web.post(path, {"field": f"event:{searched.event_id}:sharer", "reason": "客户投诉核对"}, 404)
    other = f"/customers/{people['visitor']}/reveal"
    web.post(other, {"field": field, "reason": "客户投诉核对"}, 404)
    web.caller = someone(DataScope("all", ()))
    web.post(path, {"field": field, "reason": "客户投诉核对"}, 403)


def test_revealing_needs_a_reason_and_is_audited(
    web: Web, people: dict[str, int], platform: Services
) -> None:
    path = f"/customers/{people['wang']}/reveal"
    refused = web.post(path, {"field": "phone", "reason": " 看 看 "}, 422)
    assert refused["error"]["code"] == "profiles.reason_needed"
    web.post(path, {"field": "wechat_unionid", "reason": "客户来电核对"}, 404)
    assert web.post(path, {"field": "phone", "reason": "客户来电核对"})["value"] == "+8613800138000"
    with platform.get(UnitOfWork).read() as tx:
        (entry,), _ = access.audit_entries(tx, action="customers.revealed")
    assert entry.subject == f"person:{people['wang']}" and "客户来电核对" in str(entry.data)


def test_tags_are_given_taken_listed_and_become_events(
    web: Web, people: dict[str, int], platform: Services, catch_up: Callable[[], None]
) -> None:
    made = web.post("/tags", {"group": "等级", "name": "银卡"}, 201)
    assert web.post("/tags", {"group": "等级", "name": "银卡"}, 409)["error"]["code"] == "profiles.tag_exists"
    vip = next(tag["id"] for tag in web.get("/tags")["items"] if tag["name"] == "VIP")
    worn = web.post(f"/customers/{people['wang']}/tags", {"add": [made["id"]], "remove": [vip]})["tags"]
    assert [tag["name"] for tag in worn] == ["银卡"]
    assert {tag["name"]: tag["people"] for tag in web.get("/tags")["items"]} == {"VIP": 0, "银卡": 1}
    web.post(f"/customers/{people['wang']}/tags", {"add": [9999]}, 422)
    from huayuan.events.tasks import pump

    pump(platform)
    told = web.get(f"/customers/{people['wang']}/timeline", events="tag_added,tag_removed")["items"]
    assert [item["properties"]["tag"] for item in told if item["event"] == "tag_removed"] == ["VIP"]
    catch_up()
    assert web.get(f"/customers/{people['wang']}")["totals"]["events"] == 3  # our own notes are not activity


def test_tags_of_many_by_number_and_by_filter(web: Web, people: dict[str, int], platform: Services) -> None:
    wang, visitor = people["wang"], people["visitor"]
    vip = web.get("/tags")["items"][0]["id"]
    new = web.post("/tags", {"group": "等级", "name": "银卡"}, 201)["id"]
    done = web.post("/customers/tags", {"ids": [wang, visitor, 999, wang], "add": [vip], "remove": [new]})
    assert (done["changed"], done["queued"]) == (1, 0)  # she wore it already
    assert [(one["id"], one["code"]) for one in done["failed"]] == [(999, "profiles.customer_not_found")]
    done = web.post(
        "/customers/tags", {"filter": {"tag": str(vip), "gmv_min": 1}, "add": [new], "remove": [vip]}
    )
    assert done["items"] == [{"id": wang, "added": [new], "removed": [vip]}]
    assert (done["changed"], done["failed"], done["queued"], done["job_id"]) == (1, [], 0, None)
    worn = {item["id"]: [tag["id"] for tag in item["tags"]] for item in web.get("/customers")["items"]}
    assert worn == {wang: [new], visitor: [vip]}
    for wrong in ({"add": [vip]}, {"ids": [wang]}, {"ids": [wang], "filter": {}, "add": [vip]}):
        assert web.post("/customers/tags", wrong, 422)["error"]["code"] == "profiles.nobody_named"
    assert (
        web.post("/customers/tags", {"filter": {}, "add": [9999]}, 422)["error"]["code"]
        == "profiles.unknown_tag"
    )
    web.post("/customers/tags", {"ids": list(range(1, 5002)), "add": [vip]}, 422)
    web.caller = someone(DataScope("own", (people["staff"],)), frozenset({"tags.write"}))
    done = web.post("/customers/tags", {"ids": [wang, visitor], "add": [vip]})
    assert (done["changed"], [one["id"] for one in done["failed"]]) == (1, [visitor])
    assert web.post("/customers/tags", {"filter": {}, "remove": [vip]})["changed"] == 1
    with platform.get(UnitOfWork).read() as tx:
        entries, _ = access.audit_entries(tx, action="customers.tagged_many")
    assert [entry.data["by"] for entry in entries] == ["filter", "ids", "filter", "ids"]


def test_tags_of_very_many_are_changed_in_the_background(
    web: Web, people: dict[str, int], platform: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    uow = platform.get(UnitOfWork)
    with uow.begin() as tx:
        for person in range(1001, 1006):
            api.set_traits(tx, person, {"name": "同名"}, "wecom", tx.now)
        tag = api.ensure_tag(tx, "活动", "春季")
    worker = Worker(uow, platform, [tasks.TASKS], [], threads=1, owner="test")
    done = web.post("/customers/tags", {"filter": {"q": "同名"}, "add": [tag]})
    assert (done["changed"], done["failed"], done["queued"], bool(done["job_id"])) == (0, [], 5, True)
    worker.run_due()
    assert web.get("/customers", tag=str(tag))["total"] == 5
    # Taking off the tag that the filter asks for skips nobody; outside of the scope nothing changes.
    web.caller = someone(DataScope("own", (people["staff"],)), frozenset({"tags.write"}))
    assert web.post("/customers/tags", {"filter": {"tag": str(tag)}, "remove": [tag]})["queued"] == 0
    web.post("/customers/tags", {"ids": [1001, 1002, 1003], "remove": [tag]})
    worker.run_due()
    web.caller = SYSTEM
    assert web.get("/customers", tag=str(tag))["total"] == 5
    web.post("/customers/tags", {"filter": {"tag": str(tag)}, "remove": [tag]})
    worker.run_due()
    assert web.get("/customers", tag=str(tag))["total"] == 0
    with uow.read() as tx:
        finished, _ = access.audit_entries(tx, action="customers.tagged_many_done")
        jobs = [one for one in listing(tx.session, None, 200, 0)[0] if one.task == bulk.TASK]
    assert [entry.data for entry in finished] == [
        {"changed": 5, "failed": 0, "edit": 4}, {"changed": 0, "failed": 3, "edit": 3},
        {"changed": 5, "failed": 0, "edit": 1},
    ]  # fmt: skip
    assert jobs[0].note == "5 changed, 0 failed, of 5" and jobs[0].state == "done"


def test_search_finds_people_by_name_and_by_number(web: Web, people: dict[str, int]) -> None:
    for text in ("王", "+86 138-0013-8000"):
        (hit,) = web.get("/search", q=text)["items"]
        assert (hit["id"], hit["title"], hit["url"]) == (
            people["wang"],
            "王芳",
            f"/customers/{people['wang']}",
        )


def test_a_merge_moves_everything_and_old_addresses_still_work(
    web: Web, people: dict[str, int], platform: Services, catch_up: Callable[[], None]
) -> None:
    from huayuan.bootstrap.registry import REACTIONS, TASKS
    from huayuan.kernel.worker import Worker

    wang, visitor = people["wang"], people["visitor"]
    worker = Worker(platform.get(UnitOfWork), platform, TASKS, REACTIONS, threads=1, owner="test")

    def settle() -> None:
        worker.run_due()
        catch_up()

    with platform.get(UnitOfWork).begin() as tx:
        merge = identity.merge(tx, visitor, wang, "同一人", "boss")
    settle()
    answer = web.get("/customers")
    assert [(item["id"], item["events"], item["gmv"], item["name"]) for item in answer["items"]] == [
        (visitor, 4, 900, "王芳")
    ]
    assert answer["items"][0]["phone_masked"] == "138****8000" and answer["items"][0]["tags"]
    assert web.get(f"/customers/{wang}")["id"] == visitor
    with platform.get(UnitOfWork).begin() as tx:
        identity.undo_merge(tx, merge, "boss")
    settle()
    items = {
        item["id"]: (item["events"], item["orders"], item["name"]) for item in web.get("/customers")["items"]
    }
    assert items == {wang: (3, 1, "王芳"), visitor: (1, 0, None)}


def test_the_search_finds_tags_and_segments_of_those_who_may_read_them(web: Web, platform: Services) -> None:
    class Named(SegmentsByName):
        def named(self, tx: Transaction, q: str, limit: int) -> list[NamedSegment]:
            return [NamedSegment(4, "爱喝茶的人", "")] if q in "爱喝茶的人" else []

    platform.put(SegmentsByName, Named())  # type: ignore[type-abstract]  # a port
    with platform.get(UnitOfWork).begin() as tx:
        tea, green = (api.ensure_tag(tx, "喜好", one) for one in ("茶", "绿茶%"))
    found = web.get("/search", q=" 茶 ")["items"]
    assert [(one["kind"], one["id"], one["title"], one["url"]) for one in found] == [
        ("segment", 4, "爱喝茶的人", "/segments/4"),
        ("tag", tea, "茶", f"/tags/{tea}"),
        ("tag", green, "绿茶%", f"/tags/{green}"),
    ]
    assert [one["id"] for one in web.get("/search", q="%")["items"]] == [green]
    web.post(f"/tags/{tea}/archive")
    assert [one["title"] for one in web.get("/search", q="茶")["items"]] == ["爱喝茶的人", "绿茶%"]
    web.caller = Caller("user", 9, "guide", frozenset({"customers.read"}))
    assert web.get("/search", q="茶")["items"] == []
