"""Who wins when both sides changed, decided from what was agreed last, what is here and what is there. Pure.

- A name follows the side that changed it. Changed on both, ours counts: no platform says when its name was changed.
- A tag that is gone there stays here with everybody who wears it, and is shown until somebody decides.
- A tag that is new there becomes one here, under the same group and name.
- An archived tag is written no more; a tag of another name of ours (after a merge) is read and never written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from huayuan.profiles.contracts import TagLink
from huayuan.wechat.tag_sync.contracts import (
    CONFLICT,
    DELETED_THERE,
    IN_STEP,
    NAME_TAKEN_HERE,
    NEW,
    TO_MAKE,
    WAITING,
    TheirTag,
)


@dataclass(frozen=True, slots=True)
class OurTag:
    """`name` as it would be written there, cut to the platform's length."""

    id: int
    group_name: str
    name: str
    active: bool


@dataclass(slots=True)
class Plan:
    """`links` to be written; `rename_here`: links whose name there counts; `rename_there` and `make`: to be called."""

    links: list[TagLink] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    rename_here: list[TagLink] = field(default_factory=list)
    rename_there: list[TagLink] = field(default_factory=list)
    make: list[TagLink] = field(default_factory=list)
    adopt: list[TheirTag] = field(default_factory=list)


def compare(
    links: Collection[TagLink], theirs: Collection[TheirTag], ours: Mapping[int, OurTag], *, grouped: bool
) -> Plan:
    """`grouped`: tags there stand in groups, and a name is taken in its group only."""
    plan, there = Plan(), {one.external_id: one for one in theirs}
    linked = {link.external_id for link in links}
    by_name = {
        (one.group_name if grouped else "", one.name): one for one in theirs if one.external_id not in linked
    }
    adopted: set[str] = set()
    for link in links:
        our = ours.get(link.tag_id)
        if our is None:
            plan.drop.append(link.external_id)
        elif link.external_id.startswith(NEW):
            found = by_name.get((our.group_name if grouped else "", our.name))
            if found is None:
                plan.make.append(replace(link, group_name=our.group_name, name=our.name))
            else:
                adopted.add(found.external_id)
                plan.drop.append(link.external_id)
                plan.links.append(_agreed(link, found))
        elif link.external_id not in there:
            plan.links.append(replace(link, state=CONFLICT, reason=DELETED_THERE, errcode=None))
        else:
            _name(plan, link, our, there[link.external_id])
    plan.adopt = [one for one in by_name.values() if one.external_id not in adopted]
    return plan


def _agreed(link: TagLink, found: TheirTag) -> TagLink:
    return replace(
        link, external_id=found.external_id, group_name=found.group_name, name=found.name, state=IN_STEP,
        reason=None, errcode=None,
    )  # fmt: skip


def _name(plan: Plan, link: TagLink, our: OurTag, their: TheirTag) -> None:
    agreed = _agreed(link, their)
    if our.name == their.name or not link.first or not our.active:
        plan.links.append(agreed)
    elif our.name == link.name or link.reason == NAME_TAKEN_HERE:
        plan.rename_here.append(agreed)
    else:
        plan.rename_there.append(replace(agreed, state=WAITING, reason=None))


def new_link(account: str, kind: str, our: OurTag, now: datetime) -> TagLink:
    """Of a tag that is to be made there."""
    return TagLink(
        account, kind, f"{NEW}{our.id}", our.id, our.group_name, our.name, WAITING, TO_MAKE, None, now,
    )  # fmt: skip
