"""Corp tags in step with ours, against the sandbox: names, wearers, what WeCom refuses, and what it deletes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from wechat.wecom_stage import Stage, stage

from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.tags import keeping, merging, ruling
from huayuan.profiles.tags.contracts import TagChanges
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.tag_sync import api, showing
from huayuan.wechat.wecom import store
from huayuan_sandbox.services.wecom import tags as sandbox_tags
from huayuan_sandbox.services.wecom.endpoints import customers as sandbox_customers


@pytest.fixture(autouse=True)
def any_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are above: whether one exists is theirs to ask."""
    monkeypatch.setattr(ruling, "_GUARDS", [])


@pytest.fixture
def corp(database: Database, vault: Vault, tmp_path: Path) -> Iterator[Stage]:
    with stage(database, vault, tmp_path) as opened:
        opened.wecom.sync.tags(opened.connection_id)
        yield opened


def connection(corp: Stage) -> Connection:
    (found,) = corp.services.get(Connections).all("wecom")
    return found


def theirs(corp: Stage) -> dict[str, str]:
    """name → id of the corp's tags."""
    return {tag.name: tag.id for group in corp.client.corp_tags() for tag in group.tag}


def account(corp: Stage) -> dict[str, Any]:
    with corp.uow.read() as tx:
        (found,) = showing.accounts(tx, [connection(corp)])
    return found


def started(corp: Stage, group: str, name: str) -> int:
    with corp.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, group, name)
        api.start(tx, connection(corp), tag)
    corp.work()
    return tag


def person_of(tx: Transaction, corp: Stage, external: str) -> int:
    from huayuan.profiles.models import StaffContactRow

    rows = tx.session.query(StaffContactRow).filter_by(external_userid=external)
    return next(row.person_id for row in rows)


def worn_there(corp: Stage, external: str) -> set[str]:
    return {tag.tag_name for follow in corp.client.contact(external).follow_user for tag in follow.tags}


def worn_here(corp: Stage, person: int) -> set[str]:
    with corp.uow.read() as tx:
        return {tag.name for tag in profiles.tags_of(tx, [person]).get(person, [])}


def marks(corp: Stage, external: str, **change: list[str]) -> None:
    """The customer's first member marks them in the client."""
    time.sleep(1.0)  # two edits of one second are one callback told twice
    userid = corp.client.contact(external).follow_user[0].userid
    corp.act("mark", userid=userid, customer=external, **change)


def read_again(corp: Stage, external: str) -> None:
    """The member edits something, so the customer is read."""
    userid = corp.client.contact(external).follow_user[0].userid
    time.sleep(1.0)  # two edits of one second are one callback told twice
    before = len(corp.told("contact_remarked"))
    assert corp.control.post("/edit", json={"external_userid": external, "userid": userid}).status_code == 200
    corp.work_until(lambda: len(corp.told("contact_remarked")) > before)
    corp.work()


def test_corp_tags_become_ours_and_a_name_follows_who_changed_it(corp: Stage) -> None:
    shown = account(corp)
    assert (shown["in_step"], shown["waiting"], shown["conflicts"], shown["error"]) == (7, 0, [], None)
    assert (shown["tags"], shown["most_tags"]) == (7, 10_000)
    with corp.uow.read() as tx:
        names = {(tag.group, tag.name): tag.id for tag in profiles.all_tags(tx)}
    gold = names["客户等级", "金卡"]
    # renamed there: here too
    assert corp.control.post("/tag", json={"id": theirs(corp)["金卡"], "name": "黄金卡"}).status_code == 200
    corp.work_until(lambda: _name(corp, gold) == "黄金卡")
    # ours, made there, renamed here: there too
    vip = started(corp, "会员", "VIP")
    assert "VIP" in theirs(corp)
    with corp.uow.begin() as tx:
        keeping.change_tag(tx, vip, TagChanges(name="超级VIP"))
    assert account(corp)["waiting"] == 1
    corp.wecom.sync.tags(corp.connection_id)
    assert "超级VIP" in theirs(corp) and "VIP" not in theirs(corp)
    # a new one there: ours
    corp.control.post("/tag", json={})
    corp.work_until(lambda: account(corp)["in_step"] == 9)


def _name(corp: Stage, tag: int) -> str:
    with corp.uow.read() as tx:
        return profiles.tags_by_id(tx, [tag])[tag].name


def test_a_console_tag_cannot_be_renamed_by_us_and_says_so(corp: Stage) -> None:
    with corp.uow.begin() as tx:
        silver = profiles.ensure_tag(tx, "客户等级", "银卡")
        keeping.change_tag(tx, silver, TagChanges(name="白银"))
    corp.wecom.sync.tags(corp.connection_id)
    (conflict,) = account(corp)["conflicts"]
    assert (conflict["code"], conflict["here"], conflict["there"]) == ("not_ours_there", "白银", "银卡")
    # once it is renamed there as well, all is well
    corp.control.post("/tag", json={"id": theirs(corp)["银卡"], "name": "白银"})
    corp.work_until(lambda: account(corp)["conflicts"] == [])


def test_both_renamed_to_a_taken_name_is_shown(corp: Stage) -> None:
    with corp.uow.begin() as tx:
        profiles.ensure_tag(tx, "客户等级", "至尊")
    corp.control.post("/tag", json={"id": theirs(corp)["黑卡"], "name": "至尊"})
    corp.work_until(lambda: account(corp)["conflicts"])
    (conflict,) = account(corp)["conflicts"]
    assert (conflict["code"], conflict["here"], conflict["there"]) == ("name_taken_here", "黑卡", "至尊")
    with corp.uow.begin() as tx:
        black, supreme = (
            profiles.ensure_tag(tx, "客户等级", "黑卡"),
            profiles.ensure_tag(tx, "客户等级", "至尊"),
        )
        merging.merge_tags(tx, supreme, black)
        keeping.change_tag(tx, supreme, TagChanges()) if False else None
    assert account(corp)["conflicts"][0]["here"] == "黑卡"


def test_what_is_given_here_is_worn_there_and_the_other_way_round(corp: Stage) -> None:
    (external,) = corp.friends(1)
    with corp.uow.read() as tx:
        person = person_of(tx, corp, external)
    vip = started(corp, "会员", "VIP")
    with corp.uow.begin() as tx:
        profiles.add_tags(tx, person, [vip], "manual", tx.now)
    assert account(corp)["waiting"] == 1
    corp.work()
    assert "VIP" in worn_there(corp, external) and account(corp)["waiting"] == 0
    # the echo is no second gift: taken back by the one who gave it, it is gone on both sides
    read_again(corp, external)
    with corp.uow.begin() as tx:
        assert profiles.remove_tags(tx, person, [vip], "manual", tx.now, of_source="manual") == [vip]
    corp.work()
    assert "VIP" not in worn_there(corp, external)
    # a member marks the customer in the client, and takes it off again
    marks(corp, external, add=["护肤", "金卡"])
    corp.work_until(lambda: worn_here(corp, person) == {"护肤", "金卡"})
    marks(corp, external, remove=["护肤"])
    corp.work_until(lambda: worn_here(corp, person) == {"金卡"})
    assert worn_there(corp, external) == {"金卡"}


def test_with_two_members_the_last_friendship_decides(corp: Stage) -> None:
    (external,) = corp.friends(1)
    with corp.uow.read() as tx:
        person = person_of(tx, corp, external)
    vip = started(corp, "会员", "VIP")
    first = corp.client.contact(external).follow_user[0].userid
    others = [one for one in corp.client.follow_users() if one != first]
    for userid in others:
        added = corp.control.post("/scan", json={"customer": external, "staff": userid}).json()
        if added["added"] and not added["half"]:
            break
    corp.work_until(lambda: len(corp.client.contact(external).follow_user) == 2)
    corp.work_until(lambda: len(corp.told("contact_added")) == 2)
    with corp.uow.begin() as tx:
        profiles.add_tags(tx, person, [vip], "manual", tx.now)
    corp.work()
    both = [[tag.tag_name for tag in follow.tags] for follow in corp.client.contact(external).follow_user]
    assert both == [["VIP"], ["VIP"]]
    marks(corp, external, remove=["VIP"])
    read_again(corp, external)
    assert "VIP" in worn_here(corp, person), "the other member's friendship wears it still"
    second = next(one.userid for one in corp.client.contact(external).follow_user if one.userid != first)
    assert corp.act("mark", userid=second, customer=external, remove=["VIP"])["tags"] == []
    corp.work_until(lambda: worn_here(corp, person) == set())


def test_merged_tags_go_off_together(corp: Stage) -> None:
    (external,) = corp.friends(1)
    marks(corp, external, add=["护肤", "香氛"])
    with corp.uow.read() as tx:
        person = person_of(tx, corp, external)
        care, scent = (
            profiles.their_tags(tx, connection(corp).account, [_id(tx, name)]) for name in ("护肤", "香氛")
        )
    corp.work_until(lambda: worn_here(corp, person) == {"护肤", "香氛"})
    (gone,), (stays,) = scent, care
    with corp.uow.begin() as tx:
        merging.merge_tags(tx, gone, stays)
    corp.work()
    assert worn_here(corp, person) == {"护肤"} and worn_there(corp, external) == {"护肤", "香氛"}
    with corp.uow.begin() as tx:
        profiles.remove_tags(tx, person, [gone], "manual", tx.now)
    corp.work()
    assert worn_here(corp, person) == set() and worn_there(corp, external) == set()


def _id(tx: Transaction, name: str) -> int:
    return next(tag.id for tag in profiles.all_tags(tx) if tag.name == name)


def test_a_rule_puts_its_tag_back(corp: Stage) -> None:
    (external,) = corp.friends(1)
    vip = started(corp, "会员", "VIP")
    with corp.uow.begin() as tx:
        person = person_of(tx, corp, external)
        profiles.set_rule(tx, vip, 7)
        profiles.follow_rule(tx, 7, [person], [])
    corp.work()
    marks(corp, external, remove=["VIP"])
    assert "VIP" not in worn_there(corp, external)
    corp.work_until(lambda: "VIP" in worn_there(corp, external))
    assert "VIP" in worn_here(corp, person)


def test_a_tag_deleted_there_takes_nothing_off_here_until_somebody_decides(corp: Stage) -> None:
    (external,) = corp.friends(1)
    vip = started(corp, "会员", "VIP")
    with corp.uow.begin() as tx:
        person = person_of(tx, corp, external)
        profiles.add_tags(tx, person, [vip], "manual", tx.now)
    corp.work()
    corp.control.post("/tag", json={"id": theirs(corp)["VIP"]})
    read_again(corp, external)
    corp.work_until(lambda: account(corp)["conflicts"])
    assert "VIP" in worn_here(corp, person)
    (conflict,) = account(corp)["conflicts"]
    assert (conflict["code"], conflict["there"]) == ("deleted_there", None)
    with corp.uow.begin() as tx:  # have it made again: whoever wears it here wears it there
        api.start(tx, connection(corp), vip)
    corp.work()
    assert "VIP" in worn_there(corp, external) and account(corp)["conflicts"] == []
    with corp.uow.begin() as tx:
        api.stop(tx, connection(corp).account, vip)
        profiles.remove_tags(tx, person, [vip], "manual", tx.now)
    corp.work()
    assert "VIP" in worn_there(corp, external), "kept in step no longer"


def test_limits_of_wecom_are_shown_and_tried_again(corp: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_tags, "TAGS_PER_CORP", 7)
    vip = started(corp, "会员", "VIP")
    (full,) = account(corp)["conflicts"]
    assert full["code"] == "40126" and "10,000" in full["reason"]["zh"] and full["there"] is None
    monkeypatch.setattr(sandbox_tags, "TAGS_PER_CORP", 10_000)
    corp.wecom.sync.tags(corp.connection_id)
    assert account(corp)["conflicts"] == [] and "VIP" in theirs(corp)
    (external,) = corp.friends(1)
    monkeypatch.setattr(sandbox_customers, "_TAGS_PER_RELATION", 0)
    with corp.uow.begin() as tx:
        profiles.add_tags(tx, person_of(tx, corp, external), [vip], "manual", tx.now)
    corp.work()
    shown = account(corp)
    assert (shown["waiting"], shown["failed"], shown["failures"][0]["code"]) == (0, 1, "40144")
    monkeypatch.setattr(sandbox_customers, "_TAGS_PER_RELATION", 3_000)
    with corp.uow.begin() as tx:
        api.sync_now(tx, connection(corp))
    corp.work()
    assert account(corp)["failed"] == 0 and "VIP" in worn_there(corp, external)


def test_a_tag_of_the_same_name_is_taken_over_and_names_are_cut(corp: Stage) -> None:
    made = corp.client.add_corp_tag("会员", ["铂金"])
    with corp.uow.begin() as tx:
        long = profiles.ensure_tag(tx, "会员", "很" * 40)
    platinum = started(corp, "会员", "铂金")
    with corp.uow.read() as tx:
        assert profiles.their_tags(tx, connection(corp).account, [platinum]) == {platinum: made.tag[0].id}
    with corp.uow.begin() as tx:
        api.start(tx, connection(corp), long)
    corp.work()
    assert "很" * 30 in theirs(corp) and account(corp)["conflicts"] == []


def test_when_wecom_cannot_be_asked_the_account_says_why(corp: Stage) -> None:
    corp.control.post("/wecom/rules", json={"customer_contact": False})
    with corp.uow.begin() as tx:
        vip = profiles.ensure_tag(tx, "会员", "VIP")
        api.start(tx, connection(corp), vip)
    with pytest.raises(Exception, match="4800"):
        corp.wecom.sync.tags(corp.connection_id)
    assert "48002" in account(corp)["error"]["zh"] and account(corp)["waiting"] == 1
    corp.control.post("/wecom/rules", json={})
    corp.wecom.sync.tags(corp.connection_id)
    assert account(corp)["error"] is None and account(corp)["waiting"] == 0


def test_a_friendship_that_is_new_to_us_gives_no_second_gift(corp: Stage) -> None:
    """As after a transfer, when WeCom takes the tags along to the colleague."""
    (external,) = corp.friends(1)
    vip = started(corp, "会员", "VIP")
    with corp.uow.begin() as tx:
        person = person_of(tx, corp, external)
        profiles.set_rule(tx, vip, 7)
        profiles.follow_rule(tx, 7, [person], [])
    corp.work()
    userid = corp.client.contact(external).follow_user[0].userid
    with corp.uow.begin() as tx:
        store.forget_relation(tx.session, connection(corp).account, external, userid)
    read_again(corp, external)
    with corp.uow.begin() as tx:
        profiles.follow_rule(tx, 7, [], [person])
    corp.work()
    assert worn_here(corp, person) == set() and worn_there(corp, external) == set()
