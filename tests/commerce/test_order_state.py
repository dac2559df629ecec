"""An order's state is a function of the set of its events: their order and repetition do not matter."""

import uuid
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from huayuan.commerce import rules
from huayuan.commerce.contracts import OrderFact, OrderState, OrderStatus
from huayuan.events.contracts import StoredEvent

START = datetime(2026, 3, 1, tzinfo=UTC)


def fact(kind: str, minute: int = 0, **changes: object) -> OrderFact:
    values: dict[str, object] = {
        "source": "shop", "order_no": "1", "kind": kind, "at": START + timedelta(minutes=minute),
        "event_id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind}{minute}{sorted(changes.items())}")),
        "person_id": 1,
    }  # fmt: skip
    return OrderFact(**(values | changes))  # type: ignore[arg-type]


facts = st.builds(
    fact,
    st.sampled_from(["placed", "paid", "shipped", "received", "cancelled", "refunded"]),
    st.integers(0, 4),
    amount=st.one_of(st.none(), st.integers(0, 300)),
    person_id=st.integers(1, 3),
    refund_no=st.sampled_from([None, "r1", "r2"]),
    channel=st.sampled_from([None, "a", "b"]),
    items=st.sampled_from([None, [{"sku": "x"}]]),
)


@given(st.lists(facts, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_any_order_any_repetition_any_batching_gives_the_same_state(
    events: list[OrderFact], random: Random
) -> None:
    expected = rules.absorb(OrderState(), events)
    told = events + random.choices(events, k=random.randrange(5))
    random.shuffle(told)
    state = OrderState()
    while told:
        cut = random.randrange(1, len(told) + 1)
        state, told = rules.absorb(state, told[:cut]), told[cut:]
    missing = [event for event in events if random.random() < 0.5]  # a replay of some of them
    state = rules.absorb(state, missing) if missing else state
    assert state == expected
    assert rules.view(state) == rules.view(expected)


def status(*events: OrderFact) -> tuple[OrderStatus, int, int]:
    order = rules.view(rules.absorb(OrderState(), events))
    return order.status, order.amount, order.refunded


def test_the_life_of_an_order() -> None:
    placed, paid = fact("placed", 0, amount=100), fact("paid", 1, amount=90)
    assert status(placed) == (OrderStatus.PLACED, 100, 0)
    assert status(placed, paid, fact("shipped", 2)) == (OrderStatus.PAID, 90, 0)
    part, rest = (
        fact("refunded", 3, amount=40, refund_no="r1"),
        fact("refunded", 4, amount=50, refund_no="r2"),
    )
    assert status(placed, paid, part) == (OrderStatus.PARTIALLY_REFUNDED, 90, 40)
    assert status(placed, paid, part, part, rest) == (OrderStatus.REFUNDED, 90, 90)
    assert status(placed, fact("cancelled", 3)) == (OrderStatus.CANCELLED, 100, 0)
    assert status(part) == (OrderStatus.PARTIALLY_REFUNDED, 0, 40)  # its order is still to come


def test_one_refund_told_by_two_systems_counts_once() -> None:
    paid = fact("paid", 1, amount=90)
    told_by_shop = fact("refunded", 3, amount=40, refund_no="r1")
    told_by_pay = fact("refunded", 5, amount=40, refund_no="r1", event_id="b")
    unnumbered = fact("refunded", 6, amount=10, event_id="c")
    assert status(paid, told_by_pay, told_by_shop, unnumbered) == (OrderStatus.PARTIALLY_REFUNDED, 90, 50)


def test_the_payer_owns_the_order() -> None:
    state = rules.absorb(OrderState(), [fact("paid", 1, person_id=7), fact("placed", 0, person_id=3)])
    assert state.person_id == 7
    # Read again after a merge the same event names the person it belongs to by then.
    assert rules.absorb(state, [fact("paid", 1, person_id=7), fact("placed", 0, person_id=9)]).person_id == 7


def test_events_that_name_no_order_are_not_orders() -> None:
    def stored(event: str, **properties: object) -> StoredEvent:
        return StoredEvent(
            uuid.uuid4(),
            event,
            START,
            START,
            1,
            1,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            5,
            dict(properties),
            1,
        )

    assert rules.fact_of(stored("order_paid")) is None
    assert rules.fact_of(stored("page_viewed", order_no="1")) is None
    found = rules.fact_of(stored("order_paid", order_no=17, items="two"))
    assert found is not None and (found.order_no, found.source, found.items, found.amount) == (
        "17",
        "direct",
        None,
        5,
    )
