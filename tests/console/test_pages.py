"""Every page, in both languages, light and dark, large and on a phone: accessible, in its frame, in one language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from console.garden import LARGE, PHONE, Garden, Visitors, open_page, settled
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/customers", "/customers?sort=-gmv&orders_min=1", "/customers/conflicts", "/customers/{customer}", "/customers/{customer}/orders",
    "/customers/{customer}/identities", "/segments", "/segments/new", "/segments/lists", "/segments/overlap",
    "/live-codes", "/live-codes/{live_code}", "/imports", "/imports/{import}",
    "/events", "/events/live", "/events/rejected", "/settings/users", "/settings/roles", "/settings/connections",
    "/settings/connections/new", "/settings/connections/new?kind=wecom", "/settings/connections/{connection}",
    "/settings/keys", "/settings/audit", "/settings/account", "/nowhere",
)  # fmt: skip
GRAVE = {"serious", "critical"}
LOOKS = 10
# The only Chinese on an English page is what people wrote; labels are never among it.
LABELS = "h1, h2, nav, th, dt, legend, .hy-page-purpose, .hy-metric-label, .hy-table-total"
axe = Axe()


@pytest.fixture(scope="module")
def known(place: Garden) -> dict[str, str]:
    asked = {
        "customer": "/customers?sort=-events",
        "connection": "/connections",
        "live_code": "/live-codes?status=active",
        "import": "/imports",
    }
    return {name: place.api.get(path)["items"][0]["id"] for name, path in asked.items()}


def findings(page: Page) -> list[str]:
    """What stays wrong: a colour that is on its way to another one may have too little contrast for a moment, which is
    seconds on a busy machine."""
    for _ in range(LOOKS):
        found = _violations(page)
        if not found:
            return []
        page.wait_for_timeout(500)
    return found


def _violations(page: Page) -> list[str]:
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url}: {one['id']} {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.parametrize("language, mode", [("zh", "light"), ("en", "dark")])
def test_every_page_is_accessible_and_keeps_its_frame(
    visitors: Visitors, place: Garden, owner: Any, known: dict[str, str], language: str, mode: str
) -> None:
    page = visitors.enter(place.url, owner, language=language, mode=mode)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in PAGES:
        open_page(page, path.format(**known))
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {LARGE[0]} px")
    assert wrong == []


@pytest.mark.parametrize("language, mode", [("zh", "dark"), ("en", "light")])
def test_every_page_fits_a_phone(
    visitors: Visitors, place: Garden, owner: Any, known: dict[str, str], language: str, mode: str
) -> None:
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=PHONE)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in PAGES:
        open_page(page, path.format(**known))
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {PHONE[0]} px")
    assert wrong == []


def test_english_pages_have_english_labels(
    visitors: Visitors, place: Garden, owner: Any, known: dict[str, str]
) -> None:
    page = visitors.enter(place.url, owner, language="en")
    page.add_init_script("localStorage.setItem('huayuan.language', 'en')")
    written = {str(one["name"]) for one in place.api.get("/live-codes")["items"]}
    written |= {one["file_name"] for one in place.api.get("/imports")["items"]}
    written |= {one["name"] for one in place.api.get("/connections")["items"]}
    written |= {one["name"] for one in place.api.get("/roles")["items"]}
    written |= {place.api.get(f"/customers/{known['customer']}")["name"] or "", "木槿生活"}
    left: list[str] = []
    for path in PAGES:
        open_page(page, path.format(**known))
        for text in page.locator(LABELS).all_inner_texts():
            for name in sorted(written, key=len, reverse=True):
                text = text.replace(str(name), "")
            if re.search(r"[\u4e00-\u9fff]", text) and "“" not in text:
                left.append(f"{path}: {text}")
    assert left == []


def test_drawers_and_dialogs_are_accessible(console: Page) -> None:
    wrong: list[str] = []
    for path in ("/live-codes", "/settings/users", "/settings/keys"):
        open_page(console, path)
        console.locator(".hy-page-actions .ant-btn-primary").click()
        expect(console.get_by_role("dialog")).to_be_visible()
        wrong += findings(console)
    open_page(console, "/")
    console.keyboard.press("Control+k")
    expect(console.get_by_role("combobox")).to_be_focused()
    wrong += findings(console)
    assert wrong == []


def test_the_language_changes_and_the_page_stays(console: Page) -> None:
    open_page(console, "/customers?orders_min=1&sort=-gmv", "客户")
    total = console.locator(".hy-table-total .hy-num").inner_text()
    console.get_by_role("button", name="English").click()
    expect(console.locator("h1")).to_have_text("Customers")
    expect(console.locator("html")).to_have_attribute("lang", "en")
    expect(console).to_have_url(re.compile(r"/customers\?orders_min=1&sort=-gmv$"))
    expect(console.locator(".hy-table-total .hy-num")).to_have_text(total)
    console.reload()
    expect(console.locator("h1"), "it is remembered").to_have_text("Customers")
    console.get_by_role("button", name="中文").click()
    expect(console.locator("h1")).to_have_text("客户")


def test_the_appearance_is_chosen_and_remembered(console: Page) -> None:
    open_page(console, "/events", "事件目录")
    light = console.evaluate("getComputedStyle(document.body).backgroundColor")
    console.get_by_role("button", name=re.compile("账号：")).click()
    console.get_by_role("menuitem", name="深色").click()
    expect(console.locator("body")).not_to_have_css("background-color", light)
    console.reload()
    settled(console)
    expect(console.locator("body")).not_to_have_css("background-color", light)


def test_search_goes_anywhere_by_keyboard(console: Page, place: Garden) -> None:
    person = next(one for one in place.api.get("/customers", sort="-events")["items"] if one["name"])
    open_page(console, "/")
    console.keyboard.press("Control+k")
    box = console.get_by_role("combobox")
    box.fill(person["name"])
    expect(console.get_by_role("option").first).to_contain_text(person["name"])
    console.keyboard.press("Enter")
    expect(console).to_have_url(re.compile(r"/customers/\d+"))
    expect(console.locator("h1")).to_have_text(person["name"])

    console.keyboard.press("Control+k")
    box.fill("密钥")
    box.fill("事件")
    expect(console.get_by_role("option", name=re.compile("事件.*页面"))).to_be_visible()
