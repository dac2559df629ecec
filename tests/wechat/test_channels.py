"""The shop connector against the sandbox: orders, refunds, broadcasts and leads, each told once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from wechat.brand import Brand, brand

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.channels import callbacks, orders, routes, tasks, wire
from huayuan.wechat.channels.channels import Channels
from huayuan.wechat.channels.errors import ERRORS
from huayuan.wechat.channels.models import WantedRow
from huayuan.wechat.connections.api import NewConnection, examine
from huayuan.wechat.mini_program.api import parse

DAY = 86_400
THURSDAY_EVENING = 3 * DAY + 10.5 * 3600


@pytest.fixture
def ours(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, tmp_path: Path
) -> Iterator[Brand]:
    with brand(uow, vault, clock, services, tmp_path) as one:
        shop = Channels(one.board)
        shop.put_into(services)
        one.serve(routes.router, tasks.TASKS, tasks.receive, tasks.read_details)
        yield one
        shop.stop()


@pytest.fixture
def shop(ours: Brand) -> int:
    """The id of a shop that is connected both ways."""
    known = ours.known("channels")
    secrets = {
        "secret": known["secret"], "callback_token": known["token"], "encoding_aes_key": known["encoding_aes_key"],
    }  # fmt: skip
    new = NewConnection("channels", "小店", known["appid"], "", secrets, {}, known["base_url"])
    return ours.connect(new, "channels").id


def act(ours: Brand, name: str, **wish: Any) -> dict[str, Any]:
    return ours.act(f"channels/{name}", person="p4", **wish)


def bought(ours: Brand, **wish: Any) -> str:
    order_id = str(act(ours, "order", **wish)["order_id"])
    act(ours, "pay", order_id=order_id)
    return order_id


def told(ours: Brand) -> dict[str, dict[str, Any]]:
    """Events by id: what is told twice with one id is stored once."""
    return {one["event_id"]: one for one in ours.events()}


def names(ours: Brand) -> list[str]:
    return sorted(one["event"] for one in told(ours).values())


def sync(ours: Brand, shop: int) -> None:
    with ours.uow.begin() as tx:
        tx.enqueue("channels.sync", {"connection_id": shop})
    ours.work()


def test_an_order_becomes_events_of_its_buyer(ours: Brand, shop: int) -> None:
    order_id = bought(ours, items={"HY-1001": 2, "HY-1006": 1})
    ours.work_until(lambda: "order_paid" in names(ours))
    person, account = ours.sandbox.people[4], ours.known("channels")["appid"]
    [paid] = ours.events("order_paid")[:1]
    assert paid["ids"]["mp_openid"] == person.openid(account) and paid["account"] == account
    assert paid["ids"].get("wechat_unionid") == person.unionid and "phone" not in paid["ids"]
    assert paid["amount"] == 2 * 26_800 + 5_900 and paid["properties"]["order_no"] == order_id
    assert paid["properties"]["items"][0] == {
        "product_id": "HY-1001", "name": "木槿保湿面霜 50g", "quantity": 2, "price": 26_800,
    }  # fmt: skip
    assert paid["properties"]["payment"] == "wechat" and paid["channel"] == "channels"
    assert person.phone not in str(ours.events()), "the receiver's number is not read"
    ours.later(5 * DAY)
    act(ours, "pay", order_id=order_id)
    ours.work_until(lambda: "order_received" in names(ours))
    assert names(ours) == ["order_paid", "order_placed", "order_received", "order_shipped"]


def test_refunds_are_told_when_they_are_granted(ours: Brand, shop: int) -> None:
    order_id = bought(ours, items={"HY-1001": 1})
    asked = act(ours, "refund", order_id=order_id, amount=800)["after_sale_order_id"]
    ours.work_until(lambda: "order_paid" in names(ours))
    assert "order_refunded" not in names(ours)
    client = ours.services.get(Channels).clients.of(shop)
    client._post("/channels/ec/aftersale/acceptapply", {"after_sale_order_id": asked}, wire.Orders)
    ours.work_until(lambda: "order_refunded" in names(ours))
    [refund] = [one for one in told(ours).values() if one["event"] == "order_refunded"]
    assert (refund["amount"], refund["properties"]["refund_no"]) == (800, asked)
    assert refund["properties"]["order_no"] == order_id


def test_orders_that_nobody_pays_are_cancelled(ours: Brand, shop: int) -> None:
    order_id = act(ours, "order")["order_id"]
    act(ours, "cancel", order_id=order_id)
    ours.work_until(lambda: "order_cancelled" in names(ours))
    assert names(ours) == ["order_cancelled", "order_placed"]


def test_doubled_and_late_callbacks_tell_nothing_twice(ours: Brand, shop: int) -> None:
    ours.platform.post("/sandbox/control/faults", json={"duplicate": 1.0, "reorder": 0.5})
    bought(ours)
    bought(ours)
    ours.work_until(
        lambda: ours.platform.get("/sandbox/control/status").json()["callbacks_duplicated"] == 4, 20
    )
    ours.work_until(lambda: names(ours) == ["order_paid"] * 2 + ["order_placed"] * 2)


def test_lost_callbacks_are_found_by_the_synchronisation(ours: Brand, shop: int) -> None:
    ours.platform.post("/sandbox/control/faults", json={"lose": 1.0})
    order_id = bought(ours)
    ours.later(3600)
    asked = act(ours, "refund", order_id=order_id)["after_sale_order_id"]
    sync(ours, shop)
    assert names(ours) == ["order_paid", "order_placed"]
    ours.later(3 * DAY)
    client = ours.services.get(Channels).clients.of(shop)
    client._post("/channels/ec/aftersale/acceptapply", {"after_sale_order_id": asked}, wire.Orders)
    ours.later(60)
    sync(ours, shop)
    assert "order_refunded" in names(ours), "the order that changed names its after-sales"
    before = len(told(ours))
    sync(ours, shop)
    assert len(told(ours)) == before


def test_many_orders_are_read_page_by_page(ours: Brand, shop: int) -> None:
    ours.platform.post("/sandbox/control/faults", json={"lose": 1.0})
    for _ in range(105):
        act(ours, "order")
    ours.later(60)
    sync(ours, shop)
    assert names(ours) == ["order_placed"] * 105


def test_the_first_synchronisation_reads_a_quarter(ours: Brand, shop: int) -> None:
    ours.platform.post("/sandbox/control/faults", json={"lose": 1.0})
    bought(ours)
    ours.later(80 * DAY)
    sync(ours, shop)
    assert "order_paid" in names(ours)
    calls = ours.platform.get("/sandbox/control/requests?limit=1000").json()["items"]
    lists = [one for one in calls if one["path"].endswith("order/list/get")]
    assert 12 <= len(lists) <= 16, "windows of seven days"
    assert all(one["errcode"] == 0 for one in calls)


def test_broadcasts_and_leads_come_with_the_synchronisation(ours: Brand, shop: int) -> None:
    ours.later(THURSDAY_EVENING)
    act(ours, "watch", seconds=700)
    act(ours, "lead")
    act(ours, "lead")
    bought(ours)
    ours.later(2 * 3600)
    sync(ours, shop)
    sync(ours, shop)
    page = ours.http.get(f"/api/channels/{shop}/lives").json()
    [room] = page["items"]
    assert (page["total"], room["audience"], room["seconds_per_viewer"], room["leads"]) == (1, 1, 700, 1)
    [lead] = [one for one in told(ours).values() if one["event"] == "lead_received"]
    assert lead["ids"] == {"phone": ours.sandbox.people[4].phone}
    assert lead["properties"] == {
        "source": "channels_live", "form": "新品试用预约", "live_id": room["export_id"],
    }  # fmt: skip
    ours.work_until(lambda: "order_paid" in names(ours))
    [paid] = [one for one in told(ours).values() if one["event"] == "order_paid"]
    assert (paid["channel"], paid["properties"]["live_id"]) == ("channels_live", room["export_id"])
    assert ours.http.get("/api/channels/999/lives").status_code == 404


def test_a_platform_that_rests_is_asked_again_later(ours: Brand, shop: int) -> None:
    ours.platform.post("/sandbox/control/faults", json={"calls_per_minute": 1})
    first, second = bought(ours), bought(ours)
    ours.work_until(lambda: "order_paid" in names(ours))
    ours.platform.post("/sandbox/control/faults", json={})
    for _ in range(6):
        ours.later(90)
        ours.work()
    assert {one["properties"]["order_no"] for one in told(ours).values()} == {first, second}


def test_tokens_that_die_on_the_way_are_renewed(ours: Brand, shop: int) -> None:
    bought(ours)
    ours.work_until(lambda: "order_paid" in names(ours))
    ours.sandbox.services.channels.invalidate_tokens()
    bought(ours)
    ours.work_until(lambda: names(ours).count("order_paid") == 2)


def test_orders_that_vanish_are_given_up(ours: Brand, shop: int) -> None:
    with ours.uow.begin() as tx:
        from huayuan.wechat.channels import store
        from huayuan.wechat.channels.contracts import Wish

        store.want(tx.session, [(shop, Wish.ORDER, "1")], tx.now)
    ours.work()
    with ours.uow.read() as tx:
        assert tx.session.query(WantedRow).count() == 0
    assert ours.events() == []


def test_the_doctor_asks_for_everything_it_needs(ours: Brand, shop: int) -> None:
    states = {one.step: one.state.value for one in examine(ours.services, shop)}
    assert states["orders"] == states["lives"] == states["leads"] == states["credentials"] == "ok"


def test_captured_callbacks_name_what_to_look_at() -> None:
    rows = yaml.safe_load(Path("src/huayuan/wechat/channels/fixtures/callbacks.yaml").read_text())
    for row in rows:
        wish = callbacks.wish_of(parse(row["message"]))
        assert (wish and (wish[0].value, wish[1])) == (
            (row["what"], row["number"]) if "what" in row else None
        )
    keys = {parse(row["message"]).dedup_key for row in rows}
    assert len(keys) == len(rows), "two orders of one second are two callbacks"


def test_facts_do_not_depend_on_how_numbers_are_written() -> None:
    as_text = wire.Order("3705115058471208928", openid="o1", create_time=1_760_000_000)
    as_number = wire.Order(3705115058471208928, openid="o1", create_time=1_760_000_000)
    [one], [other] = list(orders.facts_of("wx1", as_text)), list(orders.facts_of("wx1", as_number))
    assert one == other
    [elsewhere] = orders.facts_of("wx2", as_text)
    assert elsewhere.event_id != one.event_id, "two shops may have the same numbers"


def test_the_table_speaks_of_the_shop() -> None:
    assert ERRORS.platform.zh == "微信小店" and isinstance(ERRORS.hint(45035), Text)
