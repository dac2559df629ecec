"""Connecting an account: the wizard, its check, the platform's first message, secrets, callbacks that failed."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from console.conftest import come_in
from console.garden import PHONE, Garden, Visitors, dialog, garden, open_page
from console.test_pages import findings, overflow
from playwright.sync_api import Browser, Locator, Page, expect
from stories.running import until

from huayuan.wechat.connections.api import seal_message, signature
from huayuan.wechat.connections.crypto import Seal

pytestmark = pytest.mark.browser

XML = """<xml><ToUserName>{corp}</ToUserName><FromUserName>sys</FromUserName><CreateTime>{at}</CreateTime>
<MsgType>event</MsgType><Event>change_external_tag</Event><Id>tag-of-nobody</Id><TagType>tag</TagType>
<ChangeType>update</ChangeType></xml>"""


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def copied(page: Page, label: str) -> str:
    """What a copy block holds."""
    return page.locator(".hy-copy").filter(has_text=label).locator("pre").inner_text().strip()


def push(place: Garden, url: str, token: str, key: str) -> None:
    """A callback sealed with what the page showed, as the platform would send it."""
    corp, now = place.world.get("/credentials")["corp_id"], str(int(time.time()))
    sealed = seal_message(Seal.of(token, key, corp), XML.format(corp=corp, at=now).encode())
    query = {
        "msg_signature": signature(token, now, "nonce", sealed), "timestamp": now, "nonce": "nonce"
    }  # fmt: skip
    body = f"<xml><ToUserName>{corp}</ToUserName><Encrypt>{sealed}</Encrypt></xml>"
    answer = httpx.post(f"{url}?{urlencode(query)}", content=body, timeout=30)
    assert answer.status_code == 200, answer.text


@pytest.fixture
def another_place(built_console: None, tmp_path: Path) -> Iterator[Garden]:
    """A garden of its own: with a second connection, other stories would be asked which one they mean."""
    with garden(tmp_path / "garden") as made:
        yield made


def test_the_wizard_from_the_kind_to_the_first_message(
    visitors: Visitors, another_place: Garden, browser: Browser
) -> None:
    place = another_place
    page = visitors.enter(place.url, come_in(place, browser), size=PHONE)
    known = place.world.get("/credentials")
    open_page(page, "/settings/connections", "连接")
    page.get_by_role("button", name="接入账号").click()
    page.get_by_role("button", name=re.compile("^企业微信")).click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="都做好了，下一步").click()

    page.get_by_role("button", name="保存并检测").click()
    expect(page.locator(".ant-form-item-explain-error").first).to_have_text("这一项需要填写")
    page.get_by_label("名称").fill("二号店群")
    page.get_by_label("企业 ID").fill(known["corp_id"])
    page.get_by_label("应用 AgentId").fill("2000009")
    page.get_by_label("应用 Secret").fill("copied-badly")
    page.get_by_role("button", name="已有 Token").click()
    page.get_by_label("接口地址").fill(place.world.url)
    page.get_by_role("button", name="保存并检测").click()

    check = card(page, "检测")
    expect(check).to_contain_text("企业微信没有接受（40001）")
    expect(check).to_contain_text("怎么解决")
    assert findings(page) == [] and overflow(page) == 0
    check.get_by_role("button", name="更正密钥").click()
    dialog(page).get_by_label("应用 Secret").fill(known["secret"])
    dialog(page).get_by_role("button", name="保存").click()
    expect(check).to_contain_text("可以使用，1 项请留意")
    expect(check.locator("li[data-state=warning]")).to_contain_text("还没有收到过回调")

    expect(page.get_by_text("正在等平台发来第一条消息")).to_be_visible()
    push(place, copied(page, "URL"), copied(page, "回调 Token"), copied(page, "EncodingAESKey"))
    expect(page.get_by_text("已收到平台的消息")).to_be_visible()

    card(page, "同步").get_by_role("button", name="开始同步").click()
    expect(card(page, "同步")).to_contain_text("上次同步完成")
    page.get_by_role("button", name="完成，查看连接").click()
    expect(page.locator("h1")).to_have_text("二号店群")
    expect(page.locator(".hy-callbacks li")).to_contain_text("标签变化")


def test_secrets_are_tried_before_they_replace_the_old_ones(
    console: Page, visitors: Visitors, place: Garden
) -> None:
    known = place.world.get("/credentials")
    connection = place.api.get("/connections")["items"][0]
    open_page(console, f"/settings/connections/{connection['id']}", connection["name"])
    visitors.expect_refusals(502)
    card(console, "密钥").get_by_role("button", name="更换密钥").click()
    drawer = dialog(console)
    drawer.get_by_label("应用 Secret").fill("not-the-secret")
    drawer.get_by_role("button", name="随机生成").last.click()
    drawer.get_by_role("button", name="保存").click()
    expect(drawer.get_by_role("alert")).to_contain_text("40001")
    assert place.api.get(f"/connections/{connection['id']}")["retired_until"] is None, "nothing changed"

    drawer.get_by_label("应用 Secret").fill(known["secret"])
    drawer.get_by_role("button", name="保存").click()
    once = console.get_by_role("dialog", name="到平台后台改成一样的")
    assert len(copied(console, "EncodingAESKey")) == 43
    assert findings(console) == []
    once.get_by_role("button", name="已填好").click()
    expect(card(console, "密钥")).to_contain_text("旧的回调密钥在此之前仍有效")
    expect(card(console, "检测").locator(".hy-checks > li").first).to_contain_text("平台接受了密钥")
    push(place, connection["callback_url"], known["token"], known["encoding_aes_key"])
    expect(card(console, "消息健康")).to_contain_text("刚刚")


def test_callbacks_that_failed_are_replayed(console: Page, place: Garden) -> None:
    connection = place.api.get("/connections")["items"][0]
    path = f"/connections/{connection['id']}/callbacks"
    chosen = [one["id"] for one in place.api.get(path, outcome="done", limit=3)["items"]]
    with sqlite3.connect(place.data / "records.sqlite", timeout=30) as records:
        marks = ", ".join("?" * len(chosen))
        records.execute(
            f"update connection_callback set outcome = 'failed', attempts = 20, error = 'Refused: 60011' where id in ({marks})",
            chosen,
        )
    records.close()
    open_page(console, f"/settings/connections/{connection['id']}?callbacks=failed")
    expect(console.locator("h1 ~ *, .hy-page-actions").get_by_text("有处理失败").first).to_be_visible()
    lines = console.locator(".hy-callbacks li")
    expect(lines).to_have_count(3)
    expect(lines.first).to_contain_text("Refused: 60011")
    assert findings(console) == []
    lines.first.get_by_role("button", name="重放").click()
    expect(lines).to_have_count(2)
    console.get_by_role("button", name="重放全部失败的（2）").click()
    expect(console.get_by_text("没有这样的消息")).to_be_visible()
    until("processed again", lambda: set(chosen) <= {one["id"] for one in done_of(place, path)})


def done_of(place: Garden, path: str) -> list[dict[str, int]]:
    found: list[dict[str, int]] = place.api.get(path, outcome="done", limit=200)["items"]
    return found


def test_calls_of_today_and_a_mistyped_account(console: Page, visitors: Visitors, place: Garden) -> None:
    open_page(console, "/settings/connections/1")
    calls = card(console, "今日接口调用")
    expect(calls.locator("tbody tr.ant-table-row").filter(has_text="user/list")).to_be_visible()
    body = {
        "kind": "wecom", "name": "打错了", "account": "wwmistyped", "app": "1",
        "secrets": {"secret": "some-secret"}, "api_url": place.world.url,
    }  # fmt: skip
    made = place.api.post("/connections", body)
    open_page(console, f"/settings/connections/{made['id']}", "打错了")
    card(console, "检测").get_by_role("button", name="检测").click()
    expect(card(console, "检测")).to_contain_text("40013")
    console.get_by_role("button", name="移除").click()
    dialog(console).get_by_role("button", name="移除").click()
    expect(console).to_have_url(re.compile("/settings/connections$"))
    expect(console.get_by_text("打错了")).to_have_count(0)


def test_switched_off_it_rests_and_loses_nothing(console: Page, place: Garden) -> None:
    known = place.world.get("/credentials")
    connection = place.api.get("/connections")["items"][0]
    open_page(console, f"/settings/connections/{connection['id']}", connection["name"])
    console.get_by_role("button", name="停用").click()
    ask = console.get_by_role("dialog", name=f"停用连接「{connection['name']}」？")
    expect(ask).to_contain_text("启用后按顺序处理")
    ask.get_by_role("button", name="停用").click()
    try:
        expect(console.get_by_text("已停用", exact=True).first).to_be_visible()
        expect(card(console, "检测")).to_have_count(0)
        expect(card(console, "同步")).to_have_count(0)
        push(place, connection["callback_url"], known["token"], known["encoding_aes_key"])
        expect(console.locator(".hy-callbacks li").first).to_contain_text("停用期间保存", timeout=15_000)
        assert findings(console) == [] and overflow(console) == 0
    finally:
        console.get_by_role("button", name="启用").click()
    expect(console.get_by_role("button", name="停用")).to_be_visible()
    callbacks = f"/connections/{connection['id']}/callbacks?limit=1"
    until("the held one is processed", lambda: place.api.get(callbacks)["items"][0]["outcome"] == "done")
