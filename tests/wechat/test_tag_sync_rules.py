"""What the comparison of tags decides, case by case, and that it comes to rest whatever both sides do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from huayuan.profiles.contracts import TagLink
from huayuan.wechat.tag_sync import rules
from huayuan.wechat.tag_sync.contracts import (
    CONFLICT,
    DELETED_THERE,
    IN_STEP,
    NAME_TAKEN_HERE,
    WAITING,
    TheirTag,
)
from huayuan.wechat.tag_sync.rules import OurTag, compare

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def link(
    name: str, *, external: str = "e1", tag: int = 1, first: bool = True, reason: str | None = None
) -> TagLink:
    state = CONFLICT if reason else IN_STEP
    return TagLink("ww1", "wecom", external, tag, "g", name, state, reason, None, NOW, first)


def ours(name: str, *, active: bool = True) -> dict[int, OurTag]:
    return {1: OurTag(1, "g", name, active)}


@pytest.mark.parametrize(
    "here, agreed, there, outcome",
    [
        ("a", "a", "a", "links"),
        ("a", "a", "b", "rename_here"),
        ("b", "a", "a", "rename_there"),
        ("b", "a", "c", "rename_there"),
        ("b", "a", "b", "links"),
    ],
)
def test_a_name_follows_who_changed_it(here: str, agreed: str, there: str, outcome: str) -> None:
    plan = compare([link(agreed)], [TheirTag("e1", "g", there)], ours(here), grouped=True)
    for kind in ("links", "rename_here", "rename_there"):
        assert len(getattr(plan, kind)) == (kind == outcome), kind
    assert not plan.adopt and not plan.make and not plan.drop


def test_the_name_of_an_archived_or_second_tag_is_never_written() -> None:
    there = [TheirTag("e1", "g", "a")]
    assert compare([link("a")], there, ours("b", active=False), grouped=True).rename_there == []
    assert compare([link("a", first=False)], there, ours("b"), grouped=True).rename_there == []


def test_a_taken_name_is_tried_again_and_never_written_back() -> None:
    known = link("b", reason=NAME_TAKEN_HERE)
    plan = compare([known], [TheirTag("e1", "g", "b")], ours("a"), grouped=True)
    assert len(plan.rename_here) == 1 and plan.rename_there == []


def test_what_is_gone_there_is_a_conflict_until_it_is_back() -> None:
    (gone,) = compare([link("a")], [], ours("a"), grouped=True).links
    assert (gone.state, gone.reason, gone.made) == (CONFLICT, DELETED_THERE, False)
    (back,) = compare([gone], [TheirTag("e1", "g", "a")], ours("a"), grouped=True).links
    assert (back.state, back.reason, back.made) == (IN_STEP, None, True)


def test_one_that_is_to_be_made_takes_what_is_there() -> None:
    wanted = rules.new_link("ww1", "wecom", OurTag(1, "g", "a", True), NOW)
    assert (wanted.state, wanted.made) == (WAITING, False)
    other_group = TheirTag("e9", "h", "a")
    plan = compare([wanted], [other_group], ours("a"), grouped=True)
    assert len(plan.make) == 1 and plan.adopt == [other_group]
    plan = compare([wanted], [other_group], ours("a"), grouped=False)
    assert [one.external_id for one in plan.links] == ["e9"] and plan.drop == ["new:1"] and plan.adopt == []


@pytest.mark.parametrize("seed", range(20))
def test_it_comes_to_rest_with_one_name_on_both_sides(seed: int) -> None:
    """Both sides rename as they like; nobody refuses. Two comparisons later both agree, and a third changes nothing."""
    rng = Random(seed)
    here, there, known = "a", "a", link("a")
    for _ in range(30):
        here, there = rng.choice((here, f"h{rng.randrange(9)}")), rng.choice((there, f"t{rng.randrange(9)}"))
        for _ in range(2):
            plan = compare([known], [TheirTag("e1", "g", there)], ours(here), grouped=True)
            for one in plan.rename_here:
                here, known = one.name, one
            for one in plan.rename_there:
                there, known = here, replace(one, name=here, state=IN_STEP)
            for one in plan.links:
                known = one
        assert here == there == known.name and known.state == IN_STEP
        assert not compare([known], [TheirTag("e1", "g", there)], ours(here), grouped=True).rename_there
