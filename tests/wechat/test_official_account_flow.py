"""公众号 end to end over HTTP against the sandbox: callbacks, followers, tags, replies, faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from wechat.official_account_stage import WELCOME, Stage, open_stage

from huayuan.events.models import PendingRow
from huayuan.identity import api as identity
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging.models import MessageRow
from huayuan.profiles import api as profiles
from huayuan.wechat.connections import api as connections
from huayuan.wechat.official_account import api as official_account
from huayuan.wechat.official_account.kind import examine
from huayuan.wechat.official_account.models import (
    FollowerRow,
    FollowerSyncRow,
    NoticeConsentRow,
)
from huayuan_sandbox.services.official_account import followers as sandbox_followers


@pytest.fixture
def stage(uow: UnitOfWork, vault: Vault, clock: ManualClock, tmp_path: Path) -> Iterator[Stage]:
    with open_stage(uow, vault, clock, tmp_path) as opened:
        yield opened


def told(stage: Stage, name: str) -> list[dict[str, Any]]:
    """Events of that name, each once, as the pump would hand them on."""
    rows = [json.loads(row.body) for row in stage.rows(PendingRow)]
    return list({row["event_id"]: row for row in rows if row["event"] == name}.values())


def followers(stage: Stage) -> dict[str, FollowerRow]:
    return {row.openid: row for row in stage.rows(FollowerRow)}


def person_of(stage: Stage, kind: str, value: str, account: str | None = None) -> int | None:
    with stage.uow.read() as tx:
        return identity.find(tx, stage.vault, kind, value, account)


@pytest.mark.parametrize("mode", ["safe", "compatible"])
def test_a_new_follower_is_told_welcomed_and_joined_by_unionid(stage: Stage, mode: str) -> None:
    stage.options(mode=mode)
    with_union = next(one.index for one in stage.sandbox.people if one.unionid)
    openid = stage.act("follow", person=f"p{with_union}")["openid"]
    stage.work()
    (event,) = told(stage, "oa_followed")
    assert event["ids"] == {"oa_openid": openid} and event["account"] == stage.known["appid"]
    row = followers(stage)[openid]
    assert row.subscribed and row.read_at is not None and row.since == stage.clock.now()
    unionid = stage.sandbox.people[with_union].unionid
    assert unionid is not None
    assert person_of(stage, "wechat_unionid", unionid) == row.person_id
    assert told(stage, "contact_synced")[0]["ids"] == {"oa_openid": openid, "wechat_unionid": unionid}
    assert [(one["way"], one["content"]) for one in stage.messages(openid=openid)] == [
        ("reply", {"content": WELCOME})
    ]
    (welcome,) = told(stage, "welcome_sent")
    assert welcome["person_id"] == row.person_id
    (said,) = stage.rows(MessageRow)
    assert (said.channel, said.state, said.text) == ("oa_reply", "sent", WELCOME), (
        "in the ledger like all else"
    )


def test_the_plain_mode_must_be_wished(stage: Stage) -> None:
    stage.control.post("/faults", json={"retry_statuses": False})
    stage.options(mode="plain")
    stage.act("follow", person="p1")
    stage.work()
    assert followers(stage) == {}
    with stage.uow.begin() as tx:
        settings = {"welcome_text": WELCOME, "callback_mode": "plain"}
        connections.change(tx, stage.vault, stage.board.kinds, stage.id, settings=settings)
        tx.after_commit(lambda: stage.board.forget(stage.id))
    stage.board.connections.every()
    openid = stage.act("follow", person="p2")["openid"]
    stage.work()
    assert set(followers(stage)) == {openid}
    assert stage.messages(openid=openid)[0]["content"] == {"content": WELCOME}


def test_a_follower_comes_acts_and_leaves(stage: Stage) -> None:
    client = stage.account.clients.of(stage.id)
    client.create_menu([{"type": "click", "name": "会员", "key": "MEMBER"},
                        {"type": "view", "name": "商城", "url": "https://shop.example.com/"}])  # fmt: skip
    client.create_code("poster-1", 600)
    openid = stage.act("follow", person="p3", scene="poster-1")["openid"]
    for act, wish in (
        ("scan", {"scene": "poster-1"}), ("say", {"text": "在吗"}), ("click", {"key": "MEMBER"}),
        ("click", {"key": "https://shop.example.com/"}), ("locate", {}),
    ):  # fmt: skip
        assert stage.act(act, person="p3", **wish)["done"] is True
    stage.work()
    names = ("oa_followed", "oa_scanned", "oa_message_received", "oa_menu_clicked")
    assert [len(told(stage, name)) for name in names] == [1, 1, 1, 2]
    assert told(stage, "oa_followed")[0]["channel"] == "poster-1"
    assert told(stage, "oa_message_received")[0]["properties"] == {"kind": "text"}
    assert {one["properties"]["button_path"] for one in told(stage, "oa_menu_clicked")} == {
        "MEMBER", "https://shop.example.com/"
    }  # fmt: skip
    row = followers(stage)[openid]
    assert (row.qr_scene, row.wrote_at is not None) == ("poster-1", True)
    stage.advance(60)
    stage.act("unfollow", person="p3")
    stage.work()
    row = followers(stage)[openid]
    assert (row.subscribed, row.qr_scene, row.wrote_at) == (False, "", None)
    assert len(told(stage, "oa_unfollowed")) == 1


def test_twice_late_and_out_of_order_make_no_difference(stage: Stage) -> None:
    stage.control.post("/faults", json={"duplicate": 1.0, "reorder": 0.5})
    numbers = range(12)
    for number in numbers:
        stage.act("follow", person=f"p{number}")
    stage.advance(5)
    for number in range(4):
        stage.act("unfollow", person=f"p{number}")
    stage.work()
    rows = followers(stage)
    assert sorted(row.subscribed for row in rows.values()) == [False] * 4 + [True] * 8
    assert (len(told(stage, "oa_followed")), len(told(stage, "oa_unfollowed"))) == (12, 4)
    health = stage.control.get("/status").json()
    assert health["callbacks_duplicated"] == 16
    assert all(len(stage.messages(openid=openid)) == 1 for openid in rows)


def test_a_full_sync_reads_every_follower_with_progress_and_tags(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox_followers, "PAGE", 10)
    monkeypatch.setattr("huayuan.wechat.official_account.sync.INFO_BATCH", 4)
    stage.control.post("/connect", json={"callback_urls": {"official_account": ""}})
    openids = [stage.act("follow", person=f"p{number}")["openid"] for number in range(25)]
    client = stage.account.clients.of(stage.id)
    tag = client.create_tag("老客")
    client.tag_followers(tag.id, openids[:3])
    seen: list[tuple[float, str]] = []
    stage.account.sync.tags(stage.id)
    assert stage.account.sync.followers(stage.id, lambda share, note: seen.append((share, note))) == 25
    assert seen[-1] == (1.0, "25/25") and len(seen) == 8
    assert set(followers(stage)) == set(openids)
    assert len(told(stage, "oa_followed")) == 25
    assert told(stage, "oa_followed")[0]["properties"]["scene"].startswith("ADD_SCENE_")
    with stage.uow.read() as tx:
        worn = profiles.tags_of(tx, [followers(stage)[openid].person_id for openid in openids[:4]])
    assert sum(len(tags) for tags in worn.values()) == 3
    # taken off at the platform, taken off here
    client.untag_followers(tag.id, openids[:1])
    stage.account.sync.followers(stage.id, lambda share, note: None)
    stage.work()
    with stage.uow.read() as tx:
        first = followers(stage)[openids[0]].person_id
        assert profiles.tags_of(tx, [first]).get(first, []) == []
    assert len(told(stage, "oa_followed")) == 25


def test_a_sync_that_was_killed_goes_on_where_it_was(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huayuan.wechat.official_account.sync.INFO_BATCH", 4)
    stage.control.post("/connect", json={"callback_urls": {"official_account": ""}})
    openids = [stage.act("follow", person=f"p{number}")["openid"] for number in range(20)]

    class Killed(Exception):
        pass

    def stop(share: float, note: str) -> None:
        if note.startswith("8/"):
            raise Killed

    with pytest.raises(Killed):
        stage.account.sync.followers(stage.id, stop)
    assert len(followers(stage)) == 8
    # whoever the cursor names leaves before it goes on, and the token dies
    stage.control.post("/official_account/unfollow", json={"person": openids[7]})
    stage.control.post("/tokens/invalidate")
    notes: list[str] = []
    stage.account.sync.followers(stage.id, lambda share, note: notes.append(note))
    assert notes[0].startswith("12/")
    rows = followers(stage)
    assert set(rows) == set(openids)
    (row,) = stage.rows(FollowerSyncRow)
    assert (row.state, row.found_missing) == ("done", 0)
    assert {openid for openid, one in rows.items() if not one.subscribed} == set()


def test_a_full_sync_finds_those_who_left_while_callbacks_were_lost(stage: Stage) -> None:
    openids = [stage.act("follow", person=f"p{number}")["openid"] for number in range(10)]
    stage.work()
    stage.control.post("/faults", json={"lose": 1.0})
    stage.advance(60)
    stage.act("unfollow", person="p4")
    joined = stage.act("follow", person="p30")["openid"]
    stage.work()
    assert followers(stage)[openids[4]].subscribed
    stage.account.sync.followers(stage.id, lambda share, note: None)
    rows = followers(stage)
    assert not rows[openids[4]].subscribed and rows[joined].subscribed
    (row,) = stage.rows(FollowerSyncRow)
    assert row.found_missing == 1
    (gone,) = told(stage, "oa_unfollowed")
    assert gone["ids"] == {"oa_openid": openids[4]} and gone["properties"] == {"source": "sync"}


def test_details_over_the_quota_are_read_later(stage: Stage) -> None:
    quota = stage.sandbox.services.official_account.account.quota
    usual, quota.usual = quota.usual, 0
    stage.act("follow", person="p1")
    stage.work()
    (row,) = followers(stage).values()
    assert row.subscribed and row.read_at is None
    quota.usual = usual
    stage.advance(200)
    stage.work()
    assert next(iter(followers(stage).values())).read_at is not None


def test_the_doctor_tells_followers_unionid_and_templates(stage: Stage) -> None:
    stage.act("follow", person="p1")
    stage.work()
    connection = stage.board.connections.by_id(stage.id)
    checks = {one.step: one for one in examine(stage.services, connection)}
    assert [checks[step].state.value for step in ("followers", "templates")] == ["ok"] * 2
    assert checks["unionid"].state.value in ("ok", "warning")
    stage.control.post("/faults", json={"trusted_ips": ["10.9.9.9"]})
    checks = {one.step: one for one in connections.examine(stage.services, stage.id)}
    assert checks["credentials"].state.value == "failed"
    assert checks["credentials"].fix is not None and "白名单" in checks["credentials"].fix.zh


def test_a_synchronised_tag_is_ours_under_its_name(stage: Stage) -> None:
    stage.account.clients.of(stage.id).create_tag("新客")
    assert stage.account.sync.tags(stage.id) == 1
    with stage.uow.read() as tx:
        (row,) = profiles.tag_links(tx)
        names = {tag.id: (tag.group, tag.name) for tag in profiles.all_tags(tx)}
    assert names[row.tag_id] == ("公众号标签", "新客")


def test_a_replay_does_nothing_twice(stage: Stage) -> None:
    openid = stage.act("follow", person="p1")["openid"]
    notice = stage.account.clients.of(stage.id).notices()[0].priTmplId
    for act, wish in (
        ("say", {"text": "hi"}), ("notice", {"template_id": notice, "accept": True}),
        ("notice", {"template_id": notice, "accept": False}),
    ):  # fmt: skip
        stage.advance(1)
        stage.act(act, person="p1", **wish)
    stage.work()
    names = ("oa_followed", "oa_message_received", "welcome_sent")
    before = [len(told(stage, name)) for name in names]
    with stage.uow.begin() as tx:
        kept = connections.kept_callbacks(tx, stage.id, outcome=None, before=None, limit=50)
        assert connections.replay(tx, stage.id, [one.id for one in kept]) == 4
    stage.work()
    assert [len(told(stage, name)) for name in names] == before == [1, 1, 1]
    (consent,) = stage.rows(NoticeConsentRow)
    assert (consent.openid, consent.left) == (openid, 1)
    assert len(stage.messages(openid=openid)) == 1


def test_the_same_openid_at_two_accounts_is_two_followers(stage: Stage) -> None:
    openid = stage.act("follow", person="p1")["openid"]
    new = connections.NewConnection(
        "official_account", "第二个号", "wx0000000000000002", "", {"secret": "s"}, {}, stage.known["base_url"]
    )
    with stage.uow.begin() as tx:
        second, _ = connections.connect(tx, stage.vault, stage.board.kinds, new)
        tx.after_commit(lambda: stage.board.forget(second.id))
    seal = stage.board.connections.by_id(second.id).seal
    now = str(int(stage.clock.now().timestamp()))
    xml = (
        f"<xml><ToUserName>gh_2</ToUserName><FromUserName>{openid}</FromUserName><CreateTime>{now}</CreateTime>"
        "<MsgType>event</MsgType><Event>subscribe</Event></xml>"
    )
    encrypted = connections.seal_message(seal, xml.encode())
    query = {
        "timestamp": now,
        "nonce": "n",
        "msg_signature": connections.signature(seal.token, now, "n", encrypted),
    }
    body = f"<xml><Encrypt>{encrypted}</Encrypt></xml>"
    answer = httpx.post(
        f"{stage.ours}/callbacks/official_account/{second.key}", params=query, content=body, trust_env=False
    )
    assert (answer.status_code, answer.text) == (200, "success")
    stage.work()
    rows = stage.rows(FollowerRow)
    assert {row.account for row in rows} == {stage.known["appid"], "wx0000000000000002"}
    assert {row.openid for row in rows} == {openid} and len({row.person_id for row in rows}) == 2


def test_who_can_be_written_to_follows_from_what_they_did_last(stage: Stage) -> None:
    account = stage.known["appid"]
    stage.act("follow", person="p1")
    stage.act("follow", person="p2")
    stage.advance(61)
    openid = stage.act("say", person="p1", text="hi")["openid"]
    stage.work()
    person = followers(stage)[openid].person_id
    everyone = [row.person_id for row in followers(stage).values()]
    with stage.uow.read() as tx:
        assert official_account.writable(tx, account, everyone) == {person: tx.now + timedelta(hours=48)}
    stage.advance(48 * 3600)
    with stage.uow.read() as tx:
        assert official_account.writable(tx, account, everyone) == {}


def test_a_rough_day_ends_in_the_truth(stage: Stage) -> None:
    """Lost, doubled, late and reordered callbacks, a token taken back, calls refused: then one sync."""
    faults = {"duplicate": 0.2, "lose": 0.1, "reorder": 0.3, "delay_ms": 5.0, "retry_pause_ms": 5.0}
    stage.control.post("/faults", json=faults)
    account, rng = stage.sandbox.services.official_account.account, Random(5)
    truth: set[tuple[str, datetime]] = set()
    for number in range(160):
        person = stage.sandbox.people[rng.randrange(30)]
        stage.advance(1)
        follows = account.follows(person)
        stage.control.post(
            f"/official_account/{'unfollow' if follows else 'follow'}", json={"person": f"p{person.index}"}
        )
        if not follows:
            truth.add((account.openid_of(person), stage.clock.now()))
        if number == 80:
            stage.control.post("/tokens/invalidate")
            stage.work()
    stage.settle()
    stage.work()
    lost = stage.control.get("/status").json()["callbacks_lost"]
    assert lost > 0
    stage.control.post("/faults", json={})
    stage.advance(300)
    stage.account.sync.followers(stage.id, lambda share, note: None)
    ours = {row.openid for row in stage.rows(FollowerRow) if row.subscribed}
    assert ours == {one.openid for one in account.followers}
    follows_told = [
        (one["ids"]["oa_openid"], datetime.fromisoformat(one["occurred_at"]))
        for one in told(stage, "oa_followed")
    ]
    assert len(follows_told) == len(set(follows_told)) and set(follows_told) <= truth
    assert len(truth) - len(follows_told) <= lost


def test_a_person_can_see_and_erase_what_is_kept_and_merges_are_followed(stage: Stage) -> None:
    openid = stage.act("follow", person="p1")["openid"]
    stage.act("follow", person="p2")
    notice = stage.account.clients.of(stage.id).notices()[0].priTmplId
    stage.act("notice", person="p1", template_id=notice, accept=True)
    stage.work()
    person = followers(stage)[openid].person_id
    other = next(row.person_id for row in followers(stage).values() if row.person_id != person)
    with stage.uow.begin() as tx:
        official_account.people_moved(tx, {person: other})
    assert {row.person_id for row in followers(stage).values()} == {other}
    with stage.uow.begin() as tx:
        official_account.people_moved(tx, {person: person})  # the merge is undone
    assert followers(stage)[openid].person_id == person
    account = stage.known["appid"]
    with stage.uow.begin() as tx:
        (shown,) = official_account.PRIVACY.run_export(tx, person)["following"]
        assert shown["account"] == account and shown["subscribed"] is True
        gone = official_account.PRIVACY.run_erase(tx, person, [("oa_openid", openid, account)])
    assert gone == 2 and openid not in followers(stage) and stage.rows(NoticeConsentRow) == []
    assert len(followers(stage)) == 1
