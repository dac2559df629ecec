"""Friendships, traits, tags, and how they follow a merge and a split."""

import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from huayuan.events.api import Totals
from huayuan.events.models import PendingRow
from huayuan.kernel.caller import DataScope
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import CustomerFilter, OrderTotals, TraitUpdate, Visibility
from huayuan.profiles.errors import CustomerNotFound, TagExists, UnknownSort, UnknownTag
from huayuan.profiles.store.customers import FEW_STAFF
from huayuan.stores import api as stores

EVERYONE = Visibility()


def befriend(tx: Transaction, person: int, staff: int, **changes: object) -> bool:
    details = {
        "account": "corp", "external_userid": f"wm{person}", "added_at": tx.now, "add_way": 1, "state": None,
        "channel": None, "live_code_id": None, "store_id": 7,
    } | changes  # fmt: skip
    return api.friend_added(tx, person_id=person, staff_id=staff, **details)  # type: ignore[arg-type]


def test_a_friendship_told_twice_is_one(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        assert befriend(tx, 1, 10)
        assert not befriend(tx, 1, 10, added_at=tx.now + timedelta(seconds=2), state="code-5", live_code_id=5)
    with uow.read() as tx:
        (friend,) = api.friends_of(tx, [1])[1]
    assert (friend.state, friend.live_code_id, friend.store_id, friend.add_way) == ("code-5", 5, 7, 1)


def test_remove_add_again_and_a_late_repeat_of_the_first_addition(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        first = tx.now
        befriend(tx, 1, 10)
        assert api.friend_removed(
            tx, person_id=1, staff_id=10, removed_at=first + timedelta(days=1), by="customer"
        )
        assert not api.friend_removed(
            tx, person_id=1, staff_id=10, removed_at=first + timedelta(days=1), by="customer"
        )
        assert not befriend(tx, 1, 10, added_at=first)
        assert api.friends_of(tx, [1]) == {}
        assert befriend(tx, 1, 10, added_at=first + timedelta(days=2))
        assert len(api.friends_of(tx, [1], open_only=False)[1]) == 2
        assert not api.friend_removed(
            tx, person_id=1, staff_id=10, removed_at=first + timedelta(days=1), by="customer"
        )


def test_the_newest_statement_about_a_trait_counts(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.set_traits(tx, 1, {"name": "小明", "level": 3}, "wecom", tx.now)
        api.set_traits(tx, 1, {"name": "王明"}, "manual", tx.now + timedelta(hours=1))
        api.set_traits(
            tx, 1, {"name": "小明"}, "wecom", tx.now + timedelta(hours=2)
        )  # nothing new: the manual name stays
        api.set_traits(tx, 1, {"level": 1}, "wecom", tx.now - timedelta(hours=2))  # late and older
    with uow.read() as tx:
        assert {trait.key: trait.value for trait in api.traits_of(tx, 1)} == {"name": "王明", "level": 3}
        assert api.names_of(tx, [1, 2]) == {1: "王明"}
    with uow.begin() as tx:
        api.set_traits(tx, 1, {"name": None}, "manual", tx.now)
        assert api.names_of(tx, [1]) == {1: "小明"}


def test_another_value_of_a_trait_is_an_event_and_a_first_one_is_not(uow: UnitOfWork) -> None:
    def said(moment: int, source: str, **values: object) -> None:
        with uow.begin() as tx:
            api.set_traits(tx, 1, values, source, tx.now + timedelta(hours=moment))

    def told() -> list[tuple[str, str, str]]:
        with uow.read() as tx:
            rows = [json.loads(body) for body in tx.session.scalars(select(PendingRow.body))]
        changes = [row["properties"] for row in rows if row["event"] == "trait_changed"]
        return [(one["trait"], one["old"], one["new"]) for one in changes]

    said(0, "wecom", name="小明", city="上海", level=3)
    said(1, "wecom", name="小明", city="上海", level=3)
    said(-1, "crm", city="北京")  # older: what counts stays
    assert told() == []
    said(2, "manual", name="王明")
    said(3, "wecom", city="杭州", level=4)
    said(4, "wecom", name="小明")  # the same from the same source: the typed name stays
    said(5, "manual", name=None)
    assert sorted(told()) == [
        ("city", "上海", "杭州"), ("level", "3", "4"), ("name", "小***", "王***"), ("name", "王***", "小***"),
    ]  # fmt: skip


def test_tags_are_worn_once_whoever_gave_them(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        vip = api.ensure_tag(tx, "等级", "VIP")
        assert api.ensure_tag(tx, "等级", "VIP") == vip
        assert api.add_tags(tx, 1, [vip], "live_code", tx.now) == [vip]
        assert api.add_tags(tx, 1, [vip], "manual", tx.now) == []
        assert [(tag.name, tag.group, tag.people) for tag in api.all_tags(tx)] == [("VIP", "等级", 1)]
        assert [tag.id for tag in api.tags_of(tx, [1])[1]] == [vip]
        assert api.remove_tags(tx, 1, [vip], "manual", tx.now) == [vip]
        assert api.tags_of(tx, [1]) == {}
    with uow.begin() as tx, pytest.raises(UnknownTag):
        api.add_tags(tx, 1, [vip, 999], "manual", tx.now)
    with uow.begin() as tx, pytest.raises(TagExists):
        api.create_tag(tx, "等级", "VIP")


def test_everything_follows_a_merge_and_comes_back_on_a_split(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        for person in (1, 2):
            befriend(tx, person, 10 + person)
            api.set_traits(tx, person, {"name": f"P{person}"}, "wecom", tx.now + timedelta(minutes=person))
        tag = api.ensure_tag(tx, "g", "t")
        api.add_tags(tx, 2, [tag], "manual", tx.now)
    with uow.begin() as tx:
        assert api.people_moved(tx, {2: 1}) == [1]
    with uow.read() as tx:
        assert len(api.friends_of(tx, [1])[1]) == 2
        assert api.names_of(tx, [1, 2]) == {1: "P2"}  # the newest statement among both
        assert [t.id for t in api.tags_of(tx, [1, 2])[1]] == [tag]
        assert [
            c.id for c in api.customers_page(tx, CustomerFilter(), sort="id", limit=9, offset=0).items
        ] == [1]
    with uow.begin() as tx:
        assert api.people_moved(tx, {2: 2}) == [1, 2]
    with uow.read() as tx:
        assert api.names_of(tx, [1, 2]) == {1: "P1", 2: "P2"}
        assert {person: len(rows) for person, rows in api.friends_of(tx, [1, 2]).items()} == {1: 1, 2: 1}
        assert list(api.tags_of(tx, [1, 2])) == [2]


def _ids(tx: Transaction, sort: str = "id", **wanted: object) -> list[int]:
    page = api.customers_page(tx, CustomerFilter(**wanted), sort=sort, limit=50, offset=0)  # type: ignore[arg-type]
    assert page.total == len(page.items)
    return [customer.id for customer in page.items]


def _seen(person: int, at: datetime, channel: str) -> Totals:
    return Totals(person, person, at, at, channel, at, channel, at)


def test_filters_sorts_and_scope(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        for person, name in ((1, "Anna_x"), (2, "annabel"), (3, "王芳"), (4, "")):
            api.set_traits(tx, person, {"name": name or None}, "wecom", tx.now)
            day = tx.now - timedelta(days=person)
            channel = "抖音" if person > 2 else "门店"
            api.count_anew(tx, [person], {person: _seen(person, day, channel)}, up_to=1)
        east = stores.upsert_region(tx, account="corp", department_id="2", name="华东")
        shop = stores.upsert_store(tx, account="corp", department_id="3", name="静安店", region_id=east)
        seller = stores.upsert_staff(tx, account="corp", userid="li", name="李", store_id=shop)
        befriend(tx, 1, seller, store_id=None)
        assert api.friends_of(tx, [1])[1][0].store_id == shop
        befriend(tx, 3, 11)
        befriend(tx, 3, 12, live_code_id=5)
        api.friend_removed(tx, person_id=3, staff_id=12, removed_at=tx.now, by="customer")
        api.set_order_totals(
            tx, [OrderTotals(1, 2, 5000, tx.now), OrderTotals(3, 1, 100, tx.now), OrderTotals(99, 0, 0, None)]
        )
        api.set_stages(tx, {3: "active"})
        tag = api.ensure_tag(tx, "g", "t")
        api.add_tags(tx, 3, [tag], "manual", tx.now)
        now = tx.now
    with uow.read() as tx:
        assert _ids(tx) == [1, 2, 3, 4]
        assert _ids(tx, q="anna") == [1, 2]
        assert _ids(tx, q="anna_") == [1]
        assert _ids(tx, q="芳") == [3]
        assert _ids(tx, q="138", people=(4,)) == [4]
        assert _ids(tx, channel=("门店",)) == [1, 2]
        assert _ids(tx, tag=(tag,)) == [3] == _ids(tx, stage=("active",))
        assert _ids(tx, staff=(seller,)) == [1] == _ids(tx, store=(shop,))
        assert _ids(tx, live_code=(5, 6)) == [3] and _ids(tx, live_code=(6,)) == []
        assert _ids(tx, orders_min=1, orders_max=1) == [3] == _ids(tx, gmv_min=1, gmv_max=100)
        assert _ids(tx, last_seen_from=now - timedelta(days=2)) == [1, 2]
        assert _ids(tx, first_seen_to=now - timedelta(days=2)) == [3, 4]
        assert _ids(tx, "-gmv") == [1, 3, 4, 2]
        assert _ids(tx, "-last_order_at")[:2] == [3, 1]
        assert _ids(tx, "last_order_at") == [1, 3, 2, 4]
        assert _ids(tx, visibility=Visibility(staff=(seller, 11))) == [1, 3]
        assert _ids(tx, visibility=api.visibility(tx, DataScope("store", (shop,)))) == [1]
        assert _ids(tx, visibility=api.visibility(tx, DataScope("region", (east,)))) == [1]
        assert _ids(tx, visibility=api.visibility(tx, DataScope("own", (11,)))) == [3]
        assert _ids(tx, visibility=api.visibility(tx, DataScope("own"))) == []
        assert _ids(tx, visibility=api.visibility(tx, DataScope("unheard of", (11,)))) == []
        with pytest.raises(UnknownSort):
            api.customers_page(tx, CustomerFilter(), sort="salary", limit=1, offset=0)
        assert api.customer(tx, 1, EVERYONE).gmv == 5000
        with pytest.raises(CustomerNotFound):
            api.customer(tx, 1, Visibility(staff=(11,)))
        assert api.visible_people(tx, [1, 3], Visibility(staff=(11,))) == {3}


def test_a_scope_of_many_staff_shows_the_same_people_as_one_of_few(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        for person in range(1, 9):
            befriend(tx, person, 10 + person % 3)
        befriend(tx, 1, 12)  # friends with two of them, and still one person
        api.friend_removed(tx, person_id=8, staff_id=12, removed_at=tx.now + timedelta(days=1), by="staff")
    nobody = tuple(range(1000, 1000 + FEW_STAFF))
    with uow.read() as tx:
        for staff in ((11, 12), (10,), ()):
            few, many = Visibility(staff), Visibility(staff + nobody)
            assert _ids(tx, visibility=few) == _ids(tx, visibility=many)
            assert api.visible_people(tx, range(1, 10), many) == set(_ids(tx, visibility=few))
            if staff:
                assert _ids(tx, staff=staff) == _ids(tx, staff=staff + nobody)
        assert _ids(tx, visibility=Visibility((11, 12, *nobody))) == [1, 2, 4, 5, 7]


def test_many_traits_in_one_go_and_zero_orders_make_no_customer(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.set_many_traits(
            tx,
            [TraitUpdate(n, {"name": f"n{n}", "city": "上海"}, "import:crm", tx.now) for n in range(1, 400)],
        )
        api.set_order_totals(tx, [OrderTotals(5000, 0, 0, None)])
    with uow.read() as tx:
        page = api.customers_page(tx, CustomerFilter(), sort="name", limit=3, offset=1)
    assert page.total == 399
    assert [customer.name for customer in page.items] == ["n10", "n100", "n101"]


def test_export_and_erasure_know_every_row(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        befriend(tx, 1, 10)
        api.set_traits(tx, 1, {"name": "A"}, "wecom", tx.now)
        api.add_tags(tx, 1, [api.ensure_tag(tx, "g", "t")], "manual", tx.now)
        exported = api.PRIVACY.run_export(tx, 1)
        assert exported["tags"] == ["g/t"] and len(exported["friendships"]) == 1
        assert api.PRIVACY.run_erase(tx, 1) == 6
        assert _ids(tx) == []
