"""Whatever is stored about a person can be exported and erased: the metadata is walked, so no table is forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from huayuan.bootstrap.registry import PRIVACY
from huayuan.kernel.db import Base
from huayuan.kernel.privacy import PrivacyHooks


def names_a_person(column: str) -> bool:
    return column in ("person_id", "winner", "loser", "person") or column.endswith("_person_id")


def feature_of(module: str) -> str:
    """`huayuan.wechat.wecom.models` → `wechat.wecom`."""
    return module.removeprefix("huayuan.").removesuffix(".models")


def tables_with_people() -> list[tuple[str, Table]]:
    found = {}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if isinstance(table, Table) and any(names_a_person(column.name) for column in table.columns):
            found[table.name] = (feature_of(mapper.class_.__module__), table)
    return [found[name] for name in sorted(found)]


def test_every_mapped_table_was_seen() -> None:
    mapped = {
        mapper.local_table.name for mapper in Base.registry.mappers if isinstance(mapper.local_table, Table)
    }
    assert mapped == set(Base.metadata.tables), "a table without a class is not covered by the rule below"


@pytest.mark.parametrize(
    "feature, table", tables_with_people(), ids=lambda value: str(getattr(value, "name", value))
)
def test_a_table_with_people_is_in_its_features_privacy_hooks(feature: str, table: Table) -> None:
    hooks = [hook for hook in PRIVACY if hook.feature == feature]
    assert hooks, f"{feature} stores people in {table.name} and its api has no PRIVACY"
    assert table.name in hooks[0].tables, f"PRIVACY of {feature} does not name {table.name}"


@pytest.mark.parametrize("hooks", PRIVACY, ids=lambda hooks: hooks.feature)
def test_privacy_hooks_are_complete_and_name_tables_that_exist(hooks: PrivacyHooks) -> None:
    assert hooks.complete, f"{hooks.feature} registers only one of export and erase"
    assert set(hooks.tables) <= set(Base.metadata.tables)
