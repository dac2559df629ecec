"""Tags in depth: exclusive groups, sources, rules, lapsing, archiving, merging, history."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import select

from huayuan.events.models import PendingRow
from huayuan.kernel.caller import Caller
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.profiles import api
from huayuan.profiles.contracts import TagGift
from huayuan.profiles.errors import TagExists
from huayuan.profiles.tags import following, keeping, merging, past, ruling, taking, tasks
from huayuan.profiles.tags.contracts import GroupChanges, TagChanges
from huayuan.profiles.tags.errors import (
    TagArchived,
    TagGroupNotEmpty,
    TagHasRule,
    TagInUse,
    TagMergeRefused,
)


@pytest.fixture(autouse=True)
def any_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are above: whether one exists is theirs to ask."""
    monkeypatch.setattr(ruling, "_GUARDS", [])


def worn(tx: Transaction, person: int) -> list[str]:
    return [tag.name for tag in api.tags_of(tx, [person]).get(person, [])]


def told(uow: UnitOfWork) -> list[tuple[str, int, str, str]]:
    with uow.read() as tx:
        rows = [
            json.loads(body) for body in tx.session.scalars(select(PendingRow.body).order_by(PendingRow.id))
        ]
    return [
        (row["event"], row["person_id"], row["properties"]["tag"], row["properties"]["source"])
        for row in rows if row["event"].startswith("tag_")
    ]  # fmt: skip


def levels(tx: Transaction) -> list[int]:
    keeping.create_group(tx, "等级", exclusive=True)
    return [api.ensure_tag(tx, "等级", name) for name in ("金", "银", "铜")]


def test_of_an_exclusive_group_the_last_gift_counts(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        gold, silver, bronze = levels(tx)
        other = api.ensure_tag(tx, "兴趣", "护肤")
        assert api.add_tags(tx, 1, [gold, other], "import", tx.now) == [gold, other]
        assert api.add_tags(tx, 1, [silver], "manual", tx.now, by="user:1 王") == [silver]
        assert worn(tx, 1) == ["护肤", "银"]
        assert api.add_many_tags(
            tx, [TagGift(1, (bronze,), "form:3", tx.now), TagGift(1, (gold, silver), "manual", tx.now)]
        ) == [[bronze], [silver]]
        assert worn(tx, 1) == ["护肤", "银"]
    assert told(uow)[:4] == [
        ("tag_added", 1, "金", "import"), ("tag_added", 1, "护肤", "import"),
        ("tag_removed", 1, "金", "exclusive"), ("tag_added", 1, "银", "manual"),
    ]  # fmt: skip
    with uow.read() as tx:
        (first,) = [
            one for one in past.history_of_person(tx, 1) if one.source == "import" and one.tag_id == gold
        ]
        assert first.ended_by == "exclusive" and first.removed_at is not None


def test_a_source_takes_back_only_what_it_gave(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        tag = api.ensure_tag(tx, "g", "t")
        api.set_rule(tx, tag, 7)
        assert api.tags_of_rule(tx, 7) == [tag] and api.rules_of_tags(tx) == {tag: 7}
        api.follow_rule(tx, 7, [1, 2], [])
        api.add_tags(tx, 1, [tag], "manual", tx.now)
        assert api.remove_tags(tx, 2, [tag], "manual", tx.now) == []  # the rule still says so
        assert api.remove_many_tags(tx, [1, 2], [tag], "rule:7", tx.now) == {1: [], 2: [tag]}
        assert worn(tx, 1) == ["t"] and worn(tx, 2) == []
        assert api.remove_tags(tx, 1, [tag], "form:1", tx.now, of_source="form:1") == []
        assert api.remove_tags(tx, 1, [tag], "manual", tx.now) == [tag]
        api.follow_rule(tx, 7, [1, 2, 3], [])
        api.set_rule(tx, tag, 8)
        while ruling.release(tx, tag, 7):
            pass
        assert api.tags_of(tx, [1, 2, 3]) == {}


def test_tags_lapse_on_time(uow: UnitOfWork, clock: ManualClock) -> None:
    with uow.begin() as tx:
        tag, lasting = api.ensure_tag(tx, "g", "新客"), api.ensure_tag(tx, "g", "老客")
        keeping.change_tag(tx, tag, TagChanges(expires_after_days=3))
        api.add_tags(tx, 1, [tag], "manual", tx.now)
        api.add_tags(tx, 2, [tag], "rule:4", tx.now)  # lasts as long as the rule says
        api.add_tags(tx, 3, [lasting], "campaign:1", tx.now, expires_at=tx.now + timedelta(hours=1))
    clock.advance(seconds=3600)
    with uow.begin() as tx:
        assert taking.lapse(tx, 100) == 1 and taking.lapse(tx, 100) == 0
        assert worn(tx, 3) == [] and worn(tx, 1) == ["新客"]
        api.add_tags(tx, 1, [tag], "manual", tx.now)  # given again: from now on
    clock.advance(seconds=3 * 86400 - 3600)
    with uow.begin() as tx:
        assert taking.lapse(tx, 100) == 0
    clock.advance(seconds=3600)
    with uow.begin() as tx:
        assert taking.lapse(tx, 100) == 1
        assert worn(tx, 1) == [] and worn(tx, 2) == ["新客"]
    assert [one for one in told(uow) if one[3] == "expired"] == [
        ("tag_removed", 3, "老客", "expired"), ("tag_removed", 1, "新客", "expired"),
    ]  # fmt: skip


def test_an_archived_tag_is_not_given_and_stays_on(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        tag = api.ensure_tag(tx, "g", "t")
        api.add_tags(tx, 1, [tag], "manual", tx.now)
        keeping.archive_tag(tx, tag)
        assert api.add_tags(tx, 2, [tag], "live_code:3", tx.now) == []
        assert worn(tx, 1) == ["t"] and worn(tx, 2) == []
        assert api.tags_by_id(tx, [tag])[tag].status == "archived"
        admin = Caller("user", 1, "a", frozenset({"*"}))
        with pytest.raises(TagArchived):
            api.check_tags_usable(tx, admin, [tag])
        api.check_tags_usable(tx, admin, [tag], giving=False)
        with pytest.raises(TagArchived):
            api.set_rule(tx, tag, 3)
        keeping.restore_tag(tx, tag)
        assert api.add_tags(tx, 2, [tag], "live_code:3", tx.now) == [tag]


def test_merging_moves_the_wearers_with_their_provenance(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "AT_ONCE", 2)
    with uow.begin() as tx:
        old, new = api.ensure_tag(tx, "g", "会员"), api.ensure_tag(tx, "g", "VIP")
        api.set_rule(tx, old, 5)
        for person in (1, 2, 3, 4):
            api.add_tags(tx, person, [old], f"form:{person}", tx.now, by="key:2 crm", why="报名")
        api.add_tags(tx, 1, [new], "form:1", tx.now)
        merging.merge_tags(tx, old, new)
        assert list(api.tag_wearers(tx, old)) == [1, 2, 3, 4], "those who are not moved yet count already"
        while merging.move_gifts(tx, old):
            pass
        assert np.array_equal(api.tag_wearers(tx, old, among=[2, 3, 9]), [2, 3])
        assert {person: worn(tx, person) for person in (1, 2, 3, 4)} == {one: ["VIP"] for one in (1, 2, 3, 4)}
        assert api.ensure_tag(tx, "g", "会员") == new and api.tags_of_rule(tx, 5) == [new]
        assert api.add_tags(tx, 9, [old], "manual", tx.now) == [new]
        assert api.remove_tags(tx, 9, [old], "manual", tx.now) == [new]
        assert [tag.name for tag in api.all_tags(tx)] == ["VIP"]
        (span,) = [one for one in past.history_of_person(tx, 2) if one.tag_id == new]
        assert (span.source, span.by, span.why) == ("form:2", "key:2 crm", "报名")
        with pytest.raises(TagMergeRefused):
            merging.merge_tags(tx, new, old)
        third = api.ensure_tag(tx, "g", "C")
        api.set_rule(tx, third, 6)
        with pytest.raises(TagHasRule):
            merging.merge_tags(tx, third, new)
        with pytest.raises(TagExists):
            api.create_tag(tx, "g", "会员")
    counts = [one[0] for one in told(uow) if one[3] == "merge"]
    assert (counts.count("tag_added"), counts.count("tag_removed")) == (3, 4)


def test_only_what_nobody_needs_is_deleted(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        tag = api.ensure_tag(tx, "g", "t")
        (home,) = [one.group_id for one in [keeping.tag(tx, tag)]]
        api.add_tags(tx, 1, [tag], "manual", tx.now)
        with pytest.raises(TagInUse) as refused:
            keeping.delete_tag(tx, tag)
        assert refused.value.data["people"] == 1
        api.remove_tags(tx, 1, [tag], "manual", tx.now)
        with pytest.raises(TagGroupNotEmpty):
            keeping.delete_group(tx, home)
        keeping.delete_tag(tx, tag)
        keeping.delete_group(tx, home)
        assert api.all_tags(tx) == [] and past.history_of_person(tx, 1) == []
        assert len(api.tag_wearers(tx, tag)) == 0


def test_an_exclusive_group_holds_through_merge_and_split(uow: UnitOfWork, clock: ManualClock) -> None:
    with uow.begin() as tx:
        gold, silver, _ = levels(tx)
        api.add_tags(tx, 1, [gold], "manual", tx.now)
        api.add_tags(tx, 2, [silver], "manual", tx.now + timedelta(minutes=1))
    with uow.begin() as tx:
        api.people_moved(tx, {2: 1})
        assert worn(tx, 1) == ["银"], "the newest counts"
        assert list(api.tag_wearers(tx, gold)) == []
    with uow.begin() as tx:
        api.people_moved(tx, {2: 2})
        assert (worn(tx, 1), worn(tx, 2)) == (["金"], ["银"])
    assert ("tag_added", 1, "金", "exclusive") in told(uow)


def test_a_group_that_becomes_exclusive_is_settled_and_can_go_back(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        a, b = api.ensure_tag(tx, "g", "a"), api.ensure_tag(tx, "g", "b")
        api.add_tags(tx, 1, [a, b], "manual", tx.now)
        home = keeping.tag(tx, a).group_id
        keeping.change_group(tx, home, GroupChanges(exclusive=True))
        following.settle(tx, [1])
        assert worn(tx, 1) == ["b"]
        keeping.change_group(tx, home, GroupChanges(exclusive=False))
        following.settle(tx, [1])
        assert worn(tx, 1) == ["a", "b"]


def test_two_at_once_do_not_give_two_tags_of_one_group(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        tags = levels(tx)
    start = threading.Barrier(len(tags))

    def give(tag: int) -> None:
        start.wait(10)
        for _ in range(5):
            with uow.begin() as tx:
                api.add_many_tags(tx, [TagGift(person, (tag,), "import", tx.now) for person in (1, 2, 3)])

    threads = [threading.Thread(target=give, args=(tag,)) for tag in tags]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    with uow.read() as tx:
        assert [len(worn(tx, person)) for person in (1, 2, 3)] == [1, 1, 1]


def test_background_work_settles_merges_and_lapses(
    uow: UnitOfWork, services: Services, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "AT_ONCE", 2)
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    worker = Worker(uow, services, [tasks.TASKS], [], threads=1, owner="test")
    with uow.begin() as tx:
        a, b = api.ensure_tag(tx, "g", "a"), api.ensure_tag(tx, "g", "b")
        for person in range(1, 8):
            api.add_tags(tx, person, [a, b], "import", tx.now, expires_at=tx.now + timedelta(hours=1))
        home = keeping.tag(tx, a).group_id
        keeping.change_group(tx, home, GroupChanges(exclusive=True))
    worker.run_due()
    with uow.begin() as tx:
        assert {tuple(worn(tx, person)) for person in range(1, 8)} == {("b",)}
        keeping.change_group(tx, home, GroupChanges(exclusive=False))
    worker.run_due()
    with uow.begin() as tx:
        assert {tuple(worn(tx, person)) for person in range(1, 8)} == {("a", "b")}
        merging.merge_tags(tx, a, b)
    worker.run_due()
    with uow.read() as tx:
        assert {tuple(worn(tx, person)) for person in range(1, 8)} == {("b",)}
    clock.advance(seconds=3600)
    rounds = 0
    while tasks.lapse(services):
        rounds += 1
    assert rounds == 3
    with uow.read() as tx:
        assert api.tags_of(tx, range(1, 8)) == {}
