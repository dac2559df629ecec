"""Callbacks that are strange in themselves: unknown people, four-byte names, fields nobody knows, wrong clocks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from wechat.conftest import contact_xml
from wechat.test_sync import address_book

from huayuan.profiles.models import PersonProfileRow, StaffContactRow
from huayuan.stores import api as stores
from huayuan.wechat.connections.models import CallbackRow

NAMES = [
    "🌸👩‍👩‍👧‍👦",  # four bytes a character, and several characters joined to one
    "𠮷野家𪚥",  # characters beyond the basic plane
    "a\u0301\u200f\u202e名",  # combining, right to left
    "𝕏" * 60,
]


def callbacks(desk: Any) -> list[CallbackRow]:
    with desk.uow.read() as tx:
        return list(tx.session.scalars(select(CallbackRow).order_by(CallbackRow.id)))


def friendships(desk: Any) -> list[StaffContactRow]:
    with desk.uow.read() as tx:
        return list(tx.session.scalars(select(StaffContactRow)))


def test_a_member_nobody_has_heard_of_is_kept_and_named_by_the_next_sync(desk: Any, platform: Any) -> None:
    assert desk.added("ghost", "wm1").status_code == 200
    desk.work()
    [row] = callbacks(desk)
    assert row.outcome == "done" and len(friendships(desk)) == 1
    with desk.uow.read() as tx:
        ghost = stores.staff_by_userid(tx, desk.view.account, ["ghost"])["ghost"]
    address_book(platform)
    people = {"userid": "ghost", "name": "魏宁", "department": [3], "status": 1}
    usual = platform.answers["list"]
    platform.answers["list"] = lambda asked: (
        {"userlist": [people]} if asked.query.get("department_id") == "3" else usual(asked)
    )
    desk.wecom.sync.staff(desk.view.id)
    with desk.uow.read() as tx:
        named = stores.staff_by_userid(tx, desk.view.account, ["ghost"])["ghost"]
    assert named.id == ghost.id and (named.name, named.store_name) == ("魏宁", "杭州店")


@pytest.mark.parametrize("change", ["del_external_contact", "del_follow_user", "edit_external_contact"])
def test_a_change_of_people_nobody_has_heard_of_is_done_without_a_trace_of_failure(
    desk: Any, change: str
) -> None:
    assert desk.push(contact_xml(change, "ghost", "wm_nobody", desk.now())).status_code == 200
    desk.work()
    [row] = callbacks(desk)
    assert (row.outcome, row.error) == ("done", None)
    assert all(one.removed_at is not None for one in friendships(desk))


@pytest.mark.parametrize("name", NAMES)
def test_names_of_four_bytes_come_through_both_databases(desk: Any, platform: Any, name: str) -> None:
    address_book(platform)
    desk.wecom.sync.staff(desk.view.id)
    platform.answers["get"] = {
        "external_contact": {"external_userid": "wm1", "name": name, "unionid": "u1"},
        "follow_user": [{"userid": "zhang", "createtime": desk.now(), "remark": name[:20], "add_way": 1}],
    }
    desk.added("zhang", "wm1", State=name[:20])
    desk.work()
    desk.work()
    with desk.uow.read() as tx:
        names = set(tx.session.scalars(select(PersonProfileRow.name)))
        [friend] = tx.session.scalars(select(StaffContactRow))
    assert names == {name} and friend.remark == name[:20]


def test_fields_of_tomorrow_deep_and_repeated_change_nothing(desk: Any) -> None:
    strange = (
        "<Tomorrow><![CDATA[🌸]]></Tomorrow><Nested><A><B>1</B></A></Nested><UserID>second</UserID>"
        '<Attr of="x" xmlns:n="urn:x"><n:y/></Attr><Empty/>'
    )
    xml = contact_xml("add_external_contact", "zhang", "wm1", desk.now()).replace(
        "</xml>", f"{strange}</xml>"
    )
    assert desk.push(xml).status_code == 200
    desk.work()
    [row] = callbacks(desk)
    assert row.outcome == "done" and len(friendships(desk)) == 1


@pytest.mark.parametrize("minutes", [-4, 4])
def test_a_clock_minutes_wrong_is_borne(desk: Any, minutes: int) -> None:
    at = desk.now() + minutes * 60
    xml = contact_xml("add_external_contact", "zhang", "wm1", at)
    assert desk.push(xml, timestamp=str(at)).status_code == 200
    desk.work()
    [friend] = friendships(desk)
    assert abs(friend.added_at - desk.clock.now()) <= timedelta(minutes=4, seconds=1)


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_clock_hours_wrong_is_refused_counted_and_seen_by_the_doctor(desk: Any, hours: int) -> None:
    at = desk.now() + hours * 3600
    xml = contact_xml("add_external_contact", "zhang", "wm1", at)
    assert desk.push(xml, timestamp=str(at)).status_code == 403
    assert callbacks(desk) == []


def test_a_fresh_envelope_around_an_old_event_is_taken(desk: Any) -> None:
    """The platform repeats for hours what it could not deliver: the time inside is that of the event."""
    at = desk.now() - 6 * 3600
    assert desk.push(contact_xml("add_external_contact", "zhang", "wm1", at)).status_code == 200
    desk.work()
    [friend] = friendships(desk)
    assert int(friend.added_at.timestamp()) == at


def test_ten_megabytes_are_refused(desk: Any) -> None:
    answer = desk.post(desk.query("x"), b"<xml>" + b"x" * 10 * 1024 * 1024)
    assert (answer.status_code, answer.text, answer.headers["connection"]) == (413, "too_large", "close")
    assert callbacks(desk) == []
