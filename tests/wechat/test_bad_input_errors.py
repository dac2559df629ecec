"""Every class of error at every public call of the WeCom client, those of tomorrow included: calls are found by walking
the client, and their arguments are made from their annotations."""

from __future__ import annotations

import dataclasses
import inspect
import json
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import httpx
import msgspec
import pytest

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.http import OutsideUnreachable
from huayuan.wechat.connections.api import CallCounter, FreshToken, Pauses
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import REACTIONS, AnswerBroken, ErrorClass, Paused, Reaction, Refused
from huayuan.wechat.wecom.client import WecomClient
from huayuan.wechat.wecom.codes import CODES

OWN = {"fetch_token"}  # asks for the token the others are called with
CALLS = sorted(
    name
    for name, _ in inspect.getmembers(WecomClient, inspect.isfunction)
    if not name.startswith("_") and name not in OWN
)
PLAIN: dict[Any, Any] = {
    str: "x", int: 1, bool: True, float: 1.0, bytes: b"x", datetime: datetime.fromisoformat("2026-03-02T02:00:00+00:00"),
    type(None): None, Any: {},
}  # fmt: skip
ATTEMPTS = {Reaction.AGAIN: 4, Reaction.NEW_TOKEN: 2}


def value(kind: Any) -> Any:
    """Something of this type."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return value(get_args(kind)[0])
    if origin is Literal:
        return get_args(kind)[0]
    if origin in (Sequence, list, tuple, set, frozenset):
        return [value(get_args(kind)[0])]
    if origin in (Mapping, dict):
        return {value(get_args(kind)[0]): value(get_args(kind)[1])}
    fields = [one.name for one in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else None
    if fields is None and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = list(kind.__struct_fields__)
    assert fields is not None, f"no value of type {kind}"
    hints = get_type_hints(kind)
    return kind(**{name: value(hints[name]) for name in fields})


def call(client: WecomClient, name: str) -> Any:
    """With every argument that has no default."""
    method = getattr(client, name)
    hints = get_type_hints(getattr(WecomClient, name))
    given: dict[str, Any] = {
        one.name: value(hints[one.name])
        for one in inspect.signature(method).parameters.values()
        if one.default is inspect.Parameter.empty
    }
    return method(**given)


class Outside:
    """Answers every call with what it is told, and counts."""

    def __init__(self) -> None:
        self.code = 0
        self.asked: list[str] = []
        self.answer: bytes | Exception | None = None

    def request(self, method: str, path: str, **parts: Any) -> httpx.Response:
        self.asked.append(path)
        if isinstance(self.answer, Exception):
            raise self.answer
        return httpx.Response(200, content=self.answer or json.dumps({"errcode": self.code}).encode())


class Tokens:
    def __init__(self) -> None:
        self.dropped: list[str] = []

    def get(self, connection_id: int, ask: Callable[[], FreshToken]) -> str:
        return f"token-{len(self.dropped)}"

    def drop(self, connection_id: int, bad: str) -> None:
        self.dropped.append(bad)


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def client(clock: ManualClock, outside: Outside) -> WecomClient:
    connection = Connection(1, "key", "wecom", "花园", "ww1", "1", {"secret": "s"}, {}, (), "https://x", "ok")
    counter = CallCounter(clock, ZoneInfo("Asia/Shanghai"))
    return WecomClient(connection, cast(Any, outside), cast(Any, Tokens()), Pauses(clock), clock, counter)


def test_the_walk_finds_the_calls() -> None:
    assert len(CALLS) > 40 and {"contacts", "send_welcome", "groups", "kf_messages"} <= set(CALLS)


@pytest.mark.parametrize("kind", list(CODES), ids=lambda one: one.value)
@pytest.mark.parametrize("name", CALLS)
def test_every_class_at_every_call(
    name: str, kind: ErrorClass, client: WecomClient, outside: Outside, clock: ManualClock
) -> None:
    outside.code = CODES[kind][0]
    with pytest.raises(Refused) as caught:
        call(client, name)
    assert (caught.value.kind, caught.value.errcode) == (kind, outside.code)
    assert caught.value.hint.zh and caught.value.hint.en and caught.value.text("zh")
    attempts = ATTEMPTS.get(REACTIONS[kind], 1)
    assert len(outside.asked) == attempts and len(set(outside.asked)) == 1
    if REACTIONS[kind] in (Reaction.PAUSE, Reaction.STOP_CONNECTION):
        with pytest.raises(Paused):
            call(client, name)
        assert len(outside.asked) == attempts, "while it rests, nothing is sent"


@pytest.mark.parametrize("name", CALLS)
def test_garbage_silence_and_wrong_types_at_every_call(
    name: str, client: WecomClient, outside: Outside
) -> None:
    for garbage in (b'{"errcode": 0, ', b'{"errcode": "zero"}', b'{"errcode": 0, "errmsg": "\xff"}'):
        outside.answer = garbage
        with pytest.raises(AnswerBroken):
            call(client, name)
    outside.answer = OutsideUnreachable(host="x", reason="ReadTimeout")
    with pytest.raises(OutsideUnreachable):
        call(client, name)


@pytest.mark.parametrize("name", CALLS)
def test_fields_nobody_knows_are_no_mistake(name: str, client: WecomClient, outside: Outside) -> None:
    outside.answer = b'{"errcode": 0, "errmsg": "ok", "of_tomorrow": {"a": [1, null, "\xf0\x9f\x8c\xb8"]}}'
    try:
        call(client, name)
    except AnswerBroken:
        # an answer that must hold something, and does not
        outside.answer = b'{"errcode": 0}'
        with pytest.raises(AnswerBroken):
            call(client, name)


@pytest.mark.parametrize("name", CALLS)
def test_a_broken_line_is_tried_again_only_where_nothing_can_be_done_twice(
    name: str, client: WecomClient, outside: Outside
) -> None:
    methods: list[str] = []
    usual = outside.request

    def request(method: str, path: str, **parts: Any) -> httpx.Response:
        methods.append(method)
        if outside.answer == b"<html>":
            return httpx.Response(502, content=outside.answer)
        return usual(method, path, **parts)

    outside.request = request  # type: ignore[method-assign]
    for trouble in (OutsideUnreachable(host="x", reason="RemoteProtocolError"), b"<html>"):
        methods.clear()
        outside.answer = cast(Any, trouble)
        with pytest.raises((OutsideUnreachable, AnswerBroken)):
            call(client, name)
        assert methods == (["GET"] * 4 if methods[0] == "GET" else ["POST"])
    methods.clear()
    outside.answer = OutsideUnreachable(host="x", reason="ReadTimeout")
    with pytest.raises(OutsideUnreachable):
        call(client, name)
    assert len(methods) == 1, "silence took its time already"
