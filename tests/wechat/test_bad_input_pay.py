"""Every word that WeChat Pay refuses with, at every call of its client: calls are found by walking it. What the books say
after a refusal is in test_pay_refusals."""

from __future__ import annotations

import inspect
import json
from typing import Any, cast
from zoneinfo import ZoneInfo

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from wechat.test_bad_input_errors import Tokens, call

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.http import OutsideUnreachable
from huayuan.wechat.connections.api import CallCounter, Pauses
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import REACTIONS, AnswerBroken, ErrorClass, Paused, Reaction
from huayuan.wechat.pay.client import PayClient
from huayuan.wechat.pay.codes import NAMES, STATUSES
from huayuan.wechat.pay.errors import AnswerForged, PayRefused
from huayuan.wechat.pay.limits import PRIVATE_KEY, SERIAL

CALLS = sorted(
    name
    for name, _ in inspect.getmembers(PayClient, inspect.isfunction)
    if not name.startswith("_") and name not in ("fetch_token", "with_keys")
)
_KEY = rsa.generate_private_key(65537, 2048)
PEM = _KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
at_every_call = pytest.mark.parametrize("name", CALLS)


class Outside:
    """Answers every call with a status and a body, and counts."""

    def __init__(self) -> None:
        self.status, self.body, self.asked = 400, b"", 0
        self.trouble: Exception | None = None

    def request(self, method: str, path: str, **parts: Any) -> httpx.Response:
        self.asked += 1
        assert parts["headers"]["Authorization"].startswith("WECHATPAY2-SHA256-RSA2048 ")
        if self.trouble:
            raise self.trouble
        return httpx.Response(self.status, content=self.body)


class NoKeys:
    """No key of the platform is known yet."""

    def newest(self, _: Connection) -> None: ...
    def find(self, *_: Any) -> None: ...
    def learn(self, *_: Any) -> None: ...


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def client(clock: ManualClock, outside: Outside) -> PayClient:
    connection = Connection(
        1,
        "key",
        "pay",
        "收款",
        "1900000001",
        "",
        {PRIVATE_KEY: PEM},
        {SERIAL: "5157F"},
        (),
        "https://x",
        "ok",
    )
    counter = CallCounter(clock, ZoneInfo("Asia/Shanghai"))
    made = PayClient.with_keys(cast(Any, NoKeys()))
    return made(connection, cast(Any, outside), cast(Any, Tokens()), Pauses(clock), clock, counter)


def test_the_walk_finds_the_calls() -> None:
    assert len(CALLS) >= 15 and {"prepare", "refund", "transfer", "send_coupon", "certificates"} <= set(CALLS)


def refused(client: PayClient, outside: Outside, name: str, kind: ErrorClass) -> PayRefused:
    """The refusal; also that it was repeated where it may be, and rests where it must."""
    with pytest.raises(PayRefused) as caught:
        call(client, name)
    assert caught.value.kind is kind and caught.value.hint.zh and caught.value.hint.en
    again = REACTIONS[kind] is Reaction.AGAIN and name != "certificates"
    assert outside.asked == (3 if again else 1)
    if REACTIONS[kind] in (Reaction.PAUSE, Reaction.STOP_CONNECTION):
        with pytest.raises(Paused):
            call(client, name)
        assert outside.asked == 1, "while it rests, nothing is sent"
    return caught.value


@pytest.mark.parametrize("word", sorted(NAMES))
@at_every_call
def test_every_word_at_every_call(name: str, word: str, client: PayClient, outside: Outside) -> None:
    outside.body = json.dumps({"code": word, "message": "没有"}).encode()
    assert refused(client, outside, name, NAMES[word]).name == word


@pytest.mark.parametrize("status", sorted(STATUSES))
@at_every_call
def test_every_status_without_a_word(name: str, status: int, client: PayClient, outside: Outside) -> None:
    outside.status, outside.body = status, b"<html>"
    assert refused(client, outside, name, STATUSES[status]).errcode == status


@at_every_call
def test_garbage_forgery_and_silence_at_every_call(name: str, client: PayClient, outside: Outside) -> None:
    outside.status = 200
    for body in (b"", b"{", b'{"prepay_id": 1}', b"[]", b'{"data": [{"serial_no": "\xff"}]}'):
        outside.body = body
        with pytest.raises((AnswerForged, AnswerBroken)):
            call(client, name)
    outside.trouble = OutsideUnreachable(host="x", reason="ReadTimeout")
    before = outside.asked
    with pytest.raises(OutsideUnreachable):
        call(client, name)
    assert outside.asked == before + 1
