"""Profiles: friendships, tags, traits and the customer list. Verbs never commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from huayuan.identity import api as identity
from huayuan.kernel.caller import DataScope
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules
from huayuan.profiles.contracts import (
    SUMMARY_TRAITS,
    Customer,
    CustomerFilter,
    CustomerPage,
    Friend,
    OrderTotals,
    Tag,
    Trait,
    TraitUpdate,
    Visibility,
)
from huayuan.profiles.errors import CustomerNotFound, TagExists, UnknownSort, UnknownTag
from huayuan.profiles.store import contacts, customers, summary, tags, traits
from huayuan.stores import api as stores

PRIVACY = PrivacyHooks("profiles", tables=("person_profile", "person_tag", "person_trait", "staff_contact"))


# ---- friendships


def friend_added(
    tx: Transaction,
    *,
    person_id: int,
    staff_id: int,
    account: str,
    external_userid: str,
    added_at: datetime,
    add_way: int | None,
    state: str | None,
    channel: str | None,
    live_code_id: int | None,
    store_id: int | None = None,
) -> bool:
    """Record that a customer account (`external_userid` of corp `account`) and a member of staff are friends.

    False when this addition is already known; what it adds to the known row (state, channel…) is kept.
    """
    summary.ensure(tx.session, [person_id], added_at)
    summary.lock(tx.session, person_id)
    store = store_id or _store_of(tx, staff_id)
    details = {
        "add_way": add_way,
        "state": state,
        "channel": channel,
        "live_code_id": live_code_id,
        "store_id": store,
    }
    same = rules.known_friendship(contacts.history(tx.session, staff_id, account, external_userid), added_at)
    if same is not None:
        contacts.complete(tx.session, same, details)
        return False
    identity = {
        "person_id": person_id,
        "origin_person_id": person_id,
        "staff_id": staff_id,
        "account": account,
    }
    contacts.insert(
        tx.session, identity | details | {"external_userid": external_userid, "added_at": added_at}
    )
    return True


def _store_of(tx: Transaction, staff_id: int) -> int | None:
    member = stores.staff_by_id(tx, [staff_id]).get(staff_id)
    return member.store_id if member else None


def friend_removed(tx: Transaction, *, person_id: int, staff_id: int, removed_at: datetime, by: str) -> bool:
    """End the friendship; `by` is "customer", "staff" or "transfer". False when there was no open one."""
    return contacts.close(tx.session, person_id, staff_id, removed_at, by)


def friend_remarked(
    tx: Transaction, *, staff_id: int, account: str, external_userid: str, remark: str | None
) -> bool:
    """The staff member's note name (备注) for the customer. False when they are not friends."""
    return contacts.set_remark(tx.session, staff_id, account, external_userid, remark)


def friends_of(
    tx: Transaction, person_ids: Sequence[int], *, open_only: bool = True
) -> dict[int, list[Friend]]:
    return contacts.of_people(tx.session, person_ids, open_only=open_only)


def friends_by_live_code(
    tx: Transaction, live_code_ids: Iterable[int], since: datetime | None = None
) -> dict[int, int]:
    """live code id → friendships that began through it; codes without any are absent."""
    return contacts.count_by_live_code(tx.session, live_code_ids, since)


# ---- traits


def set_traits(tx: Transaction, person_id: int, values: Mapping[str, Any], source: str, at: datetime) -> None:
    """Keep what `source` learnt at `at`. The same value again, or an older one, changes nothing."""
    set_many_traits(tx, [TraitUpdate(person_id, dict(values), source, at)])


def set_many_traits(tx: Transaction, updates: Sequence[TraitUpdate]) -> None:
    """`set_traits` for many people in a few statements; of repeated keys the newest statement counts."""
    before = traits.said_by(tx.session, {u.person_id for u in updates}, {u.source for u in updates})
    rows: dict[tuple[int, str, str], dict[str, Any]] = {}
    for update in sorted(updates, key=lambda u: u.at):
        for key, value in update.values.items():
            if value is None:
                rows.pop((update.person_id, key, update.source), None)
                traits.forget(tx.session, update.person_id, [key], update.source)
                continue
            known = before.get((update.person_id, key, update.source))
            if known is None or (known[0] != value and known[1] <= update.at):
                rows[update.person_id, key, update.source] = _trait_row(update, key, value)
    traits.write(tx.session, list(rows.values()))
    _refresh_names(tx, {u.person_id for u in updates if not u.values.keys().isdisjoint(SUMMARY_TRAITS)})


def traits_of(tx: Transaction, person_id: int) -> list[Trait]:
    """The statement that counts for each key, by key."""
    said = traits.statements(tx.session, [person_id]).get(person_id, [])
    return sorted(rules.effective_traits(said).values(), key=lambda trait: trait.key)


def _trait_row(update: TraitUpdate, key: str, value: Any) -> dict[str, Any]:
    return {
        "origin_person_id": update.person_id,
        "person_id": update.person_id,
        "key": key,
        "source": update.source,
        "value": value,
        "updated_at": update.at,
    }


def _refresh_names(tx: Transaction, person_ids: Iterable[int]) -> None:
    """Bring name, avatar, gender and city of the list lines in step with the traits."""
    wanted = sorted(set(person_ids))
    said = traits.statements(tx.session, wanted, SUMMARY_TRAITS)
    rows = []
    for person in wanted:
        best = {key: trait.value for key, trait in rules.effective_traits(said.get(person, [])).items()}
        rows.append(
            {
                "person_id": person,
                "name": rules.summary_text(best.get("name"), rules.NAME_LENGTH) or "",
                "avatar": rules.summary_text(best.get("avatar"), 1000),
                "gender": rules.summary_text(best.get("gender"), 12),
                "city": rules.summary_text(best.get("city"), 60),
            }
        )
    summary.write_names(tx.session, rows, tx.now)


# ---- tags


def ensure_tag(tx: Transaction, group: str, name: str) -> int:
    """The id of tag `name` in `group`; both are made when absent."""
    group, name = group.strip()[:60], name.strip()[:60]
    found = tags.find(tx.session, group, name)
    return found or tags.create(
        tx.session, tags.group_id(tx.session, group), name, rules.tag_color(group), tx.now
    )


def create_tag(tx: Transaction, group: str, name: str, color: str | None = None) -> Tag:
    """A new tag. Raises TagExists."""
    group, name = group.strip(), name.strip()
    if tags.find(tx.session, group, name) is not None:
        raise TagExists(group=group, name=name)
    made = tags.create(
        tx.session, tags.group_id(tx.session, group), name, color or rules.tag_color(group), tx.now
    )
    return tags.by_ids(tx.session, [made])[made]


def add_tags(tx: Transaction, person_id: int, tag_ids: Iterable[int], source: str, at: datetime) -> list[int]:
    """Give tags; answers those the person did not wear yet. Raises UnknownTag."""
    wanted = _known_tags(tx, tag_ids)
    summary.ensure(tx.session, [person_id], at)
    worn = tags.worn(tx.session, person_id)
    tags.give(tx.session, person_id, wanted, source, at)
    return [tag for tag in wanted if tag not in worn]


def remove_tags(
    tx: Transaction, person_id: int, tag_ids: Iterable[int], source: str, at: datetime
) -> list[int]:
    """Take tags off, whoever gave them; answers those the person wore."""
    wanted = sorted(set(tag_ids) & tags.worn(tx.session, person_id))
    tags.take(tx.session, person_id, wanted)
    return wanted


def all_tags(tx: Transaction) -> list[Tag]:
    return tags.all_tags(tx.session)


def tags_of(tx: Transaction, person_ids: Sequence[int]) -> dict[int, list[Tag]]:
    return tags.of_people(tx.session, person_ids)


def _known_tags(tx: Transaction, tag_ids: Iterable[int]) -> list[int]:
    wanted = sorted(set(tag_ids))
    if unknown := set(wanted) - tags.by_ids(tx.session, wanted).keys():
        raise UnknownTag(ids=", ".join(str(tag) for tag in sorted(unknown)))
    return wanted


# ---- the customer list


def names_of(tx: Transaction, person_ids: Iterable[int]) -> dict[int, str]:
    """person id → name; people without a name are absent."""
    return summary.names(tx.session, person_ids)


def visibility(tx: Transaction, scope: DataScope) -> Visibility:
    """Whose customers a data scope (数据权限) lets its holder see. An unknown kind of scope shows nobody."""
    if scope.kind == "all":
        return Visibility()
    if scope.kind == "own":
        return Visibility(scope.ids)
    if scope.kind == "store":
        return Visibility(tuple(stores.staff_ids(tx, store_ids=scope.ids)))
    if scope.kind == "region":
        return Visibility(tuple(stores.staff_ids(tx, region_ids=scope.ids)))
    return Visibility(())


def customers_page(
    tx: Transaction, wanted: CustomerFilter, *, sort: str, limit: int, offset: int
) -> CustomerPage:
    """A page of the list, sorted by `sort` ("-" first: descending), and the number of all.

    Raises UnknownSort.
    """
    column = sort.removeprefix("-")
    if column not in customers.SORTS:
        raise UnknownSort(sort=column, allowed=", ".join(customers.SORTS))
    if wanted.store:
        wanted = replace(wanted, store_staff=tuple(stores.staff_ids(tx, store_ids=wanted.store)))
    return customers.page(tx.session, wanted, column, sort.startswith("-"), limit, offset)


def customer(tx: Transaction, person_id: int, visibility: Visibility) -> Customer:
    """One line of the list. Raises CustomerNotFound, also when the caller may not see them."""
    if not customers.visible(tx.session, [person_id], visibility):
        raise CustomerNotFound(id=person_id)
    return summary.known(tx.session, [person_id])[person_id]


def visible_people(tx: Transaction, person_ids: Sequence[int], visibility: Visibility) -> set[int]:
    """Which of these people a caller may see."""
    return set(person_ids) if visibility.everyone else customers.visible(tx.session, person_ids, visibility)


def set_order_totals(tx: Transaction, totals: Sequence[OrderTotals]) -> None:
    """Orders, money and last order of people as they are now. Absolute, so repeating is harmless."""
    summary.write_orders(tx.session, totals, tx.now)


def set_stages(tx: Transaction, stages: Mapping[int, str | None]) -> None:
    """Lifecycle stage (分层) of people who have a line already."""
    summary.write_stages(tx.session, stages)


def refresh_phones(tx: Transaction, person_ids: Sequence[int]) -> None:
    """Bring the masked phone that the list shows in step with identity."""
    shown = summary.phones(tx.session, person_ids)
    known = identity.phones_masked(tx, list(shown))
    summary.write_phones(
        tx.session, {person: known.get(person) for person in shown if known.get(person) != shown[person]}
    )


def refresh_people(tx: Transaction, person_ids: Sequence[int], totals: Sequence[Mapping[str, Any]]) -> None:
    """Write what the event stream says about these people now.

    `totals` are rows {person_id, first_seen_at, last_seen_at, first_channel, last_channel, events}; people
    without one have no events any more. Absolute values, so repeating is harmless.
    """
    summary.write_seen(tx.session, totals)
    summary.forget_events(tx.session, set(person_ids) - {row["person_id"] for row in totals})
    refresh_phones(tx, person_ids)


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> list[int]:
    """A merge or split: `moves` says where each origin person belongs now. Answers whom to recompute."""
    touched = summary.move(tx.session, moves)
    absorbed = {origin for origin, target in moves.items() if origin != target}
    summary.drop(tx.session, absorbed)
    alive = sorted(touched - absorbed)
    summary.ensure(tx.session, alive, tx.now)
    _refresh_names(tx, alive)
    refresh_phones(tx, alive)
    return alive


# ---- a person's rights


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    line = summary.known(tx.session, [person_id]).get(person_id)
    said = traits.statements(tx.session, [person_id]).get(person_id, [])
    return {
        "profile": None
        if line is None
        else {"name": line.name, "gender": line.gender, "city": line.city, "avatar": line.avatar},
        "traits": [
            {"key": t.key, "value": t.value, "source": t.source, "updated_at": t.updated_at.isoformat()}
            for t in said
        ],
        "tags": [f"{tag.group}/{tag.name}" for tag in tags_of(tx, [person_id]).get(person_id, [])],
        "friendships": [
            _friend_export(friend)
            for friend in friends_of(tx, [person_id], open_only=False).get(person_id, [])
        ],
    }


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    return summary.erase(tx.session, person_id)


def _friend_export(friend: Friend) -> dict[str, Any]:
    return {
        "account": friend.account,
        "external_userid": friend.external_userid,
        "staff_id": friend.staff_id,
        "added_at": friend.added_at.isoformat(),
        "removed_at": friend.removed_at.isoformat() if friend.removed_at else None,
        "remark": friend.remark,
    }
