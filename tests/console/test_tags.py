"""Tags and traits as people look after them: made, given, merged, tidied up; defined, filled in, changed for many, taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from console.garden import PHONE, Garden, Visitors, dialog, open_page, pick, rows, settled
from console.test_pages import findings, overflow
from playwright.sync_api import Locator, Page, expect
from stories.running import until

pytestmark = pytest.mark.browser

PAGES = ("/tags", "/tags/{tag}", "/tags/usage?compare={tag},{other}", "/tags/actions", "/tags/quality", "/tags/sync", "/traits",
         "/customers/{customer}/history")  # fmt: skip


@pytest.fixture(scope="module")
def people(place: Garden) -> list[int]:
    """Some customers, whom nothing else here changes."""
    return [one["id"] for one in place.api.get("/customers", sort="name", limit=8)["items"]]


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def metric(page: Page, label: str) -> Locator:
    return page.locator(".hy-metric", has_text=label).locator(".hy-metric-value")


def new_tag(page: Page, group: str, name: str) -> None:
    card(page, group).get_by_role("button", name="加标签").click()
    dialog(page).get_by_label("标签名称").fill(name)
    dialog(page).get_by_role("button", name="保存").click()
    expect(card(page, group).get_by_role("link", name=name, exact=True)).to_be_visible()


def give(place: Garden, people: list[int], *tags: int) -> None:
    place.api.post("/customers/tags", {"ids": people, "add": list(tags)})


def tag_named(place: Garden, name: str) -> dict[str, Any]:
    tags = [tag for group in place.api.get("/tag-groups")["items"] for tag in group["tags"]]
    return next(tag for tag in tags if tag["name"] == name)


def known_of(place: Garden, key: str) -> int:
    """Of how many people a trait is known."""
    trait = next(one for one in place.api.get("/traits")["items"] if one["key"] == key)
    return int(trait["people"])


def test_a_tag_from_its_group_to_its_archive(console: Page, place: Garden, people: list[int]) -> None:
    open_page(console, "/tags", "标签")
    console.get_by_role("button", name="新建标签组").click()
    drawer = dialog(console)
    drawer.get_by_role("button", name="保存").click()
    expect(drawer.get_by_text("请填写名称")).to_be_visible()
    drawer.get_by_label("名称").fill("购买阶段")
    drawer.get_by_role("radio", name="紫").click()
    drawer.get_by_role("button", name="保存").click()
    expect(card(console, "购买阶段")).to_contain_text("组里还没有标签")
    new_tag(console, "购买阶段", "种草中")
    new_tag(console, "购买阶段", "已下单")
    first, second = tag_named(place, "种草中"), tag_named(place, "已下单")
    give(place, people[:3], first["id"])
    give(place, people[2:4], second["id"])

    open_page(console, "/tags")
    card(console, "购买阶段").get_by_role("link", name="种草中：3 位客户").click()
    expect(console.locator("h1")).to_have_text("客户")
    expect(rows(console)).to_have_count(3)
    open_page(console, f"/tags/{first['id']}", "种草中")
    expect(metric(console, "人数")).to_have_text("3")
    expect(card(console, "变更记录").locator("li")).to_have_count(3)
    console.get_by_role("button", name="编辑").click()
    dialog(console).get_by_label("多久后自动去掉").fill("30")
    dialog(console).get_by_role("button", name="保存").click()
    expect(console.locator(".hy-tag-facts")).to_contain_text("打上 30 天后自动去掉")

    open_page(console, f"/tags/{second['id']}", "已下单")
    console.get_by_role("button", name="合并").click()
    pick(console, "合并到", "种草中")
    expect(dialog(console)).to_contain_text("2 位客户改为带有「种草中」")
    dialog(console).get_by_role("button", name="合并").click()
    expect(console.locator("h1")).to_have_text("种草中")
    expect(metric(console, "人数"), "one of them wore both").to_have_text("4")

    console.get_by_role("button", name="归档").click()
    dialog(console).get_by_role("button", name="归档").click()
    console.get_by_role("button", name="恢复使用").click()
    expect(console.get_by_role("button", name="归档")).to_be_visible()
    assert tag_named(place, "种草中")["status"] == "active"


def test_tags_are_compared_and_lead_to_who_wears_both(
    console: Page, place: Garden, people: list[int]
) -> None:
    one, other = (place.api.post("/tags", {"group": "对比", "name": name})["id"] for name in ("露营", "徒步"))
    give(place, people[:5], one)
    give(place, people[3:6], other)
    open_page(console, "/tags/usage")
    pick(console, "比较哪些标签", "露营", "徒步")
    console.keyboard.press("Escape")
    console.get_by_role("button", name=re.compile("同时带有「露营」和「徒步」的有 2 位")).click()
    expect(dialog(console)).to_contain_text("共 2 位客户")
    expect(dialog(console).locator(".hy-person")).to_have_count(2)
    dialog(console).get_by_role("button", name="存为人群").click()
    expect(console.locator("h1")).to_have_text("露营 + 徒步")


def test_what_nobody_wears_is_tidied_up_and_taken_back(console: Page, place: Garden) -> None:
    made = [place.api.post("/tags", {"group": "太多了", "name": f"没人用 {n}"})["id"] for n in (1, 2)]
    before = place.api.get("/tags/settings")
    place.api.put("/tags/settings", {"crowded_tags": 1})
    try:
        open_page(console, "/tags/quality")
        finding = card(console, "组内过多").locator("li", has_text="太多了")
        finding.get_by_role("button", name="归档没人用的").click()
        dialog(console).get_by_role("button", name="归档").click()
        expect(console.get_by_text("已归档 2 个标签")).to_be_visible()
        assert {tag_named(place, f"没人用 {n}")["status"] for n in (1, 2)} == {"archived"}
        console.get_by_role("button", name="撤销").click()
        expect(console.get_by_text("已恢复")).to_be_visible()
        assert {tag_named(place, f"没人用 {n}")["status"] for n in (1, 2)} == {"active"}
    finally:
        place.api.put("/tags/settings", {"crowded_tags": before["crowded_tags"]})
        place.api.post("/tags/archive", {"ids": made})


def test_a_tag_follows_a_segment(console: Page, place: Garden) -> None:
    rule = {"kind": "all", "of": [{"kind": "identity", "has": True, "identifier": "phone"}]}
    segment = place.api.post("/segments", {"name": "留了手机号", "description": "", "tree": rule})["id"]
    tag = place.api.post("/tags", {"group": "自动", "name": "留了电话的人"})["id"]
    open_page(console, f"/tags/{tag}", "留了电话的人")
    console.get_by_role("button", name="编辑").click()
    pick(console, "按人群自动打", "留了手机号")
    dialog(console).get_by_role("button", name="保存").click()
    expect(console.locator(".hy-tag-facts").get_by_role("link", name="留了手机号")).to_be_visible()

    def size() -> int:
        return int(place.api.get(f"/segments/{segment}")["size"] or 0)

    until("its members wear it", lambda: tag_named(place, "留了电话的人")["people"] == size() != 0)
    console.reload()
    settled(console)
    expect(metric(console, "人数")).to_have_text(str(size()))
    expect(card(console, "变更记录").locator("li").first).to_contain_text("人群规则")


def test_accounts_say_whether_their_tags_are_in_step(console: Page, place: Garden) -> None:
    accounts = place.api.get("/tags/sync")["items"]
    open_page(console, "/tags/sync")
    assert accounts, "the world is connected to a corp"
    for account in accounts:
        expect(card(console, account["name"])).to_be_visible()
    corp = next(account for account in accounts if account["kind"] == "wecom")
    card(console, corp["name"]).get_by_role("button", name="立即同步").click()
    expect(console.get_by_text("已开始同步")).to_be_visible()


def test_a_trait_is_defined_filled_in_and_remembered(console: Page, place: Garden, people: list[int]) -> None:
    open_page(console, "/traits", "客户属性")
    console.get_by_role("button", name="新建属性").click()
    drawer = dialog(console)
    drawer.get_by_label("名称", exact=True).fill("咖啡口味")
    drawer.get_by_label("标识").fill("coffee_taste")
    pick(console, "类型", "单选")
    drawer.get_by_role("combobox", name="选项").fill("美式、拿铁")
    drawer.get_by_role("combobox", name="选项").press("Enter")
    drawer.get_by_role("button", name="加一个来源").click()
    console.get_by_role("menuitem", name="导入").click()
    drawer.get_by_role("button", name="加一个来源").click()
    console.get_by_role("menuitem", name="人工").click()
    drawer.get_by_role("button", name="上移：人工").click()
    drawer.get_by_role("button", name="保存").click()
    row = rows(console).filter(has_text="coffee_taste")
    expect(row).to_contain_text("人工 › 导入")

    open_page(console, f"/customers/{people[0]}")
    console.locator(".hy-side-card", has_text="资料").get_by_role("button", name="编辑").click()
    pick(console, "咖啡口味", "拿铁")
    dialog(console).get_by_role("button", name="保存").click()
    expect(console.locator(".hy-side-card", has_text="资料")).to_be_visible()
    console.get_by_role("link", name="变更记录").click()
    expect(console.locator(".hy-timeline li", has_text="咖啡口味：— → 拿铁")).to_be_visible()
    open_page(console, "/traits")
    row.get_by_role("button", name="1", exact=True).click()
    expect(dialog(console).locator(".hy-person")).to_have_count(1)


def test_a_trait_is_computed_for_everybody(console: Page, place: Garden) -> None:
    open_page(console, "/traits")
    console.get_by_role("button", name="新建属性").click()
    drawer = dialog(console)
    drawer.get_by_text("按行为自动计算").click()
    drawer.get_by_label("名称", exact=True).fill("近一年付款次数")
    drawer.get_by_label("标识").fill("paid_times")
    pick(console, "行为", "支付")
    expect(drawer.get_by_text(re.compile("每位客户近 90 天「.*支付.*」的次数"))).to_be_visible()
    drawer.get_by_label("最近多少天").fill("365")
    drawer.get_by_role("button", name="保存").click()
    expect(rows(console).filter(has_text="paid_times")).to_contain_text("自动计算")
    buyers = place.api.get("/customers", orders_min=1)["total"]
    place.api.settle()
    until("everybody has it", lambda: known_of(place, "paid_times") >= buyers > 0)


def test_many_are_changed_at_once_and_it_is_taken_back(console: Page, place: Garden) -> None:
    open_page(console, "/customers?sort=name", "客户")
    for number in (1, 2, 3):
        rows(console).nth(number).get_by_role("checkbox").check()
    bar = console.get_by_role("toolbar", name="批量操作")
    bar.get_by_role("button", name="改资料").click()
    pick(console, "改哪些资料", "备注")
    dialog(console).get_by_text("修改 3 位客户的资料").click()
    dialog(console).get_by_role("textbox", name="备注").fill("春季回访")
    dialog(console).get_by_role("button", name="先看看会改什么").click()
    expect(dialog(console)).to_contain_text("3 位客户中，有 3 处会改变")
    dialog(console).get_by_role("button", name="确认修改 3 位客户").click()
    underway = console.get_by_role("region", name="批量操作的进度")
    expect(underway).to_contain_text("已完成")
    after = known_of(place, "note")
    underway.get_by_role("button", name="撤销这次修改").click()
    expect(underway).to_contain_text("正在撤销")
    expect(underway).to_contain_text("已完成")
    until("three notes are gone", lambda: known_of(place, "note") == after - 3)


def test_a_whole_filter_is_tagged(console: Page, place: Garden) -> None:
    place.api.post("/tags", {"group": "活动", "name": "老客回馈"})
    buyers = place.api.get("/customers", orders_min=2)["total"]
    open_page(console, "/customers?orders_min=2")
    rows(console).first.get_by_role("checkbox").check()
    bar = console.get_by_role("toolbar", name="批量操作")
    bar.get_by_role("button", name=re.compile("改为筛选出的全部")).click()
    bar.get_by_role("button", name="加标签").click()
    pick(console, "加标签", "老客回馈")
    console.get_by_role("button", name=re.compile("给 .* 位客户加上")).click()
    expect(console.get_by_text(f"已给 {buyers} 位客户加上标签")).to_be_visible()
    assert tag_named(place, "老客回馈")["people"] == buyers


def test_a_whole_segment_is_assigned_taken_back_and_exported(console: Page, place: Garden) -> None:
    tree = {"kind": "all", "of": [{"kind": "trait", "trait": "orders", "operator": "at_least", "value": 2}]}
    segment = place.api.post("/segments", {"name": "买过两次", "description": "", "tree": tree})["id"]
    place.api.settle()
    until("it is counted", lambda: place.api.get(f"/segments/{segment}")["size"])
    size = place.api.get(f"/segments/{segment}")["size"]
    staff = next(one for one in place.api.get("/staff")["items"] if one["active"])
    owned = known_of(place, "owner_staff")

    def whole() -> Locator:
        rows(console).first.get_by_role("checkbox").check()
        bar = console.get_by_role("toolbar", name="批量操作")
        bar.get_by_role("button", name=re.compile("改为筛选出的全部")).click()
        return bar

    open_page(console, f"/customers?segment={segment}")
    expect(console.locator(".hy-chip"), "the filter reads as a sentence").to_have_text("人群 是 买过两次")
    whole().get_by_role("button", name="分配员工").click()
    pick(console, "分配给", staff["name"])
    console.get_by_role("button", name=f"分配 {size} 位客户").click()
    underway = console.get_by_role("region", name="批量操作的进度")
    expect(underway).to_contain_text("已完成")
    until("they have somebody", lambda: known_of(place, "owner_staff") == owned + size)
    underway.get_by_role("button", name="撤销这次修改").click()
    until("they are nobody's again", lambda: known_of(place, "owner_staff") == owned)
    expect(underway).to_contain_text("已完成")

    whole().get_by_role("button", name="导出").click()
    run = console.get_by_role("button", name=f"导出 {size} 位客户")
    expect(run, "not without a reason").to_be_disabled()
    console.get_by_role("textbox", name=re.compile("导出原因")).fill("春季上新回访")
    run.click()
    with console.expect_download() as download:
        underway.get_by_role("link", name="下载文件").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").strip().splitlines()
    assert len(lines) == size + 1 and "手机号（脱敏）" in lines[0]


@pytest.mark.parametrize("size, language, mode", [((1280, 800), "zh", "dark"), (PHONE, "en", "light")])
def test_pages_of_tags_and_traits_are_accessible(
    visitors: Visitors, place: Garden, owner: Any, people: list[int], size: tuple[int, int], language: str, mode: str
) -> None:  # fmt: skip
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=size)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    tags = [tag["id"] for tag in place.api.get("/tags")["items"]]
    wrong: list[str] = []
    for path in PAGES:
        open_page(page, path.format(tag=tags[0], other=tags[1], customer=people[0]))
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {size[0]} px")
    if size != PHONE:
        for path in ("/tags", "/traits"):
            open_page(page, path)
            page.locator(".hy-page-actions .ant-btn-primary").click()
            expect(dialog(page)).to_be_visible()
            wrong += findings(settled(page))
    assert wrong == []


def test_people_get_a_tag_for_what_they_do(console: Page, place: Garden) -> None:
    tag = place.api.post("/tags", {"name": "问过价格", "group": "意向"})
    open_page(console, "/tags", "标签")
    console.get_by_role("link", name="行为打标").click()
    expect(console.get_by_text("还没有行为打标")).to_be_visible()
    console.locator(".hy-page-actions").get_by_role("button", name="添加行为打标").click()
    drawer = dialog(console)
    drawer.get_by_label("名称").fill("问价")
    drawer.get_by_role("button", name="保存").click()
    expect(drawer.get_by_text("请填写要找的词")).to_be_visible()
    drawer.get_by_label("哪个词").fill(" 多少钱 ")
    pick(console, "打上的标签", "问过价格")
    drawer.locator(".ant-drawer-header").click()
    drawer.get_by_role("button", name="保存").click()
    row = rows(console).filter(has_text="问价")
    expect(row).to_contain_text("说了某个词，包含“多少钱”")
    expect(row).to_contain_text("问过价格")
    [kept] = place.api.get("/tags/actions")["items"]
    assert (kept["kind"], kept["value"], kept["match"], kept["tags"]) == (
        "keyword",
        "多少钱",
        "contains",
        [tag["id"]],
    )

    row.locator(".hy-row-menu").click(force=True)
    console.get_by_role("menuitem", name="停用").click()
    expect(row).to_contain_text("已停用")
    assert place.api.get("/tags/actions")["items"][0]["active"] is False
    row.locator(".hy-row-menu").click(force=True)
    console.get_by_role("menuitem", name="删除").click()
    dialog(console).get_by_role("button", name="删除").click()
    expect(rows(console)).to_have_count(0)


def test_a_computed_trait_counts_only_what_fits(console: Page, place: Garden) -> None:
    open_page(console, "/traits")
    console.locator(".hy-page-actions .ant-btn-primary").click()
    drawer = dialog(console)
    drawer.get_by_text("按行为自动计算").click()
    drawer.get_by_label("名称", exact=True).fill("大额支付次数")
    drawer.get_by_label("标识", exact=True).fill("large_payments")
    pick(console, "行为", "支付")
    drawer.get_by_role("button", name="限定属性").click()
    drawer.get_by_role("button", name="保存").click()
    expect(drawer.get_by_text("有条件还没填完")).to_be_visible()
    pick(console, "行为的属性", "订单号")
    drawer.get_by_role("textbox", name=re.compile("订单号")).fill("no-such-order")
    drawer.get_by_role("button", name="保存").click()
    expect(rows(console).filter(has_text="large_payments")).to_be_visible()

    def kept() -> dict[str, Any]:
        return next(one for one in place.api.get("/traits")["items"] if one["key"] == "large_payments")

    where = [{"property": "order_no", "operator": "is", "value": "no-such-order"}]
    assert kept()["computed"]["where"] == where
    rows(console).filter(has_text="large_payments").click()
    expect(dialog(console).get_by_role("textbox", name=re.compile("订单号"))).to_have_value("no-such-order")
    dialog(console).get_by_label("多少天").fill("30")
    dialog(console).get_by_role("button", name="保存").click()
    until("it was changed", lambda: kept()["computed"]["window"].get("n") == 30)
    assert kept()["computed"]["where"] == where, "what it is narrowed by stays"
