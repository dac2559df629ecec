"""How people are picked: a rule written by keyboard, its size, who is in it and why, what they share, and no way to break it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from console.garden import PHONE, Garden, Visitors, dialog, open_page, rows, settled
from console.test_pages import findings, overflow
from playwright.sync_api import Locator, Page, expect
from stories.running import until

pytestmark = pytest.mark.browser

PAID: dict[str, Any] = {
    "kind": "event", "event": "order_paid", "where": [], "measure": "count", "operator": "at_least", "value": 1,
    "window": {"kind": "last", "n": 30, "unit": "day"},
}  # fmt: skip
REACHABLE: dict[str, Any] = {"kind": "identity", "has": True, "identifier": "phone"}


def made(place: Garden, name: str, *parts: dict[str, Any]) -> dict[str, Any]:
    """A segment made over HTTP, once its size is known."""
    body = {"name": name, "description": "", "tree": {"kind": "all", "of": list(parts)}}
    number = place.api.post("/segments", body)["id"]
    place.api.settle()
    until("the segment is counted", lambda: place.api.get(f"/segments/{number}")["size"] is not None)
    found: dict[str, Any] = place.api.get(f"/segments/{number}")
    return found


def made_days_ago(place: Garden, segment: int, days: int) -> None:
    """As if the segment had been counted so long ago: nobody can wait that long."""
    back = timedelta(days=days)
    with closing(sqlite3.connect(place.data / "records.sqlite", timeout=30)) as records, records:
        for table, key in (("segment_change", "id"), ("segment_size", "rowid")):
            query = f"SELECT {key}, at FROM {table} WHERE segment_id = ?"
            for number, at in records.execute(query, (segment,)).fetchall():
                moved = (datetime.fromisoformat(at) - back).isoformat(" ", "microseconds")
                records.execute(f"UPDATE {table} SET at = ? WHERE {key} = ?", (moved, number))


@pytest.fixture(scope="module")
def buyers(place: Garden) -> dict[str, Any]:
    return made(place, "近 30 天买过的人", PAID)


def conditions(page: Page) -> Locator:
    return page.locator("fieldset.hy-rule-leaf")


def size_said(page: Page) -> int:
    """The live number, once it is that of the rule as it stands."""
    page.locator(".hy-live-number[data-busy=false] strong").wait_for()
    return int(page.locator(".hy-live-number strong").inner_text().replace(",", ""))


def add_condition(page: Page, word: str, *, group: int = -1) -> None:
    """By keyboard alone: some letters of what it is about, Enter."""
    box = page.get_by_role("combobox", name="添加条件")
    (box.last if group == -1 else box.nth(group)).focus()
    page.keyboard.type(word)
    page.locator(".ant-select-dropdown:visible .ant-select-item-option-active").wait_for()
    page.keyboard.press("Enter")


def test_a_rule_written_by_keyboard_becomes_a_segment(console: Page, place: Garden) -> None:
    open_page(console, "/segments", "人群")
    console.get_by_role("button", name="新建人群").focus()
    console.keyboard.press("Enter")
    expect(console.locator("h1")).to_have_text("新建人群")
    expect(console.get_by_text("添加条件后，这里实时显示有多少人。")).to_be_visible()

    console.get_by_role("textbox", name="名称").focus()
    console.keyboard.type("买过且有手机号")
    add_condition(console, "order_paid")
    expect(conditions(console)).to_have_count(1)
    assert console.evaluate("!!document.activeElement.closest('fieldset.hy-rule-leaf')"), (
        "goes on in its fields"
    )
    paid = place.api.post("/segments/preview", {"tree": {"kind": "all", "of": [PAID]}, "sample": 0})
    assert size_said(console) == paid["size"] > 0
    expect(console.locator(".hy-live-people li")).to_have_count(min(8, paid["size"]))

    add_condition(console, "已知身份")
    expect(conditions(console)).to_have_count(2)
    both = place.api.post(
        "/segments/preview", {"tree": {"kind": "all", "of": [PAID, REACHABLE]}, "sample": 0}
    )
    expect(console.locator(".hy-rule-leaf .hy-rule-size", has_text="人")).to_have_count(2)
    assert size_said(console) == both["size"]
    expect(console.locator(".hy-sentence").first).to_contain_text("手机")
    assert findings(console) == []

    second = console.get_by_role("button", name=re.compile("移动 条件 2"))
    second.focus()
    console.keyboard.press("ArrowUp")
    expect(conditions(console).first).to_have_attribute("aria-label", "条件 1：已知身份")
    expect(console.get_by_role("button", name="移动 条件 1：已知身份")).to_be_focused()
    console.keyboard.press("g")
    expect(console.get_by_role("list", name="条件组 1")).to_be_visible()
    console.keyboard.press("ArrowLeft")
    console.keyboard.press("n")
    expect(conditions(console).filter(has_text="没有")).to_have_count(1)
    without = place.api.post(
        "/segments/preview", {"tree": {"kind": "all", "of": [PAID, REACHABLE | {"has": False}]}, "sample": 0}
    )
    expect(console.locator(".hy-live-number strong")).to_have_text(f"{without['size']:,}")
    console.keyboard.press("Control+z")
    expect(console.locator(".hy-live-number strong")).to_have_text(f"{both['size']:,}")

    console.get_by_role("button", name="保存").focus()
    console.keyboard.press("Enter")
    expect(console.locator("h1")).to_have_text("买过且有手机号")
    expect(console.locator(".hy-metric", has_text="人数")).to_contain_text(f"{both['size']:,}")
    expect(rows(console)).to_have_count(min(50, both["size"]))
    assert findings(console) == []


def test_it_is_said_why_somebody_is_in_it_or_not(
    console: Page, place: Garden, buyers: dict[str, Any]
) -> None:
    open_page(console, f"/segments/{buyers['id']}", buyers["name"])
    first = rows(console).first
    first.hover()
    first.get_by_role("button", name="更多").click()
    console.get_by_role("menuitem", name="为什么在里面").click()
    drawer = dialog(console)
    expect(drawer.get_by_text("在人群里", exact=True)).to_be_visible()
    expect(drawer.locator(".hy-answer[data-answer=true]")).to_have_count(2)
    expect(drawer.locator(".hy-answers")).to_contain_text("支付")
    assert findings(console) == []

    members = {one["id"] for one in place.api.get(f"/segments/{buyers['id']}/people", limit=200)["items"]}
    others = place.api.get("/customers", limit=200)["items"]
    other = next(one for one in others if one["id"] not in members and one["name"])
    box = drawer.get_by_role("combobox", name="客户")
    box.fill(other["name"])
    console.locator(".ant-select-item-option", has_text=f"· {other['id']}").click()
    expect(drawer.get_by_text("不在人群里")).to_be_visible()
    expect(drawer.locator(".hy-answer[data-answer=false]").first).to_be_visible()


def test_one_that_is_used_is_not_deleted_and_the_places_are_named(
    console: Page, visitors: Visitors, place: Garden
) -> None:
    used = made(place, "被引用的人群", REACHABLE)
    user = made(place, "引用它的人群", {"kind": "segment", "segment": used["id"]})
    open_page(console, f"/segments/{used['id']}", used["name"])
    visitors.expect_refusals(409)
    console.locator(".hy-page-actions").get_by_role("button", name="更多").click()
    console.get_by_role("menuitem", name="删除").click()
    dialog(console).get_by_role("button", name="删除").click()
    refused = dialog(console).filter(has_text="不能删除")
    expect(refused.get_by_role("link", name=user["name"])).to_be_visible()
    refused.get_by_role("button", name="关闭").last.click()
    open_page(console, f"/segments/{used['id']}/rule", used["name"])
    console.get_by_role("region", name="用到它的地方").get_by_role("link", name=user["name"]).click()
    expect(console.locator("h1")).to_have_text(user["name"])

    console.locator(".hy-page-actions").get_by_role("button", name="更多").click()
    console.get_by_role("menuitem", name="删除").click()
    dialog(console).get_by_role("button", name="删除").click()
    expect(console).to_have_url(re.compile("/segments$"))
    expect(rows(console).filter(has_text=user["name"])).to_have_count(0)


def test_two_editors_at_once_lose_nothing(console: Page, visitors: Visitors, place: Garden) -> None:
    segment = made(place, "两个人在改", PAID)
    open_page(console, f"/segments/{segment['id']}/edit", "编辑人群")
    add_condition(console, "已知身份")
    tree = {"kind": "any", "of": [PAID, {"kind": "channel", "touch": "first", "channels": ["moments"]}]}
    place.api.put(
        f"/segments/{segment['id']}",
        {"name": segment["name"], "description": "", "tree": tree, "version": segment["version"]},
    )
    visitors.expect_refusals(409)
    console.get_by_role("button", name="保存").click()
    conflict = dialog(console)
    expect(conflict.get_by_role("region", name="现在保存着的")).to_contain_text("moments")
    expect(conflict.get_by_role("region", name="你的修改")).to_contain_text("手机")
    assert findings(console) == []
    conflict.get_by_role("button", name="另存为新人群").click()
    expect(console.locator("h1")).to_have_text("两个人在改 副本")
    kept = place.api.get(f"/segments/{segment['id']}")
    assert kept["tree"]["kind"] == "any", "theirs stands"
    open_page(console, f"/segments/{segment['id']}/rule")
    console.get_by_role("button", name="恢复到这一版").click()
    dialog(console).get_by_role("button", name="恢复到这一版").click()
    until("version 3", lambda: place.api.get(f"/segments/{segment['id']}")["version"] == 3)
    assert place.api.get(f"/segments/{segment['id']}")["tree"]["kind"] == "all"


def test_unsaved_work_is_not_left_by_accident(console: Page) -> None:
    open_page(console, "/segments/new", "新建人群")
    console.get_by_role("textbox", name="名称").fill("没存的")
    console.locator("nav a[href='/customers']").first.click()
    expect(dialog(console)).to_contain_text("放弃刚才的修改？")
    dialog(console).get_by_role("button", name="继续").click()
    expect(console.get_by_role("textbox", name="名称")).to_have_value("没存的")


def test_a_list_is_uploaded_matched_and_used(console: Page, place: Garden, tmp_path: Path) -> None:
    known = [one["id"] for one in place.api.get("/customers", limit=5)["items"]]
    file = tmp_path / "沙龙签到.csv"
    file.write_bytes("\n".join(["客户编号", *map(str, known), str(known[0]), "99999999"]).encode("gb18030"))
    open_page(console, "/segments/lists", "名单")
    console.get_by_role("button", name="上传名单").first.click()
    drawer = dialog(console)
    drawer.locator("input[type=file]").set_input_files(file)
    expect(drawer.get_by_role("textbox", name="名称")).to_have_value("沙龙签到")
    drawer.get_by_role("combobox", name="里面是什么").fill("客户 ID")
    console.locator(".ant-select-item-option").get_by_text("客户 ID", exact=True).click()
    drawer.get_by_role("button", name="上传并匹配").click()
    row = rows(console).filter(has_text="沙龙签到")
    expect(row).to_contain_text("已完成")
    found = next(one for one in place.api.get("/segments/lists")["items"] if one["name"] == "沙龙签到")
    assert (found["matched"], found["unmatched"], found["duplicates"]) == (5, 1, 1)
    assert findings(console) == []
    row.hover()
    row.get_by_role("button", name="更多").click()
    console.get_by_role("menuitem", name="用它建人群").click()
    assert size_said(console) == 5


def test_conditions_are_regrouped_by_dragging(console: Page) -> None:
    open_page(console, "/segments/new", "新建人群")
    add_condition(console, "order_paid")
    add_condition(console, "已知身份")
    console.get_by_role("button", name="添加条件组").last.click()
    group = console.get_by_role("list", name="条件组 3")
    handle = console.get_by_role("button", name=re.compile("移动 条件 1"))
    handle.drag_to(console.locator(".hy-rule-group .hy-rule-group .hy-rule-add"))
    expect(console.get_by_role("list", name="条件组 2").locator("fieldset")).to_have_count(1)
    expect(group).to_have_count(0)
    expect(console.locator(".hy-rule-group[data-root] > ul > li > fieldset")).to_have_count(1)
    inside = console.get_by_role("list", name="条件组 2").get_by_role("button", name=re.compile("移动"))
    inside.drag_to(
        console.locator(".hy-rule-group[data-root] > ul > li > fieldset"), target_position={"x": 40, "y": 4}
    )
    expect(console.locator(".hy-rule-group[data-root] > ul > li").first).to_contain_text("支付")
    console.keyboard.press("Control+z")
    expect(console.get_by_role("list", name="条件组 2").locator("fieldset")).to_have_count(1)


def test_a_whole_segment_is_tagged_taken_back_and_exported(console: Page, place: Garden) -> None:
    segment = made(place, "要打标签的人", REACHABLE)
    tag = place.api.get("/tags")["items"][0]

    def wearers() -> int:
        parts = [
            {"kind": "segment", "segment": segment["id"]},
            {"kind": "tag", "has": "any", "tags": [tag["id"]]},
        ]
        asked = {"tree": {"kind": "all", "of": parts}, "sample": 0}
        number: int = place.api.post("/segments/preview", asked)["size"]
        return number

    before = wearers()
    assert before < segment["size"]
    open_page(console, f"/segments/{segment['id']}", segment["name"])
    console.get_by_role("button", name="对这群人").click()
    console.get_by_role("menuitem", name="打标签").click()
    drawer = dialog(console)
    drawer.get_by_role("combobox", name="加上").fill(tag["name"])
    console.locator(".ant-select-item-option").get_by_text(tag["name"], exact=True).click()
    console.keyboard.press("Escape")
    drawer.get_by_role("button", name="开始").click()
    done = console.get_by_role("region", name="批量操作")
    expect(done).to_contain_text("已完成")
    expect(done).to_contain_text(f"处理 {segment['size']} 位")
    until("everybody wears it", lambda: wearers() == segment["size"])
    done.get_by_role("button", name="撤销").click()
    dialog(console).get_by_role("button", name="撤销").click()
    expect(done).to_contain_text("已撤销")
    until("nobody more than before wears it", lambda: wearers() == before)

    console.get_by_role("button", name="对这群人").click()
    console.get_by_role("menuitem", name="导出名单").click()
    drawer = dialog(console)
    drawer.get_by_role("button", name="开始导出").click()
    expect(drawer.get_by_text("写明用途，至少 4 个字")).to_be_visible()
    drawer.get_by_role("textbox", name="用途").fill("交给门店做回访")
    drawer.get_by_role("button", name="开始导出").click()
    files = console.get_by_role("region", name="最近的导出")
    with console.expect_download() as download:
        files.get_by_role("link", name="下载").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").strip().splitlines()
    assert len(lines) == segment["size"] + 1 and "手机号" in lines[0]
    assert not re.search(r"1\d{10}", "".join(lines)), "no full number leaves"


def test_points_of_the_size_lead_to_who_was_in_it_that_day(console: Page, place: Garden) -> None:
    tag = place.api.post("/tags", {"group": "沙龙", "name": "春季沙龙"})["id"]
    people = [one["id"] for one in place.api.get("/customers", limit=6)["items"]]
    place.api.post("/customers/tags", {"ids": people[:4], "add": [tag]})
    segment = made(place, "来过春季沙龙", {"kind": "tag", "has": "any", "tags": [tag]})
    assert segment["size"] == 4
    made_days_ago(place, segment["id"], 3)
    place.api.post("/customers/tags", {"ids": people[4:], "add": [tag]})
    place.api.post("/customers/tags", {"ids": people[:1], "remove": [tag]})
    until("the change is counted", lambda: place.api.get(f"/segments/{segment['id']}")["size"] == 5)

    open_page(console, f"/segments/{segment['id']}", segment["name"])
    picture = console.get_by_role("region", name="人数变化").get_by_role("img", name="个点")
    expect(picture).to_be_visible()
    picture.focus()
    console.keyboard.press("ArrowLeft")
    console.keyboard.press("ArrowLeft")
    console.keyboard.press("Enter")
    behind = dialog(console)
    expect(behind).to_contain_text("在「来过春季沙龙」里的客户")
    assert who(behind) == set(people[:4]), "yesterday"
    console.keyboard.press("Escape")
    expect(behind).to_have_count(0)

    box = picture.bounding_box()
    assert box is not None
    picture.click(position={"x": box["width"] - 20, "y": box["height"] / 2})
    assert who(behind) == set(people[1:]), "today"
    console.keyboard.press("Escape")
    expect(behind).to_have_count(0)

    console.get_by_text("进出", exact=True).click()
    picture = console.get_by_role("region", name="进入与离开").get_by_role("img", name="个点")
    picture.focus()
    console.keyboard.press("End")
    console.keyboard.press("Enter")
    assert who(behind) == set(people[4:]), "who came today"
    behind.get_by_role("button", name="看当天离开的 1 位").click()
    expect(behind.get_by_role("listitem")).to_have_count(1)
    assert who(behind) == set(people[:1]), "who left today"


def who(behind: Locator) -> set[int]:
    """The customers that are listed behind a point."""
    behind.get_by_role("listitem").first.wait_for()
    links = behind.get_by_role("listitem").get_by_role("link").all()
    return {int(str(one.get_attribute("href")).rsplit("/", 1)[-1]) for one in links}


def test_what_segments_share(console: Page, place: Garden, buyers: dict[str, Any]) -> None:
    reachable = made(place, "有手机号的人", REACHABLE)
    open_page(console, f"/segments/overlap?of={buyers['id']},{reachable['id']}", "人群重叠")
    overlap = place.api.post("/segments/overlap", {"segments": [buyers["id"], reachable["id"]]})
    both = next(region["size"] for region in overlap["regions"] if len(region["in"]) == 2)
    line = console.get_by_role("row").filter(has_text="同时在「")
    expect(line).to_contain_text(f"{both:,}")
    expect(console.locator(".hy-venn text")).to_have_count(3)
    assert findings(console) == []
    line.get_by_role("button", name=re.compile("存为人群")).click()
    assert size_said(console) == both


def test_pages_of_segments_fit_a_phone(
    visitors: Visitors, place: Garden, owner: Any, buyers: dict[str, Any]
) -> None:
    page = visitors.enter(place.url, owner, size=PHONE)
    wrong = []
    for path in ("/segments", "/segments/new", f"/segments/{buyers['id']}", f"/segments/{buyers['id']}/edit"):
        open_page(page, path)
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways")
    assert wrong == []
    settled(page)
