"""The phone of a customer: everything done on its page is an act of the service, and the platform hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from typing import Any

import pytest

from huayuan_sandbox.services.wecom.crypto import CallbackCipher
from huayuan_sandbox.world import births, person, search
from huayuan_sandbox.world.clock import DAY

from . import official_account_stage, weixin
from .browser import Phone
from .conftest import Server, World, wait_for

SOMEBODY = 5


@dataclass
class Town:
    """A world whose five services all call back; `phone` is that of p5."""

    world: World
    account: official_account_stage.Receiver
    program: weixin.Receiver
    shop: weixin.Receiver
    phone: Phone

    @property
    def services(self) -> Any:
        return self.world.sandbox.services

    @property
    def person(self) -> Any:
        return self.world.sandbox.people[SOMEBODY]

    def api(self, service: str) -> weixin.App:
        known = self.world.http.get("/sandbox/control/credentials").json()["services"][service]
        return weixin.App(self.world.http, f"/{service}", known["appid"], known["secret"])

    def told(self, change: str) -> list[dict[str, str]]:
        """Callbacks of WeCom by ChangeType or Event."""
        seen = self.world.platform.callbacks
        return [one for one in seen if change in (one.get("ChangeType"), one.get("Event"))]


@pytest.fixture
def town(connected: World) -> Iterator[Town]:
    services = connected.sandbox.services
    keys = services.official_account.account.credentials
    account = official_account_stage.Receiver(
        keys.token, CallbackCipher(keys.token, keys.encoding_aes_key, keys.appid)
    )
    program, shop = weixin.Receiver(), weixin.Receiver()
    for receiver, known in (
        (program, services.mini_program.program.credentials), (shop, services.channels.shop.credentials),
    ):  # fmt: skip
        receiver.cipher = CallbackCipher(known.token, known.encoding_aes_key, known.appid)
    with ExitStack() as stack:
        open_server = lambda receiver: stack.enter_context(Server(receiver.app())).url  # noqa: E731
        urls = {
            "official_account": f"{open_server(account)}/oa",
            "mini_program": f"{open_server(program)}/callback",
            "channels": f"{open_server(shop)}/callback",
        }
        connected.control("connect", callback_urls=urls)
        phone = Phone(connected.http, f"/sandbox/people/{SOMEBODY}")
        yield Town(connected, account, program, shop, phone)


def test_a_follower_writes_taps_the_menu_and_leaves(town: Town) -> None:
    api, phone = town.api("official_account"), town.phone
    menu = [
        {"name": "新品", "type": "click", "key": "NEW"},
        {"name": "门店", "type": "view", "url": "https://a.example"},
    ]
    assert api.post("cgi-bin/menu/create", button=menu)["errcode"] == 0
    code = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "poster_1"}}}
    api.post("cgi-bin/qrcode/create", **code)
    assert {"oa.follow", "oa.read"} <= phone.offered() and "oa.say" not in phone.offered()
    assert phone.do("oa.follow", scene="poster_1") == "Done: Follow"
    assert phone.form("oa.click").choices["key"] == ["NEW", "https://a.example"]
    phone.do("oa.click", key="NEW")
    tag = api.post("cgi-bin/tags/create", tag={"name": "熟客"})["tag"]["id"]
    own_menu = [{"name": "熟客专享", "type": "click", "key": "VIP"}]
    api.post("cgi-bin/menu/addconditional", button=own_menu, matchrule={"tag_id": str(tag)})
    openids = [town.person.openid(api.appid)]
    api.post("cgi-bin/tags/members/batchtagging", openid_list=openids, tagid=tag)
    assert phone.form("oa.click").choices["key"] == ["VIP"], "the menu of those with this tag"
    assert phone.do("oa.click", key="NEW").startswith("Nothing happened"), "is not on this menu"
    phone.do("oa.say", text="有货吗 <b>")
    phone.do("oa.scan", scene="poster_1")
    phone.do("oa.locate", latitude="31.2", longitude="121.4")
    openid = town.person.openid(api.appid)
    sent = {"touser": openid, "msgtype": "text", "text": {"content": "有 🌸 <i>"}}
    assert api.post("cgi-bin/message/custom/send", **sent)["errcode"] == 0
    assert "有 🌸 &lt;i&gt;" in phone.page(), "what reached the phone is on it"
    phone.do("oa.refuse")
    assert town.services.official_account.account.followers.known[openid].refuses
    phone.do("oa.take_again")
    phone.do("oa.unfollow")
    wait_for(lambda: len(town.account.callbacks) == 6)
    heard = {one.get("Event", one["MsgType"]): one for one in town.account.callbacks}
    assert set(heard) == {"subscribe", "CLICK", "text", "SCAN", "LOCATION", "unsubscribe"}
    assert heard["subscribe"]["EventKey"] == "qrscene_poster_1" and heard["CLICK"]["EventKey"] == "NEW"
    assert heard["text"]["Content"] == "有货吗 <b>" and heard["LOCATION"]["Latitude"] == "31.200000"
    assert "oa.follow" in phone.offered() and "oa.unfollow" not in phone.offered()


def test_a_follower_decides_about_notices_and_reads(town: Town) -> None:
    account, phone = town.services.official_account.account, town.phone
    phone.do("oa.follow")
    notices = phone.form("oa.notice").choices["template_id"]
    phone.do("oa.notice", template_id=notices[0], accept="true")
    openid = account.openid_of(town.person)
    assert account.accepts[openid] == {notices[0]: 1}
    article = phone.form("oa.read").choices["article"][0]
    assert phone.do("oa.read", article=article, shared="true").startswith("Done")
    wait_for(lambda: len(town.account.callbacks) == 2)
    assert town.account.callbacks[-1]["SubscribeStatusString"] == "accept"


def test_a_visitor_logs_in_and_answers_a_prompt(town: Town) -> None:
    api, phone, program = town.api("mini_program"), town.phone, town.services.mini_program.program
    wish = {"tid": "1002", "kidList": [1, 2, 4], "sceneDesc": "到期提醒"}
    template = api.post("wxaapi/newtmpl/addtemplate", **wish)["priTmplId"]
    phone.do("mp.open", pages=["pages/cart/cart", "pages/coupon/list"], scene="1047")
    [day] = program.visits.days.values()
    assert set(day.pages) == {"pages/cart/cart", "pages/coupon/list"} and day.sources == {1047: 1}
    code = phone.do("mp.login").rpartition(" ")[2]
    query = {"appid": api.appid, "secret": api.secret, "js_code": code, "grant_type": "authorization_code"}
    session = town.world.http.get("/mini_program/sns/jscode2session", params=query).json()
    assert session["openid"] == town.person.openid(api.appid)
    number = api.post("wxa/business/getuserphonenumber", code=phone.do("mp.phone").rpartition(" ")[2])
    assert number["phone_info"]["purePhoneNumber"] == town.person.phone
    phone.do("mp.prompt", template_ids=[template], accept="true")
    values = {"thing1": "满200减30", "date2": "2026年3月9日", "thing4": "到期后不可使用"}
    data = {name: {"value": value} for name, value in values.items()}
    sent = {"touser": session["openid"], "template_id": template, "data": data}
    assert api.post("cgi-bin/message/subscribe/send", **sent)["errcode"] == 0
    assert "满200减30" in phone.page()
    phone.do("mp.enter")
    phone.do("mp.write", text="在吗")
    phone.do("mp.revoke")
    wait_for(lambda: len(town.program.messages) == 5)
    heard = [one.get("Event", one.get("Content")) for one in town.program.messages]
    assert sorted(heard) == sorted(
        ["subscribe_msg_popup_event", "subscribe_msg_sent_event", "user_enter_tempsession", "在吗",
         "user_authorization_revoke"]
    )  # fmt: skip


def test_a_buyer_orders_pays_and_asks_for_money_back(town: Town) -> None:
    api, phone, shop = town.api("channels"), town.phone, town.services.channels.shop
    number = phone.do("ec.order", **{"items.HY-1001": "2", "items.HY-1006": "1"}).rpartition(" ")[2]
    order = shop.orders[int(number)]
    assert {line.sku_code: line.count for line in order.lines} == {"HY-1001": 2, "HY-1006": 1}
    assert {"ec.pay", "ec.cancel"} <= phone.offered() and "ec.refund" not in phone.offered()
    phone.do("ec.pay")
    asked = phone.do("ec.refund", amount="1000")
    assert "ec.refund" not in phone.offered(), "one waits for the seller"
    wish = {"after_sale_order_id": asked.rpartition(" ")[2]}
    waiting = api.post("channels/ec/aftersale/getaftersaleorder", **wish)["after_sale_order"]
    assert waiting["status"] == "MERCHANT_PROCESSING"
    events = lambda: [one["Event"] for one in town.shop.messages]  # noqa: E731
    wait_for(lambda: len(events()) == 3)
    assert set(events()) == {
        "channels_ec_order_new", "channels_ec_order_pay", "channels_ec_aftersale_update"
    }  # fmt: skip
    phone.do("ec.order")
    phone.do("ec.cancel")
    assert [one.status for one in shop.orders_of(town.person)] == [20, 250]
    town.world.clock.advance(DAY)
    town.world.http.post("/sandbox/control/channels/watch", json={"person": "p1"})
    assert order.status == 30, "the warehouse has shipped"
    phone.do("ec.receive")
    assert order.status == 100


def test_a_viewer_watches_while_something_is_on_air(town: Town) -> None:
    assert not {"ec.watch", "ec.lead"} & town.phone.offered()
    town.world.clock.advance(3 * DAY + 10.5 * 3600)  # Thursday, half past eight in the evening
    town.phone.do("ec.watch", seconds="90")
    town.phone.do("ec.lead")
    studio = town.services.channels.shop.studio
    [room] = studio.rooms.values()
    assert (room.audience, room.watched_seconds) == ({SOMEBODY}, 90)
    assert [one.phone for one in studio.leads] == [town.person.phone]


def test_a_customer_and_a_member_become_friends_and_part(town: Town) -> None:
    world, phone, corp = town.world, town.phone, town.world.sandbox.corp
    world.live_code("ch_7")
    staff = phone.form("wecom.add").choices["staff"][1]
    assert phone.do("wecom.add", staff=staff) == "Done: Add a member"
    assert list(town.person.friends) == [staff]
    wait_for(lambda: town.told("add_external_contact"))
    assert town.told("add_external_contact")[0]["UserID"] == staff
    phone.do("wecom.write")
    relation = corp.relations[staff, town.person.external_userid]
    assert relation.chatting and staff not in phone.form("wecom.add").choices["staff"]
    phone.do("wecom.edit")
    assert relation.remark_mobiles == [town.person.phone]
    phone.do("wecom.leave")
    assert relation.left_by_customer and list(town.person.friends) == []
    assert {"wecom.write", "wecom.leave"}.isdisjoint(phone.offered())
    phone.do("wecom.drop")
    assert not corp.of_customer[town.person.external_userid]
    phone.do("wecom.scan", config_id=phone.form("wecom.scan").choices["config_id"][0])
    assert corp.of_customer[town.person.external_userid][0].state == "ch_7"
    for change in ("edit_external_contact", "del_follow_user", "del_external_contact"):
        wait_for(lambda change=change: town.told(change))
    wait_for(lambda: len(town.told("add_external_contact")) == 2)


def test_a_customer_joins_a_group_talks_and_leaves(town: Town) -> None:
    world, phone = town.world, town.phone
    path = "externalcontact/groupchat"
    room = phone.form("wecom.join").choices["chat_id"][0]
    phone.do("wecom.join", chat_id=room)
    phone.do("wecom.talk")
    members = world.post(f"{path}/get", chat_id=room)["group_chat"]["member_list"]
    assert town.person.external_userid in {one["userid"] for one in members}
    assert world.sandbox.services.wecom.groups.state.rooms[room].days[-1].messages == 1
    phone.do("wecom.quit")
    world.post(f"{path}/add_join_way", scene=2, chat_id_list=[room], state="door")
    phone.do("wecom.join_by_code")
    wait_for(lambda: len(town.told("update")) == 3)
    again = world.post(f"{path}/get", chat_id=room)["group_chat"]["member_list"]
    assert next(one["state"] for one in again if one["userid"] == town.person.external_userid) == "door"


def test_a_customer_asks_the_customer_service_and_likes_a_moment(town: Town) -> None:
    world, phone = town.world, town.phone
    phone.do("wecom.ask", text="面霜有货吗")
    wait_for(lambda: len(town.told("kf_msg_or_event")) == 2)
    told = town.told("kf_msg_or_event")[-1]
    fetched = world.post("kf/sync_msg", token=told["Token"], open_kfid=told["OpenKfId"])["msg_list"]
    assert fetched[-1]["text"] == {"content": "面霜有货吗"} and "面霜有货吗" in phone.page()
    phone.do("wecom.add")
    [staff] = town.person.friends
    moment = world.control("wecom/moments/own", userid=staff, text="春天 <来了>")["moment_id"]
    assert "春天 &lt;来了&gt;" in phone.page()
    phone.do("wecom.like")
    phone.do("wecom.comment", text="好看")
    publication = world.sandbox.services.wecom.moments.state.moments[moment].publications[staff]
    assert list(publication.likes) == [town.person.external_userid]
    assert [one.text for one in publication.comments] == ["好看"] and "wecom.like" not in phone.offered()


def test_what_is_refused_is_said_and_what_is_stale_is_not_done(town: Town) -> None:
    world, phone = town.world, town.phone
    config_id = world.live_code("ch_7")
    form = phone.form("wecom.scan")
    world.post("externalcontact/del_contact_way", config_id=config_id)
    assert "cannot be done any more" in phone.send(form.values), "the last code is gone, so nobody can scan"
    world.live_code("ch_8")
    assert phone.do("wecom.scan", config_id=config_id).startswith("Refused: Scan a live code")
    assert "(41044)" in phone.do("wecom.scan", config_id=config_id)
    assert phone.do("wecom.add", staff="Nobody") == "Refused: Add a member\nno member Nobody"
    assert phone.do("mp.open", scene="many").startswith("Refused")
    assert phone.do("ec.order", **{"items.HY-1001": "-1"}).startswith("Refused: Place an order")
    answer = world.http.post(phone.path, data={"deed": "wecom.fly:"})
    assert answer.status_code == 303, "an unknown deed is no error of the server"
    assert not world.sandbox.corp.relations


def test_names_are_escaped_wherever_they_stand(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "🌸<script>alert(1)</script>&\"'"
    for module in (person, search):
        monkeypatch.setattr(module, "NICKNAMES", (name,) * 20)
    people = world.sandbox.people
    somebody = next(one for one in people if not one.has(births.OWN_NAME))
    staff = world.sandbox.corp.serving[0]
    world.control("scan", customer=f"p{somebody.index}", staff=staff)
    world.control("wecom/groups/open", owner=staff, name="<b>群</b>")
    world.control("wecom/kf/write", customer=f"p{somebody.index}", text="<b>x</b>")
    paths = [f"/sandbox/people/{somebody.index}", "/sandbox/people", f"/sandbox/staff/{staff}"]
    paths += ["/sandbox/people?name=<b>x</b>", "/sandbox/people?name=%F0%9F%8C%B8<script>"]
    pages = {path: world.http.get(path).text for path in paths}
    for path, page in pages.items():
        assert "<script" not in page and "<b>群" not in page and "<b>x" not in page, path
    assert all(escape(name) in pages[path] for path in (*paths[:3], paths[4]))


def test_people_are_found_by_name_number_and_id(world: World) -> None:
    http, people = world.http, world.sandbox.people
    shown = lambda query: [  # noqa: E731
        int(part.partition('"')[0]) for part in http.get(f"/sandbox/people?{query}").text.split('href="/sandbox/people/')[1:]
    ]  # fmt: skip
    assert shown("") == list(range(50)) and shown("page=2") == list(range(50, 60)) == shown("page=99")
    assert shown("name=p7") == [7] and shown("name=p99999") == [] == shown(f"name=p{'9' * 5000}")
    for wanted in ("小", people[3].name, people[3].nickname, "Momo", "no such name"):
        expected = [one.index for one in people if wanted in one.name or wanted in one.nickname]
        assert shown(f"name={wanted}") == expected[:50], wanted
    scan = world.control("scan", customer="p4")
    assert shown(f"name={scan['external_userid']}") == [4]
    moved = http.get("/sandbox/friends")
    assert moved.headers["location"] == "/sandbox/people"
    assert http.get("/sandbox/people/60").status_code == 404
    made = http.post("/sandbox/people")
    assert (
        made.headers["location"] == "/sandbox/people/60" and http.get("/sandbox/people/60").status_code == 200
    )


def test_the_phone_tells_who_somebody_is(world: World) -> None:
    known = world.sandbox.people[SOMEBODY]
    appids = [world.sandbox.people.accounts[bit] for bit in (person.OA_OPENID, person.MP_OPENID)]
    page = world.http.get(f"/sandbox/people/{SOMEBODY}").text
    secrets = [known.name, known.phone, known.external_userid, known.member_no, *known.devices]
    for value in [*secrets, *(known.openid(appid) for appid in appids)]:
        assert value in page
    assert f"{known.phone} · #" not in page
    world.control("scan", customer=f"p{SOMEBODY}", staff=world.sandbox.corp.serving[0])
    known.show(person.EXTERNAL | person.PHONE)
    assert f"{known.phone} · #1" in world.http.get(f"/sandbox/people/{SOMEBODY}").text
