"""Whatever is bought and however time passes, buyers are in the cells that plain Python puts them in."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

import pytest
from segments.living import Brand, Chance, Told, paid_orders
from sqlalchemy import delete, select

from huayuan.segments.rfm import api, keeping, store
from huayuan.segments.rfm.contracts import Snapshot
from huayuan.segments.rfm.models import PersonRfmRow as P

CDNOW = Path(__file__).parent.parent / "data" / "cdnow_sample.csv"
Bought = dict[int, list[tuple[datetime, int]]]
Row = tuple[int, int, int, int, int]  # r, f, m, orders, revenue


def expected(bought: Bought, snapshot: Snapshot, now: datetime) -> dict[int, Row]:
    """person → cell and numbers, from lists of orders and the thresholds of the snapshot."""
    found = {}
    limits = snapshot.thresholds
    for person, orders in bought.items():
        inside = [(at, money) for at, money in orders if now - at < timedelta(days=snapshot.window_days)]
        if inside:
            age = now - max(at for at, _ in inside)
            r = limits.scores - sum(age > timedelta(microseconds=limit) for limit in limits.r)
            revenue = sum(money for _, money in inside)
            f = 1 + sum(len(inside) >= limit for limit in limits.f)
            found[person] = r, f, 1 + sum(revenue >= limit for limit in limits.m), len(inside), revenue
    return found


def bought_by(brand: Brand) -> Bought:
    told: dict[int, list[Told]] = defaultdict(list)
    for one in brand.told:
        person = brand.person(one.customer)
        assert person is not None
        told[person].append(one)
    return {person: list(paid_orders(of).values()) for person, of in told.items()}


def stored(brand: Brand) -> dict[int, Row]:
    with brand.uow.read() as tx:
        rows = tx.session.execute(select(P.person_id, P.r, P.f, P.m, P.orders, P.revenue))
        return {row[0]: tuple(row[1:]) for row in rows}  # type: ignore[misc]


def snapshot_of(brand: Brand) -> Snapshot:
    with brand.uow.read() as tx:
        snapshot = store.newest_snapshot(tx.session)
    assert snapshot is not None
    return snapshot


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_cells_follow_whatever_happens(brand: Brand, request: pytest.FixtureRequest) -> None:
    chance = Chance(brand, seed=len(request.node.name))
    for one in range(8):
        brand.order(one, brand.clock.now() - timedelta(days=9 * one), 100 + 700 * one)
    brand.catch_up()
    for step in range(16):
        chance.act()
        if step == 8:
            keeping.refresh(brand.services, lambda _: None)
        brand.catch_up()
        assert stored(brand) == expected(bought_by(brand), snapshot_of(brand), brand.clock.now())
    before, snapshot = stored(brand), snapshot_of(brand)
    assert len(before) > 3
    keeping.look_again(brand.services, sorted(before))
    assert stored(brand) == before and snapshot_of(brand) == snapshot


def test_everybody_anew_and_in_slices_comes_to_the_same(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in range(11):
        brand.order(one, brand.clock.now() - timedelta(days=7 * one), 100 + 700 * one)
    brand.catch_up()
    stranger = P(
        person_id=999,
        r=1,
        f=1,
        m=1,
        orders=1,
        revenue=1,
        last_order_at=0,
        due_at=1 << 60,
        computed_at=brand.clock.now(),
    )
    with brand.uow.begin() as tx:
        tx.session.execute(delete(P).where(P.person_id % 2 == 0))
        tx.session.add(stranger)  # someone who bought nothing
    monkeypatch.setattr(keeping, "PEOPLE_IN_A_SLICE", 4)
    monkeypatch.setattr(keeping, "PEOPLE_PER_TRANSACTION", 2)
    shares: list[float] = []
    keeping.refresh(brand.services, shares.append)
    assert stored(brand) == expected(bought_by(brand), snapshot_of(brand), brand.clock.now())
    assert len(stored(brand)) == 11 and snapshot_of(brand).counted
    assert shares == sorted(shares) and len(shares) == 3 and shares[-1] == 1


def test_cdnow(brand: Brand) -> None:
    """Every purchase of the published file: thresholds, cells and revenue are those that plain Python finds."""
    set_clock(brand, datetime(1998, 7, 1, tzinfo=UTC))
    with CDNOW.open() as file:
        rows = list(csv.DictReader(file))
    purchases = [
        Told(
            int(row["customer_no"]), "order_paid", datetime.fromisoformat(row["ordered_on"]).replace(tzinfo=UTC),
            properties={"order_no": row["order_no"]}, amount=round(float(row["amount"]) * 100),
        )
        for row in rows
    ]  # fmt: skip
    for start in range(0, len(purchases), 2_000):
        brand.tell(purchases[start : start + 2_000])
    brand.catch_up()
    keeping.refresh(brand.services, lambda _: None)
    check_cdnow(brand, rows, datetime(1998, 7, 1, tzinfo=UTC))
    set_clock(brand, datetime(1998, 9, 15, tzinfo=UTC))
    brand.catch_up()
    check_cdnow(brand, rows, datetime(1998, 7, 1, tzinfo=UTC), datetime(1998, 9, 15, tzinfo=UTC))


def set_clock(brand: Brand, to: datetime) -> None:
    brand.clock.advance(seconds=(to - brand.clock.now()).total_seconds())


def check_cdnow(
    brand: Brand,
    rows: list[dict[str, str]],
    taken: datetime,
    now: datetime | None = None,
) -> None:
    bought: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for row in rows:
        at = datetime.fromisoformat(row["ordered_on"]).replace(tzinfo=UTC)
        bought[row["customer_no"]].append((at, round(float(row["amount"]) * 100)))
    year = timedelta(days=365)
    then = {
        who: inside for who, of in bought.items() if (inside := [one for one in of if taken - one[0] < year])
    }
    days = sorted((taken - max(at for at, _ in of)).days for of in then.values())
    counts = sorted(len(of) for of in then.values())
    money = sorted(sum(cents for _, cents in of) for of in then.values())
    at = [ceil(len(then) / 3) - 1, ceil(2 * len(then) / 3) - 1]
    limits = snapshot_of(brand).thresholds
    assert [limit / 86_400_000_000 for limit in limits.r] == [days[i] for i in at]
    assert list(limits.f) == [counts[i] + 1 for i in at] and list(limits.m) == [money[i] + 1 for i in at]
    cells: Counter[tuple[int, int, int]] = Counter()
    revenue: Counter[tuple[int, int, int]] = Counter()
    for of in bought.values():
        inside = [one for one in of if (now or taken) - one[0] < year]
        if not inside:
            continue
        age, spent = ((now or taken) - max(at for at, _ in inside)).days, sum(cents for _, cents in inside)
        r = 3 if age <= days[at[0]] else 2 if age <= days[at[1]] else 1
        f = 1 if len(inside) <= counts[at[0]] else 2 if len(inside) <= counts[at[1]] else 3
        m = 1 if spent <= money[at[0]] else 2 if spent <= money[at[1]] else 3
        cells[r, f, m] += 1
        revenue[r, f, m] += spent
    with brand.uow.read() as tx:
        found = {(cell.r, cell.f, cell.m): cell for cell in store.cells(tx.session, None)}
        assert {cell: of.people for cell, of in found.items()} == cells
        assert {cell: of.revenue for cell, of in found.items()} == revenue
        best = max(cells)
        assert len(api.people_in_cells(tx, ["".join(map(str, best))])) == cells[best]
