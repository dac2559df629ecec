"""Setting up an empty platform, logging in and out, what a guide may see, and a server that goes away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from console.garden import Garden, Visitors, open_page, settled
from playwright.sync_api import Page, expect
from stories.running import PASSWORD, Api, Installation, Process

pytestmark = pytest.mark.browser


@pytest.fixture
def empty(built_console: None, tmp_path: Path) -> Iterator[Process]:
    process = Installation(tmp_path / "data").process()
    try:
        yield process.ready()
    finally:
        process.kill()


def fill_login(page: Page, login: str, password: str) -> None:
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录").click()


def test_the_first_minute_of_an_empty_platform(empty: Process, visitors: Visitors) -> None:
    visitors.expect_refusals(401)  # nobody is logged in yet
    page = visitors.enter(empty.url)
    page.goto("/customers")
    expect(page).to_have_url(re.compile("/setup$"))
    page.get_by_role("button", name="开始使用").click()
    expect(page.get_by_text("密码至少要 8 位")).to_be_visible()

    page.get_by_label("企业或品牌名称").fill("木槿生活")
    page.get_by_label("你的姓名").fill("王店主")
    page.get_by_label("账号").fill("owner")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="开始使用").click()

    expect(page.get_by_role("heading", name="概览")).to_be_visible()
    expect(page.get_by_text("还没有数据，从这里开始")).to_be_visible()
    expect(page.locator(".hy-brand")).to_contain_text("木槿生活")
    open_page(page, "/customers", "客户")
    expect(page.get_by_text("还没有客户")).to_be_visible()
    page.get_by_role("button", name="导入客户或订单").click()
    expect(page).to_have_url(re.compile("/imports$"))
    open_page(page, "/live-codes", "渠道活码")
    expect(page.get_by_text("还没有渠道活码")).to_be_visible()

    page.goto("/setup")
    expect(page, "it is set up once").to_have_url(re.compile("/$"))


def test_a_wrong_password_then_the_right_one_then_out(visitors: Visitors, place: Garden) -> None:
    visitors.expect_refusals(401)
    page = visitors.enter(place.url)
    page.goto("/customers?sort=-gmv")
    expect(page.get_by_role("heading", name="登录花园")).to_be_visible()
    fill_login(page, "owner", "not-the-password")
    expect(page.get_by_role("alert")).to_contain_text("登录")
    expect(page.get_by_label("账号")).to_have_value("owner")

    fill_login(page, "owner", PASSWORD)
    expect(page, "where one was going").to_have_url(re.compile(r"/customers\?sort=-gmv$"))
    expect(page.get_by_role("heading", name="客户")).to_be_visible()

    page.get_by_role("button", name="账号：王店主").click()
    page.get_by_role("menuitem", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录花园")).to_be_visible()
    page.goto("/customers")
    expect(page.get_by_role("heading", name="登录花园")).to_be_visible()


def test_a_login_link_opens_once(visitors: Visitors, place: Garden) -> None:
    visitors.expect_refusals(401)
    link = place.login_link()
    page = visitors.enter(place.url)
    page.goto(link)
    expect(page.get_by_role("heading", name="概览")).to_be_visible()
    stranger = visitors.enter(place.url)
    stranger.goto(link)
    expect(stranger.get_by_role("alert")).to_be_visible()
    expect(stranger.get_by_role("heading", name="登录花园")).to_be_visible()


def test_a_session_that_ends_is_renewed_over_the_page(visitors: Visitors, place: Garden) -> None:
    visitors.expect_refusals(401)
    page = visitors.enter(place.url)
    page.goto(place.login_link())
    expect(page.get_by_role("heading", name="概览")).to_be_visible()
    open_page(page, "/customers?q=a", "客户")
    page.context.clear_cookies()
    page.get_by_role("textbox", name="搜索").fill("王")
    expect(page.get_by_role("dialog")).to_contain_text("登录已过期")
    page.get_by_role("dialog").get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("dialog").get_by_role("button", name="登录").click()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page, "what was typed is still here").to_have_url(re.compile("q=%E7%8E%8B"))
    expect(page.get_by_role("heading", name="客户")).to_be_visible()


def test_a_guide_sees_only_what_they_may(visitors: Visitors, place: Garden) -> None:
    roles = {role["name"]: role for role in place.api.get("/roles")["items"]}
    guide = next(role for role in roles.values() if "导购" in str(role))
    form = {
        "login": "guide",
        "name": "郑导购",
        "password": PASSWORD,
        "role_id": guide["id"],
        "scope": {"kind": "own", "ids": []},
        "locale": "zh",
    }
    user = place.api.post("/users", form)
    visitors.expect_refusals(401, 403)
    page = visitors.enter(place.url)
    page.goto(place.login_link(user["id"]))
    page.locator(".hy-shell").wait_for()

    own = Api(place.url)
    held = own.log_in("guide")["permissions"]
    expected = {
        "客户": "customers.read", "渠道活码": "live_codes.read", "事件": "events.read", "数据导入": "imports.read", "概览": "insights.read",
    }  # fmt: skip
    for name, permission in expected.items():
        line = page.locator(".hy-aside .hy-rail-item", has_text=re.compile(f"^{name}$"))
        expect(line).to_have_count(1 if permission in held else 0)
    assert "imports.read" not in held

    open_page(page, "/customers", "客户")
    expect(page.locator(".hy-table-total").or_(page.get_by_text("还没有客户"))).to_be_visible()
    assert own.get("/customers")["total"] < place.api.get("/customers")["total"]
    open_page(page, "/imports")
    expect(page.get_by_text("你的账号看不到这里")).to_be_visible()
    open_page(page, "/settings")
    expect(page.get_by_role("heading", name="我的账号")).to_be_visible()
    expect(page.get_by_text("当前设备", exact=True)).to_be_visible()


def test_a_server_that_goes_away_and_comes_back(
    visitors: Visitors, built_console: None, tmp_path: Path
) -> None:
    installation = Installation(tmp_path / "data")
    server = installation.process().ready()
    try:
        Api(server.url).set_up()
        visitors.expect_refusals(401)
        page = visitors.enter(server.url)
        page.goto("/login")
        fill_login(page, "owner", PASSWORD)
        expect(page.get_by_role("heading", name="概览")).to_be_visible()
        open_page(page, "/settings/users", "账号")

        visitors.expect_silence()
        server.stop()
        page.get_by_role("link", name="数据导入").click()
        failure = page.get_by_role("alert")
        expect(failure).to_contain_text("数据没有受影响")
        expect(page.get_by_role("button", name="重试")).to_be_visible()

        server = installation.process(port=server.port).ready()
        page.get_by_role("button", name="重试").click()
        expect(page.get_by_role("heading", name="数据导入")).to_be_visible()
        settled(page)
        expect(page.get_by_text("还没有导入过数据")).to_be_visible()
    finally:
        server.kill()
