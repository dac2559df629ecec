"""Every class of error at every call of these capabilities: what the client does with it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any, cast
from zoneinfo import ZoneInfo

import httpx
import pytest
import yaml

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.http import OutsideUnreachable
from huayuan.wechat.connections.api import CallCounter, FreshToken, Pauses
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import REACTIONS, AnswerBroken, ErrorClass, Paused, Reaction, Refused
from huayuan.wechat.wecom.albums.calls import AlbumCalls
from huayuan.wechat.wecom.client import WecomClient
from huayuan.wechat.wecom.codes import CODES
from huayuan.wechat.wecom.completion.calls import CompletionCalls
from huayuan.wechat.wecom.kf.calls import KfCalls
from huayuan.wechat.wecom.media.calls import MediaCalls
from huayuan.wechat.wecom.notices.calls import NoticeCalls
from huayuan.wechat.wecom.service_figures.calls import FigureCalls
from huayuan.wechat.wecom.web.calls import WebCalls
from huayuan.wechat.wecom.word_rules.calls import NewRule, WordRuleCalls
from huayuan.wechat.wecom.word_rules.wire import Range

FOLDERS = (
    AlbumCalls,
    CompletionCalls,
    FigureCalls,
    KfCalls,
    MediaCalls,
    NoticeCalls,
    WebCalls,
    WordRuleCalls,
)
RULE = NewRule("n", ["w"], [1], True, ["zhang"], [])
CALLS: dict[str, Callable[[WecomClient], Any]] = {
    "products": lambda c: c.products("x"),
    "product": lambda c: c.product("p"),
    "add_product": lambda c: c.add_product("d", 1, "n", ["m"]),
    "update_product": lambda c: c.update_product("p", "d", 1, "", []),
    "delete_product": lambda c: c.delete_product("p"),
    "customer_with": lambda c: c.customer_with("u", "o"),
    "behavior": lambda c: c.behavior("zhang", 1, 2),
    "group_figures": lambda c: c.group_figures(["zhang"], 1),
    "kf_accounts": lambda c: c.kf_accounts(),
    "kf_servicers": lambda c: c.kf_servicers("wk"),
    "kf_messages": lambda c: c.kf_messages("wk", "c", "t"),
    "kf_send": lambda c: c.kf_send("wk", "wm", "text", "id"),
    "kf_state": lambda c: c.kf_state("wk", "wm"),
    "kf_move": lambda c: c.kf_move("wk", "wm", 3, "zhang"),
    "kf_customers": lambda c: c.kf_customers(["wm"]),
    "upload_attachment": lambda c: c.upload_attachment("image", "a.png", b"x"),
    "upload_media": lambda c: c.upload_media("image", "a.png", b"x"),
    "upload_picture": lambda c: c.upload_picture("a.png", b"x"),
    "tell_staff": lambda c: c.tell_staff(["zhang"], "text", {"content": "x"}),
    "page_visitor": lambda c: c.page_visitor("code"),
    "page_visitor_detail": lambda c: c.page_visitor_detail("ticket"),
    "corp_ticket": lambda c: c.corp_ticket(),
    "app_ticket": lambda c: c.app_ticket(),
    "word_rules": lambda c: c.word_rules(),
    "word_rule": lambda c: c.word_rule("r"),
    "add_word_rule": lambda c: c.add_word_rule(RULE),
    "update_word_rule": lambda c: c.update_word_rule("r", RULE, Range()),
    "delete_word_rule": lambda c: c.delete_word_rule("r"),
}


class Wire:
    """Answers every request with `code`, or with `answer`."""

    def __init__(self) -> None:
        self.code = 0
        self.answer: bytes | Exception = b""
        self.asked: list[tuple[str, str]] = []

    def request(self, method: str, path: str, **_: Any) -> httpx.Response:
        self.asked.append((method, path))
        if isinstance(self.answer, Exception):
            raise self.answer
        return httpx.Response(
            200, content=self.answer or f'{{"errcode": {self.code}, "errmsg": ""}}'.encode()
        )


class Tokens:
    """Token 1, 2, 3 … as they are refused."""

    def __init__(self) -> None:
        self.number = 1

    def get(self, connection_id: int, ask: Callable[[], FreshToken]) -> str:
        return f"token-{self.number}"

    def drop(self, connection_id: int, bad: str) -> None:
        self.number += 1


def made(clock: ManualClock) -> tuple[WecomClient, Wire]:
    connection = Connection(
        1, "key", "wecom", "花园", "ww1", "1000002", {"secret": "s"}, {}, (), "https://x", "ok"
    )
    outside, counter = Wire(), CallCounter(clock, ZoneInfo("Asia/Shanghai"))
    client = WecomClient(connection, cast(Any, outside), cast(Any, Tokens()), Pauses(clock), clock, counter)
    return client, outside


def test_the_table_names_every_call() -> None:
    own = {
        name
        for folder in FOLDERS
        for name, _ in inspect.getmembers(folder, inspect.isfunction)
        if name in vars(folder)
    }
    assert own == CALLS.keys()


@pytest.mark.parametrize("kind", CODES, ids=lambda kind: kind.value)
@pytest.mark.parametrize("name", CALLS)
def test_every_class_at_every_call(name: str, kind: ErrorClass, clock: ManualClock) -> None:
    client, outside = made(clock)
    outside.code = CODES[kind][0]
    with pytest.raises(Refused) as caught:
        CALLS[name](client)
    assert caught.value.kind is kind and caught.value.hint.zh and caught.value.hint.en
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


ANSWERS = yaml.safe_load((files("huayuan.wechat.wecom") / "fixtures" / "office.yaml").read_text("utf-8"))


def part(found: Any, path: str) -> Any:
    for step in filter(None, path.split(".")):
        found = found[int(step)] if step.isdigit() else getattr(found, step)
    return found


@pytest.mark.parametrize("one", ANSWERS, ids=lambda one: one["call"])
def test_the_answers_of_the_documents_are_read(one: dict[str, Any], clock: ManualClock) -> None:
    client, outside = made(clock)
    outside.answer = json.dumps({"errcode": 0, "errmsg": "ok"} | one["answer"]).encode()
    args = [b"x" if each == "bytes" else each for each in one["args"]]
    found = getattr(client, one["call"])(*args)
    assert [path for _, path in outside.asked] == [one["path"]]
    assert {path: part(found, path) for path in one["shows"]} == one["shows"]


def test_every_call_has_an_answer_on_file() -> None:
    taking_a_rule = {"add_word_rule", "update_word_rule"}
    assert {one["call"] for one in ANSWERS} == CALLS.keys() - taking_a_rule
