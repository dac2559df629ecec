"""Traits over HTTP: definitions, values of one customer with their history, of many with preview and undo, computed ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from makers import NOON
from profiles.platform_fixtures import Web

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.events.projection import advance
from huayuan.identity import api as identity
from huayuan.kernel.caller import SYSTEM, Caller, DataScope
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.profiles import api
from huayuan.profiles.contracts import PeopleOfSegment, TagPlace, TraitUses
from huayuan.profiles.traits import computing, tasks
from huayuan.profiles.traits.built_in import BUILT_IN
from huayuan.profiles.traits.projections import PROJECTIONS
from huayuan.profiles.traits.routes import router

Text = dict[str, str]


class Members:
    """A segment of the people given."""

    def __init__(self, people: Sequence[int]) -> None:
        self.people = sorted(people)

    def members_after(self, tx: Transaction, segment_id: int, after: int, limit: int) -> Sequence[int]:
        return [one for one in self.people if one > after][:limit]

    def size(self, tx: Transaction, segment_id: int) -> int:
        return len(self.people)


@pytest.fixture
def web(platform: Services) -> Iterator[Web]:
    from huayuan.profiles.routes import router as customers

    web = Web(platform, [customers, router])
    with web.http:
        yield web


@pytest.fixture
def work(platform: Services) -> Callable[[], None]:
    worker = Worker(platform.get(UnitOfWork), platform, [tasks.TASKS], [], threads=1, owner="test")
    return lambda: worker.run_due() and None


def label(text: str) -> Text:
    return {"zh": text, "en": text}


def put(web: Web, path: str, body: Any, status: int = 200) -> Any:
    answer = web.http.put("/api" + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def patch(web: Web, key: str, body: Any, status: int = 200) -> Any:
    answer = web.http.patch(f"/api/traits/{key}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def define(web: Web, key: str, kind: str, status: int = 201, **more: Any) -> Any:
    return web.post("/traits", {"key": key, "kind": kind, "label": label(key)} | more, status)


def trait(web: Web, key: str) -> Any:
    return next(one for one in web.get("/traits")["items"] if one["key"] == key)


def value_of(web: Web, person: int, key: str) -> Any:
    found = {one["key"]: one["value"] for one in web.get(f"/customers/{person}")["traits"]}
    return found.get(key)


@pytest.fixture
def people(platform: Services) -> list[int]:
    """Six customers with phones, by number."""
    phones = [f"1380013800{n}" for n in range(6)]
    told = [
        NewEvent(event_uuid("seen", phone), "page_viewed", NOON, ids={"phone": phone}, account="shop", properties={"path": "/"})
        for phone in phones
    ]  # fmt: skip
    events.ingest(platform, told)
    with platform.get(UnitOfWork).begin() as tx:
        found = [identity.find(tx, platform.get(Vault), "phone", phone) or 0 for phone in phones]
        for place, person in enumerate(found):
            api.set_traits(
                tx, person, {"name": f"客户{place}", "city": "上海" if place % 2 else "北京"}, "wecom", tx.now
            )
    return found


def test_built_in_traits_are_listed_with_what_they_can_be_asked(web: Web, people: list[int]) -> None:
    items = {one["key"]: one for one in web.get("/traits")["items"]}
    assert (
        items["city"]["people"] == 6
        and items["city"]["built_in"]
        and "starts_with" in items["city"]["operators"]
    )
    assert "anniversary_within" in items["birthday"]["operators"] and items["birthday"]["people"] == 0
    assert items["gmv"]["kind"] == "money" and not items["gmv"]["editable"]
    assert [one["value"] for one in items["gender"]["options"]] == ["male", "female", "unknown"]


def test_a_trait_of_ones_own(web: Web, people: list[int], work: Callable[[], None]) -> None:
    made = define(
        web,
        "skin",
        "one_of",
        options=[{"value": "干性"}, {"value": "油性", "label": {"zh": "油性", "en": "Oily"}}],
    )
    assert made["kind"] == "one_of" and made["options"][1]["label"]["en"] == "Oily" and not made["built_in"]
    assert define(web, "skin", "text", 409)["error"]["code"] == "profiles.trait_exists"
    for wrong in ({"key": "Skin"}, {"key": "city", "status": 409}, {"key": "x", "kind": "one_of"}):
        define(web, wrong["key"], wrong.get("kind", "text"), int(wrong.get("status", 422)))
    define(web, "x", "one_of", 422, options=[{"value": "A"}, {"value": "Ａ"}])
    answer = put(web, f"/customers/{people[0]}/traits", {"values": {"skin": "oily"}}, 422)
    assert answer["error"]["code"] == "profiles.bad_trait_value"
    shown = put(web, f"/customers/{people[0]}/traits", {"values": {"skin": " Oily "}})["traits"]
    assert {one["key"]: one["value"] for one in shown}["skin"] == "油性"
    assert trait(web, "skin")["people"] == 1
    assert patch(web, "skin", {"label": label("肤质")})["label"] == label("肤质")
    assert patch(web, "nothing", {}, 422)["error"]["code"] == "profiles.unknown_trait"
    web.http.delete("/api/traits/skin").raise_for_status()
    work()
    assert value_of(web, people[0], "skin") is None
    assert web.http.delete("/api/traits/city").json()["error"]["code"] == "profiles.trait_built_in"


def test_a_trait_in_use_is_not_deleted(web: Web, platform: Services) -> None:
    class Uses:
        def places_of_trait(self, tx: Transaction, key: str) -> list[TagPlace]:
            return [TagPlace("segment", 7, "高价值", "/segments/7")]

    define(web, "skin", "text")
    platform.put(TraitUses, Uses())  # type: ignore[type-abstract]
    error = web.http.delete("/api/traits/skin").json()["error"]
    assert error["code"] == "profiles.trait_in_use" and "高价值" in error["message"]["zh"]


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("text", "  a b ", "  a b "), ("text", 12, "12"), ("number", "１,０00.5", 1000.5), ("number", "10", 10), ("money", 1200, 1200),
        ("yes_no", "是", True), ("yes_no", "NO", False), ("date", "2026年3月2日", "2026-03-02"), ("date", "5月12日", "--05-12"),
        ("date", "农历闰4月15日", {"calendar": "lunar", "year": None, "month": 4, "day": 15, "leap": True}),
        ("time", "2026-03-02T10:00:00+08:00", "2026-03-02T02:00:00+00:00"),
    ],
)  # fmt: skip
def test_values_are_normalised_by_kind(web: Web, people: list[int], kind: str, said: Any, kept: Any) -> None:
    define(web, "own", kind)
    put(web, f"/customers/{people[0]}/traits", {"values": {"own": said}})
    assert value_of(web, people[0], "own") == kept
    put(web, f"/customers/{people[0]}/traits", {"values": {"own": None}})
    assert value_of(web, people[0], "own") is None


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", ["a"]), ("text", "x" * 501), ("number", "ten"), ("number", True), ("number", 1e300), ("money", 1.5),
        ("yes_no", "maybe"), ("date", "2026-02-30"), ("date", "13-01"), ("date", "农历1990-13-1"), ("time", "noon"),
        ("date", "农历2023-闰5-1"), ("date", {"calendar": "lunar", "month": "1", "day": 1}), ("number", "1e3"),
    ],
)  # fmt: skip
def test_values_that_do_not_fit_are_refused(web: Web, people: list[int], kind: str, said: Any) -> None:
    define(web, "own", kind)
    answer = put(web, f"/customers/{people[0]}/traits", {"values": {"own": said, "city": "杭州"}}, 422)
    assert answer["error"]["code"] == "profiles.bad_trait_value"
    assert value_of(web, people[0], "city") == "北京"


def test_the_history_says_who_and_masks_personal_values(
    web: Web, people: list[int], clock: ManualClock
) -> None:
    person = people[0]
    web.caller = Caller(
        "user", 7, "小李", frozenset({"customers.read", "customers.write"}), DataScope("all", ())
    )
    clock.advance(seconds=60)
    put(web, f"/customers/{person}/traits", {"values": {"name": "王芳", "city": "杭州", "level": "金卡"}})
    clock.advance(seconds=60)
    put(web, f"/customers/{person}/traits", {"values": {"city": None}})
    found = web.get(f"/customers/{person}/traits/history")["items"]
    told = [(one["trait"], one["old"], one["new"], one["source"], one["by"]) for one in found]
    assert told[0] == ("city", "杭州", "北京", "wecom", "小李")
    assert sorted(told[1:]) == [
        ("city", "北京", "杭州", "manual", "小李"), ("level", None, "金卡", "manual", "小李"),
        ("name", "客***", "王***", "manual", "小李"),
    ]  # fmt: skip
    assert [
        one["trait"] for one in web.get(f"/customers/{person}/traits/history", trait="name")["items"]
    ] == ["name"]
    put(web, f"/customers/{person}/traits", {"values": {"gmv": 1}}, 422)
    web.caller = Caller("user", 7, "小李", frozenset({"customers.read"}), DataScope("all", ()))
    put(web, f"/customers/{person}/traits", {"values": {"city": "x"}}, 403)
    web.caller = Caller(
        "user", 7, "小李", frozenset({"customers.read", "customers.write"}), DataScope("own", (1,))
    )
    put(web, f"/customers/{person}/traits", {"values": {"city": "x"}}, 404)


def test_the_order_of_sources_decides_and_can_be_changed(
    web: Web, people: list[int], platform: Services, work: Callable[[], None]
) -> None:
    person = people[0]
    with platform.get(UnitOfWork).begin() as tx:
        api.set_traits(tx, person, {"city": "成都"}, "import:crm", tx.now + timedelta(hours=1))
        api.set_traits(tx, person, {"city": "重庆"}, "manual", tx.now + timedelta(hours=2))
    assert value_of(web, person, "city") == "重庆"
    patch(web, "city", {"precedence": ["crm", "wecom", "import"]})
    work()
    assert value_of(web, person, "city") == "北京" == web.get(f"/customers/{person}")["city"]
    patch(web, "city", {"precedence": ["import"]})
    work()
    assert value_of(web, person, "city") == "成都"
    assert web.get("/customers", q="客户0")["items"][0]["id"] == person
    patch(web, "city", {"kind": "number"}, 422)


def bulk(web: Web, status: int = 200, **body: Any) -> Any:
    return web.post("/traits/bulk", body, status)


def test_many_are_previewed_changed_and_undone(
    web: Web, people: list[int], platform: Services, work: Callable[[], None], clock: ManualClock
) -> None:
    clock.advance(seconds=60)
    put(web, f"/customers/{people[1]}/traits", {"values": {"level": "银卡"}})
    looked = bulk(web, people=people[:4], values={"level": "金卡", "city": "上海"}, dry_run=True)
    assert (looked["people"], looked["looked_at"], looked["changes"], looked["job_id"]) == (4, 4, 6, None)
    assert {
        "person_id": people[1],
        "name": "客户1",
        "trait": "level",
        "old": "银卡",
        "new": "金卡",
    } in looked["examples"]
    assert value_of(web, people[0], "level") is None
    clock.advance(seconds=60)
    started = bulk(web, people=people[:4], values={"level": "金卡", "city": "上海"})
    assert started["job_id"] and web.get(f"/traits/edits/{started['edit_id']}")["state"] == "running"
    assert (
        web.post(f"/traits/edits/{started['edit_id']}/undo", status=409)["error"]["code"]
        == "profiles.edit_not_undoable"
    )
    work()
    edit = web.get("/traits/edits")["items"][0]
    assert (edit["state"], edit["people"], edit["changed"]) == ("done", 4, 6)
    assert [value_of(web, one, "level") for one in people] == ["金卡"] * 4 + [None] * 2
    assert [value_of(web, one, "city") for one in people[:3]] == ["上海"] * 3
    clock.advance(seconds=60)
    put(
        web, f"/customers/{people[2]}/traits", {"values": {"level": "钻石"}}
    )  # changed since: undoing leaves it
    assert web.post(f"/traits/edits/{edit['id']}/undo", status=202)["job_id"]
    work()
    edit = web.get(f"/traits/edits/{edit['id']}")
    assert (edit["state"], edit["left"]) == ("undone", 1)
    assert [value_of(web, one, "level") for one in people[:4]] == [None, "银卡", "钻石", None]
    assert [value_of(web, one, "city") for one in people[:4]] == ["北京", "上海", "北京", "上海"]
    with platform.get(UnitOfWork).read() as tx:
        (typed,) = [one for one in api.traits_of(tx, people[1]) if one.key == "level"]
    assert typed.updated_at == NOON + timedelta(seconds=60) or typed.updated_at < clock.now() - timedelta(
        seconds=100
    )
    web.post(f"/traits/edits/{edit['id']}/undo", status=409)


def test_many_by_query_and_by_segment(
    web: Web, people: list[int], platform: Services, work: Callable[[], None]
) -> None:
    assert bulk(web, 422, values={"level": "x"})["error"]["code"] == "profiles.nobody_to_change"
    assert bulk(web, 422, segment=1, values={"level": "x"})["error"]["code"] == "profiles.nobody_to_change"
    assert bulk(web, 422, people=[1], values={"salary": 1})["error"]["code"] == "profiles.unknown_trait"
    platform.put(PeopleOfSegment, Members(people[:2]))  # type: ignore[type-abstract]
    assert bulk(web, segment=1, values={"level": "金卡"}, dry_run=True)["changes"] == 2
    bulk(web, segment=1, values={"level": "金卡"})
    bulk(web, query={"q": "客户5"}, values={"level": "银卡"})
    work()
    assert [value_of(web, one, "level") for one in people] == ["金卡", "金卡", None, None, None, "银卡"]
    web.caller = Caller("user", 7, "导购", frozenset({"traits.write"}), DataScope("own", (1,)))
    assert bulk(web, people=people, values={"level": "x"}, dry_run=True)["changes"] == 0
    web.caller = Caller("user", 7, "导购", frozenset({"customers.write"}), DataScope("all", ()))
    bulk(web, 403, people=people, values={"level": "x"}, dry_run=True)
    web.caller = SYSTEM


def buy(platform: Services, person: int, number: int, amount: int, at: Any, **properties: Any) -> None:
    name = event_uuid("order", number)
    paid = NewEvent(name, "order_paid", at, ids={"phone": f"1380013800{person}"}, account="shop", amount=amount,
                    properties={"order_no": str(number)} | properties)  # fmt: skip
    events.ingest(platform, [paid])


def follow(platform: Services) -> None:
    from huayuan.events.api import Committer

    platform.get(Committer)._mark_done()
    for projection in PROJECTIONS:
        while advance(platform, projection):
            pass


ORDERS = {"event": "order_paid", "measure": "count"}


def test_computed_traits_follow_events_and_windows(
    web: Web, people: list[int], platform: Services, work: Callable[[], None], clock: ManualClock
) -> None:
    now = clock.now()
    buy(platform, 0, 1, 100, now - timedelta(days=3), store="静安")
    buy(platform, 0, 2, 501, now - timedelta(hours=1), store="徐汇")
    buy(platform, 1, 3, 50, now - timedelta(days=40), store="静安")
    month = {"kind": "last", "n": 30, "unit": "day"}
    wanted: dict[str, tuple[str, dict[str, Any]]] = {
        "bought": ("number", ORDERS),
        "bought_big": (
            "number",
            ORDERS | {"where": [{"property": "amount", "operator": "at_least", "value": "100"}]},
        ),
        "bought_30d": ("number", ORDERS | {"window": month}),
        "spent_30d": (
            "money",
            {"event": "order_paid", "measure": "sum", "property": "amount", "window": month},
        ),
        "mean": ("money", {"event": "order_paid", "measure": "average", "property": "amount"}),
        "biggest": ("number", {"event": "order_paid", "measure": "maximum", "property": "amount"}),
        "last_shop": ("text", {"event": "order_paid", "measure": "last", "property": "store"}),
        "first_bought": ("time", {"event": "order_paid", "measure": "first_at"}),
    }
    for key, (kind, computed) in wanted.items():
        assert define(web, key, kind, computed=computed)["computed"]["event"] == "order_paid"
    work()
    said = {key: [value_of(web, one, key) for one in people[:3]] for key in wanted}
    assert said == {
        "bought": [2, 1, None], "bought_big": [2, None, None], "bought_30d": [2, None, None], "spent_30d": [601, None, None],
        "mean": [300, 50, None], "biggest": [501, 50, None], "last_shop": ["徐汇", "静安", None],
        "first_bought": [(now - timedelta(days=3)).isoformat(), (now - timedelta(days=40)).isoformat(), None],
    }  # fmt: skip
    with platform.get(UnitOfWork).read() as tx:
        assert api.trait_values(tx, people[2], ["bought", "mean"]) == {"bought": 0}
    follow(platform)
    buy(platform, 2, 4, 70, now, store="徐汇")
    follow(platform)
    assert [value_of(web, people[2], key) for key in ("bought", "spent_30d", "last_shop")] == [1, 70, "徐汇"]
    clock.advance(seconds=28 * 86_400)
    computing.lapse(platform)  # the order of three days before left the window
    assert [value_of(web, people[0], key) for key in ("bought", "bought_30d", "spent_30d")] == [2, 1, 501]
    clock.advance(seconds=3 * 86_400)
    computing.lapse(platform)
    assert [value_of(web, people[0], key) for key in ("bought", "bought_30d", "spent_30d")] == [2, None, None]


def test_a_count_of_nothing_is_zero(
    web: Web, people: list[int], platform: Services, work: Callable[[], None], clock: ManualClock
) -> None:
    from zoneinfo import ZoneInfo

    from huayuan.profiles.contracts import TraitQuestion

    buy(platform, 0, 1, 100, clock.now())
    define(web, "bought", "number", computed=ORDERS)
    work()

    def ask(operator: str, value: Any = None) -> set[int]:
        with platform.get(UnitOfWork).read() as tx:
            question = TraitQuestion("bought", operator, value)
            return {
                people.index(one)
                for one in api.people_with_trait(
                    tx, question, clock.now(), ZoneInfo("Asia/Shanghai")
                ).tolist()
            }

    others = {1, 2, 3, 4, 5}
    assert ask("is", 0) == others == ask("less", 1) == ask("is_not", 1) and ask("at_least", 0) == others | {0}
    assert ask("at_least", 1) == {0} == ask("is_not", 0) and ask("is_empty") == set()
    assert ask("between", [0, 5]) == others | {0} and ask("in", [1, 2]) == {0} and ask("not_in", [0]) == {0}


@pytest.mark.parametrize(
    "computed",
    [
        {"event": "", "measure": "count"}, {"event": "x", "measure": "median"}, {"event": "x", "measure": "sum"},
        {"event": "x", "measure": "count", "window": {"kind": "last", "n": 0, "unit": "day"}},
        {"event": "x", "measure": "count", "window": {"kind": "between", "from": "2026-02-02", "to": "2026-01-01"}},
        {"event": "x", "measure": "count", "where": [{"property": "a", "operator": "resembles", "value": 1}]},
        {"event": "x", "measure": "count", "where": [{"property": "a", "operator": "greater", "value": "b"}]},
        {"event": "x", "measure": "count", "where": [{"property": "a", "operator": "matches", "value": "("}]},
        {"event": "x", "measure": "last", "property": "a"},
    ],
)  # fmt: skip
def test_a_computed_trait_that_makes_no_sense_is_refused(web: Web, computed: dict[str, Any]) -> None:
    define(web, "own", "number", 422, computed=computed)


def test_a_computed_trait_is_not_typed_and_can_be_computed_again(
    web: Web, people: list[int], platform: Services, work: Callable[[], None], clock: ManualClock
) -> None:
    define(web, "bought", "number", computed=ORDERS)
    put(web, f"/customers/{people[0]}/traits", {"values": {"bought": 3}}, 422)
    patch(web, "bought", {"kind": "text"}, 422)
    web.post("/traits/city/compute", status=422)
    work()
    buy(platform, 0, 1, 100, clock.now())
    assert web.post("/traits/bought/compute", status=202)["job_id"]
    work()
    assert value_of(web, people[0], "bought") == 1
    patch(web, "bought", {"computed": ORDERS | {"event": "order_refunded"}})
    work()
    assert value_of(web, people[0], "bought") is None


def test_computed_traits_follow_a_merge_and_a_split(
    web: Web, people: list[int], platform: Services, clock: ManualClock
) -> None:
    from huayuan.bootstrap.registry import REACTIONS, TASKS

    worker = Worker(platform.get(UnitOfWork), platform, TASKS, REACTIONS, threads=1, owner="test")

    def settle() -> dict[str, list[Any]]:
        worker.run_due()
        follow(platform)
        worker.run_due()
        return {
            key: [value_of(web, one, key) if one in shown() else None for one in people[:2]]
            for key in ("bought", "biggest", "smallest")
        }

    def shown() -> set[int]:
        return {one["id"] for one in web.get("/customers")["items"]}

    buy(platform, 0, 1, 500, clock.now() - timedelta(hours=2))
    buy(platform, 1, 2, 100, clock.now() - timedelta(hours=1))
    define(web, "bought", "number", computed=ORDERS)
    for key, measure in (("biggest", "maximum"), ("smallest", "minimum")):
        define(
            web,
            key,
            "number",
            computed={"event": "order_paid", "measure": measure, "property": "amount"},
        )
    apart = {"bought": [1, 1], "biggest": [500, 100], "smallest": [500, 100]}
    assert settle() == apart
    clock.advance(seconds=60)
    with platform.get(UnitOfWork).begin() as tx:
        merge = identity.merge(tx, people[0], people[1], "同一人", "boss")
    assert settle() == {"bought": [2, None], "biggest": [500, None], "smallest": [100, None]}
    clock.advance(seconds=60)
    with platform.get(UnitOfWork).begin() as tx:
        identity.undo_merge(tx, merge, "boss")
    assert settle() == apart


def test_no_two_built_in_traits_are_called_the_same() -> None:
    for language in ("zh", "en"):
        names = [getattr(one.label, language) for one in BUILT_IN.values()]
        assert len(names) == len(set(names))
