"""Orders in the database: idempotent, in step with the customer list, following merges and splits."""

from dataclasses import replace
from datetime import timedelta

import pytest
from commerce.test_order_state import START, fact

from huayuan.commerce import api
from huayuan.commerce.contracts import OrderFilter
from huayuan.commerce.errors import UnknownOrderSort
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Visibility


def totals(tx: Transaction, person: int) -> tuple[int, int]:
    line = profiles.customer(tx, person, Visibility())
    return line.orders, line.gmv


def test_orders_repeat_harmlessly_and_update_the_customer_list(uow: UnitOfWork) -> None:
    events = [
        fact("placed", 0, amount=100, items=[{"name": "茶", "quantity": 2}], channel="抖音"),
        fact("paid", 1, amount=90),
        fact("refunded", 5, amount=20, refund_no="r1"),
        fact("paid", 2, order_no="2", amount=10),
        fact("placed", 3, order_no="3", amount=7),
    ]
    for batch in (events, events[1:3], events[::-1]):
        with uow.begin() as tx:
            assert api.record(tx, batch) <= {1}
    with uow.read() as tx:
        newest, second, first = api.orders_of(tx, 1)
        assert (first.order_no, first.status, first.amount, first.refunded) == (
            "1",
            "partially_refunded",
            90,
            20,
        )
        assert (first.items, first.channel, first.paid_at) == (
            events[0].items,
            "抖音",
            START + timedelta(minutes=1),
        )
        assert (newest.order_no, second.order_no) == ("3", "2")
        assert totals(tx, 1) == (2, 100)
        assert profiles.customer(tx, 1, Visibility()).last_order_at == START + timedelta(minutes=2)


def test_orders_follow_a_merge_and_a_split(uow: UnitOfWork) -> None:
    one, two = fact("paid", 1, amount=90), fact("paid", 2, order_no="2", amount=10, person_id=2)
    with uow.begin() as tx:
        api.record(tx, [one, two])
    with uow.begin() as tx:
        assert api.people_moved(tx, {2: 1}) == {1, 2}
        assert totals(tx, 1) == (2, 100)
        # Recorded while the two are one, though its identifier was the second person's.
        together = fact("paid", 3, order_no="3", amount=5, person_id=1)
        api.record(tx, [together])
    with uow.begin() as tx:
        api.people_moved(tx, {2: 2})
        assert (totals(tx, 1), totals(tx, 2)) == ((2, 95), (1, 10))
        api.record(tx, [replace(together, person_id=2)])  # what re-reading the events says after the split
    with uow.read() as tx:
        assert (totals(tx, 1), totals(tx, 2)) == ((1, 90), (2, 15))
    with uow.begin() as tx:
        api.people_moved(tx, {2: 1})
        assert totals(tx, 1) == (3, 105)


def test_the_order_list_filters_and_sorts(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.record(
            tx,
            [
                fact("paid", n, order_no=f"A{n}", amount=n * 10, person_id=n, source=f"s{n % 2}")
                for n in range(1, 9)
            ],
        )
        api.record(tx, [fact("placed", 9, order_no="B1", amount=1, person_id=1)])

    def numbers(tx: Transaction, sort: str = "-at", **wanted: object) -> list[str]:
        page = api.orders_page(tx, OrderFilter(**wanted), sort=sort, limit=50, offset=0)  # type: ignore[arg-type]
        assert page.total == len(page.items)
        return [order.order_no for order in page.items]

    with uow.read() as tx:
        assert numbers(tx)[:2] == ["B1", "A8"]
        assert numbers(tx, "amount", status=("paid",), source=("s1",)) == ["A1", "A3", "A5", "A7"]
        assert numbers(tx, "-paid_at")[-1] == "B1"
        assert (
            numbers(tx, q="A3") == ["A3"]
            and numbers(tx, people=(1,)) == ["B1", "A1"]
            and numbers(tx, people=()) == []
        )
        assert numbers(tx, amount_min=70, at_to=START + timedelta(minutes=8)) == ["A7"]
        assert api.sources(tx) == ["s0", "s1", "shop"]
        with pytest.raises(UnknownOrderSort):
            api.orders_page(tx, OrderFilter(), sort="colour", limit=1, offset=0)


def test_export_and_erasure(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.record(tx, [fact("paid", 1, amount=90), fact("refunded", 2, amount=90)])
        assert api.PRIVACY.run_export(tx, 1)["orders"][0]["status"] == "refunded"
        assert api.PRIVACY.run_erase(tx, 1) == 2
        assert api.orders_of(tx, 1) == []
