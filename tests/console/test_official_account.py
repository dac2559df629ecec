"""The official account as people run it: menu, figures, mass messages, codes, articles, templates; against the sandbox."""

from __future__ import annotations

import re
from typing import Any

import pytest
from console.garden import PHONE, Garden, Visitors, dialog, open_page, pick, rows
from console.test_pages import findings, overflow
from playwright.sync_api import Locator, Page, expect
from stories.running import until

pytestmark = pytest.mark.browser

TABS = ("figures", "menu", "mass", "drafts", "codes", "templates")
COVER = bytes.fromhex(  # a picture of one dot
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63d0a85c0f000266014b"
    "fa0ec83b0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def account(place: Garden) -> str:
    """The path of the account's pages."""
    (one,) = place.api.get("/official-accounts")["items"]
    return f"/official-account/{one['id']}"


@pytest.fixture(scope="module")
def follower(place: Garden) -> str:
    """The name of a customer who follows, and of nobody else."""
    told = place.api.get("/events/recent", event="oa_followed", limit=200)["items"]
    gone = {one["person_id"] for one in place.api.get("/events/recent", event="oa_unfollowed")["items"]}
    here = [one for one in told if one["person_name"] and one["person_id"] not in gone]
    named = [one["name"] for one in place.api.get("/customers", limit=500)["items"]]
    return next(str(one["person_name"]) for one in here if named.count(one["person_name"]) == 1)


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def confirm(page: Page, button: str) -> None:
    page.locator(".ant-modal").get_by_role("button", name=button).click()


def phone(page: Page) -> Locator:
    return page.locator(".hy-menu-phone")


def test_a_menu_is_put_together_published_and_told_apart_for_some(
    console: Page, place: Garden, account: str
) -> None:
    old = {"button": [{"name": "旧菜单", "type": "click", "key": "OLD"}]}
    assert place.api.http.put(f"/api{account}/menu", json=old).status_code == 204
    open_page(console, "/official-account", "公众号")
    console.get_by_role("link", name="菜单", exact=True).click()
    expect(console).to_have_url(re.compile(rf"{account}/menu$"))
    default = card(console, "默认菜单")
    expect(default).to_contain_text("与线上一致")
    default.get_by_label("名称").fill("会员中心")
    default.get_by_role("button", name="加一个按钮").click()
    default.get_by_label("名称").fill("逛逛")
    default.get_by_role("button", name="加子菜单").click()
    default.get_by_label("名称").fill("今日新品")
    expect(default).to_contain_text("还有 1 处要改好才能发布")
    default.get_by_label("网址").fill("shop.example.com")
    expect(default).to_contain_text("网址要以 http:// 或 https:// 开头")
    expect(default.get_by_role("button", name="发布菜单")).to_be_disabled()
    default.get_by_label("网址").fill("https://shop.example.com/new")
    default.get_by_role("button", name="左移").first.click()
    default.get_by_role("button", name="发布菜单").click()
    confirm(console, "发布菜单")
    expect(default).to_contain_text("与线上一致")
    live = place.api.get(f"{account}/menu")["button"]
    assert [one["name"] for one in live] == ["会员中心", "逛逛"]
    assert live[0]["key"] == "OLD" and live[1]["sub_button"][0]["url"] == "https://shop.example.com/new"

    card(console, "个性化菜单").get_by_role("button", name="新建个性化菜单").click()
    drawer = dialog(console)
    drawer.get_by_text("用某种手机的粉丝").click()
    pick(console, "手机系统", "苹果手机")
    phone(drawer.page).last.get_by_role("button", name="会员中心").click()
    drawer.get_by_label("名称").fill("苹果专享")
    drawer.get_by_role("button", name="发布菜单").click()
    line = card(console, "个性化菜单").locator("li", has_text="使用苹果手机")
    expect(line).to_contain_text("苹果专享 · 逛逛 ▸ 今日新品")
    line.get_by_role("button", name="删除").click()
    confirm(console, "删除")
    expect(card(console, "个性化菜单")).to_contain_text("还没有个性化菜单")
    assert place.api.get(f"{account}/menu")["conditional"] == []


def test_figures_are_asked_for_and_drawn(console: Page, place: Garden, account: str) -> None:
    open_page(console, f"{account}/figures", "公众号")
    console.get_by_role("button", name="立即更新").click()
    expect(console.get_by_text("已向公众平台要数据")).to_be_visible()
    span = {"from": "2020-01-01", "to": "2100-01-01"}
    until("followers are known", lambda: place.api.get(f"{account}/figures", **span)["days"])
    until("reads are known", lambda: place.api.get(f"{account}/days", **span)["items"])
    console.reload()
    open_page(console, f"{account}/figures", "公众号")
    days = place.api.get(f"{account}/figures", **span)["days"]
    gained = sum(day["gained"] for day in days)
    assert gained > 0
    value = console.locator(".hy-metric", has_text="新增粉丝").locator(".hy-metric-value")
    expect(value).to_have_text(str(gained))
    reads = card(console, "每天的图文阅读")
    reads.get_by_role("button", name="看表格").click()
    last = place.api.get(f"{account}/days", **span)["items"][-1]
    expect(reads.get_by_role("row").nth(-2)).to_contain_text(str(last["readers"]))
    expect(card(console, "新粉丝从哪来").locator("li").first).to_be_visible()
    expect(rows(console).first, "articles of these days").to_be_visible()


def test_a_text_is_previewed_and_sent_to_all(
    console: Page, place: Garden, account: str, follower: str
) -> None:
    open_page(console, f"{account}/mass", "公众号")
    console.locator(".hy-page-actions").get_by_role("button", name="新建群发").click()
    drawer = dialog(console)
    drawer.get_by_label("名称").fill("周末上新")
    drawer.get_by_label("文字", exact=True).last.fill("周末见 🌷")
    expect(drawer.locator(".hy-phone-bubble")).to_have_text("周末见 🌷")
    pick(console, "选择客户", follower)
    drawer.get_by_role("button", name="发送预览").click()
    expect(console.get_by_text("预览已发出")).to_be_visible()
    sent = place.world.get("/official_account/messages?limit=1000")["items"]
    assert [one["way"] for one in sent].count("preview") == 1
    drawer.get_by_role("button", name="群发", exact=True).click()
    expect(drawer.get_by_text("请先确认")).to_be_visible()
    drawer.get_by_text("内容和对象都检查过了").click()
    drawer.get_by_role("button", name="群发", exact=True).click()
    row = rows(console).filter(has_text="周末上新")
    expect(row).to_contain_text("已发送")
    row.click()
    reached = place.api.get(f"{account}/mass")["items"][0]["counts"]["sent"]
    assert reached > 0
    expect(dialog(console).locator("dd").nth(4)).to_have_text(str(reached))
    expect(dialog(console)).to_contain_text("周末见 🌷")


def test_a_code_is_made_scanned_and_counted(console: Page, place: Garden, account: str) -> None:
    open_page(console, f"{account}/codes", "公众号")
    console.locator(".hy-page-actions").get_by_role("button", name="新建二维码").click()
    drawer = dialog(console)
    drawer.get_by_label("名称").fill("橱窗海报")
    drawer.get_by_label("渠道").fill("门店海报")
    drawer.get_by_label("场景值").fill("橱窗")
    drawer.get_by_role("button", name="生成二维码").click()
    expect(drawer.get_by_text("只能用字母、数字、- 和 _")).to_be_visible()
    drawer.get_by_label("场景值").fill("window-7")
    drawer.get_by_role("button", name="生成二维码").click()
    picture = console.get_by_role("img", name="「橱窗海报」的二维码")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    console.keyboard.press("Escape")
    followers = [f"p{number}" for number in range(200, 203)]
    for person in followers:
        place.world.post("/official_account/follow", {"person": person, "scene": "window-7"})
    place.world.post("/official_account/scan", {"person": followers[0], "scene": "window-7"})

    def counted() -> bool:
        code = next(one for one in place.api.get(f"{account}/codes")["items"] if one["scene"] == "window-7")
        return code["follows"] > 0 and code["scans"] == 1

    until("it was counted", counted)
    console.reload()
    row = rows(console).filter(has_text="window-7")
    expect(row).to_contain_text("门店海报")
    code = next(one for one in place.api.get(f"{account}/codes")["items"] if one["scene"] == "window-7")
    expect(row.locator("td").nth(3)).to_have_text(str(code["follows"]))
    expect(row.locator("td").nth(5)).to_have_text("1")


def test_an_article_is_written_changed_and_published(console: Page, place: Garden, account: str) -> None:
    open_page(console, f"{account}/drafts", "公众号")
    console.locator(".hy-page-actions").get_by_role("button", name="写图文").click()
    drawer = dialog(console)
    drawer.get_by_label("标题").fill("秋日护手霜")
    drawer.locator("input[type=file]").set_input_files(
        {"name": "cover.png", "mimeType": "image/png", "buffer": COVER}
    )
    expect(drawer.get_by_text("已上传：cover.png")).to_be_visible()
    drawer.get_by_label("正文").fill("第一段\n\n第二段 <3")
    drawer.get_by_role("button", name="存为草稿").click()
    row = rows(console).filter(has_text="秋日护手霜").first
    row.get_by_role("button", name="编辑").click()
    expect(dialog(console).get_by_label("正文")).to_have_value("第一段\n\n第二段 <3")
    dialog(console).get_by_label("标题").fill("秋日护手霜上新")
    dialog(console).get_by_role("button", name="保存").click()
    row = rows(console).filter(has_text="秋日护手霜上新").first
    media = place.api.get(f"{account}/drafts")["items"][0]["media_id"]
    content = place.api.get(f"{account}/drafts/{media}")["articles"][0]["content"]
    assert content == "<p>第一段</p><p>第二段 &lt;3</p>"
    row.get_by_role("button", name="发布").click()
    confirm(console, "发布")
    published = card(console, "发布记录").locator("tr", has_text="秋日护手霜上新")
    expect(published).to_contain_text("已发布")
    expect(published.get_by_role("link", name="打开文章")).to_be_visible()


def test_a_template_is_filled_in_and_sent(console: Page, place: Garden, account: str, follower: str) -> None:
    open_page(console, f"{account}/templates", "公众号")
    one = console.locator(".hy-oa-templates li", has_text="会员积分变动提醒")
    one.get_by_role("button", name="发给客户").click()
    drawer = dialog(console)
    pick(console, "选择客户", follower)
    values = {"thing": "王芳", "number": "20", "time": "2026-03-02 10:00"}
    for name in re.findall(r"\{\{(\w+)\.DATA", one.locator("pre").inner_text()):
        drawer.locator(f"#data_{name}").fill(values[re.sub(r"\d+$", "", name)])
    expect(drawer.locator(".hy-phone-bubble")).to_contain_text("王芳")
    drawer.get_by_role("button", name="发送").click()
    expect(console.get_by_text("已提交，稍后可在客户的动态里看到")).to_be_visible()

    def arrived() -> bool:
        sent = place.world.get("/official_account/messages?limit=1000")["items"]
        return any(one["way"] == "template" for one in sent)

    until("it reached the phone", arrived)


@pytest.mark.parametrize("language, mode", [("zh", "light"), ("en", "dark")])
def test_its_pages_are_accessible_and_fit_a_phone(
    visitors: Visitors, place: Garden, owner: Any, account: str, language: str, mode: str
) -> None:
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=PHONE)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for tab in TABS:
        open_page(page, f"{account}/{tab}")
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{tab} scrolls sideways")
    for tab in ("mass", "drafts", "codes"):
        open_page(page, f"{account}/{tab}")
        page.locator(".hy-page-actions .ant-btn-primary").click()
        expect(dialog(page)).to_be_visible()
        wrong += findings(page)
    assert wrong == []
