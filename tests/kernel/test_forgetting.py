"""Ended jobs that keep what a person asked us to forget."""

from __future__ import annotations

from typing import Any

import pytest
from kernel.conftest import Bench
from sqlalchemy import select, update

from huayuan.bootstrap import registry
from huayuan.kernel import forgetting
from huayuan.kernel.models import JobRow

PHONE = ("phone", "+8613800138000", "")
OPENID = ("oa_openid", "oAbc-Def_123", "wx1")


def left(bench: Bench) -> set[str]:
    with bench.uow.read() as tx:
        return set(tx.session.scalars(select(JobRow.task)))


def keep(bench: Bench, task: str, payload: dict[str, Any], state: str = "dead", error: str = "") -> None:
    with bench.uow.begin() as tx:
        number = tx.start(task, payload)
        tx.session.execute(update(JobRow).where(JobRow.id == number).values(state=state, error=error or None))


def forget(bench: Bench, *identifiers: tuple[str, str, str]) -> int:
    with bench.uow.begin() as tx:
        return forgetting.PRIVACY.run_erase(tx, 7, identifiers)


def test_ended_jobs_that_name_the_person_go(bench: Bench) -> None:
    keep(bench, "deep", {"topic": "pay", "data": {"people": [{"openid": "oAbc-Def_123"}]}})
    keep(bench, "as typed", {"query": {"q": " 13800138000 "}}, state="cancelled")
    keep(bench, "in the error", {"import": 1}, error="ValueError: row 3: +8613800138000 is no date")
    keep(bench, "another person", {"openid": "oAbc-Def_124", "phone": "+8613800138001"})
    keep(bench, "only numbers", {"person_ids": [7, 8], "amount": 13800138000})
    keep(bench, "to be done", {"openid": "oAbc-Def_123"}, state="ready")
    assert forget(bench, PHONE, OPENID) == 3
    assert left(bench) == {"another person", "only numbers", "to be done"}
    assert forget(bench, PHONE, OPENID) == 0


@pytest.mark.parametrize("value", ["17", "7"])
def test_a_short_identifier_is_not_found_within_other_words(bench: Bench, value: str) -> None:
    keep(bench, "theirs", {"member_no": value})
    keep(bench, "not theirs", {"at": "2026-03-17", "code": "A-177"})
    assert forget(bench, ("member_no", value, "")) == 1
    assert left(bench) == {"not theirs"}


def test_nothing_is_removed_where_nothing_is_named(bench: Bench) -> None:
    keep(bench, "work", {"text": ""})
    assert forget(bench) == 0
    assert forget(bench, ("phone", "", "")) == 0
    assert left(bench) == {"work"}


def test_it_is_part_of_every_erasure() -> None:
    assert forgetting.PRIVACY in registry.PRIVACY
