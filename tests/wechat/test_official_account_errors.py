"""Every class of error at every call: what the client does, and what becomes of a message."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import httpx
import pytest
import yaml

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.http import OutsideUnreachable
from huayuan.messaging.contracts import MessageState, Outgoing
from huayuan.wechat.connections.api import CallCounter, FreshToken, Pauses
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import REACTIONS, AnswerBroken, ErrorClass, Paused, Reaction, Refused
from huayuan.wechat.official_account import adapter, wire
from huayuan.wechat.official_account.client import OfficialAccountClient
from huayuan.wechat.official_account.codes import CODES
from huayuan.wechat.official_account.details import read_infos
from huayuan.wechat.official_account.errors import ERRORS, TOKEN_ERRORS

ANSWERS = yaml.safe_load(
    (files("huayuan.wechat.official_account") / "fixtures" / "answers.yaml").read_text("utf-8")
)
DAY = date(2026, 3, 1)
TOKEN = wire.UserToken(access_token="t", openid="o")
CALLS: dict[str, Callable[[OfficialAccountClient], Any]] = {
    "followers": lambda c: c.followers("o"),
    "follower": lambda c: c.follower("o"),
    "follower_infos": lambda c: c.follower_infos(["o"]),
    "remark": lambda c: c.remark("o", "r"),
    "tags": lambda c: c.tags(),
    "create_tag": lambda c: c.create_tag("n"),
    "rename_tag": lambda c: c.rename_tag(1, "n"),
    "delete_tag": lambda c: c.delete_tag(1),
    "tag_followers": lambda c: c.tag_followers(1, ["o"]),
    "untag_followers": lambda c: c.untag_followers(1, ["o"]),
    "menus": lambda c: c.menus(),
    "create_menu": lambda c: c.create_menu([]),
    "delete_menus": lambda c: c.delete_menus(),
    "add_conditional_menu": lambda c: c.add_conditional_menu([], {}),
    "delete_conditional_menu": lambda c: c.delete_conditional_menu(1),
    "menu_of": lambda c: c.menu_of("o"),
    "send_service": lambda c: c.send_service("o", "text", {"content": "x"}),
    "send_template": lambda c: c.send_template("o", "t", {"thing1": "x"}),
    "send_notice": lambda c: c.send_notice("o", "t", {"thing1": "x"}),
    "templates": lambda c: c.templates(),
    "notices": lambda c: c.notices(),
    "mass_to_all": lambda c: c.mass_to_all(None, "text", {"content": "x"}, "id"),
    "mass_to": lambda c: c.mass_to(["a", "b"], "text", {"content": "x"}, "id"),
    "preview_mass": lambda c: c.preview_mass("o", "text", {"content": "x"}),
    "mass_status": lambda c: c.mass_status(1),
    "create_code": lambda c: c.create_code("s", 60),
    "upload_image": lambda c: c.upload_image("a.jpg", b"x"),
    "add_draft": lambda c: c.add_draft([]),
    "update_draft": lambda c: c.update_draft("m", 0, {}),
    "draft": lambda c: c.draft("m"),
    "delete_draft": lambda c: c.delete_draft("m"),
    "drafts": lambda c: c.drafts(),
    "publish": lambda c: c.publish("m"),
    "publication": lambda c: c.publication("1"),
    "published": lambda c: c.published(),
    "user_summary": lambda c: c.user_summary(DAY, DAY),
    "user_cumulate": lambda c: c.user_cumulate(DAY, DAY),
    "article_reads": lambda c: c.article_reads(DAY),
    "article_shares": lambda c: c.article_shares(DAY),
    "articles_of": lambda c: c.articles_of(DAY),
}
ALL = [(name, kind) for name in CALLS for kind in CODES]


class Wire:
    """An HTTP client that answers what it is told, and counts."""

    def __init__(self) -> None:
        self.code = 0
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answer: bytes | Exception | None = None

    def request(self, method: str, path: str, **parts: Any) -> httpx.Response:
        self.asked.append((path, parts))
        if isinstance(self.answer, Exception):
            raise self.answer
        content = self.answer or json.dumps({"errcode": self.code, "errmsg": "told"}).encode()
        return httpx.Response(200, content=content)


class Tokens:
    """Token 1, 2, 3 … as they are refused."""

    def __init__(self) -> None:
        self.number = 1

    def get(self, connection_id: int, ask: Callable[[], FreshToken]) -> str:
        return f"token-{self.number}"

    def drop(self, connection_id: int, bad: str) -> None:
        self.number += 1


def made(clock: ManualClock) -> tuple[OfficialAccountClient, Wire]:
    connection = Connection(
        1, "key", "official_account", "花园", "wxapp", "", {"secret": "s"}, {}, (), "https://x", "ok"
    )
    outside, counter = Wire(), CallCounter(clock, ZoneInfo("Asia/Shanghai"))
    client = OfficialAccountClient(
        connection, cast(Any, outside), cast(Any, Tokens()), Pauses(clock), clock, counter
    )
    return client, outside


def test_the_table_names_every_call_of_the_client() -> None:
    own = {name for name, _ in inspect.getmembers(OfficialAccountClient, inspect.isfunction)}
    own = {name for name in own if name in vars(OfficialAccountClient) and not name.startswith("_")}
    assert own - {"fetch_token", "exchange_code", "user_info"} == CALLS.keys()


def test_every_code_has_one_class() -> None:
    listed = [code for codes in CODES.values() for code in codes]
    assert len(listed) == len(set(listed))
    assert ERRORS.classify(1_234_567) is ErrorClass.ALERT


@pytest.mark.parametrize(("name", "kind"), ALL, ids=[f"{name}-{kind.value}" for name, kind in ALL])
def test_every_class_at_every_call(name: str, kind: ErrorClass, clock: ManualClock) -> None:
    client, outside = made(clock)
    outside.code = CODES[kind][0]
    with pytest.raises(Refused) as caught:
        CALLS[name](client)
    assert caught.value.kind is kind and caught.value.errcode == outside.code
    assert caught.value.hint.zh and caught.value.hint.en
    attempts = {Reaction.AGAIN: 4, Reaction.NEW_TOKEN: 2}.get(REACTIONS[kind], 1)
    assert len(outside.asked) == attempts
    outside.code = 0
    if REACTIONS[kind] in (Reaction.PAUSE, Reaction.STOP_CONNECTION):
        with pytest.raises(Paused):
            CALLS[name](client)
        assert len(outside.asked) == attempts
        clock.advance(seconds=601)
    CALLS[name](client)


@pytest.mark.parametrize("name", CALLS)
def test_garbage_and_silence_are_told_apart(name: str, clock: ManualClock) -> None:
    client, outside = made(clock)
    outside.answer = b'{"errcode": 0, "list": '
    with pytest.raises(AnswerBroken):
        CALLS[name](client)
    outside.answer = OutsideUnreachable(host="x", reason="ReadTimeout")
    with pytest.raises(OutsideUnreachable):
        CALLS[name](client)


def test_no_text_is_sent_as_escapes(clock: ManualClock) -> None:
    """The platform refuses \\uXXXX in menus (40033); httpx writes UTF-8."""
    body = httpx.Request("POST", "https://x", json={"name": "会员🎁"}).content
    assert "会员🎁".encode() in body and b"\\u" not in body


@pytest.mark.parametrize("code", [40001, 40125, 40013])
def test_a_wrong_secret_rests_the_connection(code: int, clock: ManualClock) -> None:
    client, outside = made(clock)
    outside.code = code
    with pytest.raises(Refused) as caught:
        client.fetch_token()
    assert caught.value.kind is ErrorClass.CREDENTIAL and TOKEN_ERRORS.classify(code) is ErrorClass.CREDENTIAL
    outside.code = 0
    for call in (client.tags, client.fetch_token):
        with pytest.raises(Paused):
            call()
    clock.advance(seconds=601)
    client.tags()


@pytest.mark.parametrize("kind", CODES)
def test_the_web_login_tells_every_class(kind: ErrorClass, clock: ManualClock) -> None:
    for call in (lambda c: c.exchange_code("c"), lambda c: c.user_info(TOKEN)):
        client, outside = made(clock)
        outside.code = CODES[kind][0]
        with pytest.raises(Refused) as caught:
            call(client)
        assert caught.value.kind is kind


STATES = {
    Reaction.AGAIN: MessageState.QUEUED,
    Reaction.PAUSE: MessageState.QUEUED,
    Reaction.SUCCEED: MessageState.SENT,
    Reaction.NEW_TOKEN: MessageState.FAILED,
    Reaction.STOP_CONNECTION: MessageState.FAILED,
    Reaction.GIVE_UP: MessageState.FAILED,
    Reaction.MARK: MessageState.FAILED,
}
MESSAGE = Outgoing(
    7, "k", "oa_service", "service", "wxapp", 1, None, "你好",
    {"connection_id": 1, "openid": "o", "template_id": "t", "data": {"thing1": "x"}}, {}, cast(Any, None), None, 1,
)  # fmt: skip


@pytest.mark.parametrize("kind", CODES)
def test_what_becomes_of_a_message_for_every_class(kind: ErrorClass, clock: ManualClock) -> None:
    client, outside = made(clock)
    channel = adapter.ServiceChannel(cast(Any, SimpleNamespace(of=lambda *_, **__: client)))
    outside.code = CODES[kind][0]
    outcome = channel.deliver(MESSAGE)
    assert outcome.state is STATES[REACTIONS[kind]] and outcome.code == outside.code
    assert (outcome.retry_in is not None) == (outcome.state is MessageState.QUEUED)


@pytest.mark.parametrize(("reason", "state"), [("ConnectError", "queued"), ("ReadTimeout", "unknown")])
def test_a_message_that_may_have_arrived_is_not_sent_again(
    reason: str, state: str, clock: ManualClock
) -> None:
    client, outside = made(clock)
    channel = adapter.ServiceChannel(cast(Any, SimpleNamespace(of=lambda *_, **__: client)))
    outside.answer = OutsideUnreachable(host="x", reason=reason)
    assert channel.deliver(MESSAGE).state.value == state
    outside.answer = None
    assert channel.reconcile(MESSAGE).state is MessageState.UNKNOWN
    assert len(outside.asked) == 1


def test_a_refused_openid_does_not_keep_the_others_from_being_read(clock: ManualClock) -> None:
    client, outside = made(clock)

    def answer(method: str, path: str, **parts: Any) -> httpx.Response:
        asked = [one["openid"] for one in parts["json"]["user_list"]]
        if "bad" in asked:
            return httpx.Response(200, json={"errcode": 40003})
        return httpx.Response(
            200, json={"user_info_list": [{"openid": one, "subscribe": 1} for one in asked]}
        )

    outside.request = answer  # type: ignore[method-assign]
    found = read_infos(client, [*"abcdef", "bad", *"ghij"])
    assert [one.openid for one in found] == list("abcdefghij")


def test_documented_answers_are_understood(clock: ManualClock) -> None:
    client, outside = made(clock)

    def told(path: str, call: Callable[[], Any]) -> Any:
        outside.answer = ANSWERS[path].encode()
        answer = call()
        assert outside.asked[-1][0] == path
        return answer

    assert told("/cgi-bin/stable_token", client.fetch_token) == FreshToken("82_aaaa", 7200)
    page = told("/cgi-bin/user/get", client.followers)
    assert (page.total, page.data.openid, page.next_openid) == (2, ["oA", "oB"], "oB")
    first, gone = told("/cgi-bin/user/info/batchget", lambda: client.follower_infos(["oA", "oB"]))
    assert (first.unionid, first.scene_value, first.tagid_list) == ("uA", "98765", [128, 2])
    assert (gone.subscribe, gone.unionid, gone.scene_value) == (0, None, "")
    assert [tag.id for tag in told("/cgi-bin/tags/get", client.tags)] == [1, 2, 127]
    menus = told("/cgi-bin/menu/get", client.menus)
    assert (menus.menu.menuid, menus.conditionalmenu[0].matchrule["client_platform_type"]) == (208396938, "2")
    assert told("/cgi-bin/message/template/send", lambda: CALLS["send_template"](client)) == 200228332
    sent = told("/cgi-bin/message/mass/sendall", lambda: CALLS["mass_to_all"](client))
    assert (sent.msg_id, sent.msg_data_id) == (34182, 206227730)
    assert told("/cgi-bin/qrcode/create", lambda: client.create_code("s", 60)).url.endswith(
        "kZgfwMTm72WWPkovabbI"
    )
    publication = told("/cgi-bin/freepublish/get", lambda: client.publication("100000001"))
    assert (publication.publish_status, publication.article_detail.item[0].idx) == (0, 1)
    assert told("/datacube/getusersummary", lambda: client.user_summary(DAY, DAY))[0].ref_date == "2014-12-07"
    assert told("/sns/oauth2/access_token", lambda: client.exchange_code("c")).is_snapshotuser == 1


@pytest.mark.parametrize(
    ("content", "name"), [({"media_ids": ["a"]}, "images"), ({"media_id": "a"}, "image")]
)
def test_several_pictures_have_a_name_of_their_own(
    content: dict[str, Any], name: str, clock: ManualClock
) -> None:
    client, outside = made(clock)
    for call in (
        lambda: client.mass_to_all(1, "image", content, "id"),
        lambda: client.mass_to(["a", "b"], "image", content, "id"),
        lambda: client.preview_mass("a", "image", content),
    ):
        call()
        assert outside.asked[-1][1]["json"][name] == content


def test_fixtures_are_part_of_the_package() -> None:
    folder = Path(inspect.getfile(OfficialAccountClient)).parent / "fixtures"
    assert {one.name for one in folder.iterdir()} == {"answers.yaml", "callbacks.yaml", "sealed.yaml"}
