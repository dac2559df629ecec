"""WeChat Pay as those who handle money work: orders, refunds, transfers, coupons; nothing is paid without being asked."""

from __future__ import annotations

from typing import Any

import pytest
from console.garden import (
    PHONE,
    Garden,
    KnownVisitor,
    Visitors,
    dialog,
    open_page,
    pick,
    pick_person,
    rows,
    settled,
)
from console.test_pages import findings, overflow
from playwright.sync_api import Locator, Page, expect
from stories.running import until

pytestmark = pytest.mark.browser

PAGES = ("/payments", "/payments/refunds", "/payments/transfers", "/payments/stocks", "/payments/coupons")


@pytest.fixture(scope="module")
def merchant(place: Garden) -> int:
    return int(place.api.get("/pay/merchants")["items"][0]["id"])


@pytest.fixture(scope="module")
def appid(place: Garden) -> str:
    return str(place.api.get("/mini-program/programs")["items"][0]["account"])


@pytest.fixture(scope="module")
def visitor(place: Garden) -> KnownVisitor:
    return KnownVisitor.of(place)


def order(place: Garden, merchant: int, appid: str, visitor: KnownVisitor, number: str, amount: int) -> None:
    body = {
        "appid": appid,
        "openid": visitor.openid,
        "number": number,
        "amount": amount,
        "description": "木槿面霜",
    }
    place.api.post(f"/pay/{merchant}/orders", body)


def act(page: Page, row: Locator, name: str) -> None:
    row.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name=name).click()


def confirm(page: Page, name: str) -> None:
    page.locator(".ant-modal-confirm").get_by_role("button", name=name).click()


def test_an_order_is_paid_refunded_and_another_closed(
    console: Page, place: Garden, merchant: int, appid: str, visitor: KnownVisitor
) -> None:
    order(place, merchant, appid, visitor, "HYPAY00001", 12_800)
    order(place, merchant, appid, visitor, "HYPAY00002", 9_900)
    place.world.post("/pay/pay", {"person": visitor.person, "number": "HYPAY00001"})
    open_page(console, "/payments?q=HYPAY", "订单")
    paid, waiting = rows(console).filter(has_text="HYPAY00001"), rows(console).filter(has_text="HYPAY00002")
    expect(waiting).to_contain_text("待付款")
    act(console, paid, "查询最新状态")
    expect(console.get_by_text("微信支付显示：已付款")).to_be_visible()
    expect(paid).to_contain_text("¥128.00")

    act(console, paid, "退款")
    drawer = console.locator(".ant-drawer-open")
    drawer.get_by_label("金额").fill("28")
    drawer.get_by_label("退款原因").fill("少发一件")
    drawer.get_by_role("button", name="退款").click()
    expect(console.locator(".ant-modal-confirm")).to_contain_text("¥28.00")
    confirm(console, "取消")
    assert place.api.get(f"/pay/{merchant}/refunds", q="HYPAY00001")["total"] == 0, "it was only asked"
    drawer.get_by_role("button", name="退款").click()
    confirm(console, "确认退款")
    expect(console.get_by_text("退款已受理")).to_be_visible()
    expect(paid).to_contain_text("¥28.00")

    act(console, waiting, "关闭订单")
    confirm(console, "关闭订单")
    expect(waiting).to_contain_text("已关闭")
    console.get_by_role("link", name="退款", exact=True).click()
    refund = rows(console).filter(has_text="HYPAY00001")
    expect(refund).to_contain_text("¥28.00")
    until("it arrives", lambda: place.api.get(f"/pay/{merchant}/refunds", state="SUCCESS")["total"])
    console.reload()
    expect(refund).to_contain_text("已到账")


def test_money_is_sent_confirmed_and_taken_back(
    console: Page, place: Garden, merchant: int, visitor: KnownVisitor
) -> None:
    open_page(console, "/payments/transfers", "转账")
    for remark in ("新客礼", "发错了"):
        console.get_by_role("button", name="发起转账").click()
        drawer = console.locator(".ant-drawer-open")
        drawer.get_by_role("button", name="核对并转账").click()
        expect(drawer.get_by_text("请填写金额")).to_be_visible()
        pick_person(console, "客户", visitor)
        pick(console, "收款应用", "小程序")
        drawer.get_by_label("金额").fill("8.8")
        drawer.get_by_label("备注").fill(remark)
        drawer.get_by_label("活动名称").fill("春季新客")
        drawer.get_by_label("奖励说明").fill("首单红包")
        drawer.get_by_role("button", name="核对并转账").click()
        expect(console.locator(".ant-modal-confirm")).to_contain_text("¥8.80")
        confirm(console, "确认转账")
        expect(rows(console).filter(has_text=remark)).to_contain_text("待客户确认")
    act(console, rows(console).filter(has_text="发错了"), "撤销转账")
    confirm(console, "撤销转账")
    expect(console.get_by_text("已申请撤销")).to_be_visible()
    sent = place.api.get(f"/pay/{merchant}/transfers")["items"]
    number = next(one["number"] for one in sent if one["remark"] == "新客礼")
    taken = place.world.post("/pay/confirm", {"person": visitor.person, "number": number})
    assert taken["confirmed"], taken
    until("it arrives", lambda: place.api.get(f"/pay/{merchant}/transfers", state="SUCCESS")["total"])
    console.reload()
    row = rows(console).filter(has_text="新客礼")
    expect(row).to_contain_text("已到账")
    row.get_by_role("button", name="展开").click()
    expect(console.locator(".hy-pay-why")).to_have_text("客户已收到钱。")


def test_coupons_are_made_started_and_sent(
    console: Page, place: Garden, merchant: int, visitor: KnownVisitor
) -> None:
    open_page(console, "/payments/stocks", "代金券批次")
    console.get_by_role("button", name="新建批次").click()
    drawer = console.locator(".ant-drawer-open")
    drawer.get_by_label("名称").fill("春季满减")
    drawer.get_by_label("面额").fill("5")
    drawer.get_by_label("使用门槛").fill("50")
    drawer.get_by_label("总张数").fill("20")
    drawer.get_by_role("button", name="核对并新建").click()
    expect(console.locator(".ant-modal-confirm"), "the whole budget is named").to_contain_text("¥100.00")
    confirm(console, "确认新建")
    row = rows(console).filter(has_text="春季满减")
    expect(row).to_contain_text("未激活")
    act(console, row, "激活")
    confirm(console, "激活")
    expect(row).to_contain_text("发放中")
    act(console, row, "发一张给客户")
    pick_person(console, "客户", visitor)
    pick(console, "收款应用", "小程序")
    drawer.get_by_role("button", name="核对并发放").click()
    confirm(console, "确认发放")
    expect(console.get_by_text("代金券已发出")).to_be_visible()
    assert place.api.get(f"/pay/{merchant}/stocks")["items"][0]["sent"] == 1
    open_page(console, "/payments/coupons", "代金券")
    expect(rows(console).first).to_contain_text("可使用")


def test_somebody_who_only_reads_cannot_pay(visitors: Visitors, place: Garden, merchant: int) -> None:
    role = place.api.post("/roles", {"name": "Reads payments", "permissions": ["payments.read"]})["id"]
    form = {"login": "pay_reader", "name": "小钱", "password": "just-looking-2", "role_id": role}
    user = place.api.post("/users", form)["id"]
    visitors.expect_refusals(401)
    page = visitors.enter(place.url)
    page.goto(place.login_link(user))
    page.locator(".hy-shell").wait_for()
    open_page(page, "/payments/transfers", "转账")
    expect(page.get_by_role("button", name="发起转账")).to_have_count(0)
    expect(page.locator(".hy-row-menu")).to_have_count(0)


@pytest.mark.parametrize("size, language, mode", [((1440, 900), "zh", "dark"), (PHONE, "en", "light")])
def test_pages_of_payments_are_accessible(
    visitors: Visitors,
    place: Garden,
    owner: Any,
    merchant: int,
    size: tuple[int, int],
    language: str,
    mode: str,
) -> None:
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=size)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in PAGES:
        open_page(page, path)
        wrong += findings(settled(page))
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {size[0]} px")
    open_page(page, "/payments/transfers")
    page.locator(".hy-page-actions .ant-btn-primary").click()
    expect(dialog(page)).to_be_visible()
    wrong += findings(settled(page))
    assert wrong == []
