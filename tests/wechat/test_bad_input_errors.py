"""Every class of error at every public call of every client, those of tomorrow included: calls are found by walking the
clients, and their arguments are made from their annotations. (WeChat Pay refuses with words: test_bad_input_pay.)"""

from __future__ import annotations

import dataclasses
import inspect
import json
import types
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import httpx
import msgspec
import pytest

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.http import OutsideUnreachable
from huayuan.wechat.channels.client import ShopClient
from huayuan.wechat.connections.api import CallCounter, FreshToken, Pauses, PlatformClient
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import REACTIONS, AnswerBroken, ErrorClass, Paused, Reaction, Refused
from huayuan.wechat.mini_program.client import MiniProgramClient
from huayuan.wechat.official_account.client import OfficialAccountClient
from huayuan.wechat.wecom.client import WecomClient
from huayuan.wechat.wecom.codes import CODES

Kind = type[PlatformClient]
CLIENTS: tuple[Kind, ...] = (WecomClient, OfficialAccountClient, MiniProgramClient, ShopClient)
OWN = {"fetch_token"}  # asks for the token the others are called with
CALLS = [
    (kind, name)
    for kind in CLIENTS
    for name, _ in inspect.getmembers(kind, inspect.isfunction)
    if not name.startswith("_") and name not in OWN
]
NAMES = [f"{kind.__name__}.{name}" for kind, name in CALLS]
at_every_call = pytest.mark.parametrize(("made", "name"), CALLS, ids=NAMES)
PLAIN: dict[Any, Any] = {
    date: date(2026, 3, 1), str: "x", int: 1, bool: True, float: 1.0, bytes: b"x", datetime: datetime.fromisoformat("2026-03-02T02:00:00+00:00"),
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


def sample(kind: Kind, wanted: ErrorClass) -> int:
    """A code of the class in the client's own table; of a class it has none of, one of another platform."""
    own = (code for code, its in kind.errors.classes.items() if its is wanted)
    return next(own, CODES[wanted][0])


def call(client: PlatformClient, name: str) -> Any:
    """With every argument that has no default."""
    method = getattr(client, name)
    hints = get_type_hints(getattr(type(client), name))
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
        self.with_token = False
        self.answer: bytes | Exception | None = None

    def request(self, method: str, path: str, **parts: Any) -> httpx.Response:
        self.asked.append(path)
        self.with_token = str(parts["params"].get("access_token", "")).startswith("token-")
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
def client(made: Kind, clock: ManualClock, outside: Outside) -> PlatformClient:
    connection = Connection(1, "key", "kind", "花园", "ww1", "1", {"secret": "s"}, {}, (), "https://x", "ok")
    counter = CallCounter(clock, ZoneInfo("Asia/Shanghai"))
    return made(connection, cast(Any, outside), cast(Any, Tokens()), Pauses(clock), clock, counter)


def test_the_walk_finds_the_calls() -> None:
    number = Counter(kind for kind, _ in CALLS)
    assert all(number[kind] >= least for kind, least in zip(CLIENTS, (70, 40, 12, 8), strict=True))
    assert {"contacts", "send_welcome", "groups", "kf_messages", "followers", "session", "order"} <= {
        name for _, name in CALLS
    }


@pytest.mark.parametrize("kind", list(CODES), ids=lambda one: one.value)
@at_every_call
def test_every_class_at_every_call(
    made: Kind, name: str, kind: ErrorClass, client: PlatformClient, outside: Outside, clock: ManualClock
) -> None:
    outside.code = sample(made, kind)
    expected = made.errors.classify(outside.code)
    with pytest.raises(Refused) as caught:
        call(client, name)
    assert (caught.value.kind, caught.value.errcode) == (expected, outside.code)
    assert caught.value.hint.zh and caught.value.hint.en and caught.value.text("zh")
    attempts = ATTEMPTS.get(REACTIONS[expected], 1) if outside.with_token else 1
    assert len(outside.asked) == attempts and len(set(outside.asked)) == 1
    if REACTIONS[expected] in (Reaction.PAUSE, Reaction.STOP_CONNECTION):
        with pytest.raises(Paused):
            call(client, name)
        assert len(outside.asked) == attempts, "while it rests, nothing is sent"


@at_every_call
def test_garbage_silence_and_wrong_types_at_every_call(
    made: Kind, name: str, client: PlatformClient, outside: Outside
) -> None:
    for garbage in (b'{"errcode": 0, ', b'{"errcode": "zero"}', b'{"errcode": 0, "errmsg": "\xff"}'):
        outside.answer = garbage
        with pytest.raises(AnswerBroken):
            call(client, name)
    outside.answer = OutsideUnreachable(host="x", reason="ReadTimeout")
    with pytest.raises(OutsideUnreachable):
        call(client, name)


@at_every_call
def test_fields_nobody_knows_are_no_mistake(
    made: Kind, name: str, client: PlatformClient, outside: Outside
) -> None:
    outside.answer = b'{"errcode": 0, "errmsg": "ok", "of_tomorrow": {"a": [1, null, "\xf0\x9f\x8c\xb8"]}}'
    try:
        call(client, name)
    except AnswerBroken:
        # an answer that must hold something, and does not
        outside.answer = b'{"errcode": 0}'
        with pytest.raises(AnswerBroken):
            call(client, name)


@at_every_call
def test_a_broken_line_is_tried_again_only_where_nothing_can_be_done_twice(
    made: Kind, name: str, client: PlatformClient, outside: Outside
) -> None:
    methods: list[str] = []
    usual = outside.request

    def request(method: str, path: str, **parts: Any) -> httpx.Response:
        methods.append(method)
        outside.with_token = str(parts["params"].get("access_token", "")).startswith("token-")
        if outside.answer == b"<html>":
            return httpx.Response(502, content=outside.answer)
        return usual(method, path, **parts)

    outside.request = request  # type: ignore[method-assign]
    for trouble in (OutsideUnreachable(host="x", reason="RemoteProtocolError"), b"<html>"):
        methods.clear()
        outside.answer = cast(Any, trouble)
        with pytest.raises((OutsideUnreachable, AnswerBroken)):
            call(client, name)
        # A call without a token spends a code that is good once.
        again = methods[0] == "GET" and outside.with_token
        assert len(methods) == (4 if again else 1)
    methods.clear()
    outside.answer = OutsideUnreachable(host="x", reason="ReadTimeout")
    with pytest.raises(OutsideUnreachable):
        call(client, name)
    assert len(methods) == 1, "silence took its time already"
