"""Customers: the list and its address, the keyboard, one customer whole, what is behind a mask, and tags."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from console.garden import LARGE, PHONE, Garden, Visitors, dialog, open_page, rows, settled
from console.test_pages import findings, overflow
from playwright.sync_api import Page, expect
from stories.running import soon, until

pytestmark = pytest.mark.browser


def total(page: Page) -> int:
    return int(page.locator(".hy-table-total .hy-num").inner_text().replace(",", ""))


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_the_overview_says_what_the_interface_says(console: Page, place: Garden) -> None:
    with console.expect_response(re.compile("/api/overview")) as answer:
        open_page(console, "/", "概览")
    said = answer.value.json()
    days = {name: said[name] for name in ("from", "to")}
    assert said["totals"] == place.api.get("/overview", **days)["totals"]
    cards = console.locator(".hy-metric")
    totals = said["totals"]
    assert totals["new_friends"]["value"] > 0 < totals["orders"]["value"]
    for name, measure in (("新增好友", "new_friends"), ("活跃客户", "active_people"), ("订单数", "orders")):
        card = cards.filter(has_text=name)
        expect(card.locator(".hy-metric-value")).to_have_text(f"{totals[measure]['value']:,}")
    yuan = totals["gmv"]["value"] / 100
    shown = f"¥{yuan / 10_000:.1f}万" if yuan >= 10_000 else f"¥{yuan:,.2f}"
    expect(cards.filter(has_text="成交额").locator(".hy-metric-value")).to_have_text(shown)

    cards.filter(has_text="订单数").click()
    expect(console.get_by_role("heading", name="每日订单数")).to_be_visible()
    assert asked(console)["measure"] == "orders"
    chart = console.locator(".hy-chart-place [role=img]").first
    chart.focus()
    for _ in range(60):  # to the last day
        chart.press("ArrowRight")
    chart.press("Enter")
    expect(dialog(console)).to_contain_text("订单数背后的客户")
    expect(dialog(console).locator(".hy-bone")).to_have_count(0)
    console.keyboard.press("Escape")
    channels = console.get_by_role("region", name="各渠道订单数")
    expect(channels).to_contain_text("小红书")
    expect(channels, "codes have words").not_to_contain_text(re.compile("xiaohongshu|moments|oa_menu"))
    channels.get_by_role("link", name=re.compile("小红书")).click()
    expect(console).to_have_url(re.compile("/customers.*channel=xiaohongshu"))


def test_filters_and_order_are_the_address(console: Page, place: Garden) -> None:
    open_page(console, "/customers", "客户")
    assert total(console) == place.api.get("/customers")["total"]
    console.get_by_role("button", name="筛选").click()
    console.get_by_role("menuitem", name="订单数").click()
    console.get_by_label("订单数 最少").fill("2")
    console.get_by_label("订单数 最少").press("Enter")
    expect(console.get_by_role("button", name="订单数 不少于 2")).to_be_visible()
    console.get_by_role("columnheader", name="累计消费").click()
    expect(console).to_have_url(re.compile("sort=-gmv"))

    expected = place.api.get("/customers", orders_min=2, sort="-gmv", limit=50)
    expect(rows(console).first).to_contain_text(f"¥{expected['items'][0]['gmv'] / 100:,.2f}")
    assert total(console) == expected["total"] > 0
    money = rows(console).locator("td:nth-child(7)").all_inner_texts()
    assert money == [f"¥{one['gmv'] / 100:,.2f}" for one in expected["items"]]

    address, shown = console.url, rows(console).first.inner_text()
    console.goto("about:blank")
    console.goto(address)
    settled(console)
    expect(console.get_by_role("button", name="订单数 不少于 2")).to_be_visible()
    assert rows(console).first.inner_text() == shown
    console.get_by_role("button", name="重置").click()
    expect(console).not_to_have_url(re.compile("orders_min"))


def test_search_finds_by_name_and_by_phone(console: Page, place: Garden) -> None:
    someone = next(
        one
        for one in place.api.get("/customers", sort="-gmv")["items"]
        if one["name"] and one["phone_masked"]
    )
    phone = place.api.post(f"/customers/{someone['id']}/reveal", {"field": "phone", "reason": "核对订单"})[
        "value"
    ]
    open_page(console, "/customers", "客户")
    console.keyboard.press("/")
    box = console.get_by_role("textbox", name="搜索")
    expect(box).to_be_focused()
    for words in (someone["name"], phone):
        box.fill(words)
        expect(console).to_have_url(re.compile(r"[?&]q="))
        expect(rows(console).filter(has_text=someone["phone_masked"])).not_to_have_count(0)
        assert phone not in console.locator("main").inner_text()
    box.fill("nobody-has-this-name")
    expect(console.get_by_text("没有符合条件的客户")).to_be_visible()
    console.get_by_role("button", name="清空筛选").click()
    expect(rows(console)).not_to_have_count(0)


def test_a_view_is_saved_used_and_forgotten(console: Page) -> None:
    open_page(console, "/customers?channel=xiaohongshu&orders_min=1", "客户")
    shown = console.locator(".hy-table-total .hy-num")
    narrowed = shown.inner_text()
    console.get_by_role("button", name="存为视图").click()
    console.get_by_label("视图名称").fill("小红书买过的")
    console.get_by_role("button", name="保存").click()
    views = console.get_by_role("navigation", name="视图")
    mine = views.get_by_role("button", name="小红书买过的", exact=True)
    expect(mine).to_have_attribute("aria-pressed", "true")

    views.get_by_role("button", name="全部", exact=True).click()
    expect(console).not_to_have_url(re.compile("xiaohongshu"))
    expect(shown).not_to_have_text(narrowed)
    mine.click()
    expect(console).to_have_url(re.compile("channel=xiaohongshu"))
    expect(shown).to_have_text(narrowed)

    views.get_by_role("button", name="视图「小红书买过的」的操作").click(force=True)
    console.get_by_role("menuitem", name="删除").click()
    dialog(console).get_by_role("button", name="删除").click()
    expect(mine).to_have_count(0)


def test_the_list_is_walked_by_keyboard(console: Page) -> None:
    open_page(console, "/customers?sort=-gmv", "客户")
    for key in ("j", "j", "k"):
        console.keyboard.press(key)
    at = console.locator("tr.hy-row-at")
    expect(at).to_have_count(1)
    expect(rows(console).first).to_have_class(re.compile("hy-row-at"))
    console.keyboard.press("x")
    expect(console.get_by_text("已选 1 项")).to_be_visible()
    console.keyboard.press("x")
    expect(console.get_by_text("已选 1 项")).not_to_be_visible()
    name = rows(console).first.locator(".hy-person-text > span").inner_text()
    console.keyboard.press("Enter")
    expect(console.locator("h1")).to_have_text(name)


def test_one_customer_whole(console: Page, place: Garden) -> None:
    listed = place.api.get("/customers", sort="-events", limit=1)["items"][0]
    person = place.api.get(f"/customers/{listed['id']}")
    open_page(console, f"/customers/{person['id']}", person["name"])
    assert console.locator(".hy-person-totals").inner_text().count("¥") >= 1

    chips = console.get_by_role("group", name="按行为筛选")
    counts = place.api.get(f"/customers/{person['id']}/timeline")["counts_by_event"]
    expect(chips).to_contain_text(str(max(counts.values())))
    chips.get_by_role("button", name=re.compile("浏览页面")).click()
    expect(console).to_have_url(re.compile("events=page_viewed"))
    settled(console)
    expect(console.locator(".hy-timeline-part")).not_to_contain_text("浏览商品 ¥")
    chips.get_by_role("button", name="全部").click()
    expect(console).not_to_have_url(re.compile("events="))

    console.get_by_role("link", name=re.compile("订单")).last.click()
    orders = place.api.get(f"/customers/{person['id']}/orders")
    settled(console)
    expect(rows(console)).to_have_count(min(orders["total"], 50))
    console.get_by_role("link", name=re.compile("身份")).last.click()
    expect(console.get_by_role("heading", name="身份标识")).to_be_visible()
    first = person["identifiers"][0]
    expect(console.locator("main")).to_contain_text(first["value_masked"])


def test_a_phone_is_revealed_with_a_reason_that_is_written_down(console: Page, place: Garden) -> None:
    person = next(one for one in place.api.get("/customers", sort="-gmv")["items"] if one["phone_masked"])
    open_page(console, f"/customers/{person['id']}")
    head = console.get_by_role("region", name="基本信息")
    expect(head).to_contain_text(person["phone_masked"])
    head.get_by_role("button", name="查看完整手机号").click()
    show = console.get_by_role("button", name="查看", exact=True)
    expect(show, "not without a reason").to_be_disabled()
    reason = "客户来电核对订单 7731"
    console.get_by_label("查看原因").fill("核对")
    expect(show, "nor with two characters").to_be_disabled()
    console.get_by_label("查看原因").fill(reason)
    show.click()
    expect(head).to_contain_text(re.compile(r"1\d{10}"))

    open_page(console, "/settings/audit", "操作记录")
    entry = rows(console).filter(has_text="查看敏感信息").first
    expect(entry).to_contain_text(f"客户 {person['id']}")
    expect(entry).to_contain_text("王店主")
    entry.click()
    unfolded = console.locator(".ant-table-expanded-row").first
    expect(unfolded).to_contain_text(reason)
    expect(unfolded, "the log keeps no phone").not_to_contain_text(re.compile(r"1\d{10}"))


def test_a_tag_is_given_and_taken(console: Page, place: Garden) -> None:
    tag = place.api.post("/tags", {"name": "高意向", "group": "跟进"})
    person = next(one for one in place.api.get("/customers", sort="-gmv")["items"] if not one["tags"])
    open_page(console, f"/customers/{person['id']}")
    card = console.locator(".hy-side-card", has_text="标签").first
    card.get_by_role("button", name="加标签").click()
    box = console.get_by_role("combobox", name="选择标签")
    box.fill("高意向")
    console.locator(".ant-select-item-option", has_text="高意向").click()
    console.locator(".hy-bulk-tags").get_by_role("button", name="加标签").click()
    expect(card).to_contain_text("高意向")
    until("the tag is kept", lambda: place.api.get(f"/customers/{person['id']}")["tags"])
    open_page(console, f"/customers?tag={tag['id']}", "客户")
    assert total(console) == 1
    open_page(console, f"/customers/{person['id']}")
    card.get_by_role("button", name="去掉标签：高意向").click()
    expect(card).to_contain_text("还没有标签")
    # The page shows it at once; the server is told meanwhile.
    until("the tag is gone", lambda: not place.api.get(f"/customers/{person['id']}")["tags"])


def test_several_customers_are_tagged_at_once(console: Page, place: Garden) -> None:
    tag = place.api.post("/tags", {"name": "回访", "group": "跟进"})
    open_page(console, "/customers?sort=-gmv", "客户")
    for place_in_list in range(3):
        rows(console).nth(place_in_list).locator(".ant-checkbox-wrapper").click()
    bar = console.get_by_role("region", name="批量操作").or_(console.get_by_role("toolbar", name="批量操作"))
    bar.get_by_role("button", name="加标签").click()
    console.get_by_role("combobox", name="加标签").fill("回访")
    console.locator(".ant-select-item-option", has_text="回访").click()
    console.get_by_role("button", name="给 3 位客户加上").click()
    expect(console.get_by_text("已给 3 位客户加上标签")).to_be_visible()
    until("three wear the tag", lambda: place.api.get("/customers", tag=tag["id"])["total"] == 3)


def told(place: Garden, *seen: dict[str, str]) -> None:
    """Each of these identifiers seen together, by a shop's own page."""
    key = place.api.post("/keys", {"kind": "write", "name": "till", "scopes": []})["secret"]
    now = datetime.now(UTC).isoformat()
    events = [
        {
            "event_id": str(uuid4()),
            "event": "page_viewed",
            "time": now,
            "ids": ids,
            "properties": {"path": "/"},
        }
        for ids in seen
    ]
    answer = httpx.post(
        f"{place.url}/v1/events", json={"events": events}, headers={"Authorization": f"Bearer {key}"}
    )
    assert answer.json()["accepted"] == len(events), answer.text
    place.api.settle()


def person_with(place: Garden, identifier: str) -> int:
    found = until("the person is known", lambda: place.api.get("/search", q=identifier)["items"])
    return int(found[0]["id"])


def test_two_customers_are_merged_by_hand_and_taken_apart(
    console: Page, visitors: Visitors, place: Garden, owner: Any
) -> None:
    told(place, {"phone": "13911110001"}, {"member_no": "M-91110002"})
    one, other = person_with(place, "13911110001"), person_with(place, "M-91110002")
    assert one != other
    open_page(console, f"/customers/{one}")
    console.locator(".hy-person-menu").click()
    console.get_by_role("menuitem", name="与其他客户合并…").click()
    expect(console.locator("h1")).to_have_text("合并客户")
    box = console.get_by_role("combobox", name="和哪位客户是同一个人")
    box.fill("M-91110002")
    console.locator(".ant-select-item-option", has_text=str(other)).first.click()
    table = console.get_by_role("table", name="两位客户对照")
    expect(table).to_contain_text("139****0001")
    expect(table).to_contain_text("会员号")
    decide = console.get_by_role("region", name="合并的决定")
    decide.get_by_role("radio", name=str(other)).check()
    expect(table).to_contain_text(f"保留编号 {other}")
    button = decide.get_by_role("button", name="合并为一位客户")
    expect(button, "not without a reason").to_be_disabled()
    decide.get_by_label("合并依据（会写入合并记录）").fill("到店出示会员卡")
    button.click()
    dialog(console).get_by_role("button", name="合并为一位客户").click()
    expect(console).to_have_url(re.compile(f"/customers/{other}/identities"))
    expect(console.locator("main")).to_contain_text("到店出示会员卡")
    assert place.api.get(f"/customers/{one}")["id"] == other
    console.get_by_role("alert").get_by_role("button", name="撤销合并").click()

    def two_again() -> None:  # for a moment there is nobody of that number
        assert place.api.get(f"/customers/{one}")["id"] == one

    soon(two_again)

    address = f"/customers/{one}/merge?with={other}"
    for size in (LARGE, PHONE):
        page = visitors.enter(place.url, owner, size=size)
        open_page(page, address, "合并客户")
        expect(page.get_by_role("table", name="两位客户对照")).to_be_visible()
        assert findings(page) == []
        assert overflow(page) <= 0


def test_a_doubt_about_two_customers_is_decided_with_the_evidence_of_both(
    console: Page, place: Garden
) -> None:
    told(place, {"phone": "13911110003", "wechat_unionid": "oUnion-one-3"})
    told(place, {"phone": "13911110004", "wechat_unionid": "oUnion-two-4"})
    told(place, {"phone": "13911110003", "wechat_unionid": "oUnion-two-4"})
    until("there is a doubt", lambda: place.api.get("/conflicts")["total"])
    open_page(console, "/customers/conflicts", "客户")
    card = console.locator("section.hy-card", has_text="139****0003").first
    card.get_by_role("button", name="对照全部资料").click()
    both = card.get_by_role("table", name="两位客户对照")
    expect(both).to_contain_text("139****0003")
    expect(both).to_contain_text("139****0004")
    assert findings(console) == []
    card.get_by_role("button", name="不是同一个人").click()
    dialog(console).get_by_role("button", name="不是同一个人").click()
    expect(console.get_by_text("已记下：不是同一个人")).to_be_visible()
    console.get_by_text("已认定不同", exact=True).click()
    expect(console).to_have_url(re.compile("state=kept_apart"))
    kept = console.locator("section.hy-card", has_text="139****0003").first
    expect(kept).to_contain_text("王店主")
    kept.get_by_role("button", name="是同一个人", exact=True).click()
    dialog(console).get_by_role("button", name="是同一个人", exact=True).click()
    first = person_with(place, "13911110003")
    until("they are one", lambda: person_with(place, "13911110004") == first)


def test_a_selection_is_exported_and_its_tagging_undone(console: Page, place: Garden) -> None:
    tag = place.api.post("/tags", {"name": "新品试用", "group": "跟进"})
    chosen = place.api.get("/customers", sort="-gmv", limit=2)["items"]
    open_page(console, "/customers?sort=-gmv", "客户")
    for number in range(2):
        rows(console).nth(number).locator(".ant-checkbox-wrapper").click()
    bar = console.get_by_role("toolbar", name="批量操作")
    bar.get_by_role("button", name="加标签").click()
    console.get_by_role("combobox", name="加标签").fill("新品试用")
    console.locator(".ant-select-item-option", has_text="新品试用").click()
    console.get_by_role("button", name="给 2 位客户加上").click()
    progress = console.get_by_role("region", name="批量操作的进度")
    expect(progress).to_contain_text("已给 2 位客户加上标签")
    assert place.api.get("/customers", tag=tag["id"])["total"] == 2
    progress.get_by_role("button", name="撤销这次修改").click()
    until("nobody wears it", lambda: place.api.get("/customers", tag=tag["id"])["total"] == 0)
    progress.get_by_role("button", name="关闭").click()

    for number in range(2):
        rows(console).nth(number).locator(".ant-checkbox-wrapper").click()
    bar.get_by_role("button", name="导出").click()
    console.get_by_label("导出原因（至少 4 个字，会写入操作记录）").fill("新品回访名单")
    console.get_by_role("button", name="导出 2 位客户").click()
    with console.expect_download() as download:
        progress.get_by_role("link", name="下载文件").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    lines = list(csv.reader(text.splitlines()))
    assert {line[0] for line in lines[1:]} == {str(one["id"]) for one in chosen}
    assert not re.search(r"1\d{10}", text), "phones are masked"
