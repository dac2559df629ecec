"""People of segments, and files of them, as the HTTP API says them."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Customer, Friend
from huayuan.segments.members import shapes as m
from huayuan.segments.members.models import SegmentExportRow
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember


def person_lines(tx: Transaction, customers: Sequence[Customer]) -> list[m.PersonLine]:
    people = [one.id for one in customers]
    friends, tags = profiles.friends_of(tx, people), profiles.tags_of(tx, people)
    staff = stores.staff_by_id(tx, {friend.staff_id for mine in friends.values() for friend in mine})
    return [
        m.PersonLine(
            id=one.id,
            name=one.name or None,
            avatar=one.avatar,
            phone_masked=one.phone_masked,
            city=one.city,
            channel=one.first_channel,
            last_channel=one.last_channel,
            stage=one.stage,
            first_seen_at=one.first_seen_at,
            last_seen_at=one.last_seen_at,
            friends=[_friend(friend, staff.get(friend.staff_id)) for friend in friends.get(one.id, [])],
            tags=[m.TagOf(id=tag.id, name=tag.name, color=tag.color) for tag in tags.get(one.id, [])],
            orders=one.orders,
            gmv=one.gmv,
            last_order_at=one.last_order_at,
            events=one.events,
        )
        for one in customers
    ]


def _friend(friend: Friend, member: StaffMember | None) -> m.FriendOf:
    name = member.name if member else f"#{friend.staff_id}"
    return m.FriendOf(staff_id=friend.staff_id, name=name, store=member.store_name if member else None)


def export_out(row: SegmentExportRow) -> m.ExportOut:
    return m.ExportOut(
        id=row.id,
        of=row.of,
        segment_id=row.segment_id,
        segment_name=row.segment_name,
        fields=row.fields,
        state=row.state,
        rows=row.rows,
        created_at=row.created_at,
        finished_at=row.finished_at,
        by=row.by,
        reason=row.reason,
        url=f"/api/segments/exports/{row.id}/file" if row.state == "done" and row.path else None,
    )
