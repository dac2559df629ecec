"""Links of tags to those of platforms, for the connectors above that keep both in step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagLink, TagPush
from huayuan.profiles.errors import TagExists
from huayuan.profiles.tags.contracts import TagChanges, TagDetail
from huayuan.profiles.tags.keeping import change_tag
from huayuan.profiles.tags.store import book, links, pushes


def tag_links(
    tx: Transaction, account: str | None = None, tag_ids: Iterable[int] | None = None
) -> list[TagLink]:
    return links.links(tx.session, account, tag_ids)


def tag_links_wait(tx: Transaction, account: str) -> bool:
    """Whether a tag is to be made or renamed there."""
    return links.any_waiting(tx.session, account)


def our_tags(tx: Transaction, account: str, external_ids: Collection[str]) -> dict[str, int]:
    """The platform's tag → ours; those without a link are absent."""
    return links.by_external(tx.session, account, external_ids)


def their_tags(tx: Transaction, account: str, tag_ids: Collection[int]) -> dict[int, str]:
    """Our tag (whichever name of it is asked for) → the platform's that is written to; those without, or
    still to be made, are absent."""
    stands = book.survivors(tx.session, set(tag_ids))
    found = {
        one.tag_id: one.external_id
        for one in links.links(tx.session, account, set(stands.values()))
        if one.first and one.made
    }
    return {asked: found[reached] for asked, reached in stands.items() if reached in found}


def all_their_tags(tx: Transaction, account: str, tag_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Our tag → every tag of the platform that is this one, first the one that is written to; those without are absent.

    Several are one of ours after a merge.
    """
    found: dict[int, list[str]] = {}
    for one in links.links(tx.session, account, tag_ids):
        if one.made:
            found.setdefault(one.tag_id, []).append(one.external_id)
    return {tag: tuple(external) for tag, external in found.items()}


def keep_tag_links(tx: Transaction, found: Collection[TagLink]) -> None:
    links.keep(tx.session, found, tx.now)


def drop_tag_links(tx: Transaction, account: str, external_ids: Collection[str]) -> None:
    """Synchronised no longer; the tag here stays as it is, and with those who wear it."""
    ours = set(links.by_external(tx.session, account, external_ids).values())
    links.drop(tx.session, account, external_ids)
    left = {one.tag_id for one in links.links(tx.session, account, ours)}
    pushes.drop_tags(tx.session, account, ours - left)


# ---- what is still to be told there


def push_tags(tx: Transaction, wanted: Mapping[tuple[str, int, int], bool]) -> None:
    """(account, person, tag) → whether the person shall wear it there."""
    pushes.want(tx.session, wanted, tx.now)


def push_all_wearers(tx: Transaction, account: str, tag_id: int) -> None:
    """Everybody who wears a tag that is synchronised from now on is to wear it there."""
    pushes.want_wearers(tx.session, account, tag_id, tx.now)


def due_tag_pushes(tx: Transaction, account: str, limit: int) -> list[TagPush]:
    return pushes.due(tx.session, account, tx.now, limit)


def waiting_tag_pushes(tx: Transaction, account: str, person_ids: Collection[int]) -> list[TagPush]:
    """What is still to be told there about these people, failed attempts included."""
    return pushes.of_people(tx.session, account, person_ids)


def tag_pushes_done(tx: Transaction, told: Iterable[TagPush]) -> None:
    pushes.done(tx.session, told)


def put_off_tag_pushes(tx: Transaction, told: Iterable[TagPush], seconds: float) -> None:
    pushes.write(tx.session, told, due=tx.now + timedelta(seconds=seconds))


def fail_tag_pushes(tx: Transaction, told: Iterable[TagPush], errcode: int) -> None:
    """The platform does not take it; somebody must do something first."""
    pushes.write(tx.session, told, state=pushes.FAILED, errcode=errcode)


def try_tag_pushes_again(tx: Transaction, account: str) -> None:
    pushes.again(tx.session, account, tx.now)


def count_tag_pushes(tx: Transaction) -> dict[tuple[str, str, int | None], int]:
    """(account, state, errcode) → how many are waiting or failed."""
    return pushes.counts(tx.session)


def named_here(tx: Transaction, tag_ids: Iterable[int]) -> dict[int, TagDetail]:
    """tag → its name, status and when it was named."""
    return {one.id: one for one in book.tags(tx.session, tag_ids)}


def rename_tag(tx: Transaction, tag_id: int, name: str, account: str) -> bool:
    """The platform `account` calls it `name` now. False when another tag of its group has that name already."""
    try:
        change_tag(tx, tag_id, TagChanges(name=name), account=account)
    except TagExists:
        return False
    return True


def tag_group_names(tx: Transaction, group_ids: Collection[int]) -> dict[int, str]:
    return {one.id: one.name for one in book.groups(tx.session, group_ids)}
