"""A feature's part in a person's rights."""

from __future__ import annotations

import pytest

from huayuan.bootstrap.registry import PRIVACY
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import UnitOfWork


def test_hooks_are_complete_with_export_and_erase(uow: UnitOfWork) -> None:
    hooks = PrivacyHooks("care", tables=("care_note",))
    assert not hooks.complete
    hooks.export(lambda tx, person: {"notes": [person]})
    assert not hooks.complete
    hooks.erase(lambda tx, person: 3)
    assert hooks.complete
    with uow.begin() as tx:
        assert hooks.run_export(tx, 7) == {"notes": [7]}
        assert hooks.run_erase(tx, 7) == 3


def test_a_missing_half_names_the_feature(uow: UnitOfWork) -> None:
    with uow.read() as tx, pytest.raises(AssertionError, match="care registers no export"):
        PrivacyHooks("care", tables=()).run_export(tx, 1)


def test_erasing_somebody_unknown_is_not_a_failure(uow: UnitOfWork) -> None:
    """Erasure is asked for once more after a crash."""
    for hooks in PRIVACY:
        with uow.begin() as tx:
            assert hooks.run_erase(tx, 999_999) == 0
