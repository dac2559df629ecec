"""Rows of static lists on both engines: who is on them, moved and removed."""

from __future__ import annotations

from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.segments.lists import store
from huayuan.segments.lists.contracts import ListState


def made(tx: Transaction) -> int:
    return store.add(
        tx.session,
        {"name": "名单", "state": ListState.RUNNING.value, "file_name": "a.csv", "identifier": "phone", "created_by": "t",
         "created_at": tx.now},
    )  # fmt: skip


def test_members_are_moved_back_and_forth_and_erased(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        first, second = made(tx), made(tx)
        store.add_members(tx.session, first, [1, 2, 3])
        store.add_members(tx.session, first, [3, 4])
        store.add_members(tx.session, second, [2])
        store.move(tx.session, {2: 9, 3: 9})
    with uow.begin() as tx:
        assert sorted(store.members(tx.session, first)) == [1, 4, 9, 9]
        assert sorted(store.members(tx.session, first, [1, 9, 77])) == [1, 9, 9]
        assert store.members(tx.session, second).tolist() == [9]
        store.move(tx.session, {2: 2, 3: 9})
        assert sorted(store.members(tx.session, first)) == [1, 2, 4, 9]
        assert store.erase(tx.session, 2) == 2
        assert store.lists_of(tx.session, 9) == ["名单"]
        store.delete_list(tx.session, first)
        assert store.names(tx.session) == {second: "名单"}


def test_counts_go_on_from_where_they_were_and_nowhere_else(uow: UnitOfWork) -> None:
    counts = {"rows": 10, "matched": 6, "unmatched": 4}
    with uow.begin() as tx:
        number = made(tx)
        assert store.advance(tx.session, number, 0, counts, 50)
        assert not store.advance(tx.session, number, 0, counts, 50), "somebody read on already"
        assert store.advance(tx.session, number, 10, counts, 80)
    with uow.read() as tx:
        found = store.get(tx.session, number)
        assert found and (found.rows, found.matched, found.unmatched) == (20, 12, 8)
        row = store.row_of(tx.session, number)
        assert row and row.report_bytes == 80
