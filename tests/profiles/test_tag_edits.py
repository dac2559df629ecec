"""Tags of many at once: what changed of whom, progress, and taking it back."""

from __future__ import annotations

import pytest
from profiles.platform_fixtures import Web

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.profiles import api, bulk
from huayuan.profiles import tasks as profile_tasks
from huayuan.profiles.tags import tasks

PEOPLE = list(range(1, 8))


@pytest.fixture
def tags(platform: Services) -> dict[str, int]:
    """Seven customers: the first wears 茶, the second 银 of an exclusive group, from a live code."""
    with platform.get(UnitOfWork).begin() as tx:
        for person in PEOPLE:
            api.set_traits(tx, person, {"name": f"客户{person}"}, "wecom", tx.now)
        made = {name: api.ensure_tag(tx, "喜好", name) for name in ("茶", "咖啡")}
        api.add_tags(tx, 1, [made["茶"]], "manual", tx.now)
    return made


def settle(platform: Services) -> None:
    uow = platform.get(UnitOfWork)
    Worker(uow, platform, [tasks.TASKS, profile_tasks.TASKS], [], threads=1, owner="test").run_due()


def worn(platform: Services) -> dict[int, set[int]]:
    with platform.get(UnitOfWork).read() as tx:
        found = api.tags_of(tx, PEOPLE)
    return {person: {tag.id for tag in of_one} for person, of_one in found.items() if of_one}


def undo(web: Web, platform: Services, edit: int) -> None:
    assert web.post(f"/tags/edits/{edit}/undo", {}, 202)["job_id"]
    settle(platform)


def test_each_is_told_and_all_can_be_taken_back(web: Web, platform: Services, tags: dict[str, int]) -> None:
    before = worn(platform)
    wish = {"ids": [1, 2, 3, 999], "add": [tags["咖啡"]], "remove": [tags["茶"]]}
    done = web.post("/customers/tags", wish)
    assert done["items"] == [
        {"id": 1, "added": [tags["咖啡"]], "removed": [tags["茶"]]},
        {"id": 2, "added": [tags["咖啡"]], "removed": []},
        {"id": 3, "added": [tags["咖啡"]], "removed": []},
    ]
    assert [one["id"] for one in done["failed"]] == [999]
    assert (done["changed"], done["queued"], done["job_id"], done["undoable"]) == (3, 0, None, True)
    shown = web.get(f"/tags/edits/{done['edit_id']}")
    assert (shown["state"], shown["people"], shown["changed"], shown["undoable"]) == ("done", 3, 3, True)
    undo(web, platform, done["edit_id"])
    assert worn(platform) == before
    assert web.get(f"/tags/edits/{done['edit_id']}")["state"] == "undone"
    error = web.post(f"/tags/edits/{done['edit_id']}/undo", {}, 409)["error"]
    assert error["code"] == "profiles.tag_edit_not_undoable"
    web.post("/tags/edits/999/undo", {}, 404)


def test_who_does_not_see_everybody_takes_back_only_their_own(
    web: Web, platform: Services, tags: dict[str, int]
) -> None:
    others = web.post("/customers/tags", {"ids": [1, 2], "add": [tags["咖啡"]]})["edit_id"]
    web.caller = Caller("user", 7, "导购", frozenset({"tags.write", "tags.read"}), DataScope("own", ()))
    refused = web.post(f"/tags/edits/{others}/undo", {}, 404)
    assert refused["error"]["code"] == "profiles.tag_edit_not_found"
    own = web.post("/customers/tags", {"ids": [1], "remove": [tags["咖啡"]]})["edit_id"]
    refused = web.post(f"/tags/edits/{own}/undo", {}, 409)  # nobody of theirs was changed
    assert refused["error"]["code"] == "profiles.tag_edit_not_undoable"


def test_what_changed_nothing_cannot_be_taken_back(
    web: Web, platform: Services, tags: dict[str, int]
) -> None:
    done = web.post("/customers/tags", {"ids": [1], "add": [tags["茶"]]})
    assert (done["items"], done["undoable"]) == ([], False)
    web.post(f"/tags/edits/{done['edit_id']}/undo", {}, 409)


def test_what_an_exclusive_group_took_off_comes_back(
    web: Web, platform: Services, tags: dict[str, int], clock: ManualClock
) -> None:
    group = web.post("/tag-groups", {"name": "等级", "exclusive": True}, 201)
    gold, silver = (web.post("/tags", {"group": group["id"], "name": one}, 201)["id"] for one in "金银")
    with platform.get(UnitOfWork).begin() as tx:
        api.add_tags(tx, 2, [silver], "live_code", tx.now)
    before = worn(platform)
    clock.advance(seconds=1)
    done = web.post("/customers/tags", {"ids": [2, 3], "add": [gold]})
    assert done["items"] == [
        {"id": 2, "added": [gold], "removed": [silver]},
        {"id": 3, "added": [gold], "removed": []},
    ]
    clock.advance(seconds=1)
    undo(web, platform, done["edit_id"])
    assert worn(platform) == before
    with platform.get(UnitOfWork).read() as tx:
        spans = [one for one in api.history_of_person(tx, 2) if one.tag_id == silver and not one.removed_at]
    assert [one.source for one in spans] == ["live_code"]


def test_many_are_changed_by_a_job_with_progress_and_taken_back(
    web: Web, platform: Services, tags: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    before = worn(platform)
    done = web.post("/customers/tags", {"filter": {}, "add": [tags["茶"]]})
    assert (done["queued"], done["changed"], bool(done["job_id"])) == (7, 0, True)
    web.post(f"/tags/edits/{done['edit_id']}/undo", {}, 409)
    settle(platform)
    assert worn(platform) == {person: {tags["茶"]} for person in PEOPLE}
    shown = web.get(f"/tags/edits/{done['edit_id']}")
    assert (shown["state"], shown["people"], shown["changed"]) == ("done", 7, 6)
    undo(web, platform, done["edit_id"])
    assert worn(platform) == before


def test_what_undoing_needs_goes_after_a_month(
    web: Web, platform: Services, tags: dict[str, int], clock: ManualClock
) -> None:
    done = web.post("/customers/tags", {"ids": [2], "add": [tags["茶"]]})
    clock.advance(days=31)
    with platform.get(UnitOfWork).begin() as tx:
        tx.enqueue("profiles.forget_tag_edits", {})
    settle(platform)
    web.post(f"/tags/edits/{done['edit_id']}/undo", {}, 409)


def test_the_history_of_a_tag_is_paged_through_moments_of_one_time(
    web: Web, platform: Services, tags: dict[str, int], clock: ManualClock
) -> None:
    with platform.get(UnitOfWork).begin() as tx:  # imported later, of an earlier day
        api.add_tags(tx, 7, [tags["咖啡"]], "manual", tx.now)
    clock.advance(days=-2)
    web.post("/customers/tags", {"ids": PEOPLE[:6], "add": [tags["咖啡"]]})
    clock.advance(days=2)
    seen: list[int] = []
    cursor: dict[str, int] = {}
    while (page := web.get(f"/tags/{tags['咖啡']}/history", limit=2, **cursor))["items"]:
        seen += [one["person_id"] for one in page["items"]]
        cursor = {"before": page["items"][-1]["id"]}
    assert seen == [7, 6, 5, 4, 3, 2, 1]
    assert [one["added"] for one in page["by_day"][-3:]] == [6, 0, 1]
    assert [one["people"] for one in page["by_day"][-3:]] == [6, 6, 7]
