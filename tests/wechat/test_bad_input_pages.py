"""Lists that turn in circles, die in the middle, or name people who are gone by now: a sync ends, and loses nobody."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from wechat.test_flow import told
from wechat.test_sync import address_book, customer

from huayuan.profiles.models import StaffContactRow
from huayuan.wechat.connections.errors import AnswerBroken, Refused
from huayuan.wechat.wecom.models import SyncRow

PAGES = {"": (1, "c1"), "c1": (2, "c2"), "c2": (3, "")}


def friends(desk: Any) -> int:
    with desk.uow.read() as tx:
        return tx.session.scalar(
            select(func.count()).select_from(StaffContactRow).where(StaffContactRow.removed_at.is_(None))
        )


def paged(desk: Any, platform: Any, staff: list[str], answer: Any) -> None:
    """Pages of three customers of zhang; `answer(asked, usual)` may change one."""

    def page(asked: Any) -> dict[str, Any]:
        number, following = PAGES[asked.body["cursor"]]
        usual = {
            "external_contact_list": [customer(number, "zhang", desk.now() - 60)],
            "next_cursor": following,
        }
        return dict(answer(asked, usual))

    address_book(platform)
    desk.wecom.sync.staff(desk.view.id)
    platform.answers["get_follow_user_list"] = {"follow_user": staff}
    platform.answers["get_by_user"] = page


def sync(desk: Any) -> int:
    return int(desk.wecom.sync.customers(desk.view.id, lambda *_: None))


def test_a_cursor_that_repeats_for_a_while_costs_a_few_calls(desk: Any, platform: Any) -> None:
    repeats = ["c1", "c1"]

    def answer(asked: Any, usual: dict[str, Any]) -> dict[str, Any]:
        again = asked.body["cursor"] == "c1" and repeats
        return usual | {"next_cursor": repeats.pop()} if again else usual

    paged(desk, platform, ["zhang"], answer)
    assert sync(desk) == 3 and friends(desk) == 3


@pytest.mark.parametrize("circle", [{"c1": "c1"}, {"c2": "c1"}, {"c2": ""}])
def test_a_cursor_that_repeats_for_ever_ends_the_sync_with_an_error(
    desk: Any, platform: Any, circle: dict[str, str]
) -> None:
    mended: list[bool] = []

    def answer(asked: Any, usual: dict[str, Any]) -> dict[str, Any]:
        following = circle.get(asked.body["cursor"])
        return usual if following in (None, "") or mended else usual | {"next_cursor": following}

    paged(desk, platform, ["zhang"], answer)
    if "" in circle.values():
        assert sync(desk) == 3, "the empty cursor is the end"
        return
    with pytest.raises(AnswerBroken):
        sync(desk)
    assert len(platform.calls("get_by_user")) < 10
    mended.append(True)
    sync(desk)
    assert friends(desk) == 3, "the next run goes on where this one stopped"


def test_a_token_revoked_between_pages_is_renewed(desk: Any, platform: Any) -> None:
    dead = {"token-1"}

    def answer(asked: Any, usual: dict[str, Any]) -> dict[str, Any]:
        if asked.body["cursor"] == "c1" and asked.query["access_token"] in dead:
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        return usual

    paged(desk, platform, ["zhang"], answer)
    assert sync(desk) == 3 and friends(desk) == 3 and platform.tokens == 2


def test_a_token_revoked_on_every_page_too(desk: Any, platform: Any) -> None:
    used: set[str] = set()

    def answer(asked: Any, usual: dict[str, Any]) -> dict[str, Any]:
        token = asked.query["access_token"]
        if asked.body["cursor"] and token in used:
            return {"errcode": 42001, "errmsg": "access_token expired"}
        used.add(token)
        return usual

    paged(desk, platform, ["zhang"], answer)
    assert sync(desk) == 3 and platform.tokens == 3


@pytest.mark.parametrize("code", [60111, 84061, 40003])
def test_a_member_who_vanished_spoils_nobody_elses_page(desk: Any, platform: Any, code: int) -> None:
    """Left after the list of members was asked for; then every page that names them is refused."""

    def answer(asked: Any, usual: dict[str, Any]) -> dict[str, Any]:
        return {"errcode": code, "errmsg": "gone"} if "gone" in asked.body["userid_list"] else usual

    paged(desk, platform, ["gone", "zhang"], answer)
    assert sync(desk) == 3 and friends(desk) == 3
    with desk.uow.read() as tx:
        row = tx.session.get(SyncRow, desk.view.id)
        assert (row.state, row.staff) == ("done", ["zhang"])


def test_a_cursor_that_is_refused_begins_again_once(desk: Any, platform: Any) -> None:
    refusals = [50100]

    def answer(asked: Any, usual: dict[str, Any]) -> dict[str, Any]:
        if asked.body["cursor"] == "c2" and refusals:
            return {"errcode": refusals.pop(), "errmsg": "invalid cursor"}
        return usual

    paged(desk, platform, ["zhang"], answer)
    sync(desk)
    assert friends(desk) == 3
    with desk.uow.begin() as tx:
        tx.session.get(SyncRow, desk.view.id).state = "done"
    refusals.extend([50100] * 9)
    with pytest.raises(Refused):
        sync(desk)
    assert len(refusals) == 7, "a second time it is an error"


def test_a_customer_who_vanished_before_the_detail_was_read(desk: Any, platform: Any) -> None:
    """Their friendship stays as the callback told it; nothing is asked for ever."""
    address_book(platform)
    desk.wecom.sync.staff(desk.view.id)
    platform.answers["get"] = {"errcode": 84061, "errmsg": "not external contact"}
    desk.added("zhang", "wm1")
    desk.work()
    desk.work()
    assert friends(desk) == 1
    assert len(platform.calls("externalcontact/get")) <= 2


def test_the_detail_of_a_customer_does_not_turn_in_a_circle(desk: Any, platform: Any) -> None:
    address_book(platform)
    desk.wecom.sync.staff(desk.view.id)
    answer = {
        "external_contact": {"external_userid": "wm1", "name": "A"}, "follow_user": [], "next_cursor": "x",
    }  # fmt: skip
    platform.answers["get"] = answer
    desk.added("zhang", "wm1")
    desk.work()
    assert 2 <= len(platform.calls("externalcontact/get")) <= 10


def test_what_is_read_again_later_is_the_same_event(desk: Any, platform: Any) -> None:
    """Repeats of an event are recognised by its id and its time; a time of reading would make it another."""
    at = desk.now() - 60
    paged(desk, platform, ["zhang"], lambda _, usual: usual)
    platform.answers["get_by_user"] = {"external_contact_list": [customer(1, "zhang", at)], "next_cursor": ""}
    sync(desk)
    desk.clock.advance(hours=1)
    sync(desk)
    first, second = [one for one in told(desk) if one["event"] == "contact_synced"]
    assert (first["event_id"], first["occurred_at"]) == (second["event_id"], second["occurred_at"])


def test_a_line_that_breaks_while_a_token_is_asked_for(desk: Any, platform: Any) -> None:
    paged(desk, platform, ["zhang"], lambda _, usual: usual)
    desk.board.forget(desk.view.id)
    desk.board.tokens.drop(desk.view.id, "token-1")
    platform.answers["gettoken"] = [{"cut_off": True}, {"cut_off": True}]
    assert sync(desk) == 3 and friends(desk) == 3 and len(platform.calls("gettoken")) == 4
