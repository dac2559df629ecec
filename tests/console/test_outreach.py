"""Mass messages and moments as operators make them: written in the console, tapped by staff of the sandbox, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from console.garden import PHONE, Garden, Visitors, dialog, open_page, pick, rows, settled
from console.test_pages import findings, overflow
from playwright.sync_api import Locator, Page, expect
from stories.running import until

pytestmark = pytest.mark.browser

PNG = b"\x89PNG\r\n\x1a\n-a-poster-of-spring"
PAGES = ("/mass-messages", "/mass-messages/new", "/mass-messages/{mass}", "/mass-messages/{mass}?tab=recipients",
         "/moments", "/moments/new", "/moments/{moment}")  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def quick_platform(place: Garden) -> Iterator[None]:
    """The platform's own pauses are not what is looked at here; one mass message a day shows the cap."""
    rules = {"mass_dispatch_seconds": 0, "moment_job_seconds": 0, "mass_rule": "day"}
    place.world.post("/wecom/rules", rules)
    yield
    place.world.post("/wecom/rules", {})


@pytest.fixture(scope="module")
def friends(place: Garden) -> dict[int, int]:
    """Who of the staff has how many customers, as a check tells it."""
    staff = [one["id"] for one in place.api.get("/staff", active=True, serves=True, limit=500)["items"]]
    found = place.api.post("/wecom/mass-messages/check", {"audience": {"staff_ids": staff}})
    return {share["staff_id"]: share["recipients"] for share in found["shares"]}


def check(page: Page) -> Locator:
    return page.get_by_role("region", name="发送前检查")


def metric(page: Page, label: str) -> Locator:
    return page.locator(".hy-metric", has_text=label).locator(".hy-metric-value")


def latest(place: Garden, what: str) -> dict[str, Any]:
    found: dict[str, Any] = place.api.get(f"/wecom/{what}", limit=1)["items"][0]
    return found


def waits_for_staff(place: Garden, what: str) -> int:
    until("staff have it", lambda: latest(place, what)["state"] == "waiting")
    return int(latest(place, what)["id"])


def tap(place: Garden, text: str, *, members: int | None = None) -> int:
    """So many members of staff confirm what waits for them with this text; answers how many it waited for."""
    tasks = [
        one for one in place.world.get("/wecom/mass")["items"] if one["text"] == text and not one["status"]
    ]
    for one in tasks[:members]:
        place.world.post("/wecom/mass/confirm", {"msgid": one["msgid"], "userid": one["userid"]})
    return len(tasks)


def upload_picture(page: Page, name: str) -> None:
    page.get_by_role("button", name="图片", exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="上传图片").click()
    chooser.value.set_files({"name": name, "mimeType": "image/png", "buffer": PNG})


def name_of(place: Garden, staff: int) -> str:
    return next(one["name"] for one in place.api.get("/staff", limit=500)["items"] if one["id"] == staff)


def test_a_segment_is_written_to_and_staff_tap(console: Page, place: Garden) -> None:
    tree = {"kind": "all", "of": [{"kind": "trait", "trait": "orders", "operator": "at_least", "value": 1}]}
    segment = place.api.post("/segments", {"name": "买过的客户", "description": "", "tree": tree})["id"]
    until("it is counted", lambda: place.api.get(f"/segments/{segment}")["size"])
    expected = place.api.post("/wecom/mass-messages/check", {"audience": {"segment_id": segment}})
    assert expected["reached"] > 3 and expected["members"] > 1

    open_page(console, "/mass-messages", "客户群发")
    console.get_by_role("button", name="新建群发").first.click()
    send = console.get_by_role("button", name="交给员工发送")
    expect(send, "nobody is chosen yet").to_be_disabled()
    pick(console, "人群", "买过的客户")
    expect(check(console)).to_contain_text(
        f"{expected['reached']} 位客户，由 {expected['members']} 名员工发送"
    )
    console.get_by_label("文字").fill("春茶到店了，给您留了试饮装。")
    console.get_by_label("名称").fill("三月春茶")
    upload_picture(console, "春茶.png")
    expect(console.locator(".hy-phone-image img")).to_have_count(1)
    console.get_by_role("button", name="链接", exact=True).click()
    send.click()
    expect(console.get_by_text("第 2 个附件还没填完")).to_be_visible()
    console.get_by_label("标题").fill("春茶上新")
    console.get_by_label("网址，以 https").fill("https://example.com/tea")
    expect(console.locator(".hy-phone")).to_contain_text("春茶上新")
    send.click()
    dialog(console).get_by_role("button", name="交给员工发送").click()
    expect(console.locator("h1")).to_have_text("三月春茶")

    mass = waits_for_staff(place, "mass-messages")
    asked = place.world.calls("add_msg_template")[-1]
    assert len(place.world.calls("add_msg_template")) >= expected["members"] and asked
    expect(console.get_by_text("员工点了确认才会发出")).to_be_visible()
    assert tap(place, "春茶到店了，给您留了试饮装。", members=1) == expected["members"]
    console.get_by_role("button", name="更新结果").click()
    expect(metric(console, "员工已确认")).to_have_text(f"1 / {expected['members']}")
    expect(rows(console).filter(has_text="还没有确认")).to_have_count(expected["members"] - 1)
    console.get_by_role("button", name="提醒员工").click()
    expect(console.get_by_text("已提醒还没有确认的员工")).to_be_visible()
    tap(place, "春茶到店了，给您留了试饮装。")
    console.get_by_role("button", name="更新结果").click()
    expect(metric(console, "待发送")).to_have_text("0")
    counts = place.api.get(f"/wecom/mass-messages/{mass}")["counts"]
    expect(metric(console, "已发送")).to_have_text(str(counts["sent"]))
    console.get_by_text("客户", exact=True).last.click()
    expect(rows(console).first.locator(".hy-person")).to_be_visible()
    open_page(console, "/mass-messages")
    row = rows(console).filter(has_text="三月春茶")
    expect(row).to_contain_text("已完成")
    expect(row).to_contain_text(f"{expected['members']} / {expected['members']}")


def test_the_cap_is_told_before_and_after(console: Page, place: Garden, friends: dict[int, int]) -> None:
    staff, recipients = max(friends.items(), key=lambda one: one[1])
    place.api.post("/wecom/mass-messages", {"text": "第一条", "audience": {"staff_ids": [staff]}})
    waits_for_staff(place, "mass-messages")
    tap(place, "第一条")
    open_page(console, "/mass-messages/new", "新建群发")
    console.get_by_role("radio", name=re.compile("^员工的全部客户")).check()
    pick(console, "员工", name_of(place, staff))
    console.keyboard.press("Escape")
    expect(check(console)).to_contain_text(f"{recipients} 位客户，由 1 名员工发送")
    console.get_by_label("文字").fill("第二条")
    console.get_by_role("button", name="交给员工发送").click()
    dialog(console).get_by_role("button", name="交给员工发送").click()
    expect(console.locator("h1")).to_have_text("第二条")
    until(
        "nobody of them may get a second one today",
        lambda: latest(place, "mass-messages")["counts"]["reasons"].get("monthly_cap") == recipients,
    )
    expect(console.get_by_role("region", name="没有收到的原因")).to_contain_text("超过每月接收上限")
    open_page(console, "/mass-messages/new")
    console.get_by_role("radio", name=re.compile("^员工的全部客户")).check()
    pick(console, "员工", name_of(place, staff))
    expect(check(console)).to_contain_text(f"{recipients} 个本月已到接收上限")


def test_groups_later_and_called_off(console: Page, place: Garden) -> None:
    groups = [one for one in place.api.get("/groups", state="active")["items"] if one["owner"]]
    assert groups, "the world has groups"
    open_page(console, "/mass-messages/new")
    console.get_by_role("radio", name=re.compile("^客户群")).check()
    pick(console, "客户群", groups[0]["name"])
    console.keyboard.press("Escape")
    expect(check(console)).to_contain_text("1 个客户群，由 1 名群主发送")
    console.get_by_label("文字").fill("周六店里试喝")
    console.get_by_role("radio", name="定时").check()
    console.get_by_role("textbox", name="时间").fill("2099-01-01 10:00")
    console.get_by_role("textbox", name="时间").press("Enter")
    console.get_by_role("button", name="定时发送").click()
    dialog(console).get_by_role("button", name="定时发送").click()
    expect(console.get_by_text("到时间才会交给员工")).to_be_visible()
    planned = latest(place, "mass-messages")
    assert (planned["state"], planned["send_at"][:16]) == ("scheduled", "2099-01-01T02:00"), (
        "clocks of the shop"
    )
    console.get_by_role("button", name="停止发送").click()
    dialog(console).get_by_role("button", name="停止发送").click()
    expect(console.get_by_role("region", name="基本信息")).to_contain_text("已停止")
    assert not [one for one in place.world.get("/wecom/mass")["items"] if one["text"] == "周六店里试喝"]


def test_a_moment_is_published_liked_and_stopped(
    console: Page, place: Garden, friends: dict[int, int]
) -> None:
    chosen = sorted(friends, key=lambda one: -friends[one])[:2]
    open_page(console, "/moments", "客户朋友圈")
    console.get_by_role("button", name="新建朋友圈").first.click()
    pick(console, "由这些员工发表", *(name_of(place, one) for one in chosen))
    console.keyboard.press("Escape")
    console.get_by_label("文字").fill("头采明前茶到了")
    upload_picture(console, "明前茶.png")
    expect(console.locator(".hy-moment-pictures img")).to_have_count(1)
    console.get_by_role("button", name="交给员工发表").click()
    dialog(console).get_by_role("button", name="交给员工发表").click()
    expect(console.locator("h1")).to_have_text("头采明前茶到了")
    waits_for_staff(place, "moments")
    expect(console.get_by_text("员工点了发表客户才能看到")).to_be_visible()

    [task] = [one for one in place.world.get("/wecom/moments")["items"] if one["text"] == "头采明前茶到了"]
    userid = task["waiting"][0]
    place.world.post("/wecom/moments/publish", {"moment_id": task["moment_id"], "userid": userid})
    console.get_by_role("button", name="更新结果").click()
    expect(metric(console, "员工已发表")).to_have_text("1 / 2")
    before = latest(place, "moments")["likes"]
    fan = next(
        person
        for person in range(1, 300)
        if place.world.http.post(
            "/wecom/moments/react", json={"moment_id": task["moment_id"], "who": f"p{person}"}
        ).json().get("reacted")
    )  # fmt: skip
    console.get_by_role("button", name="更新结果").click()
    expect(metric(console, "点赞"), f"p{fan} likes it").to_have_text(str(before + 1))
    reacted = console.get_by_role("region", name="谁点赞和评论")
    expect(reacted.get_by_role("link").first).to_have_attribute("href", re.compile(r"/customers/\d+$"))
    poster = place.api.get(f"/wecom/moments/{latest(place, 'moments')['id']}")["by_member"]
    named = next(one["name"] for one in poster if one["published"])
    console.get_by_role("row").filter(has_text="已发表").first.click()
    expect(reacted.locator(".hy-chip")).to_contain_text(named)
    reacted.get_by_role("button", name="看全部员工").click()
    expect(reacted.locator(".hy-chip")).to_have_count(0)
    console.get_by_role("button", name="停止发送").click()
    dialog(console).get_by_role("button", name="停止发送").click()
    expect(console.get_by_role("region", name="基本信息")).to_contain_text("已停止")
    assert [one for one in place.world.get("/wecom/moments")["items"] if one["cancelled"]]


def test_who_may_only_look_has_no_dead_buttons(visitors: Visitors, place: Garden) -> None:
    roles = {role["name"]: role["id"] for role in place.api.get("/roles")["items"]}
    analyst = next(id for name, id in roles.items() if "分析" in name or name == "analyst")
    user = place.api.post(
        "/users",
        {
            "login": "looker",
            "name": "看数的人",
            "password": "long enough 1",
            "role_id": analyst,
            "locale": "zh",
        },
    )["id"]
    page = visitors.enter(place.url)
    visitors.expect_refusals(401)  # nobody is logged in before the link
    page.goto(place.login_link(user))
    page.locator(".hy-shell").wait_for()
    open_page(page, "/mass-messages", "客户群发")
    expect(page.get_by_role("button", name="新建群发")).to_have_count(0)
    open_page(page, "/mass-messages/new")
    expect(page.get_by_text("你还不能群发")).to_be_visible()


@pytest.mark.parametrize("size, language, mode", [((1280, 800), "zh", "dark"), (PHONE, "en", "light")])
def test_pages_of_outreach_are_accessible(
    visitors: Visitors, place: Garden, owner: Any, friends: dict[int, int], size: tuple[int, int], language: str, mode: str
) -> None:  # fmt: skip
    staff = list(friends)[:3]
    known = {
        "mass": place.api.post("/wecom/mass-messages", {"text": "周末见", "audience": {"staff_ids": staff}})[
            "id"
        ],
        "moment": place.api.post("/wecom/moments", {"text": "周末见", "staff_ids": staff})["id"],
    }
    waits_for_staff(place, "moments")
    page = visitors.enter(place.url, owner, language=language, mode=mode, size=size)
    page.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
    wrong: list[str] = []
    for path in PAGES:
        open_page(page, path.format(**known))
        wrong += findings(page)
        if overflow(page) > 0:
            wrong.append(f"{path} scrolls sideways at {size[0]} px")
    open_page(page, "/mass-messages/new")
    page.get_by_role("button", name=re.compile("小程序|Mini-program")).last.click()
    expect(page.get_by_role("group")).to_be_visible()
    wrong += findings(settled(page))
    assert wrong == []
