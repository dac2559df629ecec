"""What a reading of customers says about their tags: what is new since the last one is given or taken here."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagGift, TagLink
from huayuan.wechat.wecom import store, wire
from huayuan.wechat.wecom.limits import KIND

CORP_TAG, RULE_TAG = 1, 3
TAKEN_TASK = "wecom.tags_taken"
Read = tuple[str, int, Sequence[wire.Follow]]  # external userid, person, friendships


def apply(tx: Transaction, account: str, read: Sequence[Read]) -> None:
    """Corp and rule tags; tags private to a member stay theirs.

    What is gone is taken off later (`wecom.tags_taken`), after asking whether the tag itself is still there.
    """
    follows = [follow for _, _, found in read for follow in found]
    ours = profiles.our_tags(tx, account, {tag for follow in follows for tag in _ids(follow)})
    ours |= _named(tx, account, follows, ours)
    before = store.relation_tags(tx.session, account, {external for external, _, _ in read})
    settled = _settled(tx, account, {person for _, person, _ in read}) if follows else {}
    gifts, taken, known = [], [], []
    for external, person, found in read:
        given = {tag for follow in found for tag in _rule_tags(tx, follow)}
        for follow in found:
            worn = {tag for tag in _ids(follow) if tag in ours}
            had = before.get((external, follow.userid), frozenset())
            news = {ours[tag] for tag in worn - had}
            first = (external, follow.userid) not in before
            given |= news - settled[person] if first else news
            taken += [[person, tag] for tag in sorted(had - worn)]
            if worn != had:
                known.append((external, follow.userid, sorted(worn)))
        if given:
            gifts.append(TagGift(person, tuple(sorted(given)), KIND, tx.now, account=account))
    store.keep_relation_tags(tx.session, account, known)
    profiles.add_many_tags(tx, gifts)
    if taken:
        tx.enqueue(TAKEN_TASK, {"account": account, "taken": taken})


def _settled(tx: Transaction, account: str, people: set[int]) -> dict[int, set[int]]:
    """person → tags that a friendship's first reading says nothing new about: those worn already (a transfer takes the
    tags along), and those taken off here that WeCom is still to be told of."""
    worn = profiles.tags_of(tx, sorted(people))
    settled = {person: {tag.id for tag in worn.get(person, [])} for person in people}
    for push in profiles.waiting_tag_pushes(tx, account, people):
        settled[push.person] |= {push.tag_id} if not push.worn else set()
    return settled


def _ids(follow: wire.Follow) -> set[str]:
    """Corp tags, by their ids."""
    worn = {one.tag_id for one in follow.tags if one.type == CORP_TAG and one.tag_id}
    return worn | {tag for tag in follow.tag_id if tag}


def _named(
    tx: Transaction, account: str, follows: Sequence[wire.Follow], ours: dict[str, int]
) -> dict[str, int]:
    """Corp tags that the last comparison did not know are linked by the name they come with."""
    fresh = {
        one.tag_id: one for follow in follows for one in follow.tags
        if one.type == CORP_TAG and one.tag_id and one.tag_id not in ours and one.tag_name.strip()
    }  # fmt: skip
    links = [
        TagLink(
            account, KIND, external, profiles.ensure_tag(tx, one.group_name or "企业标签", one.tag_name),
            one.group_name[:60], one.tag_name[:60], "in_step", None, None, tx.now,
        )
        for external, one in sorted(fresh.items())
    ]  # fmt: skip
    profiles.keep_tag_links(tx, links)
    return {link.external_id: link.tag_id for link in links}


def _rule_tags(tx: Transaction, follow: wire.Follow) -> list[int]:
    """Tags of a rule group (规则组) are in no list of corp tags: they are ours by name, and never written."""
    return [
        profiles.ensure_tag(tx, one.group_name or "企业标签", one.tag_name)
        for one in follow.tags if one.type == RULE_TAG and one.tag_name.strip()
    ]  # fmt: skip
