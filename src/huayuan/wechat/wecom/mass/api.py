"""The door of WeCom's mass messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huayuan.communities import api as communities
from huayuan.kernel.errors import NotFound
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Visibility
from huayuan.wechat.wecom.mass import store
from huayuan.wechat.wecom.mass.contracts import Audience, Counts, Mass, NewMass, Part, Target
from huayuan.wechat.wecom.mass.errors import MassAudienceUnknown, MassEmpty, MassMixed, MassTooLong
from huayuan.wechat.wecom.mass.limits import ATTACHMENTS, TEXT_BYTES

__all__ = [
    "PRIVACY", "counts", "counts_by_part", "create", "mass", "masses", "parts", "people_moved", "targets",
]  # fmt: skip

PRIVACY = PrivacyHooks("wechat.wecom.mass", tables=("wecom_mass_target",))


def create(tx: Transaction, new: NewMass, visibility: Visibility) -> Mass:
    """Keep a mass message and have it prepared; a repeated key answers the one there is.

    Raises MassEmpty, MassMixed, MassTooLong, MassAudienceUnknown.
    """
    _check(new)
    _check_audience(tx, new.audience, visibility)
    made, fresh = store.add(tx.session, new, tx.now)
    if fresh:
        key = f"wecom.mass_create:{made.id}"
        tx.enqueue("wecom.mass_create", {"mass_id": made.id}, dedup_key=key, priority=3)
    return made


def mass(tx: Transaction, mass_id: int) -> Mass:
    """Raises NotFound."""
    found = store.get(tx.session, mass_id)
    if found is None:
        raise NotFound(what="mass message")
    return found


def masses(tx: Transaction, *, state: str | None, limit: int, offset: int) -> tuple[list[Mass], int]:
    """The latest first."""
    return store.page(tx.session, state, limit, offset)


def parts(tx: Transaction, mass_id: int) -> list[Part]:
    return store.parts(tx.session, mass_id)


def counts(tx: Transaction, mass_ids: list[int]) -> dict[int, Counts]:
    return store.counts(tx.session, mass_ids) if mass_ids else {}


def counts_by_part(tx: Transaction, mass_id: int) -> Mapping[int, dict[str, int]]:
    return store.counts_by_part(tx.session, mass_id)


def targets(
    tx: Transaction, mass_id: int, *, state: str | None, limit: int, offset: int
) -> tuple[list[tuple[int, Target]], int]:
    """(part id, recipient), and how many in all."""
    return store.targets(tx.session, mass_id, state, limit, offset)


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> None:
    for origin, to in moves.items():
        store.repoint(tx.session, origin, to)


@PRIVACY.export
def _export(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"mass_messages": store.of_person(tx.session, person_id)}


@PRIVACY.erase
def _erase(tx: Transaction, person_id: int) -> int:
    return store.forget_person(tx.session, person_id)


def _check(new: NewMass) -> None:
    people = new.audience.staff_ids or new.audience.person_ids
    if not (new.text.strip() or new.attachments) or not (people or new.audience.group_ids):
        raise MassEmpty()
    if people and new.audience.group_ids:
        raise MassMixed()
    size = len(new.text.encode())
    if size > TEXT_BYTES or len(new.attachments) > ATTACHMENTS:
        raise MassTooLong(given=size, limit=TEXT_BYTES, attachments=ATTACHMENTS)


def _check_audience(tx: Transaction, wanted: Audience, visibility: Visibility) -> None:
    """Nobody writes to customers they may not see."""
    unknown = 0
    if wanted.person_ids:
        seen = profiles.visible_people(tx, wanted.person_ids, visibility)
        unknown += len(set(wanted.person_ids) - seen)
    if visibility.staff is not None:
        unknown += len(set(wanted.staff_ids) - set(visibility.staff))
    for group_id in wanted.group_ids:
        try:
            communities.group(tx, group_id, visibility.staff)
        except NotFound:
            unknown += 1
    if unknown:
        raise MassAudienceUnknown(count=unknown)
