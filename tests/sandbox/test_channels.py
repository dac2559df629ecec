"""微信小店 and 视频号: orders, after-sales, live rooms, leads and callbacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from huayuan_sandbox.services.wecom.crypto import CallbackCipher
from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.doors import Item, Purchase

from .conftest import MONDAY, Server, World, wait_for
from .weixin import App, Receiver

THURSDAY_EVENING = MONDAY + 3 * DAY + 10.5 * 3600


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def shop(world: World, receiver: Receiver) -> Iterator[App]:
    known = world.sandbox.services.channels.shop.credentials
    receiver.cipher = CallbackCipher(known.token, known.encoding_aes_key, known.appid)
    with Server(receiver.app()) as server:
        world.control("connect", callback_urls={"channels": f"{server.url}/callback"})
        yield App(world.http, "/channels", known.appid, known.secret)


def act(world: World, name: str, **wish: Any) -> dict[str, Any]:
    return world.control(f"channels/{name}", person="p4", **wish)


def events(receiver: Receiver) -> list[str]:
    return [one["Event"] for one in receiver.messages]


def orders(shop: App, start: float, end: float, **more: Any) -> dict[str, Any]:
    span = {"start_time": int(start), "end_time": int(end)}
    return shop.post("channels/ec/order/list/get", create_time_range=span, **{"page_size": 100, **more})


def test_an_order_is_placed_paid_shipped_and_received(world: World, shop: App, receiver: Receiver) -> None:
    placed = act(world, "order", items={"HY-1001": 2, "HY-1006": 1})
    order_id = placed["order_id"]
    act(world, "pay", order_id=order_id)
    wait_for(lambda: len(receiver.messages) == 2)
    new, paid = sorted(receiver.messages, key=lambda one: one["Event"])
    assert new["order_info"]["order_id"] == int(order_id) > 2**53, "a number too large for floats"
    assert paid["order_info"]["pay_time"] == int(MONDAY)
    order = shop.post("channels/ec/order/get", order_id=order_id)["order"]
    person = world.sandbox.people[4]
    assert (order["status"], order["openid"]) == (20, person.openid(shop.appid))
    assert order.get("unionid") == person.unionid
    assert order["order_detail"]["price_info"]["order_price"] == placed["amount"] == 2 * 26_800 + 5_900
    address = order["order_detail"]["delivery_info"]["address_info"]
    assert "*" in address["tel_number"] and person.phone not in str(order)
    plain = shop.post("channels/ec/order/sensitiveinfo/decode", order_id=order_id)["address_info"]
    assert plain["tel_number"] == person.phone
    parcel = {"delivery_id": "SF", "waybill_id": "SF123", "deliver_type": 1, "product_infos": []}
    assert (
        shop.post("channels/ec/order/delivery/send", order_id=order_id, delivery_list=[parcel])["errcode"]
        == 0
    )
    assert (
        shop.post("channels/ec/order/delivery/send", order_id=order_id, delivery_list=[parcel])["errcode"]
        == 40097
    )
    world.clock.advance(3 * DAY + 60)
    act(world, "pay", order_id=order_id)
    wait_for(lambda: "channels_ec_order_confirm" in events(receiver))
    assert shop.post("channels/ec/order/get", order_id=order_id)["order"]["status"] == 100


def test_the_warehouse_ships_by_itself(world: World, shop: App, receiver: Receiver) -> None:
    order_id = act(world, "order")["order_id"]
    act(world, "pay", order_id=order_id)
    world.clock.advance(21 * 3600)
    act(world, "pay", order_id=order_id)
    wait_for(lambda: "channels_ec_order_deliver" in events(receiver))
    order = shop.post("channels/ec/order/get", order_id=order_id)["order"]
    assert order["order_detail"]["delivery_info"]["ship_done_time"] == int(MONDAY) + 20 * 3600


def test_lists_page_and_windows_are_at_most_a_week(world: World, shop: App) -> None:
    made = [act(world, "order")["order_id"] for _ in range(5)]
    seen: list[str] = []
    key = ""
    while True:
        page = orders(shop, MONDAY - 60, MONDAY + 60, page_size=2, next_key=key)
        seen += page["order_id_list"]
        key = page["next_key"]
        if not page["has_more"]:
            break
    assert seen == made
    assert orders(shop, MONDAY, MONDAY + 60, status=20)["order_id_list"] == []
    assert orders(shop, MONDAY - 8 * DAY, MONDAY)["errcode"] == 40097
    assert shop.post("channels/ec/order/list/get", page_size=10)["errcode"] == 40097
    assert orders(shop, MONDAY, MONDAY + 1, page_size=101)["errcode"] == 40097
    assert shop.post("channels/ec/order/get", order_id="1")["errcode"] == 40097
    phone = world.sandbox.people[4].phone
    found = shop.post(
        "channels/ec/order/search", search_condition={"tel_number_last4": phone[-4:]}, page_size=10
    )
    assert found["orders"] == made


def test_a_change_brings_an_order_into_the_window_of_changes(world: World, shop: App) -> None:
    order_id = act(world, "order")["order_id"]
    world.clock.advance(2 * DAY)
    act(world, "pay", order_id=order_id)
    span = {"start_time": int(MONDAY + DAY), "end_time": int(MONDAY + 3 * DAY)}
    changed = shop.post("channels/ec/order/list/get", update_time_range=span, page_size=10)
    assert changed["order_id_list"] == [order_id]


def test_refunds_wait_for_the_seller(world: World, shop: App, receiver: Receiver) -> None:
    order_id = act(world, "order", items={"HY-1001": 1})["order_id"]
    assert act(world, "refund", order_id=order_id)["after_sale_order_id"] == "", "nothing was paid"
    act(world, "pay", order_id=order_id)
    part = act(world, "refund", order_id=order_id, amount=800)["after_sale_order_id"]
    wish = {"begin_create_time": int(MONDAY) - 60, "end_create_time": int(MONDAY) + 60}
    assert shop.post("channels/ec/aftersale/getaftersalelist", **wish)["after_sale_order_id_list"] == [part]
    detail = shop.post("channels/ec/aftersale/getaftersaleorder", after_sale_order_id=part)[
        "after_sale_order"
    ]
    assert (detail["status"], detail["refund_info"]["amount"], detail["type"]) == (
        "MERCHANT_PROCESSING",
        800,
        "REFUND",
    )
    assert shop.post("channels/ec/aftersale/acceptapply", after_sale_order_id=part)["errcode"] == 0
    assert shop.post("channels/ec/aftersale/acceptapply", after_sale_order_id=part)["errcode"] == 40097
    rest = act(world, "refund", order_id=order_id)["after_sale_order_id"]
    assert shop.post("channels/ec/aftersale/rejectapply", after_sale_order_id=rest)["errcode"] == 0
    rest = act(world, "refund", order_id=order_id)["after_sale_order_id"]
    shop.post("channels/ec/aftersale/acceptapply", after_sale_order_id=rest)
    order = shop.post("channels/ec/order/get", order_id=order_id)["order"]
    assert order["status"] == 200 and len(order["aftersale_detail"]["aftersale_order_list"]) == 3
    wait_for(lambda: events(receiver).count("channels_ec_aftersale_update") == 6)
    wait_for(lambda: "channels_ec_order_cancel" in events(receiver))
    too_wide = {"begin_create_time": int(MONDAY) - 2 * int(DAY), "end_create_time": int(MONDAY)}
    assert shop.post("channels/ec/aftersale/getaftersalelist", **too_wide)["errcode"] == 40097


def test_unpaid_orders_can_be_cancelled(world: World, shop: App, receiver: Receiver) -> None:
    order_id = act(world, "order")["order_id"]
    assert act(world, "cancel", order_id=order_id)["status"] == 250
    act(world, "pay", order_id=order_id)
    assert shop.post("channels/ec/order/get", order_id=order_id)["order"]["status"] == 250
    wait_for(lambda: sorted(events(receiver)) == ["channels_ec_order_cancel", "channels_ec_order_new"])


def test_products_are_those_of_the_brand(shop: App) -> None:
    page = shop.post("channels/ec/product/list/get", page_size=30)
    assert page["total_num"] == len(page["product_ids"]) == 20
    product = shop.post("channels/ec/product/get", product_id=page["product_ids"][0])["product"]
    assert (product["title"], product["min_price"]) == ("木槿保湿面霜 50g", 26_800)
    assert shop.post("channels/ec/product/get", product_id=1)["errcode"] == 40097


def test_live_rooms_count_who_watched_and_who_left_a_number(world: World, shop: App) -> None:
    assert act(world, "watch")["watched"] is False, "nobody is on air on Monday morning"
    world.clock.advance(THURSDAY_EVENING - MONDAY)
    room = shop.post("channels/ec/finderlive/getfinderliverecordlist")["live_list"][0]["export_id"]
    assert act(world, "watch", seconds=700)["watched"] and act(world, "lead")["left"]
    placed = act(world, "order")
    act(world, "pay", order_id=placed["order_id"])
    order = shop.post("channels/ec/order/get", order_id=placed["order_id"])["order"]
    assert order["order_detail"]["ext_info"] == {"order_scene": 2, "live_id": room}
    assert shop.post("channels/finderlive/get_finder_live_data_list")["item"] == [], "it has not ended"
    world.clock.advance(2 * 3600)
    data = shop.post("channels/finderlive/get_finder_live_data_list")["item"]
    assert [
        (one["export_id"], one["total_audience_count"], one["audiences_avg_seconds"]) for one in data
    ] == [(room, 1, 700)]
    component = shop.post("channels/leads/get_leads_component_id")["item"][0]["leads_component_id"]
    requests = shop.post("channels/leads/get_leads_request_id", leads_component_id=component)["item"]
    leads = shop.post("channels/leads/get_leads_info_by_request_id", request_id=requests[0]["request_id"])
    assert leads["user_data"] == [{"phone": world.sandbox.people[4].phone}] and not leads["continue_flag"]
    days = shop.post("channels/livedashboard/getlivelist", ds="20260305")["live_items"]
    assert [one["export_id"] for one in days] == [room]
    dashboard = shop.post("channels/livedashboard/getlivedata", export_id=room)
    assert str(placed["amount"]) in dashboard["live_ec_data_summary"]
    world.clock.advance(DAY)
    overall = shop.post("channels/ec/compass/shop/overall/get", ds="20260305")["data"]
    assert (overall["pay_gmv"], overall["live_pay_gmv"]) == (placed["amount"], placed["amount"])


def test_the_world_buys_through_its_door(world: World, shop: App, receiver: Receiver) -> None:
    door = world.sandbox.services.doors.mini_program
    assert door is not None
    person = world.sandbox.people[9]
    purchase = Purchase("W-1", (Item("HY-2001", "乌木香薰蜡烛", 1, 19_900),), 17_900)
    yesterday = MONDAY - DAY
    door.order(person, yesterday, purchase, live=False)
    door.order(person, yesterday, purchase, live=False)
    door.pay(person, yesterday + 60, "W-1", live=False)
    door.refund(person, yesterday + 3600, "W-1", 17_900, live=False)
    door.launch(person, yesterday, path="pages/index/index", scene=1035)
    world.sandbox.services.channels.shop.pass_time(yesterday + 7200)
    page = orders(shop, yesterday - 60, yesterday + 60)
    assert len(page["order_id_list"]) == 1
    order = shop.post("channels/ec/order/get", order_id=page["order_id_list"][0])["order"]
    assert order["status"] == 200 and order["order_detail"]["price_info"]["discounted_price"] == 2000
    assert order["openid"] == person.openid(shop.appid)
    assert door.openid_of(person) != order["openid"], "every app has openids of its own"


def test_a_restart_remembers_the_shop(world: World, shop: App) -> None:
    service = world.sandbox.services.channels
    order_id = act(world, "order")["order_id"]
    act(world, "pay", order_id=order_id)
    record = service.record()
    service.shop.orders.clear()
    service.restore(record, list(world.sandbox.people))
    assert shop.post("channels/ec/order/get", order_id=order_id)["order"]["status"] == 20
    world.clock.advance(21 * 3600)
    service.shop.pass_time(world.clock.now())
    assert shop.post("channels/ec/order/get", order_id=order_id)["order"]["status"] == 30
