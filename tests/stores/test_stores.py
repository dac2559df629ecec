"""Stores and staff on both engines."""

from __future__ import annotations

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.stores import api


def test_an_upsert_is_idempotent_and_renames(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        region = api.upsert_region(tx, account="ww1", department_id="2", name="华东")
        store = api.upsert_store(tx, account="ww1", department_id="3", name="杭州", region_id=region)
        first = api.upsert_staff(tx, account="ww1", userid="zhang", name="张伟", store_id=store, alias="小张")
        again = api.upsert_staff(tx, account="ww1", userid="zhang", name="张伟伟", store_id=store)
        other = api.upsert_staff(tx, account="ww2", userid="zhang", name="另一个", store_id=None)
        assert first == again != other
        assert (
            api.upsert_store(tx, account="ww1", department_id="3", name="杭州湖滨店", region_id=region)
            == store
        )
    with uow.read() as tx:
        member = api.staff_by_userid(tx, "ww1", ["zhang", "nobody"])["zhang"]
        assert (member.name, member.shown_name, member.store_name) == ("张伟伟", "张伟伟", "杭州湖滨店")
        assert api.store_names(tx, [store]) == {store: "杭州湖滨店"}
        assert [one.region for one in api.list_stores(tx)] == ["华东"]


def test_someone_met_first_in_a_callback(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        made = api.ensure_staff(tx, "ww1", ["li", "zhang"])
        assert api.ensure_staff(tx, "ww1", ["li"])["li"] == made["li"]
        api.upsert_staff(tx, account="ww1", userid="li", name="李娜", store_id=None)
        api.keep_active(tx, "ww1", ["li"])
    with uow.read() as tx:
        assert api.staff_names(tx, [made["li"].id, made["zhang"].id]) == {
            made["li"].id: "李娜",
            made["zhang"].id: "zhang",
        }
        active, total = api.list_staff(tx, account="ww1", active=True, q="李")
        assert total == 1 and active[0].userid == "li"
        assert api.list_staff(tx, q="100%_")[1] == 0


def test_who_may_not_contact_customers_is_told_apart(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.ensure_staff(tx, "ww1", ["zhang"])
        for serves in (True, False):
            api.upsert_staff(tx, account="ww1", userid="chen", name="陈", store_id=None, serves=serves)
    with uow.read() as tx:
        assert [one.userid for one in api.list_staff(tx, serves=True)[0]] == ["zhang"]
        assert [one.userid for one in api.list_staff(tx, serves=False)[0]] == ["chen"]
