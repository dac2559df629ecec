"""Work with customers that WeCom carries: handed on, watched over, won by links, gathered in groups, shown products."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from console.garden import PHONE, Garden, Visitors, dialog, open_page, pick, rows
from console.test_pages import findings, overflow
from playwright.sync_api import Page, expect
from stories.running import until

pytestmark = pytest.mark.browser

PAGES = ("/handovers", "/handovers/unassigned", "/groups", "/groups/figures", "/groups/join-ways", "/groups/welcomes",
         "/acquisition", "/staff-work", "/staff-work/words", "/products", "/media")  # fmt: skip
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def figures(place: Garden) -> None:
    """WeCom's figures of the days played, read without waiting for the morning."""
    place.api.post("/wecom/staff-figures/read")
    place.api.settle()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "面霜.png"
    file.write_bytes(PNG)
    return file


def staff_with_friends(place: Garden) -> tuple[dict[str, Any], dict[str, Any]]:
    """A member with a few friends, and a colleague of the same corp."""
    members = place.api.get("/staff", active=True, serves=True)["items"]
    for one in members:
        if place.api.get("/wecom/transfers/candidates", staff=one["id"])["all"] >= 3:
            return one, next(other for other in members if other["id"] != one["id"])
    raise AssertionError("nobody has friends")


def metric(page: Page, label: str) -> Any:
    return page.locator(".hy-metric", has_text=label).locator(".hy-metric-value")


def save(page: Page, name: str) -> None:
    dialog(page).get_by_role("button", name=name).click()


def test_customers_are_handed_on_and_each_result_is_seen(console: Page, place: Garden) -> None:
    place.world.post("/wecom/rules", {"transfer_seconds": 0.0, "transfer_refusals": 0.0})
    old, heir = staff_with_friends(place)
    open_page(console, "/handovers", "客户继承")
    console.get_by_role("button", name="发起继承").first.click()
    pick(console, "转出员工", old["name"])
    expect(dialog(console).get_by_text(f"{old['name']} 在职")).to_be_visible()
    pick(console, "接替员工", heir["name"])
    dialog(console).get_by_text("只选一部分").click()
    save(console, "开始继承")
    expect(dialog(console).get_by_text("请至少选一位客户")).to_be_visible()
    for number in (0, 1):
        dialog(console).locator("tbody").get_by_role("checkbox").nth(number).check()
    dialog(console).get_by_label("给客户的通知").fill("以后由我的同事为您服务")
    save(console, "开始继承")
    expect(rows(console)).to_have_count(2)
    expect(rows(console).first).to_contain_text(heir["name"])
    expect(rows(console).first).to_contain_text("等待接替")
    place.world.post("/wecom/settle")
    console.get_by_role("button", name="查询最新结果").click()
    until("both are taken over", lambda: place.api.get("/wecom/transfers")["states"] == {"done": 2})
    console.reload()
    expect(metric(console, "已接替")).to_have_text("2")
    expect(rows(console).first).to_contain_text("已接替")


def test_customers_of_who_left_find_somebody_new(console: Page, place: Garden) -> None:
    old, heir = staff_with_friends(place)
    place.world.post("/wecom/resign", {"userid": old["userid"]})
    open_page(console, "/handovers/unassigned", "待分配客户")
    expect(rows(console).first).to_contain_text(old["name"])
    rows(console).first.get_by_role("checkbox").check()
    console.get_by_role("toolbar", name="批量操作").get_by_role("button", name="分配给同事").click()
    pick(console, "接替员工", heir["name"])
    save(console, "分配 1 位客户")
    expect(console.get_by_text("已发起")).to_be_visible()
    open_page(console, "/handovers")
    row = rows(console).filter(has_text=old["name"]).filter(has_text="等待接替")
    expect(row.first).to_contain_text(heir["name"])


def test_groups_have_figures_and_change_hands(console: Page, place: Garden, figures: None) -> None:
    open_page(console, "/groups/figures", "群数据")
    expect(metric(console, "群成员")).to_have_text(re.compile(r"[1-9]"))
    expect(rows(console).first).to_be_visible()
    console.get_by_role("button", name="消息数").click()
    expect(console.get_by_role("heading", name="消息数")).to_be_visible()
    group = next(one for one in place.api.get("/groups", state="active")["items"] if one["name"])
    heir = next(
        one for one in place.api.get("/staff", active=True, serves=True)["items"]
        if one["id"] != group["owner"]["id"]
    )  # fmt: skip
    open_page(console, f"/groups/{group['id']}", group["name"])
    console.get_by_role("button", name="更换群主").click()
    pick(console, "新群主", heir["name"])
    save(console, "更换 1 个群的群主")
    expect(console.get_by_text("已更换 1 个群的群主")).to_be_visible()
    until(
        "the group is read again",
        lambda: place.api.get(f"/groups/{group['id']}")["owner"]["id"] == heir["id"],
    )


def test_a_welcome_is_written_once_for_all_groups(console: Page, place: Garden) -> None:
    open_page(console, "/groups/welcomes", "入群欢迎语")
    console.get_by_role("button", name="新建欢迎语").first.click()
    dialog(console).get_by_label("名称").fill("会员群通用")
    dialog(console).get_by_label("文字").fill("，欢迎来到会员群")
    dialog(console).get_by_role("button", name="插入客户昵称").click()
    expect(dialog(console).locator(".hy-phone mark")).to_have_text("@小雨")
    dialog(console).get_by_role("button", name="链接").click()
    save(console, "保存欢迎语")
    expect(dialog(console).get_by_text("附件还没有填完整")).to_be_visible()
    dialog(console).get_by_label("标题").fill("群规")
    dialog(console).get_by_label("网址，以 https:// 开头").fill("https://huayuan.example/rules")
    save(console, "保存欢迎语")
    expect(rows(console).first).to_contain_text("可用")
    expect(rows(console).first).to_contain_text("链接")
    rows(console).first.click()
    dialog(console).get_by_label("名称").fill("老客群")
    save(console, "保存")
    expect(rows(console).first).to_contain_text("老客群")
    assert place.world.calls("group_welcome_template/edit"), "WeCom was told"


def test_a_group_code_counts_who_came_by_it(console: Page, place: Garden) -> None:
    group = next(one for one in place.api.get("/groups", state="active")["items"] if one["name"])
    open_page(console, "/groups/join-ways", "入群码")
    console.get_by_role("button", name="新建入群码").first.click()
    dialog(console).get_by_label("名称", exact=True).fill("春季海报")
    dialog(console).get_by_label("渠道").fill("门店海报")
    pick(console, "进入的群", group["name"])
    console.keyboard.press("Escape")
    save(console, "生成入群码")
    expect(console.locator("h1")).to_have_text("春季海报")
    expect(console.get_by_role("img", name="「春季海报」的入群二维码")).to_be_visible()
    way = place.api.get("/wecom/join-ways")["items"][0]
    place.world.post("/wecom/groups/join", {"customer": "p3", "code": way["url"].rsplit("/", 1)[-1]})
    until("it is counted", lambda: place.api.get(f"/wecom/join-ways/{way['id']}")["joined"] == 1)
    console.reload()
    expect(metric(console, "累计进群")).to_have_text("1")
    console.get_by_role("button", name="删除").click()
    dialog(console).get_by_role("button", name="删除").click()
    expect(console.locator("h1")).to_have_text("入群码")


def test_a_link_brings_customers(console: Page, place: Garden) -> None:
    member = place.api.get("/staff", active=True, serves=True)["items"][0]
    open_page(console, "/acquisition", "获客链接")
    expect(metric(console, "剩余额度")).to_have_text(re.compile(r"\d"))
    console.get_by_role("button", name="新建获客链接").first.click()
    dialog(console).get_by_label("名称").fill("小红书笔记")
    dialog(console).get_by_label("渠道").fill("小红书")
    pick(console, "员工", member["name"])
    console.keyboard.press("Escape")
    save(console, "生成链接")
    expect(console.locator("h1")).to_have_text("小红书笔记")
    expect(console.get_by_text("还没有客户从这里来")).to_be_visible()
    link = place.api.get("/wecom/acquisition-links")["items"][0]
    expect(console.locator("pre")).to_have_text(link["shared_url"])
    link_id = next(one["link_id"] for one in place.world.post("/wecom/links")["items"])
    opened: dict[str, Any] = {"half": True}
    for number in range(290, 300):
        if opened["half"]:
            wish = {"link_id": link_id, "customer": f"p{number}", "customer_channel": link["state"]}
            opened = place.world.post("/wecom/links/open", wish)
    until(
        "WeCom names who came",
        lambda: place.api.get(f"/wecom/acquisition-links/{link['id']}/customers")["items"],
    )
    console.reload()
    expect(rows(console).first).to_contain_text(member["name"])


def test_service_is_measured_and_words_are_watched(console: Page, place: Garden, figures: None) -> None:
    open_page(console, "/staff-work", "服务数据")
    expect(metric(console, "新增客户")).to_have_text(re.compile(r"[1-9]"))
    name = rows(console).first.locator("td").first.inner_text()
    rows(console).first.click()
    expect(console.locator(".hy-chip")).to_contain_text(name)
    expect(rows(console)).to_have_count(1)
    console.get_by_role("link", name="敏感词").click()
    console.get_by_role("button", name="新建规则").first.click()
    dialog(console).get_by_label("规则名称").fill("承诺收益")
    dialog(console).get_by_role("combobox", name="敏感词").fill("保本、稳赚、")
    dialog(console).get_by_text("手机号").click()
    dialog(console).get_by_text("只提醒员工").click()
    save(console, "保存")
    expect(rows(console)).to_contain_text("承诺收益")
    rows(console).first.click()
    expect(dialog(console).get_by_text("稳赚")).to_be_visible()
    expect(dialog(console).get_by_role("radio", name="只提醒员工")).to_be_checked()
    rule = place.api.get("/wecom/word-rules")["items"][0]["id"]
    found = place.api.get(f"/wecom/word-rules/{rule}")
    assert (found["words"], found["kinds"], found["departments"]) == (["保本", "稳赚"], ["mobile"], [1])
    expect(rows(console).first).to_contain_text("全公司")


def test_a_rule_of_words_is_for_departments_and_members(console: Page, place: Garden) -> None:
    departments = place.api.get("/wecom/departments")["items"]
    region = next(one for one in departments if one["parent_id"] == 1)
    member = place.api.get("/staff", active=True)["items"][0]
    open_page(console, "/staff-work/words", "敏感词")
    console.get_by_role("button", name="新建规则").first.click()
    dialog(console).get_by_label("规则名称").fill("私下转账")
    dialog(console).get_by_role("combobox", name="敏感词").fill("转账、")
    dialog(console).get_by_text("指定部门或员工").click()
    save(console, "保存")
    expect(dialog(console).get_by_text("请选择部门或员工")).to_be_visible()
    dialog(console).get_by_role("combobox", name="部门").click()
    console.get_by_role("treeitem").get_by_text(region["name"], exact=True).click()
    console.keyboard.press("Escape")
    pick(console, "员工", member["name"])
    console.keyboard.press("Escape")
    save(console, "保存")
    row = rows(console).filter(has_text="私下转账")
    expect(row).to_contain_text(region["name"])
    expect(row).to_contain_text(member["name"])
    listed = place.api.get("/wecom/word-rules")["items"]
    rule = next(one["id"] for one in listed if one["name"] == "私下转账")
    found = place.api.get(f"/wecom/word-rules/{rule}")
    assert (found["departments"], found["staff_ids"]) == ([region["id"]], [member["id"]])


def test_a_product_is_put_into_the_album(console: Page, place: Garden, picture: Path) -> None:
    open_page(console, "/products", "商品图册")
    console.get_by_role("button", name="新建商品").first.click()
    dialog(console).get_by_label("商品描述").fill("玫瑰保湿面霜 50 ml")
    dialog(console).get_by_label("价格").fill("199.90")
    save(console, "保存")
    expect(dialog(console).get_by_text("请至少加一张图片")).to_be_visible()
    dialog(console).get_by_role("button", name="图片").click()
    dialog(console).locator("input[type=file]").set_input_files(picture)
    expect(dialog(console).get_by_role("img", name="面霜.png")).to_be_visible()
    save(console, "保存")
    expect(rows(console).first).to_contain_text("¥199.90")
    open_page(console, "/media", "企微素材")
    expect(rows(console).filter(has_text="面霜.png")).to_contain_text(re.compile("小时后|天"))


@pytest.mark.parametrize("size, language, mode", [((1280, 800), "zh", "dark"), (PHONE, "en", "light")])
def test_these_pages_are_accessible(
    visitors: Visitors, place: Garden, owner: Any, figures: None, size: tuple[int, int], language: str, mode: str
) -> None:  # fmt: skip
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=size)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in PAGES:
        open_page(page, path)
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {size[0]} px")
    if size != PHONE:
        for path in ("/handovers", "/groups/welcomes"):
            open_page(page, path)
            page.locator(".hy-page-actions .ant-btn-primary").click()
            expect(dialog(page)).to_be_visible()
            wrong += findings(page)
    assert wrong == []
