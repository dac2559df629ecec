"""Tags of a 公众号 in step with ours, against the sandbox: names, followers, limits, and what is deleted there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from wechat.official_account_stage import Stage, open_stage

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.profiles.tags import acting, keeping
from huayuan.profiles.tags.contracts import TagChanges
from huayuan.wechat.official_account.models import FollowerRow
from huayuan_sandbox.services.official_account import followers as sandbox_followers


@pytest.fixture
def stage(uow: UnitOfWork, vault: Vault, clock: ManualClock, tmp_path: Path) -> Iterator[Stage]:
    with open_stage(uow, vault, clock, tmp_path) as opened:
        yield opened


def follow(stage: Stage, *people: str) -> dict[int, str]:
    """person → openid of those who follow now."""
    openids = [stage.act("follow", person=one)["openid"] for one in people]
    stage.work()
    by_openid = {row.openid: row.person_id for row in stage.rows(FollowerRow)}
    return {by_openid[openid]: openid for openid in openids}


def api_call(stage: Stage, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    url = stage.ours + "/api/tags" + path
    answer = stage.http.request(method, url, json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def account(stage: Stage) -> dict[str, Any]:
    (found,) = api_call(stage, "GET", "/sync")["items"]
    return dict(found)


def started(stage: Stage, group: str, name: str) -> int:
    with stage.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, group, name)
    body = {"account": stage.known["appid"]}
    assert api_call(stage, "POST", f"/{tag}/sync", body, 202) == {"queued": True}
    stage.work()
    return tag


def theirs(stage: Stage) -> dict[str, int]:
    return {tag.name: tag.id for tag in stage.account.clients.of(stage.id).tags() if tag.id > 2}


def give(stage: Stage, tag: int, *people: int, on: bool = True) -> None:
    with stage.uow.begin() as tx:
        for person in people:
            if on:
                profiles.add_tags(tx, person, [tag], "manual", tx.now)
            else:
                profiles.remove_tags(tx, person, [tag], "manual", tx.now)
    stage.work()


def test_wearers_go_there_with_the_tag_and_changes_follow(stage: Stage) -> None:
    known = follow(stage, "p1", "p2", "p3")
    client = stage.account.clients.of(stage.id)
    with stage.uow.begin() as tx:
        gold = profiles.ensure_tag(tx, "会员", "金卡")
        for person in list(known)[:2]:
            profiles.add_tags(tx, person, [gold], "import", tx.now)
    started(stage, "会员", "金卡")
    number = theirs(stage)["金卡"]
    worn = {person: client.follower(openid).tagid_list for person, openid in known.items()}
    assert list(worn.values()) == [[number], [number], []]
    first, _, last = known
    give(stage, gold, first, on=False)
    give(stage, gold, last)
    assert client.follower(known[first]).tagid_list == [] and client.follower(known[last]).tagid_list == [
        number
    ]
    shown = account(stage)
    assert (shown["in_step"], shown["waiting"], shown["failed"], shown["most_tags"]) == (1, 0, 0, 100)
    # what we told comes back with the next reading, and is no gift of the account's
    stage.account.sync.followers(stage.id, lambda share, note: None)
    stage.work()
    with stage.uow.begin() as tx:
        assert profiles.remove_tags(tx, last, [gold], "manual", tx.now, of_source="manual") == [gold]


def test_names_follow_who_changed_them(stage: Stage) -> None:
    tag = started(stage, "会员", "金卡")
    client = stage.account.clients.of(stage.id)
    client.rename_tag(theirs(stage)["金卡"], "黄金")
    stage.account.sync.tags(stage.id)
    with stage.uow.read() as tx:
        assert profiles.tags_by_id(tx, [tag])[tag].name == "黄金"
    with stage.uow.begin() as tx:
        keeping.change_tag(tx, tag, TagChanges(name="白金"))
    assert account(stage)["waiting"] == 1
    stage.advance(61)
    stage.work()  # told soon, without anybody asking
    assert list(theirs(stage)) == ["白金"] and account(stage)["waiting"] == 0
    # renamed to a name that another tag of the account has
    client.create_tag("钻石")
    with stage.uow.begin() as tx:
        keeping.change_tag(tx, tag, TagChanges(name="钻石"))
    stage.account.sync.tags(stage.id)
    (conflict,) = account(stage)["conflicts"]
    assert (conflict["code"], conflict["here"], conflict["there"]) == ("name_taken_there", "钻石", "白金")


def test_a_tag_that_was_deleted_there_stays_here(stage: Stage) -> None:
    ((person, openid),) = follow(stage, "p1").items()
    tag = started(stage, "会员", "金卡")
    give(stage, tag, person)
    client = stage.account.clients.of(stage.id)
    client.delete_tag(theirs(stage)["金卡"])
    stage.account.sync.followers(stage.id, lambda share, note: None)
    stage.work()
    with stage.uow.read() as tx:
        assert [one.name for one in profiles.tags_of(tx, [person])[person]] == ["金卡"]
    (conflict,) = account(stage)["conflicts"]
    assert conflict["code"] == "deleted_there" and conflict["there"] is None
    api_call(stage, "DELETE", f"/{tag}/sync/{stage.known['appid']}", status=204)
    assert account(stage)["conflicts"] == [] and account(stage)["in_step"] == 0
    started(stage, "会员", "金卡")
    assert client.follower(openid).tagid_list == [theirs(stage)["金卡"]]


def test_the_limits_of_the_account_are_said_and_the_others_go_through(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = follow(stage, "p1", "p2")
    (full, openid), (free, other) = known.items()
    client = stage.account.clients.of(stage.id)
    for number in range(20):
        client.tag_followers(client.create_tag(f"t{number}").id, [openid])
    tag = started(stage, "会员", "金卡")
    give(stage, tag, full, free)
    shown = account(stage)
    assert (shown["waiting"], shown["failed"], shown["failures"][0]["code"]) == (0, 1, "45059")
    assert theirs(stage)["金卡"] in client.follower(other).tagid_list
    client.untag_followers(theirs(stage)["t0"], [openid])
    api_call(stage, "POST", f"/sync/{stage.known['appid']}/now", status=202)
    stage.work()
    assert account(stage)["failed"] == 0 and theirs(stage)["金卡"] in client.follower(openid).tagid_list
    monkeypatch.setattr(sandbox_followers, "_TAGS_PER_ACCOUNT", 21)
    started(stage, "会员", "黑卡")
    (conflict,) = account(stage)["conflicts"]
    assert conflict["code"] == "45056" and "100" in conflict["reason"]["en"]


def test_whoever_left_holds_up_nobody_and_a_dead_token_is_renewed(stage: Stage) -> None:
    known = follow(stage, "p1", "p2", "p3")
    tag = started(stage, "会员", "金卡")
    stage.control.post("/faults", json={"lose": 1.0})
    stage.act("unfollow", person="p2")  # and we are not told
    stage.control.post("/tokens/invalidate")
    give(stage, tag, *known)
    client, openids = stage.account.clients.of(stage.id), list(known.values())
    number = theirs(stage)["金卡"]
    assert [number in client.follower(openids[place]).tagid_list for place in (0, 2)] == [True, True]
    shown = account(stage)
    assert (shown["waiting"], shown["failed"], shown["error"]) == (0, 0, None)


def test_a_quota_that_is_used_up_stops_the_account_until_it_is_renewed(stage: Stage) -> None:
    ((person, openid),) = follow(stage, "p1").items()
    tag = started(stage, "会员", "金卡")
    quota = stage.sandbox.services.official_account.account.quota
    usual, quota.usual = quota.usual, 0
    give(stage, tag, person)
    shown = account(stage)
    assert shown["waiting"] == 1 and shown["error"] is not None
    quota.usual = usual
    stage.advance(2 * 86_400)
    stage.account.sync.tags(stage.id)
    stage.work()
    assert account(stage)["waiting"] == 0 and account(stage)["error"] is None
    assert stage.account.clients.of(stage.id).follower(openid).tagid_list == [theirs(stage)["金卡"]]


def test_unknown_accounts_and_archived_tags_are_refused(stage: Stage) -> None:
    with stage.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, "会员", "金卡")
    here = {"account": stage.known["appid"]}
    assert api_call(stage, "POST", f"/{tag}/sync", {"account": "wx0"}, 404)["code"] == "tag_sync.no_account"
    assert api_call(stage, "POST", "/999/sync", here, 422)["code"] == "profiles.unknown_tag"
    with stage.uow.begin() as tx:
        keeping.archive_tag(tx, tag)
    assert api_call(stage, "POST", f"/{tag}/sync", here, 409)["code"] == "tag_sync.not_syncable"


def test_a_word_to_the_account_earns_a_tag(stage: Stage) -> None:
    ((person, _),) = follow(stage, "p1").items()
    with stage.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, "兴趣", "问价")
        acting.save(
            tx, acting.TagAction(0, "问价", "keyword", "contains", "多少钱", (tag,), None, True, tx.now)
        )
    stage.act("say", person="p1", text="请问多少钱？")
    stage.work()
    with stage.uow.read() as tx:
        assert [one.name for one in profiles.tags_of(tx, [person])[person]] == ["问价"]
