"""Tokens, error codes and pauses, against a server that answers over real HTTP."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from huayuan.kernel.http import OutsideUnreachable
from huayuan.wechat.connections.errors import REACTIONS, AnswerBroken, ErrorClass, Paused, Reaction, Refused
from huayuan.wechat.connections.models import ConnectionRow
from huayuan.wechat.wecom.codes import CODES
from huayuan.wechat.wecom.errors import ERRORS


def client(desk: Any) -> Any:
    return desk.wecom.clients.of(desk.view.id)


def test_a_token_is_kept_sealed_and_asked_for_once(desk: Any, platform: Any) -> None:
    for _ in range(3):
        client(desk).follow_users()
    assert platform.tokens == 1
    assert platform.calls("gettoken")[0].query == {
        "corpid": desk.connection.account,
        "corpsecret": "secret-of-the-app",
    }
    with desk.uow.read() as tx:
        row = tx.session.get(ConnectionRow, desk.view.id)
        assert b"token-1" not in row.access_token and b"secret-of" not in row.secrets
        assert row.status == "ok"
    desk.wecom.clients.forget(desk.view.id)  # another process: finds the stored one
    client(desk).follow_users()
    assert platform.tokens == 1


def test_a_token_is_renewed_before_it_ends(desk: Any, platform: Any) -> None:
    client(desk).follow_users()
    desk.clock.advance(seconds=7200 - 299)
    client(desk).follow_users()
    assert platform.tokens == 2


@pytest.mark.parametrize("errcode", [40014, 42001, 41001])
def test_a_refused_token_is_renewed_once_and_the_call_repeated(
    desk: Any, platform: Any, errcode: int
) -> None:
    platform.answers["get_follow_user_list"] = [{"errcode": errcode}, {"follow_user": ["zhang"]}]
    assert client(desk).follow_users() == ["zhang"]
    assert [one.query["access_token"] for one in platform.calls("get_follow_user_list")] == [
        "token-1",
        "token-2",
    ]
    platform.answers["get_follow_user_list"] = lambda _: {"errcode": errcode}
    with pytest.raises(Refused):
        client(desk).follow_users()
    assert platform.tokens == 3


def test_many_threads_ask_for_one_token(desk: Any, platform: Any) -> None:
    def refuse_old(asked: Any) -> dict[str, Any]:
        return {"errcode": 40014} if asked.query["access_token"] == "token-1" else {"follow_user": ["zhang"]}

    client(desk).follow_users()
    platform.answers["get_follow_user_list"] = refuse_old
    threads = [threading.Thread(target=client(desk).follow_users) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert platform.tokens == 2


def test_every_code_has_one_class_a_reaction_and_a_hint() -> None:
    assert len(ERRORS.classes) == sum(len(codes) for codes in CODES.values())
    assert set(REACTIONS) == set(ErrorClass)
    for code in ERRORS.classes:
        assert ERRORS.hint(code).zh and ERRORS.hint(code).en
    assert ERRORS.classify(999_999) is ErrorClass.ALERT


CASES = [(codes[0], kind) for kind, codes in CODES.items()]


@pytest.mark.parametrize(("errcode", "kind"), CASES)
def test_the_client_reacts_to_each_class(desk: Any, platform: Any, errcode: int, kind: ErrorClass) -> None:
    platform.answers["get_corp_tag_list"] = lambda _: {"errcode": errcode}
    with pytest.raises(Refused) as caught:
        client(desk).corp_tags()
    assert (caught.value.errcode, caught.value.kind) == (errcode, kind)
    calls = len(platform.calls("get_corp_tag_list"))
    reaction = REACTIONS[kind]
    assert calls == {Reaction.AGAIN: 4, Reaction.NEW_TOKEN: 2}.get(reaction, 1)
    platform.answers["get_corp_tag_list"] = {}
    if reaction in (Reaction.PAUSE, Reaction.STOP_CONNECTION):
        with pytest.raises(Paused):
            client(desk).corp_tags()
        assert len(platform.calls("get_corp_tag_list")) == calls
        desk.clock.advance(seconds=601)
    client(desk).corp_tags()


def test_a_busy_platform_is_asked_again(desk: Any, platform: Any) -> None:
    platform.answers["get_corp_tag_list"] = [{"errcode": -1}, {"errcode": 45035}, {"tag_group": []}]
    assert client(desk).corp_tags() == []


def test_a_wrong_secret_stops_the_connection(desk: Any, platform: Any) -> None:
    platform.answers["gettoken"] = lambda _: {"errcode": 40001}
    with pytest.raises(Refused):
        client(desk).follow_users()
    with pytest.raises(Paused):
        client(desk).corp_tags()
    assert len(platform.calls("gettoken")) == 1
    with desk.uow.read() as tx:
        assert tx.session.get(ConnectionRow, desk.view.id).status == "refused"


def test_a_limit_of_one_path_does_not_stop_others(desk: Any, platform: Any) -> None:
    platform.answers["get_corp_tag_list"] = lambda _: {"errcode": 45009}
    with pytest.raises(Refused) as caught:
        client(desk).corp_tags()
    assert caught.value.retry_after == 60
    client(desk).follow_users()


def test_an_unreadable_answer(desk: Any, platform: Any) -> None:
    platform.answers["get_follow_user_list"] = {"follow_user": "no list"}
    with pytest.raises(AnswerBroken):
        client(desk).follow_users()


def test_a_cut_connection(desk: Any, platform: Any) -> None:
    platform.answers["get_follow_user_list"] = lambda _: {"cut_off": True}
    with pytest.raises(OutsideUnreachable):
        client(desk).follow_users()
