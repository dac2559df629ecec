"""The tracker as the server serves it, from a page of another origin into the real warehouse."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("!Array.isArray(window.huayuan)")


def wait_until_sent(page: Page) -> None:
    page.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('hy_q_'))")


def test_a_visit_ends_in_the_warehouse_as_one_person(page: Page, platform: Any, open_a_shop: Any) -> None:
    with open_a_shop(platform.url, platform.write_key, f"{platform.url}/sdk/huayuan.js") as shop:
        visit(page, f"{shop}/shoes?utm_source=xiaohongshu")
        anonymous = page.evaluate("huayuan.anonymousId()")
        page.evaluate("huayuan.track('product_viewed', {product_id: 'P1', price: 9900})")
        wait_until_sent(page)
        page.evaluate("huayuan.identify({phone: '13800000000'})")
        wait_until_sent(page)
        offset = page.evaluate("localStorage.getItem('hy_offset')")
        page.goto("about:blank")
        time.sleep(1)
    platform.stop()

    stored = platform.stored_events()
    visited = [
        row for row in stored if row["event"] in ("page_viewed", "product_viewed", "logged_in", "page_left")
    ]
    assert sorted(row["event"] for row in visited) == [
        "logged_in",
        "page_left",
        "page_viewed",
        "product_viewed",
    ]
    assert len({row["person_id"] for row in visited}) == 1
    assert {row["channel"] for row in visited} == {"xiaohongshu"}
    assert {row["account"] for row in visited} == {"shop"}
    assert len({row["session_id"] for row in visited}) == 1
    assert anonymous
    assert offset == "0", "the server lets pages of other origins read its Date header"


def test_a_device_whose_clock_is_ahead_loses_nothing(
    browser: Browser, platform: Any, open_a_shop: Any
) -> None:
    page = browser.new_page()
    ahead = "const now = Date.now; Date.now = () => now() + 3600000; const D = Date;"
    ahead += (
        "window.Date = class extends D { constructor(...a) { a.length ? super(...a) : super(D.now()) } };"
    )
    page.add_init_script(ahead)
    with open_a_shop(platform.url, platform.write_key, f"{platform.url}/sdk/huayuan.js") as shop:
        visit(page, f"{shop}/")
        wait_until_sent(page)
    page.close()
    platform.stop()

    (viewed,) = [row for row in platform.stored_events() if row["event"] == "page_viewed"]
    assert abs((viewed["received_at"] - viewed["occurred_at"]).total_seconds()) < 30
