"""Segments as the HTTP API says them: with sentences, places and trends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from pyroaring import BitMap

from huayuan.kernel.caller import Caller
from huayuan.kernel.errors import NotFound, Text
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.segments import api, naming, people, usage
from huayuan.segments import shapes as s
from huayuan.segments.contracts import Ask, Segment, SegmentVersion, SizePoint
from huayuan.segments.memberships import Memberships

TREND_DAYS = 30


def shown(ask: Ask, caller: Caller, segments: Sequence[Segment]) -> list[s.SegmentOut]:
    """Whoever sees only some customers is told how many of those are in it, and no trend of all."""
    said = naming.sentences(ask.services, ask.tx, [one.tree for one in segments])
    used = usage.places_of_many(ask.tx, [one.id for one in segments])
    seen = people.visible(ask.tx, caller.scope)
    trends = _trends(ask, segments) if seen is None else {}
    sizes = _sizes(ask, seen, segments)
    return [
        _segment(one, sentence, sizes[one.id], used[one.id], trends.get(one.id, []))
        for one, sentence in zip(segments, said, strict=True)
    ]


def shown_one(ask: Ask, caller: Caller, segment: Segment) -> s.SegmentOut:
    return shown(ask, caller, [segment])[0]


def _sizes(ask: Ask, seen: BitMap | None, segments: Sequence[Segment]) -> dict[int, int | None]:
    if seen is None:
        return {one.id: one.size for one in segments}
    members = ask.services.get(Memberships).all_members(ask.tx, [one.id for one in segments])
    return {one.id: None if one.size is None else len(members[one.id] & seen) for one in segments}


def _segment(
    one: Segment, sentence: Text, size: int | None, used_by: int, trend: list[s.TrendPoint]
) -> s.SegmentOut:
    return s.SegmentOut(
        id=one.id,
        name=one.name,
        description=one.description,
        status=one.status.value,
        tree=one.tree,
        version=one.version,
        size=size,
        evaluated_at=one.evaluated_at,
        sentence=s.Label.of(sentence),
        created_by=one.created_by,
        created_at=one.created_at,
        updated_by=one.updated_by,
        updated_at=one.updated_at,
        used_by=used_by,
        trend=trend,
    )


def _trends(ask: Ask, segments: Sequence[Segment]) -> dict[int, list[s.TrendPoint]]:
    now = ask.moment.now
    points = api.history(ask.tx, [one.id for one in segments], now - timedelta(days=TREND_DAYS), now)
    return {number: _by_day(of_one, ask.moment.zone) for number, of_one in points.items()}


def _by_day(points: Sequence[SizePoint], zone: ZoneInfo) -> list[s.TrendPoint]:
    days = {point.at.astimezone(zone).date(): point.size for point in points}
    return [s.TrendPoint(day=day, size=size) for day, size in sorted(days.items())]


def shown_versions(ask: Ask, versions: Sequence[SegmentVersion]) -> list[s.VersionOut]:
    said = naming.sentences(ask.services, ask.tx, [one.tree for one in versions])
    return [
        s.VersionOut(
            version=one.version,
            tree=one.tree,
            sentence=s.Label.of(sentence),
            at=one.at,
            by=one.by,
            note=one.note or None,
        )
        for one, sentence in zip(versions, said, strict=True)
    ]


def version_of(tx: Transaction, segment_id: int, version: int) -> SegmentVersion:
    """Raises NotFound."""
    for one in api.versions(tx, segment_id):
        if one.version == version:
            return one
    raise NotFound(what="version")


def sample(tx: Transaction, ids: Sequence[int]) -> list[s.SampleOut]:
    """A few people, in the order of `ids`."""
    known = profiles.customers_by_id(tx, ids)
    return [
        s.SampleOut(
            id=one.id, name=one.name or None, avatar=one.avatar, city=one.city, last_seen_at=one.last_seen_at
        )
        for one in (known[number] for number in ids if number in known)
    ]
