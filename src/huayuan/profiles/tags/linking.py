"""Links of tags to those of platforms, for the connectors above that keep both in step."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagLink
from huayuan.profiles.errors import TagExists
from huayuan.profiles.tags.contracts import TagChanges, TagDetail
from huayuan.profiles.tags.keeping import change_tag
from huayuan.profiles.tags.store import book, links


def tag_links(
    tx: Transaction, account: str | None = None, tag_ids: Iterable[int] | None = None
) -> list[TagLink]:
    return links.links(tx.session, account, tag_ids)


def our_tags(tx: Transaction, account: str, external_ids: Collection[str]) -> dict[str, int]:
    """The platform's tag → ours; those without a link are absent."""
    return links.by_external(tx.session, account, external_ids)


def their_tags(tx: Transaction, account: str, tag_ids: Collection[int]) -> dict[int, str]:
    """Our tag (whichever name of it is asked for) → the platform's that is written to; those without are absent."""
    stands = book.survivors(tx.session, set(tag_ids))
    found = {
        one.tag_id: one.external_id
        for one in links.links(tx.session, account, set(stands.values()))
        if one.first and one.state != "conflict"
    }
    return {asked: found[reached] for asked, reached in stands.items() if reached in found}


def keep_tag_links(tx: Transaction, found: Collection[TagLink]) -> None:
    links.keep(tx.session, found, tx.now)


def drop_tag_links(tx: Transaction, account: str, external_ids: Collection[str]) -> None:
    """Synchronised no longer; the tag here stays as it is, and with those who wear it."""
    links.drop(tx.session, account, external_ids)


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
