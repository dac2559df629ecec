"""Values of profiles, stores and identity put together as the HTTP API says them."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.identity import api as identity
from huayuan.identity.contracts import ConflictState
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api
from huayuan.profiles import shapes as s
from huayuan.profiles.bulk import TagOutcome
from huayuan.profiles.contracts import Customer, Friend, NamedSegment, Tag
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember


def customer_rows(tx: Transaction, customers: Sequence[Customer]) -> list[s.CustomerRow]:
    """Lines of the list with their friends and tags: three queries for a page."""
    people = [customer.id for customer in customers]
    friends, tags = api.friends_of(tx, people), api.tags_of(tx, people)
    staff = _staff(tx, [friend for of_one in friends.values() for friend in of_one])
    return [
        s.CustomerRow(
            id=one.id,
            name=one.name or None,
            avatar=one.avatar,
            phone_masked=one.phone_masked,
            channel=one.first_channel,
            last_channel=one.last_channel,
            stage=one.stage,
            first_seen_at=one.first_seen_at,
            last_seen_at=one.last_seen_at,
            friends=[_friend(friend, staff) for friend in friends.get(one.id, [])],
            tags=[s.TagOfCustomer.model_validate(tag) for tag in tags.get(one.id, [])],
            orders=one.orders,
            gmv=one.gmv,
            last_order_at=one.last_order_at,
            events=one.events,
        )
        for one in customers
    ]


def detail(tx: Transaction, one: Customer) -> s.CustomerDetail:
    friends = api.friends_of(tx, [one.id], open_only=False).get(one.id, [])
    staff = _staff(tx, friends)
    conflicts, _ = identity.conflicts(tx, state=ConflictState.OPEN, person_id=one.id)
    return s.CustomerDetail(
        id=one.id,
        name=one.name or None,
        avatar=one.avatar,
        gender=one.gender,
        city=one.city,
        phone_masked=one.phone_masked,
        stage=one.stage,
        channel=one.first_channel,
        last_channel=one.last_channel,
        first_seen_at=one.first_seen_at,
        last_seen_at=one.last_seen_at,
        identifiers=[s.IdentifierOut.model_validate(found) for found in identity.identifiers_of(tx, one.id)],
        friends=[_friendship(friend, staff) for friend in friends],
        traits=_traits(tx, one.id),
        tags=[s.TagOfCustomer.model_validate(tag) for tag in api.tags_of(tx, [one.id]).get(one.id, [])],
        totals=s.TotalsOut(
            orders=one.orders,
            gmv=one.gmv,
            average=one.gmv // one.orders if one.orders else 0,
            last_order_at=one.last_order_at,
            events=one.events,
        ),
        merges=[s.MergeOut.model_validate(merge) for merge in identity.merges_of(tx, one.id)],
        conflicts=[
            s.ConflictOut(
                id=conflict.id,
                persons=list(conflict.persons),
                reason=conflict.reason,
                label=s.Label(**conflict.label),
                state=conflict.state.value,
                first_at=conflict.first_at,
                last_at=conflict.last_at,
            )
            for conflict in conflicts
        ],
    )


def _traits(tx: Transaction, person_id: int) -> list[s.TraitOut]:
    known = api.trait_definitions(tx)
    return [
        s.TraitOut(
            key=trait.key,
            label=s.Label(**known[trait.key].label.as_dict()),
            kind=known[trait.key].kind,
            value=trait.value,
            source=trait.source,
            confidence=trait.confidence,
            updated_at=trait.updated_at,
        )
        for trait in api.traits_of(tx, person_id)
        if trait.key in known
    ]


def hit(one: Customer) -> s.Hit:
    subtitle = " · ".join(part for part in (one.phone_masked, one.city, one.first_channel) if part)
    return s.Hit(
        kind="person",
        id=one.id,
        title=one.name or f"#{one.id}",
        subtitle=subtitle or None,
        url=f"/customers/{one.id}",
    )


def segment_hit(one: NamedSegment) -> s.Hit:
    return s.Hit(
        kind="segment", id=one.id, title=one.name, subtitle=one.description or None, url=f"/segments/{one.id}"
    )


def tag_hit(one: Tag) -> s.Hit:
    return s.Hit(kind="tag", id=one.id, title=one.name, subtitle=one.group, url=f"/tags/{one.id}")


def _staff(tx: Transaction, friends: Sequence[Friend]) -> dict[int, StaffMember]:
    return stores.staff_by_id(tx, {friend.staff_id for friend in friends}) if friends else {}


def _friend(friend: Friend, staff: dict[int, StaffMember]) -> s.FriendOfCustomer:
    member = staff.get(friend.staff_id)
    return s.FriendOfCustomer(
        staff_id=friend.staff_id,
        name=member.name if member else f"#{friend.staff_id}",
        store=member.store_name if member else None,
    )


def _friendship(friend: Friend, staff: dict[int, StaffMember]) -> s.FriendshipOut:
    shown = _friend(friend, staff)
    return s.FriendshipOut(
        staff_id=friend.staff_id,
        staff_name=shown.name,
        store_name=shown.store,
        account=friend.account,
        added_at=friend.added_at,
        removed_at=friend.removed_at,
        removed_by=friend.removed_by,
        add_way=friend.add_way,
        state=friend.state,
        channel=friend.channel,
        live_code_id=friend.live_code_id,
        remark=friend.remark,
    )


def bulk_tags_done(done: TagOutcome, edit_id: int) -> s.BulkTagsDone:
    """What changed tags of many within the request."""
    return s.BulkTagsDone(
        changed=len(done.changed),
        items=[
            s.TagsTurned(id=person, added=one.added, removed=one.removed)
            for person, one in sorted(done.changed.items())
        ],
        failed=[
            s.TagFailure(id=one, code=why.code, message=s.Label(**why.as_dict()["message"]))
            for one, why in done.failed
        ],
        queued=0,
        job_id=None,
        edit_id=edit_id,
        undoable=bool(done.changed),
    )
