"""The customer list among given people: the same whether they are few or many, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from makers import NOON

from huayuan.kernel.db import insert_new
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import CustomerFilter
from huayuan.profiles.models import PersonProfileRow
from huayuan.profiles.store import among, customers


@pytest.mark.parametrize("looked_through", [0, 40_000])
def test_many_are_paged_counted_and_followed_like_few(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch, looked_through: int
) -> None:
    with uow.begin() as tx:
        rows = [
            {"person_id": n, "name": f"n{n}", "name_lower": f"n{n}", "first_seen_at": NOON, "events": 0, "orders": n % 3,
             "gmv": n * 37 % 101, "last_seen_at": NOON - timedelta(minutes=n * 7 % 50)}
            for n in range(1, 301)
        ]  # fmt: skip
        insert_new(tx.session, PersonProfileRow, rows, on=["person_id"])
    chosen = [n for n in range(1, 400) if n % 7 in (1, 2, 5)]
    asked = [
        (CustomerFilter(among=chosen, **more), sort, offset)
        for more in ({}, {"q": "N1"}, {"orders_min": 2})
        for sort in ("-last_seen_at", "gmv", "name")
        for offset in (0, 20, 200)
    ]
    with uow.read() as tx:
        few = [
            api.customers_page(tx, wanted, sort=sort, limit=20, offset=offset)
            for wanted, sort, offset in asked
        ]
        ids = customers.ids_after(tx.session, asked[0][0], 40, 25)
        monkeypatch.setattr(customers, "FEW_PEOPLE", 0)
        monkeypatch.setattr(among, "LOOKED_THROUGH", looked_through)
        many = [
            api.customers_page(tx, wanted, sort=sort, limit=20, offset=offset)
            for wanted, sort, offset in asked
        ]
    assert many == few
    assert few[0].total == sum(n <= 300 for n in chosen) and len(few[0].items) == 20
    assert ids == [n for n in chosen if 40 < n <= 300][:25]


def test_nobody_is_nobody(uow: UnitOfWork) -> None:
    with uow.read() as tx:
        found = api.customers_page(tx, CustomerFilter(among=[]), sort="id", limit=5, offset=0)
    assert (found.items, found.total) == ([], 0)
