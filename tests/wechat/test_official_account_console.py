"""What operators do over HTTP, against the sandbox: menus, codes, messages, mass messages, articles, figures, login."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from wechat.official_account_stage import Stage, open_stage
from wechat.test_official_account_flow import followers, told

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import connect_warehouse
from huayuan.messaging.models import MessageRow
from huayuan.profiles import api as profiles
from huayuan.profiles.tags import keeping
from huayuan.wechat.official_account import mass
from huayuan.wechat.official_account.models import MassRow, NoticeConsentRow
from huayuan.wechat.official_account.tables import WAREHOUSE_TABLES

TEXT = {"msgtype": "text", "content": {"content": "周末见 🌷"}}


@pytest.fixture
def stage(uow: UnitOfWork, vault: Vault, clock: ManualClock, tmp_path: Path) -> Iterator[Stage]:
    with open_stage(uow, vault, clock, tmp_path) as opened:
        yield opened


def joined(stage: Stage, *numbers: int, **wish: str) -> dict[int, str]:
    """person id → openid of new followers."""
    openids = [stage.act("follow", person=f"p{number}", **wish)["openid"] for number in numbers]
    stage.work()
    rows = followers(stage)
    return {rows[openid].person_id: openid for openid in openids}


def ok(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def test_a_menu_is_set_shown_conditional_and_refused_when_wrong(stage: Stage) -> None:
    ((person, openid),) = joined(stage, 1).items()
    assert ok(stage.http.get("/menu")) == {"button": [], "conditional": []}
    button = [{"type": "click", "name": "会员", "key": "M"},
              {"name": "更多", "sub_button": [{"type": "view", "name": "门店", "url": "https://x.cn"}]}]  # fmt: skip
    ok(stage.http.put("/menu", json={"button": button}), 204)
    assert [one["name"] for one in ok(stage.http.get("/menu"))["button"]] == ["会员", "更多"]
    client = stage.account.clients.of(stage.id)
    tag = client.create_tag("VIP")
    client.tag_followers(tag.id, [openid])
    vip = [{"type": "click", "name": "专属", "key": "V"}]
    menuid = ok(stage.http.post("/conditional-menus", json={"button": vip, "tag": tag.id}), 201)["menuid"]
    assert client.menu_of(openid)[0]["name"] == "专属"
    assert ok(stage.http.get("/menu"))["conditional"][0]["menuid"] == menuid
    ok(stage.http.delete(f"/conditional-menus/{menuid}"), 204)
    wrong = [{"type": "click", "name": "名字实在太长了", "key": "M"}]
    refused = stage.http.put("/menu", json={"button": wrong})
    assert refused.status_code == 422
    assert [one["name"] for one in ok(stage.http.get("/menu"))["button"]] == ["会员", "更多"]
    ok(stage.http.delete("/menu"), 204)
    assert person


def test_a_code_brings_channel_tags_and_numbers(stage: Stage) -> None:
    with stage.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, "活动", "海报")
    wish = {"name": "橱窗海报", "scene": "window-1", "channel": "门店海报", "tag_ids": [tag]}
    code = ok(stage.http.post("/codes", json=wish), 201)
    assert ok(stage.http.get("/codes"))["total"] == 1
    assert stage.http.get(f"/codes/{code['id']}/qr.svg").text.startswith("<?xml")
    assert stage.http.post("/codes", json=wish).status_code == 409
    unknown = stage.http.post("/codes", json={**wish, "scene": "b", "tag_ids": [99_999]})
    assert unknown.json()["code"] == "profiles.unknown_tag"
    ((person, _),) = joined(stage, 2, scene="window-1").items()
    assert told(stage, "oa_followed")[0]["channel"] == "门店海报"
    with stage.uow.read() as tx:
        assert [one.name for one in profiles.tags_of(tx, [person])[person]] == ["海报"]
    assert ok(stage.http.get("/codes"))["items"][0]["followers"] == 1
    stage.act("unfollow", person="p2")
    stage.work()
    assert ok(stage.http.get("/codes"))["items"][0]["followers"] == 0


def test_service_messages_go_while_the_window_is_open_and_fail_afterwards(stage: Stage) -> None:
    people = joined(stage, 1, 2)
    first, second = people
    wish = {"key": "k1", "kind": "service", "person_ids": [first, second, 99_999], "text": "有新品"}
    assert ok(stage.http.post("/messages", json=wish), 202) == {
        "accepted": 2, "blocked": 0, "not_following": 1
    }  # fmt: skip
    stage.work()
    sent = [one for one in stage.messages() if one["way"] == "service"]
    assert {one["openid"] for one in sent} == set(people.values())
    ok(stage.http.post("/messages", json=wish), 202)
    stage.work()
    assert len([one for one in stage.messages() if one["way"] == "service"]) == 2
    stage.advance(61)
    ok(stage.http.post("/messages", json={**wish, "key": "k2", "person_ids": [first]}), 202)
    stage.work()
    states = {(row.state, row.reason, row.code) for row in stage.rows(MessageRow)}
    assert states == {("sent", None, None), ("failed", "window_closed", 45015)}


def sent_as(stage: Stage, channel: str) -> list[MessageRow]:
    return [row for row in stage.rows(MessageRow) if row.channel == channel]


def test_a_template_message_is_sent_and_its_result_told(stage: Stage) -> None:
    ((person, openid),) = joined(stage, 1).items()
    templates = ok(stage.http.get("/templates"))["items"]
    assert {one["kind"] for one in templates} == {"template", "notice"}
    template = next(one for one in templates if one["title"] == "会员积分变动提醒")["template_id"]
    data = {
        "thing1": "王芳",
        "number2": "20",
        "number3": "120",
        "time4": "2026-03-02 10:00",
        "thing5": "消费",
    }
    wish = {"key": "t1", "kind": "template", "person_ids": [person], "template_id": template, "data": data}
    ok(stage.http.post("/messages", json=wish), 202)
    stage.work()
    stage.result()
    (result,) = told(stage, "oa_template_result")
    assert result["properties"] == {"status": "success", "template_id": template}
    assert [one["way"] for one in stage.messages(openid=openid)] == ["reply", "template"]
    stage.control.post("/official_account/refuse", json={"person": openid, "refuses": True})
    ok(stage.http.post("/messages", json={**wish, "key": "t2"}), 202)
    ok(stage.http.post("/messages", json={**wish, "key": "t3", "data": {"thing1": "长" * 30}}), 202)
    stage.work()
    stage.result()
    assert {one["properties"]["status"] for one in told(stage, "oa_template_result")} == {
        "success",
        "user_block",
    }
    assert {(row.state, row.reason) for row in sent_as(stage, "oa_template")} == {
        ("delivered", None), ("failed", "refused_by_user"), ("failed", "template_data")
    }  # fmt: skip


def test_a_notice_goes_once_for_each_acceptance(stage: Stage) -> None:
    ((person, openid),) = joined(stage, 1).items()
    templates = ok(stage.http.get("/templates"))["items"]
    template = next(one["template_id"] for one in templates if one["kind"] == "notice")
    wish = {"key": "n1", "kind": "notice", "person_ids": [person], "template_id": template,
            "data": {"thing1": "满减券", "time2": "2026-03-03", "thing3": "快用"}}  # fmt: skip
    ok(stage.http.post("/messages", json=wish), 202)
    stage.work()
    assert [(row.state, row.reason, row.code) for row in sent_as(stage, "oa_notice")] == [
        ("failed", "no_consent", None)
    ]
    stage.act("notice", person="p1", template_id=template, accept=True)
    stage.work()
    for key in ("n2", "n3"):
        ok(stage.http.post("/messages", json={**wish, "key": key}), 202)
        stage.work()
    assert sorted(row.state for row in sent_as(stage, "oa_notice")) == ["failed", "failed", "sent"]
    (consent,) = stage.rows(NoticeConsentRow)
    assert (consent.openid, consent.left) == (openid, 0)
    assert [one["way"] for one in stage.messages(openid=openid)] == ["reply", "notice"]


def test_a_mass_message_is_submitted_once_and_its_result_comes(stage: Stage) -> None:
    people = joined(stage, 1, 2, 3)
    some = list(people)[:2]
    made = ok(stage.http.post("/mass", json={"name": "周末", "person_ids": some, **TEXT}), 202)
    assert made["state"] == "waiting"
    assert made["audience"] == {"everyone": False, "tag": None, "people": 2}
    assert stage.http.post("/mass", json={"name": "一人", "person_ids": some[:1], **TEXT}).status_code == 422
    assert stage.http.post("/mass", json={"name": "没有对象", **TEXT}).status_code == 422
    ok(stage.http.post("/mass", json={"name": "所有人", "everyone": True, **TEXT}), 202)
    stage.work()
    assert {one["state"] for one in ok(stage.http.get("/mass"))["items"]} == {"submitted"}
    stage.result()
    rows = {one["name"]: one for one in ok(stage.http.get("/mass"))["items"]}
    assert {one["state"] for one in rows.values()} == {"sent"}
    assert (rows["周末"]["counts"]["sent"], rows["所有人"]["counts"]["sent"]) == (2, 3)
    assert (rows["周末"]["audience"]["people"], rows["所有人"]["audience"]["everyone"]) == (2, True)
    kept = {row.name: row.audience for row in stage.rows(MassRow)}
    assert kept["周末"] == {"everyone": False, "tag": None, "people": 2}  # whom it went to is not kept
    ok(stage.http.post("/mass/preview", json={"person_id": some[0], **TEXT}), 204)
    assert stage.http.post("/mass/preview", json={"person_id": 99_999, **TEXT}).status_code == 404
    assert [one["way"] for one in stage.messages()].count("preview") == 1


def test_a_mass_whose_answer_was_lost_is_not_sent_twice(stage: Stage) -> None:
    joined(stage, 1, 2)
    made = ok(stage.http.post("/mass", json={"name": "x", "everyone": True, **TEXT}), 202)
    client = stage.account.clients.of(stage.id)
    lost = client.mass_to_all(None, "text", TEXT["content"], f"hy-mass-{made['id']}")  # type: ignore[arg-type]
    stage.work()
    (row,) = ok(stage.http.get("/mass"))["items"]
    assert (row["state"], row["reason"]) == ("submitted", "submitted_before")
    stage.result()
    reached = [one for one in stage.messages() if one["way"] == "mass"]
    assert len(reached) == 2 and lost.msg_id
    assert ok(stage.http.get("/mass"))["items"][0]["state"] == "sent"


def test_who_must_not_be_written_to_is_left_out_of_every_kind_of_mass(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = joined(stage, 1, 2, 3, 4, 5)
    refused = next(iter(people))
    asked: list[str] = []

    class Refusals:
        def suppressed(self, tx: Any, person_ids: Any, *, channel: str, purpose: str) -> list[int]:
            asked.append(f"{channel} {purpose}")
            return [refused]

    stage.channels.suppression = Refusals()
    monkeypatch.setattr(mass, "MASS_MOST", 3)
    monkeypatch.setattr(mass, "_PAGE", 2)
    ok(stage.http.post("/mass", json={"name": "所有人", "everyone": True, **TEXT}), 202)
    ok(stage.http.post("/mass", json={"name": "名单", "person_ids": list(people)[:3], **TEXT}), 202)
    stage.work()
    stage.result()
    rows = ok(stage.http.get("/mass"))["items"]
    sent = sorted((one["name"], one["state"], one["counts"].get("sent", 0)) for one in rows)
    # four are left of everyone: two calls, neither for one alone
    assert sent == [("名单", "sent", 2), ("所有人", "sent", 2), ("所有人", "sent", 2)]
    reached = [one["openid"] for one in stage.messages() if one["way"] == "mass"]
    assert len(reached) == 6 and people[refused] not in reached
    assert set(asked) == {"oa_mass marketing"}


def test_a_tag_is_used_while_a_mass_message_to_it_waits(stage: Stage) -> None:
    joined(stage, 1, 2)
    with stage.uow.begin() as tx:
        tag, other = profiles.ensure_tag(tx, "喜好", "花茶"), profiles.ensure_tag(tx, "喜好", "红茶")
    theirs = ok(stage.http.post("/tags", json={"tag_id": tag}), 201)["external_id"]
    ok(stage.http.post("/tags", json={"tag_id": other}), 201)
    ok(stage.http.post("/mass", json={"name": "花茶节", "tag": theirs, **TEXT}), 202)
    ok(stage.http.post("/mass", json={"name": "所有人", "everyone": True, **TEXT}), 202)

    def names(tag_id: int) -> list[tuple[str, str]]:
        with stage.uow.read() as tx:
            return [(one.kind, one.name) for one in keeping.places_of(tx, tag_id)]

    assert (names(tag), names(other)) == ([("oa_mass", "花茶节")], [])
    stage.work()
    assert names(tag) == [], "it is on its way and needs the tag no more"


def test_a_result_that_never_came_is_asked_for(stage: Stage) -> None:
    joined(stage, 1, 2)
    stage.control.post("/faults", json={"lose": 1.0})
    ok(stage.http.post("/mass", json={"name": "x", "everyone": True, **TEXT}), 202)
    stage.work()
    stage.result()
    assert ok(stage.http.get("/mass"))["items"][0]["state"] == "submitted"
    stage.advance(3700)
    assert stage.account.mass.ask_for_results() == 1
    assert ok(stage.http.get("/mass"))["items"][0]["state"] == "sent"


def test_an_article_is_drafted_published_and_counted(stage: Stage, tmp_path: Path) -> None:
    cover = ok(stage.http.post("/images", files={"file": ("a.jpg", b"\xff\xd8cover", "image/jpeg")}), 201)
    article = {"title": "新品上架", "content": "<p>花</p>", "thumb_media_id": cover["media_id"]}
    draft = ok(stage.http.post("/drafts", json={"articles": [article]}), 201)
    assert ok(stage.http.get("/drafts"))["items"][0]["titles"] == ["新品上架"]
    published = ok(stage.http.post(f"/drafts/{draft['media_id']}/publish"), 202)
    assert published["status"] == 1
    stage.result()
    (row,) = ok(stage.http.get("/publications"))["items"]
    assert row["status"] == 0 and httpx.get(row["urls"][0], trust_env=False).status_code == 200
    assert stage.http.post("/drafts/gone/publish").status_code == 502
    people = joined(stage, 1, 2, 3)
    newest = next(iter(stage.sandbox.services.official_account.account.articles(stage.sandbox_clock.now())))
    for number in (1, 2):
        stage.act("read", person=f"p{number}", article=newest, shared=number == 1)
    stage.act("unfollow", person="p3")
    stage.advance(24 * 3600)
    warehouse = connect_warehouse(f"duckdb:///{tmp_path / 'figures.duckdb'}")
    warehouse.migrate(WAREHOUSE_TABLES)
    assert stage.account.figures.read(stage.id, "2026-03-03", warehouse) > 0
    assert (
        stage.account.figures.read(stage.id, "2026-03-03", warehouse) == 0
    )  # what did not change is not told again
    known = warehouse.run("SELECT figure, item, value FROM official_account_figures").to_pylist()
    warehouse.close()
    shown = ok(stage.http.get("/figures", params={"from": "2026-03-01", "to": "2026-03-03"}))
    (day,) = shown["days"][-1:]
    assert (day["day"], day["gained"], day["lost"], day["total"]) == ("2026-03-02", 3, 1, 2)
    (counted,) = [one for one in shown["articles"] if one["title"] == "新品上架"]
    assert (counted["readers"], counted["sharers"]) == (2, 1)
    told_ = {(one["figure"], one["item"]): one["value"] for one in known}
    assert told_["article_readers", counted["article"]] == 2
    assert sum(value for (figure, _), value in told_.items() if figure == "followers_gained") == 3
    assert len(people) == 3


def test_a_visitor_logs_in_on_a_page_of_the_brand(stage: Stage) -> None:
    ((person, openid),) = joined(stage, 6).items()
    asked = {"redirect_uri": "https://shop.example.com/in?x=1", "state": "s9", "ask": "true"}
    url = ok(stage.http.get("/login-address", params=asked))["url"]
    back = httpx.get(url.replace("#wechat_redirect", "&as=p6"), trust_env=False).headers["location"]
    code = parse_qs(urlsplit(back).query)["code"][0]
    seen = ok(stage.http.post("/visitors", json={"code": code, "anonymous_id": "a" * 32}))
    assert (seen["openid"], seen["person_id"]) == (openid, person)
    assert seen["nickname"] == stage.sandbox.people[6].nickname
    assert stage.http.post("/visitors", json={"code": code}).status_code == 410
    (event,) = told(stage, "logged_in")
    assert event["ids"]["anonymous_id"] == "a" * 32


def test_a_mirrored_tag_goes_on_and_off_at_the_account(stage: Stage) -> None:
    ((person, openid),) = joined(stage, 1).items()
    with stage.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, "会员", "金卡")
    made = ok(stage.http.post("/tags", json={"tag_id": tag}), 201)
    assert ok(stage.http.post("/tags", json={"tag_id": tag}), 201)["external_id"] == made["external_id"]
    assert [one["name"] for one in ok(stage.http.get("/tags"))["items"]] == ["金卡"]
    client = stage.account.clients.of(stage.id)
    for on, account, worn in (
        (True, None, [made["external_id"]]),
        (False, stage.known["appid"], [made["external_id"]]),  # told by the account itself: not sent back
        (True, None, [made["external_id"]]),
        (False, None, []),
    ):
        with stage.uow.begin() as tx:
            if on:
                profiles.add_tags(tx, person, [tag], "manual", tx.now)
            else:
                profiles.remove_tags(tx, person, [tag], "manual", tx.now, account=account)
        stage.work()
        assert client.follower(openid).tagid_list == worn
    ok(stage.http.delete(f"/tags/{made['external_id']}"), 204)
    assert ok(stage.http.get("/tags"))["items"] == []


def test_an_unknown_connection_is_said_to_be_unknown(stage: Stage) -> None:
    other = str(stage.http.base_url).rsplit("/", 2)[0] + "/9999"
    for path in ("/followers", "/menu", "/codes", "/mass", "/tags"):
        assert httpx.get(other + path, trust_env=False).status_code == 404


def test_the_number_of_followers_and_the_sync_are_shown(stage: Stage) -> None:
    joined(stage, 1, 2)
    assert ok(stage.http.get("/followers")) == {"following": 2, "sync": None}
    stage.account.sync.followers(stage.id, lambda share, note: None)
    shown = ok(stage.http.get("/followers"))["sync"]
    assert (shown["state"], shown["done"], shown["total"]) == ("done", 2, 2)
