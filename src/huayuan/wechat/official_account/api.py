"""The door of the 公众号 connector. Connections of every kind are made and changed in `connections`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagPlace
from huayuan.wechat.connections.api import connection_ids
from huayuan.wechat.official_account import following
from huayuan.wechat.official_account.limits import KIND
from huayuan.wechat.official_account.store import belongings, followers

__all__ = ["PRIVACY", "openids_of", "people_following", "people_moved", "writable"]

PRIVACY = PrivacyHooks("wechat.official_account", tables=("official_account_follower",))


def openids_of(tx: Transaction, account: str, person_ids: Collection[int]) -> dict[int, str]:
    """person → openid, of those who follow the account now: to whom messages can be sent."""
    return followers.openids_of(tx.session, account, person_ids)


def people_following(
    tx: Transaction, accounts: Sequence[str], now: bool, among: Sequence[int] | None = None
) -> list[int]:
    """Persons, of all or `among`, who follow one of these accounts (appids; none: any) now, or did and do no more."""
    follow = followers.persons(tx.session, accounts, True, among)
    return sorted(follow if now else followers.persons(tx.session, accounts, False, among) - follow)


def writable(tx: Transaction, account: str, person_ids: Collection[int]) -> dict[int, datetime]:
    """person → until when a customer-service message may reach them; those whose window is closed are absent."""
    acts = followers.last_acts(tx.session, account, person_ids)
    ends = {person: following.writable_until(*both) for person, both in acts.items()}
    return {person: end for person, end in ends.items() if end is not None and end > tx.now}


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> None:
    """A merge or split: `moves` says where each origin person belongs now."""
    for origin, to in moves.items():
        followers.repoint(tx.session, origin, to)


@profiles.tags_are_used
def places_of_tag(tx: Transaction, tag_id: int) -> list[TagPlace]:
    """QR codes that give a tag and mass messages on their way to those who wear it, so that it is not deleted under
    them."""
    codes = [
        TagPlace("oa_code", code.id, code.name, f"/official-account/{code.connection_id}/codes")
        for code in belongings.codes_with_tag(tx.session, tag_id)
    ]
    theirs = {
        (connection, int(link.external_id))
        for link in profiles.tag_links(tx, tag_ids=[tag_id])
        if link.kind == KIND and link.made
        for connection in connection_ids(tx, KIND, link.account)
    }
    masses = [
        TagPlace("oa_mass", one.id, one.name or f"#{one.id}", f"/official-account/{one.connection_id}/mass")
        for one in belongings.masses_to_tags(tx.session)
        if (one.connection_id, int(one.audience["tag"])) in theirs
    ]
    return codes + masses


@PRIVACY.export
def _export(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"following": followers.of_person(tx.session, person_id)}


@PRIVACY.erase
def _erase(tx: Transaction, person_id: int) -> int:
    return followers.forget_person(tx.session, person_id)


@PRIVACY.forget
def _forget(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """What is still to be asked about the follower, and what they agreed to."""
    known = [(account, value) for kind, value, account in identifiers if kind == "oa_openid"]
    return sum(
        followers.forget_wanted(tx.session, connection_ids(tx, KIND, account), openid)
        + belongings.forget_consents(tx.session, account, openid)
        for account, openid in known
    )
