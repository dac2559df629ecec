"""What people do with the platform: live codes that are scanned, files that are imported, events that come in, settings."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from console.garden import Garden, Visitors, dialog, open_page, pick, rows, settled
from playwright.sync_api import Page, expect
from stories.running import PASSWORD, until

pytestmark = pytest.mark.browser

CDNOW = Path(__file__).parents[1] / "data" / "cdnow_sample.csv"
ORDERS = 6919
BAD_ROWS = """order_no,phone,ordered_at,amount
B1,13911112222,2026-02-01 10:00:00,19.90
B2,13911113333,not a day,29.90
B3,13911114444,2026-02-03 10:00:00,much
B4,13911115555,2026-02-04 10:00:00,49.90
"""


def able_staff(place: Garden) -> str:
    """Someone behind a code that works: not everybody may add customers."""
    codes = place.api.get("/live-codes")["items"]
    return next(str(code["staff"][0]["name"]) for code in codes if code["status"] == "active" and code["staff"])


def choose_the_connection(page: Page, place: Garden) -> None:
    """The form asks for it only where there are several, such as after another test has connected one more."""
    connections = place.api.get("/live-codes/connections")["items"]
    if len(connections) > 1:
        pick(page, "企业", connections[0]["name"])


def test_a_live_code_from_the_form_to_the_first_friend(console: Page, place: Garden) -> None:
    open_page(console, "/live-codes", "渠道活码")
    before = place.api.get("/live-codes")["total"]
    console.get_by_role("button", name="新建活码").click()
    drawer = dialog(console)
    drawer.get_by_role("button", name="生成活码").click()
    expect(drawer.get_by_text("请填写").first, "nothing is sent half filled").to_be_visible()
    drawer.get_by_label("名称").fill("春季上新海报")
    drawer.get_by_label("渠道", exact=True).fill("poster")
    choose_the_connection(console, place)
    drawer.get_by_role("radio", name=re.compile("单人")).check()
    pick(console, "接待员工", able_staff(place))
    drawer.get_by_label("欢迎语").fill("{customer_name}，欢迎来到木槿生活")
    expect(drawer.locator(".hy-phone-chat")).to_contain_text("王芳，欢迎来到木槿生活")
    drawer.get_by_role("button", name="生成活码").click()

    expect(console.locator("h1")).to_have_text("春季上新海报")
    picture = console.get_by_role("img", name="活码「春季上新海报」的二维码")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(console.locator(".hy-code-facts"), "a code of ours in words").to_contain_text("海报")
    code = next(one for one in place.api.get("/live-codes")["items"] if one["name"] == "春季上新海报")
    assert place.api.get("/live-codes")["total"] == before + 1 and code["friends"] == 0

    # Now and then a member has yet to confirm; such a one is no friend, so somebody else scans.
    scans = (
        place.world.post("/scan", {"state": code["state"], "anonymous_id": f"console-test-{n}"})
        for n in range(20)
    )
    friend = next(scan for scan in scans if scan["added"] and not scan["half"])
    place.api.settle()
    until("the friend counts", lambda: place.api.get(f"/live-codes/{code['id']}")["friends"] == 1)
    # Somebody who came another way before keeps that as their first channel; the friendship is the code's.
    [customer] = until("the customer", lambda: place.api.get("/customers", live_code=code["id"])["items"])
    friendships = place.api.get(f"/customers/{customer['id']}")["friends"]
    assert [one["live_code_id"] for one in friendships if one["channel"] == "poster"] == [code["id"]]
    console.reload()
    settled(console)
    expect(console.locator(".hy-metric", has_text="累计好友")).to_contain_text("1")
    person = console.locator(".hy-recent-people a").first
    expect(person).to_contain_text(friend["name"])
    person.click()
    expect(console.locator("h1")).to_have_text(friend["name"])
    expect(console.get_by_role("main"), "the friendship and what brought it").to_contain_text("海报")


def test_a_code_that_wecom_refuses_says_why(console: Page, place: Garden) -> None:
    refused = [one for one in place.api.get("/live-codes")["items"] if one["status"] == "failed"]
    if not refused:
        pytest.skip("every code of this world works")
    open_page(console, f"/live-codes/{refused[0]['id']}")
    expect(console.get_by_role("alert")).to_contain_text("企业微信没有生成这个码")
    expect(console.get_by_role("button", name="再试一次")).to_be_visible()


@pytest.mark.timeout(240)
def test_a_shops_orders_come_in_through_the_page(console: Page, place: Garden) -> None:
    open_page(console, "/imports", "数据导入")
    console.locator("input[type=file]").set_input_files(CDNOW)
    expect(console.locator("h1")).to_have_text(CDNOW.name)
    expect(console.get_by_text(f"共 {ORDERS} 行").or_(console.get_by_text("共 6,919 行"))).to_be_visible()
    console.get_by_label("数据来自哪里").fill("cdnow")
    console.get_by_role("button", name=re.compile("开始导入")).click()
    expect(console.get_by_text("已完成").first).to_be_visible(timeout=180_000)
    accepted = console.locator(".hy-counts div", has_text="导入的订单")
    expect(accepted.locator("dd")).to_have_text("6,919")
    expect(console.locator(".hy-counts div", has_text="有误").locator("dd")).to_have_text("0")
    console.get_by_role("button", name="查看客户").click()
    expect(console.locator("h1")).to_have_text("客户")


def test_bad_rows_are_left_out_and_given_back(console: Page, tmp_path: Path) -> None:
    file = tmp_path / "有误订单.csv"
    file.write_text(BAD_ROWS)
    open_page(console, "/imports", "数据导入")
    console.locator("input[type=file]").set_input_files(file)
    expect(console.locator("h1")).to_have_text(file.name)
    console.get_by_label("数据来自哪里").fill("console-test")
    console.get_by_role("button", name="开始导入 4 行").click()
    expect(console.get_by_text("有些行没有导入")).to_be_visible()
    expect(console.locator(".hy-counts div", has_text="导入的订单").locator("dd")).to_have_text("2")
    with console.expect_download() as download:
        console.get_by_role("link", name="下载 2 行有误的数据").click()
    errors = Path(download.value.path()).read_text("utf-8-sig")
    assert "not a day" in errors and "much" in errors and len(errors.strip().splitlines()) == 3
    open_page(console, "/imports", "数据导入")
    expect(rows(console).filter(has_text=file.name)).to_contain_text("已完成")


def test_the_catalog_of_events(console: Page, place: Garden) -> None:
    kinds = place.api.get("/events/catalog")["items"]
    open_page(console, "/events", "事件目录")
    expect(rows(console)).to_have_count(len(kinds))
    console.get_by_role("textbox", name="搜索").fill("order_paid")
    expect(rows(console)).not_to_have_count(len(kinds))
    row = rows(console).filter(has_text="order_paid").first
    paid = next(kind for kind in kinds if kind["name"] == "order_paid")
    expect(row).to_contain_text("支付")
    expect(row).to_contain_text(f"{paid['count']:,}")
    row.click()
    expect(console.locator(".ant-table-expanded-row").first).to_contain_text("order_no")
    row.get_by_role("link", name="看实时").click()
    expect(console).to_have_url(re.compile("event=order_paid"))


def test_an_event_appears_as_it_comes_in_among_many_others_and_a_wrong_one_is_explained(console: Page, place: Garden) -> None:
    key = place.api.post("/keys", {"kind": "write", "name": "console test", "scopes": []})["secret"]
    open_page(console, "/events/live", "实时动态")
    expect(console.get_by_text("正在接收")).to_be_visible()
    now = datetime.now(UTC).isoformat()
    event = {
        "time": now,
        "event_id": "8d0f2c1e-6d1a-4a53-9a55-0c0f6f1d2e01", "event": "page_viewed", "ids": {"anonymous_id": "live-test"},
        "properties": {"title": "只此一页", "path": "/only-here", "channel": "moments"},
    }  # fmt: skip
    wrong = {
        "time": now,
        "event_id": "not-a-uuid",
        "event": "page_viewed",
        "ids": {"anonymous_id": "live-test"},
    }
    others = [
        {"time": now, "event_id": str(uuid4()), "event": "product_viewed", "ids": {"anonymous_id": f"live-{number}"}}
        for number in range(200)
    ]
    body = {"events": [*others, event, wrong]}
    sent = httpx.post(f"{place.url}/v1/events", params={"key": key}, json=body, timeout=30)
    assert sent.status_code < 300, sent.text

    line = console.locator(".hy-event-line", has_text="只此一页")
    expect(line).to_be_visible()
    expect(line).to_contain_text("朋友圈")
    open_page(console, "/events/live?event=page_viewed", "实时动态")
    expect(line).to_be_visible()
    expect(console.locator(".hy-event-line", has_text="浏览商品")).to_have_count(0)
    console.get_by_role("button", name="暂停").click()
    expect(console.get_by_text("已暂停")).to_be_visible()
    console.get_by_role("link", name="未接收").click()
    expect(console.locator("h1")).to_have_text("未接收的事件")
    rejected = rows(console).filter(has_text="event_id").first
    expect(rejected).to_be_visible()
    rejected.click()
    expect(console.locator(".ant-table-expanded-row").first).to_contain_text("not-a-uuid")


def test_a_colleague_gets_an_account_and_comes_in(console: Page, visitors: Visitors, place: Garden) -> None:
    open_page(console, "/settings/users", "账号")
    console.get_by_role("button", name="添加账号").click()
    drawer = dialog(console)
    drawer.get_by_label("姓名").fill("林运营")
    drawer.get_by_label("登录名").fill("owner")
    drawer.get_by_label("初始密码").fill(PASSWORD)
    pick(console, "角色", "运营")
    visitors.expect_refusals(401, 409, 422)
    drawer.get_by_role("button", name="保存").click()
    expect(
        drawer.locator(".ant-form-item", has_text="登录名").locator(".ant-form-item-explain-error")
    ).to_be_visible()
    drawer.get_by_label("登录名").fill("lin")
    drawer.get_by_role("button", name="保存").click()
    row = rows(console).filter(has_text="林运营")
    expect(row).to_contain_text("运营")

    row.get_by_role("button", name="更多").click()
    console.get_by_role("menuitem", name="生成登录链接").click()
    link = dialog(console).locator("pre").inner_text().strip()
    colleague = visitors.enter(place.url)
    colleague.goto(link)
    expect(colleague.get_by_role("button", name="账号：林运营")).to_be_visible()


def test_a_keys_secret_is_seen_once(console: Page, place: Garden) -> None:
    open_page(console, "/settings/keys", "密钥")
    console.get_by_role("button", name="新建密钥").click()
    dialog(console).get_by_label("名称").fill("官网埋点")
    dialog(console).get_by_role("button", name="生成密钥").click()
    once = console.get_by_role("dialog", name="密钥「官网埋点」已生成")
    expect(once).to_contain_text("只显示这一次")
    secret = once.locator("pre").first.inner_text().strip()
    assert secret.startswith("hyw_")
    expect(once.locator("pre").nth(1)).to_contain_text("/sdk/huayuan.js")
    sent = httpx.post(f"{place.url}/v1/events", params={"key": secret}, json={"events": []}, timeout=30)
    assert sent.status_code != 401

    once.get_by_role("button", name="我已保存好").click()
    row = rows(console).filter(has_text="官网埋点")
    expect(row).to_be_visible()
    expect(once).to_have_count(0)
    assert secret not in console.content()
    console.reload()
    settled(console)
    assert secret not in console.content()
    row.get_by_role("button", name="更多").click()
    console.get_by_role("menuitem", name="停用").click()
    dialog(console).get_by_role("button", name="停用").click()
    expect(row).to_contain_text("已停用")
    sent = httpx.post(f"{place.url}/v1/events", params={"key": secret}, json={"events": []}, timeout=30)
    assert sent.status_code == 401


def test_a_role_of_ones_own(console: Page, place: Garden) -> None:
    open_page(console, "/settings/roles", "角色与权限")
    console.get_by_role("button", name="新建角色").click()
    dialog(console).get_by_label("角色名称").fill("内容编辑")
    dialog(console).get_by_role("button", name="保存").click()
    box = console.get_by_role("checkbox", name="内容编辑：查看客户")
    expect(box).not_to_be_checked()
    box.check()
    console.get_by_role("toolbar").get_by_role("button", name="保存").click()
    expect(console.get_by_text("已保存")).to_be_visible()
    made = next(role for role in place.api.get("/roles")["items"] if role["name"] == "内容编辑")
    assert made["permissions"] == ["customers.read"]
    expect(console.get_by_role("checkbox", name="管理员：查看客户"), "as delivered").to_be_disabled()


def test_the_log_is_checked_from_end_to_end(console: Page, place: Garden) -> None:
    open_page(console, "/settings/audit", "操作记录")
    console.get_by_role("button", name="核对记录").click()
    checked = place.api.post("/audit/verify")["checked"]
    expect(console.get_by_role("alert")).to_contain_text(
        re.compile(rf"已核对 {checked - 1:,}|已核对 {checked:,}")
    )
    expect(console.get_by_role("alert")).to_contain_text("没有被改动")
