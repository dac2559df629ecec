"""The door of live codes."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.errors import HuayuanError, NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.live_codes import rules, store
from huayuan.live_codes.adopting import adopt, state_elsewhere
from huayuan.live_codes.contracts import IssuedWay, LiveCode, LiveCodeNumbers, NewLiveCode, Rotation, Status
from huayuan.live_codes.errors import LiveCodeArchived, StaffMayNotServe, UnknownStaff
from huayuan.live_codes.rules import check_attachments, check_welcome, chosen_connection, render, variables_in
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagPlace
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember

__all__ = [
    "Change", "adopt", "archive", "archived", "by_states", "change", "check_attachments", "check_welcome", "chosen_connection", "codes", "create", "failed",
    "follow_staff", "friends_by_day", "get", "issued", "numbers", "render", "staff_behind", "staff_names", "start_issue", "state_elsewhere",
    "variables_in",
]  # fmt: skip


@profiles.tags_are_used
def places_of_tag(tx: Transaction, tag_id: int) -> list[TagPlace]:
    """Live codes that give a tag, so that it is not deleted under them."""
    return [
        TagPlace("live_code", code.id, code.name, f"/live-codes/{code.id}")
        for code in store.using_tag(tx.session, tag_id)
    ]


_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Change:
    """What to change; None leaves a thing as it is."""

    name: str | None = None
    channel: str | None = None
    staff_ids: tuple[int, ...] | None = None
    rotation: Rotation | None = None
    tag_ids: tuple[int, ...] | None = None
    welcome_text: str | None = None
    welcome_attachments: tuple[dict[str, Any], ...] | None = None


def create(tx: Transaction, new: NewLiveCode, account: str) -> LiveCode:
    """Write the intent and have the platform asked after the commit.

    Raises StaffNeeded, NoStaff, TooManyStaff, UnknownStaff, StaffMayNotServe, UnknownVariable, WelcomeTooLong,
    AttachmentUnfit.
    """
    rules.check_welcome(new.welcome_text)
    rules.check_attachments(new.welcome_attachments)
    _check_staff(tx, account, new.rotation, new.staff_ids)
    made = store.add(
        tx.session, name=new.name, channel=new.channel, connection_id=new.connection_id, account=account,
        rotation=new.rotation.value, staff_ids=list(new.staff_ids), tag_ids=list(new.tag_ids),
        welcome_text=new.welcome_text, state="hy" + "".join(secrets.choice(_LETTERS) for _ in range(12)),
        status=Status.DRAFT.value, created_at=tx.now, welcome_attachments=list(new.welcome_attachments),
    )  # fmt: skip
    tx.enqueue("live_codes.issue", {"id": made.id}, dedup_key=f"live_codes.issue:{made.id}:1", priority=8)
    return made


def change(tx: Transaction, code_id: int, wanted: Change) -> LiveCode:
    """Change a code; the platform is told when the staff changed, and asked again when it had refused.

    Raises NotFound, LiveCodeArchived, RotationFixed, and what `create` raises.
    """
    code = get(tx, code_id)
    if code.status is Status.ARCHIVED:
        raise LiveCodeArchived(name=code.name)
    values = {
        name: value
        for name in (
            "name",
            "channel",
            "welcome_text",
            "welcome_attachments",
            "staff_ids",
            "rotation",
            "tag_ids",
        )
        if (value := getattr(wanted, name)) is not None
    }
    rotation: Rotation = values.get("rotation", code.rotation)
    staff_ids: tuple[int, ...] = values.get("staff_ids", code.staff_ids)
    if code.config_id:
        rules.check_rotation_change(code.rotation, rotation)
    rules.check_welcome(values.get("welcome_text", code.welcome_text))
    rules.check_attachments(values.get("welcome_attachments", code.welcome_attachments))
    if {"rotation", "staff_ids"} & values.keys():
        _check_staff(tx, code.account, rotation, staff_ids)
    row = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items() if k != "rotation"}
    changed = store.change(tx.session, code_id, **row, rotation=rotation.value)
    _tell_platform(tx, changed, staff_changed=bool({"rotation", "staff_ids", "name"} & values.keys()))
    return changed


def archive(tx: Transaction, code_id: int) -> LiveCode:
    """Take a code out of use; friends it won keep their channel. Archiving twice is the same as once."""
    code = get(tx, code_id)
    if code.status is Status.ARCHIVED:
        return code
    tx.enqueue("live_codes.remove", {"id": code_id}, dedup_key=f"live_codes.remove:{code_id}")
    return store.change(tx.session, code_id, status=Status.ARCHIVED.value)


def get(tx: Transaction, code_id: int) -> LiveCode:
    """Raises NotFound."""
    code = store.get(tx.session, code_id)
    if code is None:
        raise NotFound(what="live code")
    return code


def codes(
    tx: Transaction, *, status: str | None, q: str, sort: str, limit: int, offset: int, today: datetime
) -> tuple[list[LiveCode], int]:
    """Sorted by created_at, name, channel, friends or friends_today (since `today`, the organisation's midnight)."""
    since = {"friends": None, "friends_today": today}
    by = sort.removeprefix("-")
    friends = profiles.live_code_counts(since[by]) if by in since else None
    return store.page(tx.session, status=status, q=q, sort=sort, limit=limit, offset=offset, friends=friends)


def friends_by_day(tx: Transaction, code_id: int, days: int, zone: ZoneInfo) -> dict[date, int]:
    """Day of `zone` → friends won through the code. Raises NotFound."""
    return profiles.friends_by_day(tx, get(tx, code_id).id, days, zone)


def by_states(tx: Transaction, account: str, states: Collection[str]) -> dict[str, LiveCode]:
    """state → code. Archived ones too: a printed code is scanned long after."""
    return store.by_states(tx.session, account, states) if states else {}


def numbers(tx: Transaction, code_ids: Sequence[int], today: datetime) -> dict[int, LiveCodeNumbers]:
    """Friends won by each code, in all and since `today` (the organisation's midnight)."""
    ever = profiles.friends_by_live_code(tx, code_ids)
    since = profiles.friends_by_live_code(tx, code_ids, today)
    return {code_id: LiveCodeNumbers(ever.get(code_id, 0), since.get(code_id, 0)) for code_id in code_ids}


def staff_behind(tx: Transaction, code: LiveCode) -> list[StaffMember]:
    """Who answers a scan: the chosen ones who are still active and serve customers; for `all` all of them."""
    if code.rotation is Rotation.ALL:
        limit = rules.MAX_STAFF + 1
        return stores.list_staff(tx, account=code.account, active=True, serves=True, limit=limit)[0]
    members = stores.staff_by_id(tx, code.staff_ids)
    chosen = [members[one] for one in code.staff_ids if one in members]
    return [one for one in chosen if one.active and one.serves]


def staff_names(tx: Transaction, codes: Sequence[LiveCode]) -> dict[int, str]:
    """Names of the chosen staff of several codes."""
    return stores.staff_names(tx, {one for code in codes for one in code.staff_ids})


def start_issue(tx: Transaction, code_id: int) -> tuple[LiveCode, list[str], bool] | None:
    """(code, userids, whether an earlier attempt may have reached the platform); None when there is nothing
    to do.

    Raises the errors of `rules.check_staff`.
    """
    code = store.get(tx.session, code_id)
    if code is None or code.config_id or code.status is Status.ARCHIVED:
        return None
    members = staff_behind(tx, code)
    rules.check_staff(code.rotation, members)
    asked_before = code.issuing_at is not None
    if not asked_before:
        code = store.change(tx.session, code_id, issuing_at=tx.now)
    return code, [member.userid for member in members], asked_before


def issued(tx: Transaction, code_id: int, way: IssuedWay) -> None:
    code = get(tx, code_id)
    archived_meanwhile = code.status is Status.ARCHIVED
    status = Status.ARCHIVED if archived_meanwhile else Status.ACTIVE
    store.change(tx.session, code_id, config_id=way.config_id, url=way.url, status=status.value, error=None)
    if archived_meanwhile:
        tx.enqueue("live_codes.remove", {"id": code_id}, dedup_key=f"live_codes.remove:{code_id}:late")


def failed(tx: Transaction, code_id: int, error: HuayuanError) -> None:
    """The platform refused. A code that works already keeps working and shows the error."""
    code = get(tx, code_id)
    status = code.status if code.config_id else Status.FAILED
    store.change(tx.session, code_id, status=status.value, error=error.as_dict(), issuing_at=None)


def archived(tx: Transaction, code_id: int) -> None:
    """The platform's contact way is gone."""
    store.change(tx.session, code_id, config_id=None)


def follow_staff(tx: Transaction, connection_id: int) -> None:
    """After a sync of the address book: codes of everyone are brought up to date."""
    for code in store.following_all(tx.session, connection_id):
        _tell_platform(tx, code, staff_changed=True)


def _check_staff(tx: Transaction, account: str, rotation: Rotation, staff_ids: Sequence[int]) -> None:
    if rotation is Rotation.ALL:
        return
    rules.check_staff(rotation, staff_ids)
    members = stores.staff_by_id(tx, staff_ids)
    wrong = [one for one in staff_ids if one not in members or members[one].account != account]
    wrong += [one.id for one in members.values() if not one.active]
    if wrong:
        raise UnknownStaff(ids=", ".join(str(one) for one in wrong))
    if idle := [members[one].name for one in staff_ids if not members[one].serves]:
        raise StaffMayNotServe(names="、".join(idle))


def _tell_platform(tx: Transaction, code: LiveCode, *, staff_changed: bool) -> None:
    moment = tx.now.isoformat()
    if code.config_id is None:
        store.change(tx.session, code.id, status=Status.DRAFT.value, error=None)
        tx.enqueue(
            "live_codes.issue", {"id": code.id}, dedup_key=f"live_codes.issue:{code.id}:{moment}", priority=8
        )
    elif staff_changed:
        tx.enqueue("live_codes.update", {"id": code.id}, dedup_key=f"live_codes.update:{code.id}:{moment}")
