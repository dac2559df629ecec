"""A live code with attachments: chosen in the form, seen on the phone beside it, kept, and said by the server."""

from __future__ import annotations

import base64
import re

import pytest
from console.garden import Garden, Visitors, dialog, open_page
from console.test_pages import findings, overflow
from playwright.sync_api import FilePayload, Page, expect

pytestmark = pytest.mark.browser

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = FilePayload(name="封面.png", mimeType="image/png", buffer=PIXEL)
MENU = FilePayload(name="菜单.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 menu of the season")
WRONG = FilePayload(name="假的.png", mimeType="image/png", buffer=b"<html>" * 9)


def test_a_welcome_with_a_picture_a_link_and_a_file(console: Page, visitors: Visitors, place: Garden) -> None:
    open_page(console, "/live-codes", "渠道活码")
    console.get_by_role("button", name="新建活码").first.click()
    form = dialog(console)
    form.get_by_label("名称", exact=True).fill("新品海报")
    form.get_by_label("渠道", exact=True).fill("门店海报")
    form.get_by_label("全体员工").check()

    for kind in ("图片", "链接", "文件"):
        form.get_by_role("button", name=re.compile(rf"(^|\s){kind}$")).click()
    picture, link, menu = (
        form.get_by_role("group", name=f"附件 {n}：{kind}", exact=True)
        for n, kind in ((1, "图片"), (2, "链接"), (3, "文件"))
    )
    form.get_by_role("button", name="生成活码").click()
    expect(form.get_by_text("第 1 个附件还没填完")).to_be_visible()

    visitors.expect_refusals(422)
    picture.locator("input[type=file]").set_input_files(WRONG)
    expect(picture.get_by_role("alert")).to_contain_text("JPG")
    picture.locator("input[type=file]").set_input_files(PICTURE)
    expect(picture.get_by_role("img", name="封面.png")).to_be_visible()
    link.get_by_label("标题").fill("会员中心")
    link.get_by_label(re.compile("^网址")).fill("https://brand.example/m")
    menu.locator("input[type=file]").set_input_files(MENU)
    expect(menu).to_contain_text("菜单.pdf")
    phone = form.get_by_role("figure", name="在客户微信里的样子")
    expect(phone).to_contain_text("会员中心")
    expect(phone).to_contain_text("菜单.pdf")
    assert findings(console) == [] and overflow(console) == 0
    form.get_by_role("button", name="生成活码").click()
    expect(form).to_be_hidden()

    made = next(one for one in place.api.get("/live-codes")["items"] if one["name"] == "新品海报")
    assert [one["kind"] for one in made["welcome_attachments"]] == ["image", "link", "file"]
    open_page(console, f"/live-codes/{made['id']}", "新品海报")
    expect(console.get_by_role("figure", name="在客户微信里的样子")).to_contain_text("会员中心")
    console.get_by_role("button", name="编辑").click()
    dialog(console).get_by_role("button", name="去掉附件 2：链接").click()
    expect(dialog(console).get_by_role("group", name="附件 2：文件")).to_contain_text("菜单.pdf")
    dialog(console).get_by_role("button", name="保存").click()
    expect(dialog(console)).to_be_hidden()
    kept = place.api.get(f"/live-codes/{made['id']}")["welcome_attachments"]
    assert [one["kind"] for one in kept] == ["image", "file"]
