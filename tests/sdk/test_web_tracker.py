"""The built tracker in a real browser, against a collector that records what comes."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def names(collector: Any) -> list[str]:
    return [event["event"] for event in collector.events()]


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("!Array.isArray(window.huayuan)")


def test_a_page_view_and_an_event_arrive_as_the_collector_expects(
    page: Page, shop: str, collector: Any
) -> None:
    visit(page, f"{shop}/shoes?utm_source=xiaohongshu&utm_campaign=spring&phone=13800000000")
    assert page.evaluate("huayuan.track('product_viewed', {product_id: 'P1', price: 9900})") is True
    collector.wait_for(lambda: len(collector.events()) == 2)

    viewed, product = collector.events()
    assert viewed["event"] == "page_viewed"
    assert viewed["properties"] == {
        "path": "/shoes",
        "title": "/shoes",
        "referrer": "",
        "channel": "xiaohongshu",
        "utm_source": "xiaohongshu",
        "utm_campaign": "spring",
    }
    assert product["properties"] == {"channel": "xiaohongshu", "product_id": "P1", "price": 9900}
    for event in (viewed, product):
        assert event["account"] == "shop"
        assert event["ids"] == {"anonymous_id": page.evaluate("huayuan.anonymousId()")}
        assert abs(time.time() - datetime.fromisoformat(event["time"]).timestamp()) < 60
    assert viewed["session_id"] == product["session_id"]
    assert len(collector.requests) == 1, "two events of one moment are one request, without a preflight"
    assert collector.requests[0]["path"] == "/v1/events"
    assert collector.requests[0]["key"] == ["hyw_test"]


def test_a_login_joins_the_identifiers_and_leaves_none_behind(page: Page, shop: str, collector: Any) -> None:
    visit(page, f"{shop}/login")
    page.evaluate("huayuan.identify({phone: '13800000000', member_no: 'M1'})")
    collector.wait_for(lambda: collector.events("logged_in"))

    (login,) = collector.events("logged_in")
    anonymous = page.evaluate("huayuan.anonymousId()")
    assert login["ids"] == {"anonymous_id": anonymous, "phone": "13800000000", "member_no": "M1"}
    page.wait_for_timeout(200)
    assert "13800000000" not in page.evaluate("JSON.stringify({...localStorage}) + document.cookie")


def test_pages_of_a_one_page_app_are_views_with_referrer_and_duration(
    page: Page, shop: str, collector: Any
) -> None:
    visit(page, f"{shop}/list")
    page.wait_for_timeout(300)
    page.evaluate("history.pushState(null, '', '/item/7?ref=a'); document.title = 'Item'")
    collector.wait_for(lambda: len(collector.events("page_viewed")) == 2)
    page.go_back()
    collector.wait_for(lambda: len(collector.events("page_viewed")) == 3)

    views = [event["properties"] for event in collector.events("page_viewed")]
    assert [view["path"] for view in views] == ["/list", "/item/7", "/list"]
    assert views[1]["title"] == "Item"
    assert views[1]["referrer"] == f"{shop}/list"
    left = collector.events("page_left")[0]["properties"]
    assert left["path"] == "/list"
    assert 300 <= left["duration_ms"] < 15_000


def test_a_leaving_page_hands_over_by_beacon(page: Page, shop: str, collector: Any) -> None:
    visit(page, f"{shop}/cart")
    page.evaluate("huayuan.track('cart_added', {product_id: 'P1'})")
    page.goto("about:blank")  # leaves within the two seconds of gathering
    collector.wait_for(lambda: {"cart_added", "page_left"} <= set(names(collector)))

    assert all(request["key"] == ["hyw_test"] for request in collector.requests)
    assert all(request["type"] == "text/plain" for request in collector.requests)
    assert collector.events("page_left")[0]["properties"]["path"] == "/cart"


def test_what_a_beacon_lost_comes_with_the_next_page(page: Page, shop: str, collector: Any) -> None:
    visit(page, f"{shop}/cart")
    page.evaluate("huayuan.track('cart_added', {product_id: 'P1'})")
    collector.failing = 1
    page.goto("about:blank")
    collector.wait_for(lambda: len(collector.requests) == 1)
    assert collector.events() == []

    visit(page, f"{shop}/checkout")
    collector.wait_for(lambda: {"cart_added", "page_left"} <= set(names(collector)))
    assert names(collector).count("cart_added") == 1


def test_offline_events_wait_on_the_device_and_come_back_once(page: Page, shop: str, collector: Any) -> None:
    visit(page, f"{shop}/")
    collector.wait_for(lambda: collector.events("page_viewed"))
    page.context.set_offline(True)
    for number in range(150):
        page.evaluate("number => huayuan.track('searched', {keyword: '花' + number})", number)
    page.wait_for_timeout(2_500)
    assert collector.events("searched") == []

    page.context.set_offline(False)
    collector.wait_for(lambda: len(collector.events("searched")) == 150)
    found = [event["properties"]["keyword"] for event in collector.events("searched")]
    assert found == [f"花{number}" for number in range(150)]
    assert max(len(request["events"]) for request in collector.requests) == 100
    page.wait_for_timeout(200)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('hy_q_'))") == []


def test_a_failing_server_is_asked_again_with_the_same_event(page: Page, shop: str, collector: Any) -> None:
    collector.failing = 2
    visit(page, f"{shop}/")
    collector.wait_for(lambda: collector.events("page_viewed"))

    asked = {tuple(event["event_id"] for event in request["events"]) for request in collector.requests}
    assert [request["status"] for request in collector.requests] == [503, 503, 200]
    assert len(asked) == 1


def test_a_wrong_clock_of_the_device_is_corrected(page: Page, shop: str, collector: Any) -> None:
    collector.clock_ahead = 3_600
    visit(page, f"{shop}/")
    collector.wait_for(lambda: collector.events("page_viewed"))
    page.wait_for_timeout(200)
    page.evaluate("huayuan.track('searched', {keyword: '花'})")
    collector.wait_for(lambda: collector.events("searched"))

    said = datetime.fromisoformat(collector.events("searched")[0]["time"]).timestamp()
    assert abs(time.time() + 3_600 - said) < 60


def test_a_refusal_stops_and_clears_for_good(page: Page, shop: str, collector: Any) -> None:
    visit(page, f"{shop}/")
    page.evaluate("huayuan.consent(false)")
    visit(page, f"{shop}/again")
    assert page.evaluate("huayuan.track('searched', {keyword: '花'})") is False
    page.wait_for_timeout(2_500)

    assert collector.requests == []
    assert page.evaluate("Object.keys(localStorage)") == ["hy_off"]
    assert page.evaluate("document.cookie") == "hy_off=1"
