"""Values of tags as the HTTP API says them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import listing, rules
from huayuan.profiles.contracts import TagLink, Visibility
from huayuan.profiles.store import customers
from huayuan.profiles.tags import figures, past
from huayuan.profiles.tags import shapes as s
from huayuan.profiles.tags.contracts import MERGED, TagDetail, TagGroup
from huayuan.profiles.tags.store import book, history, links

DAYS = 30
_ARCHIVE = s.Label(zh="归档", en="Archive")
_MERGE = s.Label(zh="合并", en="Merge")
_EMPTY = s.Label(zh="归档没人用的", en="Archive those nobody wears")


def groups(tx: Transaction) -> s.Groups:
    """All groups with their tags; merged tags are not shown."""
    people, synced = book.people(tx.session), _synced(links.links(tx.session))
    by_group: dict[int, list[s.ManagedTagOut]] = defaultdict(list)
    for tag in book.tags(tx.session):
        if tag.status != MERGED:
            by_group[tag.group_id].append(_tag(tag, people.get(tag.id, 0), synced.get(tag.id, [])))
    return s.Groups(items=[_group(one, by_group[one.id]) for one in book.groups(tx.session)])


def group(tx: Transaction, one: TagGroup) -> s.GroupOut:
    return next(found for found in groups(tx).items if found.id == one.id)


def tag(tx: Transaction, one: TagDetail) -> s.ManagedTagOut:
    people = book.people(tx.session, [one.id]).get(one.id, 0)
    return _tag(one, people, _synced(links.links(tx.session, tag_ids=[one.id])).get(one.id, []))


def _group(one: TagGroup, tags: list[s.ManagedTagOut]) -> s.GroupOut:
    who = s.Who(everybody=not one.roles, roles=list(one.roles))
    color = one.color or rules.tag_color(one.name)
    return s.GroupOut(id=one.id, name=one.name, exclusive=one.exclusive, color=color, who=who, tags=tags)


def _tag(one: TagDetail, people: int, synced: list[s.SyncMark]) -> s.ManagedTagOut:
    rule = s.Rule(segment=one.rule_segment) if one.rule_segment is not None else None
    return s.ManagedTagOut(
        id=one.id, name=one.name, color=one.color, people=people, status=one.status,
        expires_after_days=one.expires_after_days, rule=rule, synced=synced,
    )  # fmt: skip


def _synced(found: Iterable[TagLink]) -> dict[int, list[s.SyncMark]]:
    marks: dict[int, list[s.SyncMark]] = defaultdict(list)
    for one in found:
        error = str(one.errcode) if one.errcode else None
        mark = s.SyncMark(account=one.account, kind=one.kind, state=one.state, reason=one.reason, error=error)
        if one.first:
            marks[one.tag_id].append(mark)
    return marks


def history_of_person(tx: Transaction, person_id: int) -> s.Spans:
    spans = past.history_of_person(tx, person_id)
    known = {one.id: one for one in book.tags(tx.session, {span.tag_id for span in spans})}
    items = []
    for span in spans:
        tag = known.get(span.tag_id)
        ref = s.TagRef(id=tag.id, name=tag.name, color=tag.color) if tag else None
        said = {k: v for k, v in asdict(span).items() if k != "person_id"}
        items.append(s.SpanOut(tag=ref, **said))
    return s.Spans(items=items)


def history_of_tag(
    tx: Transaction, tag_id: int, visibility: Visibility, zone: ZoneInfo, before: int | None, limit: int
) -> s.TagHistory:
    """Names only of people whom the caller may see."""
    rows = past.history_of_tag(tx, tag_id, before, limit)
    everybody = sorted({row.person_id for row in rows})
    seen = everybody if visibility.everyone else customers.visible(tx.session, everybody, visibility)
    names = listing.names_of(tx, seen)
    items = []
    for row in rows:
        shown = row.person_id if row.person_id in seen else None
        name = names.get(row.person_id) if shown else None
        items.append(
            s.MomentOut(
                id=row.id, at=row.at, what="given" if row.given else "taken", person_id=shown, person=name,
                source=row.source, cause=row.cause, by=row.by, detail=_sentence(row.given, name, row.source, row.cause),
            )
        )  # fmt: skip
    return s.TagHistory(items=items, by_day=_by_day(tx, tag_id, zone))


def _sentence(given: bool, name: str | None, source: str, cause: str | None) -> s.Label:
    zh, en = name or "客户", name or "A customer"
    if given:
        return s.Label(zh=f"{zh} 获得标签（{source}）", en=f"{en} got it ({source})")
    return s.Label(zh=f"{zh} 去掉标签（{cause or source}）", en=f"{en} lost it ({cause or source})")


def _by_day(tx: Transaction, tag_id: int, zone: ZoneInfo) -> list[s.DayOut]:
    """Counted by the database, day by day: a bulk tagging leaves more rows on one day than anybody would read."""
    today = tx.now.astimezone(zone).date()
    people, days = book.people(tx.session, [tag_id]).get(tag_id, 0), []
    for back in range(DAYS):
        day = today - timedelta(days=back)
        first, end = (
            datetime.combine(one, datetime.min.time(), zone) for one in (day, day + timedelta(days=1))
        )
        added, removed = history.between(tx.session, tag_id, first, end)
        days.append(s.DayOut(day=day, added=added, removed=removed, people=max(people, 0)))
        people -= added - removed
    return days[::-1]


def usage(tx: Transaction) -> s.UsageList:
    known = {one.id: one for one in book.tags(tx.session)}
    everybody = book.number_of_people(tx.session)
    return s.UsageList(
        items=[
            s.UsageOut(
                id=one.tag_id, name=known[one.tag_id].name, people=one.people,
                share=one.people / everybody if everybody else 0.0,
                added_30d=one.given, removed_30d=one.taken, last_given_at=one.last_given_at,
                sources=[
                    s.SourceOut(source=source, people=number)
                    for source, number in sorted(one.by_source.items(), key=lambda pair: -pair[1])
                ],
            )
            for one in figures.usage(tx)
        ]
    )  # fmt: skip


def quality(tx: Transaction) -> s.QualityOut:
    found = figures.quality(tx)
    people = book.people(tx.session)
    return s.QualityOut(
        settings=s.ThresholdsOut(**asdict(found.thresholds)),
        unused=_idle(tx, found.unused),
        stale=_idle(tx, found.stale),
        overlapping=[
            s.OverlappingOut(**asdict(one), clean_up=_merge(one.a, one.b, people)) for one in found.overlapping
        ],
        similar_names=[
            s.SimilarOut(
                a=one.a.id, b=one.b.id, a_name=one.a.name, b_name=one.b.name, similarity=one.similarity,
                clean_up=_merge(one.a.id, one.b.id, people),
            )
            for one in found.similar
        ],
        crowded=[
            s.CrowdedOut(
                group=one.group.id, name=one.group.name, tags=one.tags, empty=list(one.empty),
                clean_up=_archive_all(one.empty) if one.empty else None,
            )
            for one in found.crowded
        ],
    )  # fmt: skip


def _idle(tx: Transaction, found: Sequence[figures.Idle]) -> list[s.IdleOut]:
    names = {one.id: one.name for one in book.groups(tx.session)}
    return [
        s.IdleOut(
            tag=one.tag.id, name=one.tag.name, group=names.get(one.tag.group_id, ""), people=one.people, since=one.since,
            days=(tx.now - one.since).days,
            clean_up=s.CleanUp(method="POST", path=f"/api/tags/{one.tag.id}/archive", label=_ARCHIVE),
        )
        for one in found
    ]  # fmt: skip


def _merge(a: int, b: int, people: dict[int, int]) -> s.CleanUp:
    """The one that fewer wear becomes the other."""
    gone, stays = sorted((a, b), key=lambda tag: (people.get(tag, 0), -tag))
    return s.CleanUp(method="POST", path=f"/api/tags/{gone}/merge", body={"into": stays}, label=_MERGE)


def _archive_all(tags: Collection[int]) -> s.CleanUp:
    return s.CleanUp(method="POST", path="/api/tags/archive", body={"ids": sorted(tags)[:500]}, label=_EMPTY)
