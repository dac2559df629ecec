"""微信客服 as those who look after it work: who waits, what was said, an answer, handed on, ended."""

from __future__ import annotations

from typing import Any

import pytest
from console.garden import PHONE, Garden, Visitors, dialog, open_page, rows, settled
from console.test_pages import findings, overflow
from playwright.sync_api import Locator, Page, expect
from stories.running import until

pytestmark = pytest.mark.browser


def talk(place: Garden, customer: str, text: str) -> dict[str, Any]:
    """A customer writes; answers the conversation once the platform has read it."""
    before = {one["id"]: one["asked_at"] for one in conversations(place)}
    wrote = place.world.post("/wecom/kf/write", {"customer": customer, "text": text, "scene": "poster_1"})

    def fresh() -> dict[str, Any] | None:
        found = (one for one in conversations(place) if (one["last"] or {}).get("text") == text)
        return next((one for one in found if before.get(one["id"]) != one["asked_at"]), None)

    known: dict[str, Any] = until("it was read", fresh)
    return known | {"external_userid": wrote["external_userid"]}


def conversations(place: Garden) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = place.api.get("/wecom/kf/conversations", limit=200)["items"]
    return found


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_accounts_and_who_serves_them(console: Page, place: Garden) -> None:
    open_page(console, "/conversations/accounts", "客服账号")
    console.get_by_role("button", name="重新读取账号").click()
    expect(console.get_by_text("账号已更新")).to_be_visible()
    account = card(console, "木槿生活客服")
    expect(account.get_by_role("list", name="接待人员").get_by_role("listitem")).to_have_count(5)
    account.get_by_role("link", name="查看会话").click()
    expect(console.locator("h1")).to_have_text("微信客服")


def test_a_question_is_read_answered_handed_on_and_ended(console: Page, place: Garden) -> None:
    one = talk(place, "p11", "这款还有货吗？")
    open_page(console, "/conversations", "微信客服")
    console.get_by_role("button", name="未处理").click()
    row = rows(console).filter(has_text="这款还有货吗？")
    expect(row).to_contain_text("未处理")
    row.click()
    chat = card(console, "聊天记录")
    expect(chat.locator('li[data-speaker="customer"]')).to_contain_text("这款还有货吗？")
    chat.get_by_label("回复内容").fill("有的，三个颜色都有。")
    chat.get_by_role("button", name="发送").click()
    expect(chat.locator('li[data-speaker="us"]')).to_contain_text("三个颜色都有")
    expect(chat).to_contain_text("还可以回复 4 条")
    said = [call for call in place.world.calls("kf/send_msg") if "三个颜色都有" in str(call)]
    assert len(said) == 1, "it went out once"

    console.get_by_role("button", name="转给接待人员").click()
    dialog(console).get_by_role("radio").first.check()
    dialog(console).get_by_role("button", name="转接").click()
    expect(console.get_by_text("已转给接待人员")).to_be_visible()
    expect(chat.locator(".hy-composer")).to_contain_text("正在企业微信里接待，这里不能回复")
    console.get_by_role("button", name="更多操作").click()
    console.get_by_role("menuitem", name="结束会话").click()
    dialog(console).get_by_role("button", name="结束会话").click()
    expect(chat.locator(".hy-composer")).to_contain_text("客户再来信后可以回复")
    expect(chat.locator('li[data-speaker="system"]').last).to_contain_text("会话已结束")
    assert place.api.get(f"/wecom/kf/conversations/{one['id']}")["state"] == "ended"

    console.locator(".hy-person").click()
    expect(console).to_have_url(f"{place.url}/customers/{one['person_id']}")


def test_what_was_not_delivered_says_so(console: Page, place: Garden) -> None:
    one = talk(place, "p12", "在吗")
    place.world.post("/wecom/kf/refuse", {"customer": "p12"})
    open_page(console, f"/conversations/{one['id']}")
    console.get_by_label("回复内容").fill("在的")
    console.get_by_role("button", name="发送").click()
    expect(card(console, "聊天记录").locator('li[data-speaker="us"]')).to_contain_text("客户没有收到")


def test_words_a_customer_writes_give_a_tag(place: Garden) -> None:
    tag = place.api.post("/tags", {"group": "兴趣", "name": "问过发票"})["id"]
    wish = {"name": "问发票", "kind": "keyword", "match": "contains", "value": "发票", "tags": [tag]}
    place.api.post("/tags/actions", wish)
    person = talk(place, "p13", "可以开发票吗")["person_id"]
    worn = place.api.get(f"/customers/{person}")["tags"]
    assert "问过发票" in {one["name"] for one in worn}


def test_somebody_who_only_reads_has_no_buttons(visitors: Visitors, place: Garden, owner: Any) -> None:
    one = talk(place, "p14", "请问几点关门")
    role = place.api.post(
        "/roles", {"name": "Reads conversations", "permissions": ["messages.read", "customers.read"]}
    )["id"]
    form = {"login": "kf_reader", "name": "小周", "password": "just-looking-1", "role_id": role, "locale": "zh-CN",
            "scope": {"kind": "all", "ids": []}}  # fmt: skip
    user = place.api.post("/users", form)["id"]
    visitors.expect_refusals(401)
    page = visitors.enter(place.url)
    page.goto(place.login_link(user))
    page.locator(".hy-shell").wait_for()
    open_page(page, f"/conversations/{one['id']}")
    expect(page.locator(".hy-composer")).to_contain_text("不能回复")
    expect(page.get_by_role("button", name="转给接待人员")).to_have_count(0)


@pytest.mark.parametrize("size, language, mode", [((1440, 900), "zh", "dark"), (PHONE, "en", "light")])
def test_pages_of_conversations_are_accessible(
    visitors: Visitors, place: Garden, owner: Any, size: tuple[int, int], language: str, mode: str
) -> None:  # fmt: skip
    one = talk(place, "p15", f"hello {language}")
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=size)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in ("/conversations", f"/conversations/{one['id']}", "/conversations/accounts"):
        open_page(page, path)
        wrong += findings(settled(page))
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {size[0]} px")
    assert wrong == []
