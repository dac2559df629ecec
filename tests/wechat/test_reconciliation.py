"""What callbacks did not tell is found by comparing lists."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from huayuan.events.models import PendingRow
from huayuan.profiles.models import StaffContactRow
from huayuan.wechat.wecom import tasks


def contact(asked: Any) -> dict[str, Any]:
    external = asked.query["external_userid"]
    return {
        "external_contact": {"external_userid": external, "name": external},
        "follow_user": [{"userid": "zhang", "createtime": 1_772_400_000}],
    }


def open_friends(desk: Any) -> set[str]:
    with desk.uow.read() as tx:
        mine = select(StaffContactRow.external_userid).where(StaffContactRow.removed_at.is_(None))
        return set(tx.session.scalars(mine))


def befriended(desk: Any, platform: Any, *externals: str) -> None:
    platform.answers["get_follow_user_list"] = {"follow_user": ["zhang"]}
    platform.answers["get"] = contact
    for external in externals:
        desk.added("zhang", external)
    desk.work()
    desk.clock.advance(seconds=600)
    assert open_friends(desk) == set(externals)


def reconcile(desk: Any) -> Any:
    found = desk.wecom.reconciliation.compare(desk.view.id, "zhang")
    for _ in range(3):
        tasks.read_details(desk.services)
    return found


def test_lost_additions_are_read_and_lost_removals_end_the_friendship(desk: Any, platform: Any) -> None:
    befriended(desk, platform, "wm1", "wm2")
    platform.answers["list"] = {"external_userid": ["wm2", "wm3", "wm4"]}
    found = reconcile(desk)
    assert (found.unknown, found.ended) == (2, 1)
    assert open_friends(desk) == {"wm2", "wm3", "wm4"}
    again = reconcile(desk)
    assert (again.unknown, again.ended) == (0, 0)


def test_a_customer_who_removed_the_member_stays_removed(desk: Any, platform: Any) -> None:
    """WeCom keeps them in the member's list."""
    from wechat.conftest import contact_xml

    befriended(desk, platform, "wm1")
    desk.push(contact_xml("del_follow_user", "zhang", "wm1", desk.now()))
    desk.work()
    platform.answers["list"] = {"external_userid": ["wm1"]}
    reconcile(desk)
    assert open_friends(desk) == set()


def test_a_friendship_younger_than_the_list_is_left_alone(desk: Any, platform: Any) -> None:
    befriended(desk, platform, "wm1")
    desk.added("zhang", "wm2")
    desk.work()
    platform.answers["list"] = {"external_userid": ["wm1"]}
    assert reconcile(desk).ended == 0 and open_friends(desk) == {"wm1", "wm2"}


def test_nothing_ends_when_the_platform_does_not_tell(desk: Any, platform: Any) -> None:
    befriended(desk, platform, "wm1")
    for errcode in (40003, 60011, 84074, 60111):
        platform.answers["list"] = lambda _, errcode=errcode: {"errcode": errcode}
        assert reconcile(desk).ended == 0
    assert open_friends(desk) == {"wm1"}
    platform.answers["list"] = lambda _: {"errcode": 84061}  # a member without customers
    assert reconcile(desk).ended == 1 and open_friends(desk) == set()


def test_an_ended_friendship_is_told_once(desk: Any, platform: Any) -> None:
    befriended(desk, platform, "wm1")
    platform.answers["list"] = {"external_userid": []}
    reconcile(desk)
    reconcile(desk)
    with desk.uow.read() as tx:
        told = [bytes(body) for body in tx.session.scalars(select(PendingRow.body))]
    assert sum(b"contact_dropped" in body for body in told) == 1
