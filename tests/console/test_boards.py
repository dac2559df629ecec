"""The boards of lifecycle and RFM: numbers that lead to their people, limits that can be changed, a picture that is a table too."""

from __future__ import annotations

import re
from typing import Any

import pytest
from console.garden import LARGE, PHONE, Garden, Visitors, dialog, open_page, rows, settled
from console.test_pages import findings, overflow
from playwright.sync_api import Page, expect
from stories.running import until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def counted(place: Garden) -> Garden:
    """Everybody has a layer, and every buyer a cell."""
    place.api.post("/rfm/refresh", status=202)
    until("layers are counted", lambda: not place.api.get("/lifecycle")["counting"])
    until("cells are counted", lambda: place.api.get("/rfm")["people"] > 0 and not place.api.get("/rfm")["counting"])  # fmt: skip
    return place


def number(text: str) -> int:
    return int(re.sub(r"[^\d]", "", text))


def test_layers_lead_to_their_people_and_become_segments(console: Page, counted: Garden) -> None:
    board = counted.api.get("/lifecycle")
    layer = max(board["layers"], key=lambda one: one["people"])
    open_page(console, "/boards/lifecycle", "生命周期")
    console.get_by_role("button", name=re.compile(f"^{layer['label']['zh']}：")).click()
    expect(dialog(console)).to_contain_text(f"共 {layer['people']:,} 位客户")
    shown = dialog(console).locator(".hy-person")
    expect(shown).to_have_count(min(30, layer["people"]))
    if layer["people"] > 30:
        dialog(console).get_by_role("button", name="再看一些").click()
        expect(shown).to_have_count(min(60, layer["people"]))
    dialog(console).get_by_role("textbox", name="人群名称").fill("分层里的人")
    dialog(console).get_by_role("button", name="存为人群").click()
    expect(console.locator("h1")).to_have_text("分层里的人")


def test_the_flow_is_a_picture_a_table_and_people(console: Page, counted: Garden) -> None:
    open_page(console, "/boards/lifecycle")
    flow = console.get_by_role("region", name="层级流转")
    expect(flow.get_by_role("img", name=re.compile("^层级流转"))).to_be_visible()
    flow.get_by_role("button", name="看表格").click()
    line = flow.locator("tbody tr").first
    count = line.get_by_role("button")
    people = number(count.inner_text())
    assert people > 0
    count.click()
    expect(dialog(console)).to_contain_text(f"共 {people:,} 位客户")
    expect(dialog(console).locator(".hy-person")).to_have_count(min(30, people))


def test_limits_of_layers_are_changed_and_everybody_is_placed_again(console: Page, counted: Garden) -> None:
    before = counted.api.get("/lifecycle/settings")
    open_page(console, "/boards/lifecycle")
    console.get_by_role("button", name="调整标准").click()
    dialog(console).get_by_label("认识不超过（天）").fill("3")
    dialog(console).get_by_role("button", name="保存").click()
    expect(console.get_by_text("标准已保存，正在重新计算所有客户")).to_be_visible()
    assert counted.api.get("/lifecycle/settings")["new_days"] == 3
    expect(console.get_by_role("button", name=re.compile("^新客：|^新客户：|^新："))).to_contain_text("3 天")
    until("placed again", lambda: not counted.api.get("/lifecycle")["counting"])
    now = counted.api.get("/lifecycle/settings")
    counted.api.put("/lifecycle/settings", {**before, "version": now["version"]})
    until("as it was", lambda: not counted.api.get("/lifecycle")["counting"])


def test_cells_of_rfm_lead_to_their_people(console: Page, counted: Garden) -> None:
    board = counted.api.get("/rfm")
    cell = max(board["cells"], key=lambda one: one["people"])
    grade = next(one for one in board["grades"] if one["key"] == cell["grade"])
    open_page(console, "/boards/rfm", "RFM 客户价值")
    expect(console.locator(".hy-rfm-cell")).to_have_count(27)
    code = f"{cell['r']}{cell['f']}{cell['m']}"
    console.get_by_role("button", name=re.compile(f"^{code} ")).click()
    detail = console.locator(".hy-rfm-detail")
    expect(detail).to_contain_text(grade["label"]["zh"])
    expect(detail).to_contain_text(cell["action"]["zh"])
    detail.get_by_role("button", name="查看这些客户").click()
    expect(dialog(console)).to_contain_text(f"共 {cell['people']:,} 位客户")
    expect(dialog(console).locator(".hy-person")).to_have_count(min(30, cell["people"]))
    console.keyboard.press("Escape")
    console.get_by_text("消费占比", exact=True).first.click()
    expect(console.locator(".hy-rfm-cell").first).to_contain_text("%")
    row = rows(console).filter(has_text=grade["label"]["zh"])
    row.click()
    expect(dialog(console)).to_contain_text(f"共 {grade['people']:,} 位客户")


def test_limits_of_rfm_are_ones_own(console: Page, counted: Garden) -> None:
    before = counted.api.get("/rfm/settings")
    open_page(console, "/boards/rfm")
    console.get_by_role("button", name="调整标准").click()
    dialog(console).get_by_text("自己定界限").click()
    limits = dialog(console).get_by_role("group", name="购买次数").get_by_role("spinbutton")
    limits.nth(0).fill("2")
    limits.nth(1).fill("3")
    dialog(console).get_by_role("button", name="保存").click()
    expect(console.get_by_text("标准已保存，正在重新计算所有客户")).to_be_visible()
    kept = counted.api.get("/rfm/settings")
    assert (kept["method"], kept["fixed_f"]) == ("fixed", [2, 3])
    until("scored again", lambda: counted.api.get("/rfm")["thresholds"]["f"] == [2, 3])
    settled(console)
    expect(console.locator(".hy-rfm th", has_text="常买").first).to_contain_text("≥ 3单")
    counted.api.put("/rfm/settings", {**before, "version": kept["version"]})


@pytest.mark.parametrize("size, language, mode", [(LARGE, "zh", "light"), (LARGE, "en", "dark"), (PHONE, "zh", "light")])  # fmt: skip
def test_boards_are_accessible(
    visitors: Visitors, counted: Garden, owner: Any, size: tuple[int, int], language: str, mode: str
) -> None:
    page = visitors.enter(counted.url, owner, language=language, mode=mode, size=size)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in ("/boards/lifecycle", "/boards/rfm"):
        open_page(page, path)
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {size[0]} px")
        page.get_by_role("button", name=re.compile("调整标准|Change limits")).click()
        expect(dialog(page)).to_be_visible()
        wrong += findings(settled(page))
    assert wrong == []
