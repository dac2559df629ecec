"""The door of stores."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from huayuan.kernel.unit_of_work import Transaction
from huayuan.stores import store
from huayuan.stores.contracts import StaffMember, Store


def upsert_region(tx: Transaction, *, account: str, department_id: str, name: str) -> int:
    """Make or rename a region; answers its id."""
    return store.save_region(tx.session, account, department_id, name[:120])


def upsert_store(
    tx: Transaction, *, account: str, department_id: str, name: str, region_id: int | None
) -> int:
    """Make or rename a store; answers its id."""
    return store.save_store(tx.session, account, department_id, name[:120], region_id)


def upsert_staff(
    tx: Transaction,
    *,
    account: str,
    userid: str,
    name: str,
    store_id: int | None,
    active: bool = True,
    serves: bool = True,
    alias: str = "",
) -> int:
    """Make or change a member of staff; answers their id. `serves`: the platform lets them contact customers."""
    row = {
        "account": account, "userid": userid, "name": (name or userid)[:120], "alias": alias[:120],
        "store_id": store_id, "active": active, "serves": serves, "updated_at": tx.now,
    }  # fmt: skip
    store.save_staff(tx.session, [row])
    return store.staff_by_userid(tx.session, account, [userid])[userid].id


def ensure_staff(tx: Transaction, account: str, userids: Collection[str]) -> dict[str, StaffMember]:
    """userid → member of staff. An unknown one is made under their userid, until the next sync names them.

    Who is met beside a customer serves customers, so an unknown one is taken to.
    """
    known = store.staff_by_userid(tx.session, account, userids)
    missing = sorted(set(userids) - known.keys())
    if missing:
        store.add_missing_staff(tx.session, account, missing, tx.now)
        known |= store.staff_by_userid(tx.session, account, missing)
    return known


def keep_active(tx: Transaction, account: str, userids: Collection[str]) -> None:
    """After a full sync: whoever of `account` is not in `userids` has left."""
    store.deactivate_others(tx.session, account, userids, tx.now)


def staff_by_userid(tx: Transaction, account: str, userids: Collection[str]) -> dict[str, StaffMember]:
    return store.staff_by_userid(tx.session, account, userids)


def staff_by_id(tx: Transaction, ids: Collection[int]) -> dict[int, StaffMember]:
    return store.staff_by_id(tx.session, ids)


def staff_names(tx: Transaction, ids: Collection[int]) -> dict[int, str]:
    return {member.id: member.name for member in store.staff_by_id(tx.session, ids).values()}


def store_names(tx: Transaction, ids: Collection[int]) -> dict[int, str]:
    return {one.id: one.name for one in store.list_stores(tx.session, ids)}


def list_staff(
    tx: Transaction,
    *,
    account: str | None = None,
    store_id: int | None = None,
    active: bool | None = None,
    serves: bool | None = None,
    q: str = "",
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[StaffMember], int]:
    """Members of staff by store and name, and how many there are in all."""
    return store.list_staff(
        tx.session, account=account, store_id=store_id, active=active, serves=serves, q=q, limit=limit,
        offset=offset,
    )  # fmt: skip


def list_stores(tx: Transaction) -> Sequence[Store]:
    return store.list_stores(tx.session)


def staff_ids(
    tx: Transaction, *, store_ids: Collection[int] = (), region_ids: Collection[int] = ()
) -> list[int]:
    """Everyone who works, or worked until they left, in one of these stores or regions."""
    return store.staff_ids(tx.session, store_ids, region_ids)
