"""The door of WeCom's mass messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from huayuan.communities import api as communities
from huayuan.kernel.errors import NotFound
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Visibility
from huayuan.segments import api as segments
from huayuan.segments.contracts import Status
from huayuan.segments.errors import SegmentArchived
from huayuan.wechat.wecom.mass import checking, store
from huayuan.wechat.wecom.mass.checking import Check
from huayuan.wechat.wecom.mass.contracts import (
    UNDERWAY,
    Audience,
    Counts,
    Mass,
    NewMass,
    Part,
    Tapped,
    Target,
)
from huayuan.wechat.wecom.mass.errors import MassAudienceUnknown, MassEmpty, MassMixed, MassTooLong
from huayuan.wechat.wecom.mass.limits import ATTACHMENTS, TEXT_BYTES
from huayuan.wechat.wecom.media.fitting import check_attachments

__all__ = [
    "PRIVACY", "Check", "check", "counts", "counts_by_part", "create", "mass", "masses", "parts", "people_moved", "places_of_segment",
    "tapped", "targets",
]  # fmt: skip

KINDS = ("image", "link", "miniprogram", "video", "file")
TITLE_CHARS = 30
_TO_SEGMENTS = "wecom.mass.to_segments"  # in the memory of a transaction
PRIVACY = PrivacyHooks("wechat.wecom.mass", tables=("wecom_mass_target",))


def create(tx: Transaction, new: NewMass, visibility: Visibility) -> Mass:
    """Keep a mass message and have it prepared, at `send_at` where that is later; a repeated key answers the one there is.

    Raises MassEmpty, MassMixed, MassTooLong, AttachmentWrong, MassAudienceUnknown, SegmentArchived.
    """
    _check(new)
    check_attachments(tx, new.attachments, KINDS)
    audience = seen_by(tx, new.audience, visibility)
    made, fresh = store.add(tx.session, replace(new, audience=audience), tx.now)
    if fresh:
        key = f"wecom.mass_create:{made.id}"
        payload = {"mass_id": made.id}
        tx.enqueue("wecom.mass_create", payload, due=made.send_at, dedup_key=key, priority=3)
    return made


def check(
    services: Services, tx: Transaction, account: str, wanted: Audience, visibility: Visibility
) -> Check:
    """Who would get it and who would not. Raises MassMixed, MassAudienceUnknown, SegmentArchived."""
    if _people(wanted) and wanted.group_ids:
        raise MassMixed()
    return checking.check(services, tx, account, seen_by(tx, wanted, visibility))


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


def tapped(tx: Transaction, mass_ids: list[int]) -> dict[int, Tapped]:
    """Mass messages of which nobody has a task are absent."""
    return store.tapped(tx.session, mass_ids) if mass_ids else {}


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


@segments.segments_are_used
def places_of_segment(tx: Transaction, segment_id: int) -> list[segments.Place]:
    """Mass messages to a segment that are planned or not yet confirmed by everyone, so that it is not deleted under
    them. They are read once for all segments of a transaction."""
    found = tx.memo.get(_TO_SEGMENTS)
    if found is None:
        found = tx.memo[_TO_SEGMENTS] = {}
        for segment, one in store.to_segments(tx.session, UNDERWAY):
            place = segments.Place("wecom_mass", one.id, _title(one), f"/mass-messages/{one.id}")
            found.setdefault(segment, []).append(place)
    places: list[segments.Place] = found.get(segment_id, [])
    return places


def _title(one: Mass) -> str:
    return one.name or one.text.strip()[:TITLE_CHARS] or f"#{one.id}"


def _check(new: NewMass) -> None:
    people = _people(new.audience)
    if not (new.text.strip() or new.attachments) or not (people or new.audience.group_ids):
        raise MassEmpty()
    if people and new.audience.group_ids:
        raise MassMixed()
    size = len(new.text.encode())
    if size > TEXT_BYTES or len(new.attachments) > ATTACHMENTS:
        raise MassTooLong(given=size, limit=TEXT_BYTES, attachments=ATTACHMENTS)


def _people(wanted: Audience) -> bool:
    return bool(wanted.staff_ids or wanted.person_ids or wanted.segment_id is not None)


def seen_by(tx: Transaction, wanted: Audience, visibility: Visibility) -> Audience:
    """The audience, if its maker may write to all of it; of a segment those are written to whom the maker may see.
    Raises MassAudienceUnknown, SegmentArchived."""
    unknown = 0
    if wanted.segment_id is not None:
        unknown += not _living_segment(tx, wanted.segment_id)
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
    return replace(wanted, within_staff=visibility.staff)


def _living_segment(tx: Transaction, segment_id: int) -> bool:
    try:
        found = segments.get(tx, segment_id)
    except NotFound:
        return False
    if found.status is Status.ARCHIVED:
        raise SegmentArchived(name=found.name)
    return True
