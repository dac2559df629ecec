"""Callbacks of a 公众号 as bytes: what they mean, what is refused, what is answered. No network, no database."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from huayuan.wechat.connections.api import Request, SealedEnvelope, open_message, seal_message, signature
from huayuan.wechat.connections.contracts import Connection, Options
from huayuan.wechat.connections.crypto import Seal
from huayuan.wechat.connections.errors import CallbackForbidden, CallbackMalformed
from huayuan.wechat.official_account import callbacks, changes, following
from huayuan.wechat.official_account.changes import Step
from huayuan.wechat.official_account.door import OfficialAccountCallbacks

FIXTURES = files("huayuan.wechat.official_account") / "fixtures"
EXAMPLES = yaml.safe_load((FIXTURES / "callbacks.yaml").read_text("utf-8"))
SEALED = yaml.safe_load((FIXTURES / "sealed.yaml").read_text("utf-8"))
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SEAL = Seal.of("token1", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxapp")
OLD = Seal.of("token0", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq", "wxapp")


def connection(*seals: Seal, **settings: str) -> Connection:
    return Connection(
        1, "key", "official_account", "花园", "wxapp", "", {}, {"welcome_text": "你好", **settings},
        seals or (SEAL,), "https://api.weixin.qq.com", "ok",
    )  # fmt: skip


def event(name: str, at: datetime = NOW, who: str = "oUser", **fields: str) -> str:
    rest = "".join(f"<{field}><![CDATA[{value}]]></{field}>" for field, value in fields.items())
    return (
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{who}</FromUserName>"
        f"<CreateTime>{int(at.timestamp())}</CreateTime><MsgType>event</MsgType><Event>{name}</Event>{rest}</xml>"
    )


def sealed(xml: str | bytes, seal: Seal = SEAL, at: datetime = NOW, **change: str) -> Request:
    encrypted = seal_message(seal, xml.encode() if isinstance(xml, str) else xml)
    timestamp, nonce = str(int(at.timestamp())), "n1"
    query = {
        "timestamp": timestamp, "nonce": nonce, "encrypt_type": "aes",
        "signature": signature(seal.token, timestamp, nonce, ""),
        "msg_signature": signature(seal.token, timestamp, nonce, encrypted),
    }  # fmt: skip
    body = f"<xml><ToUserName>gh_1</ToUserName><Encrypt>{encrypted}</Encrypt></xml>"
    return Request(query | change, {}, body.encode(), NOW)


def plain(xml: str, **change: str) -> Request:
    timestamp, nonce = str(int(NOW.timestamp())), "n1"
    query = {"timestamp": timestamp, "nonce": nonce, "signature": signature("token1", timestamp, nonce, "")}
    return Request(query | change, {}, xml.encode(), NOW)


@pytest.fixture
def door() -> OfficialAccountCallbacks:
    return OfficialAccountCallbacks(SealedEnvelope(Options()))


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["callback"] for one in EXAMPLES])
def test_every_documented_callback_is_known_and_means_what_it_says(example: dict[str, Any]) -> None:
    callback = callbacks.parse(example["xml"])
    assert callback.event == example["callback"] and callback.known
    assert changes.decide(callback).event == example["told"]


def test_the_fixtures_hold_every_kind_we_know() -> None:
    assert {one["callback"] for one in EXAMPLES} == callbacks.KNOWN


def test_the_sample_of_the_platform_opens(door: OfficialAccountCallbacks) -> None:
    seal = Seal.of(SEALED["token"], SEALED["encoding_aes_key"], SEALED["appid"])
    at = datetime.fromtimestamp(int(SEALED["timestamp"]), UTC)
    query = {name: SEALED[name] for name in ("timestamp", "nonce", "msg_signature")}
    body = f"<xml><Encrypt><![CDATA[{SEALED['encrypted']}]]></Encrypt></xml>".encode()
    incoming = door.read(connection(seal), Request({**query, "encrypt_type": "aes"}, {}, body, at))
    assert incoming.arrival is not None and incoming.arrival.dedup_key == f"msg:{SEALED['msg_id']}"
    assert callbacks.parse(incoming.arrival.payload).get("Content") == SEALED["content"]
    assert incoming.reply.body == "success"


def test_a_follow_is_answered_with_the_welcome_sealed_as_it_came(door: OfficialAccountCallbacks) -> None:
    both = connection(SEAL, OLD)
    for seal in (SEAL, OLD):
        reply = door.read(both, sealed(event("subscribe"), seal)).reply
        parts = {one.tag: one.text or "" for one in ElementTree.fromstring(reply.body)}
        inside = ElementTree.fromstring(
            open_message(seal, parts["MsgSignature"], parts["TimeStamp"], parts["Nonce"], parts["Encrypt"])
        )
        assert [inside.findtext(name) for name in ("ToUserName", "FromUserName", "MsgType", "Content")] == [
            "oUser", "gh_1", "text", "你好"
        ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "   ", "长" * 700])
def test_without_a_fitting_welcome_the_answer_is_success(door: OfficialAccountCallbacks, text: str) -> None:
    assert door.read(connection(welcome_text=text), sealed(event("subscribe"))).reply.body == "success"


def test_only_a_follow_is_welcomed(door: OfficialAccountCallbacks) -> None:
    for name in ("SCAN", "CLICK", "unsubscribe", "LOCATION"):
        assert door.read(connection(), sealed(event(name))).reply.body == "success"


def test_a_follow_of_long_ago_is_not_welcomed(door: OfficialAccountCallbacks) -> None:
    late = sealed(event("subscribe", NOW - timedelta(minutes=3)))
    assert door.read(connection(), late).reply.body == "success"
    again = sealed(event("subscribe", NOW - timedelta(seconds=15)))  # the platform's third attempt
    assert door.read(connection(), again).reply.body != "success"


def test_a_welcome_that_contains_the_end_of_a_cdata_stays_whole(door: OfficialAccountCallbacks) -> None:
    reply = door.read(
        connection(welcome_text="a]]>b<c>", callback_mode="plain"), plain(event("subscribe"))
    ).reply
    assert ElementTree.fromstring(reply.body).findtext("Content") == "a]]>b<c>"


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (sealed(event("subscribe"), msg_signature="0" * 40), CallbackForbidden),
        (sealed(event("subscribe"), msg_signature="签名"), CallbackForbidden),
        (sealed(event("subscribe"), nonce="other"), CallbackForbidden),
        (sealed(event("subscribe"), Seal(SEAL.token, SEAL.aes_key, "wxother")), CallbackForbidden),
        (sealed(event("subscribe"), OLD), CallbackForbidden),
        (sealed(event("subscribe"), at=NOW - timedelta(minutes=11)), CallbackForbidden),
        (sealed(event("subscribe"), at=NOW + timedelta(minutes=11)), CallbackForbidden),
        (sealed(event("subscribe"), timestamp="now"), CallbackForbidden),
        (plain(event("subscribe")), CallbackMalformed),
        (replace(sealed(event("subscribe")), body=b"<xml>"), CallbackMalformed),
        (replace(sealed(event("subscribe")), body=b""), CallbackMalformed),
        (sealed(b"\xff\xfe<xml/>"), CallbackMalformed),
        (sealed("<xml><ToUserName>gh</ToUserName></xml>"), CallbackMalformed),
        (sealed('<!DOCTYPE x [<!ENTITY a "b">]><xml><ToUserName>&a;</ToUserName></xml>'), CallbackMalformed),
        (sealed(event("subscribe").replace("<CreateTime>", "<CreateTime>x")), CallbackMalformed),
    ],
    ids=range(15),
)
def test_what_is_not_the_platforms_is_refused(
    door: OfficialAccountCallbacks, request_: Request, error: type[Exception]
) -> None:
    with pytest.raises(error):
        door.read(connection(), request_)


def test_in_the_clear_is_read_only_where_that_was_wished(door: OfficialAccountCallbacks) -> None:
    wished = connection(callback_mode="plain")
    assert door.read(wished, plain(event("subscribe"))).arrival is not None
    with pytest.raises(CallbackForbidden):
        door.read(wished, plain(event("subscribe"), signature="0" * 40))
    # compatible mode sends both; then the sealed one counts
    assert door.read(wished, sealed(event("subscribe"))).arrival is not None


def test_the_echo_is_returned_as_it_came_and_nothing_else_is(door: OfficialAccountCallbacks) -> None:
    assert door.echo(connection(), plain("", echostr="5927782")).body == "5927782"
    for change in ({"echostr": "<script>"}, {"echostr": ""}, {"echostr": "1" * 200}):
        with pytest.raises(CallbackMalformed):
            door.echo(connection(), plain("", **change))
    with pytest.raises(CallbackForbidden):
        door.echo(connection(), plain("", echostr="1", signature="bad"))


def test_the_signature_is_the_documented_one() -> None:
    expected = hashlib.sha1("".join(sorted(("token1", "17", "n"))).encode()).hexdigest()
    assert signature("token1", "17", "n", "") == expected


def test_a_repeat_has_the_same_key_and_another_event_another() -> None:
    one = callbacks.parse(event("CLICK", EventKey="A"))
    others = [
        event("CLICK", EventKey="B"), event("CLICK", EventKey="A", at=NOW + timedelta(seconds=1)),
        event("CLICK", EventKey="A", who="oOther"), event("SCAN", EventKey="A"),
        event("TEMPLATESENDJOBFINISH", MsgID="1"), event("TEMPLATESENDJOBFINISH", MsgID="2"),
    ]  # fmt: skip
    keys = {callbacks.parse(xml).dedup_key for xml in others}
    assert len(keys) == len(others) and one.dedup_key not in keys
    assert callbacks.parse(event("CLICK", EventKey="A")).dedup_key == one.dedup_key


def test_unexpected_fields_and_wide_characters_do_no_harm() -> None:
    xml = event("CLICK", EventKey="会员🎁", Novelty="x").replace("</xml>", "<New><Deep>1</Deep></New></xml>")
    change = changes.decide(callbacks.parse(xml))
    assert change.properties["button_path"] == "会员🎁"


def test_an_unknown_event_is_kept_and_means_nothing() -> None:
    callback = callbacks.parse(event("something_new"))
    assert not callback.known and changes.decide(callback) == changes.Change()


@pytest.mark.parametrize(
    ("steps", "follows"),
    [
        ([(Step.FOLLOWS, 0)], True),
        ([(Step.FOLLOWS, 0), (Step.LEAVES, 5)], False),
        ([(Step.LEAVES, 5), (Step.FOLLOWS, 0)], False),
        ([(Step.LEAVES, 5), (Step.FOLLOWS, 0), (Step.FOLLOWS, 9)], True),
        ([(Step.FOLLOWS, 9), (Step.LEAVES, 5), (Step.FOLLOWS, 0)], True),
        ([(Step.WROTE, 3)], False),
        ([(Step.WROTE, 3), (Step.FOLLOWS, 0)], True),
    ],
)
def test_the_last_word_in_time_counts_whatever_the_order(
    steps: list[tuple[Step, int]], follows: bool
) -> None:
    row = following.new_row("wxapp", "oUser", 1)
    for step, seconds in steps:
        following.step(row, step, NOW + timedelta(seconds=seconds), "poster")
    assert row["subscribed"] is follows
    assert row["qr_scene"] == ("poster" if follows else "")
