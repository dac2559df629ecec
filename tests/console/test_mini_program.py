"""The mini program and the shop as those who run them work: links, codes, messages, visits, broadcasts, orders."""

from __future__ import annotations

from typing import Any

import pytest
from console.garden import (
    PHONE,
    Garden,
    KnownVisitor,
    Visitors,
    dialog,
    open_page,
    pick_person,
    rows,
    settled,
)
from console.test_pages import findings, overflow
from playwright.sync_api import Page, expect
from stories.running import until

pytestmark = pytest.mark.browser

PAGES = ("/mini-program", "/mini-program/templates", "/mini-program/figures", "/shop", "/shop/orders")


@pytest.fixture(scope="module")
def program(place: Garden) -> int:
    """The connected mini program, read once: the templates of the story and the figures are here."""
    number = int(place.api.get("/mini-program/programs")["items"][0]["id"])
    place.api.post(f"/connections/{number}/sync")
    until("its templates", lambda: place.api.get(f"/mini-program/{number}/templates")["items"])
    place.api.settle()
    return number


@pytest.fixture(scope="module")
def shop(place: Garden) -> dict[str, Any]:
    """The connected shop, read once."""
    found: dict[str, Any] = place.api.get("/channels/shops")["items"][0]
    place.api.post(f"/connections/{found['id']}/sync")
    place.api.settle()
    return found


def new_link(page: Page, kind: str, name: str, query: str) -> None:
    page.get_by_role("button", name="新建").click()
    drawer = page.locator(".ant-drawer-open")
    drawer.get_by_text(kind, exact=True).click()
    drawer.get_by_label("名称").fill(name)
    drawer.get_by_label("页面路径").fill("pages/index/index")
    drawer.locator("#query").fill(query)
    drawer.get_by_role("button", name="生成").click()


def test_links_and_codes_are_made_and_taken_away(console: Page, place: Garden, program: int) -> None:
    open_page(console, "/mini-program", "链接与小程序码")
    console.get_by_role("button", name="新建").click()
    drawer = console.locator(".ant-drawer-open")
    drawer.get_by_label("页面路径").fill("/pages/index")
    drawer.get_by_role("button", name="生成").click()
    expect(drawer.get_by_text("路径不要以 / 开头")).to_be_visible()
    expect(drawer.get_by_text("小程序码需要填写场景值")).to_be_visible()
    console.keyboard.press("Escape")
    console.locator(".ant-modal-confirm").get_by_role("button").last.click()

    new_link(console, "小程序码", "三月海报", "poster_3")
    code = dialog(console).get_by_role("img", name="三月海报 的小程序码")
    expect(code).to_be_visible()
    until("it is a picture", lambda: code.evaluate("picture => picture.naturalWidth"))
    console.keyboard.press("Escape")
    expect(dialog(console)).to_have_count(0)
    new_link(console, "网址链接", "三月短信", "from=sms")
    shown = dialog(console).locator("pre").inner_text()
    assert shown.startswith("http"), shown
    console.keyboard.press("Escape")
    expect(dialog(console)).to_have_count(0)
    expect(rows(console).filter(has_text="三月海报")).to_contain_text("长期有效")
    expect(rows(console).filter(has_text="三月短信")).to_contain_text("网址链接")
    assert place.api.get(f"/mini-program/{program}/links")["total"] == 2


def test_a_subscribe_message_goes_to_whoever_agreed(console: Page, place: Garden, program: int) -> None:
    template = place.api.get(f"/mini-program/{program}/templates")["items"][0]
    who = KnownVisitor.of(place)
    agreed = {"person": who.person, "template_ids": [template["template_id"]]}
    place.world.post("/mini_program/prompt", agreed)
    until("the agreement is known", lambda: willing(place, program, template["template_id"]) > 0)
    open_page(console, "/mini-program/templates", "订阅消息")
    console.get_by_role("region", name=template["title"], exact=True).get_by_role(
        "button", name="发一条"
    ).click()
    drawer = console.locator(".ant-drawer-open")
    pick_person(console, "客户", who)
    for field in template["fields"]:
        drawer.get_by_label(field["name"] or field["key"], exact=True).fill(EXAMPLES[field["rule"]])
    drawer.get_by_role("button", name="发一条").click()
    expect(console.get_by_text("已提交发送")).to_be_visible()
    until("it arrives", lambda: place.world.calls("message/subscribe/send"))


EXAMPLES = {
    "thing": "木槿面霜", "number": "3", "letter": "A", "symbol": "+", "character_string": "A100", "phrase": "已发货",
    "time": "2026年3月2日 10:00", "date": "2026年3月2日", "amount": "¥30.00", "phone_number": "13800138000",
    "car_number": "沪A12345", "name": "王芳",
}  # fmt: skip


def willing(place: Garden, program: int, template: str) -> int:
    found = place.api.get(f"/mini-program/{program}/templates")["items"]
    return int(next(one["willing"] for one in found if one["template_id"] == template))


def test_visits_by_day(console: Page, place: Garden, program: int) -> None:
    open_page(console, "/mini-program/figures", "访问数据")
    visitors = console.locator(".hy-metric", has_text="访问人数").locator(".hy-metric-value")
    assert int(visitors.inner_text().replace(",", "")) > 0
    console.locator(".hy-metric", has_text="页面浏览").click()
    expect(console.get_by_role("heading", name="页面浏览")).to_be_visible()


def test_broadcasts_and_orders_of_the_shop(console: Page, place: Garden, shop: dict[str, Any]) -> None:
    lives = place.api.get(f"/channels/{shop['id']}/lives")
    open_page(console, "/shop", "视频号直播")
    expect(rows(console)).to_have_count(lives["total"])
    console.get_by_role("link", name="小店订单").click()
    expect(console.locator("h1")).to_have_text("小店订单")
    settled(console)
    orders = place.api.get("/orders", source=shop["account"], limit=1)
    assert orders["total"] > 0, "people bought in the shop"
    expect(console.locator(".hy-table-total")).to_contain_text(str(orders["total"]))
    expect(rows(console).first).to_contain_text("¥")


@pytest.mark.parametrize("size, language, mode", [((1440, 900), "zh", "dark"), (PHONE, "en", "light")])
def test_pages_of_the_mini_program_are_accessible(
    visitors: Visitors,
    place: Garden,
    owner: Any,
    program: int,
    shop: dict[str, Any],
    size: tuple[int, int],
    language: str,
    mode: str,
) -> None:
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=size)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in PAGES:
        open_page(page, path)
        wrong += findings(settled(page))
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {size[0]} px")
    open_page(page, "/mini-program")
    page.locator(".hy-page-actions .ant-btn-primary").click()
    expect(dialog(page)).to_be_visible()
    wrong += findings(settled(page))
    assert wrong == []
