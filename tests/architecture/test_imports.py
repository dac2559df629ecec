"""What each kind of file may import and do. Rank and doors are held by import-linter (`make check`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
import write_import_rules
from architecture.source import PLATFORM, ROOT, SANDBOX, Source

# library → the files, as a pattern of paths below src/huayuan, that may import it
HOMES = {
    "sqlalchemy": r"kernel/.*|.*/models\.py|.*/store\.py|.*/store/.*|bootstrap/(migrate\.py|migrations/.*)",
    "alembic": r"bootstrap/(migrate\.py|migrations/.*)",
    "fastapi": r".*/routes\.py|bootstrap/.*",
    "starlette": r".*/routes\.py|bootstrap/.*",
    "httpx": r"wechat/.*|marketplaces/.*|kernel/http\.py|bootstrap/.*",
    "ibis": r"(kernel/warehouse|events|segments|insights|forecasts)/.*",
    "duckdb": r"kernel/warehouse/.*",
    "clickhouse_connect": r"kernel/warehouse/.*",
    "psycopg": r"kernel/.*",
}
CLOCK = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns")
ASYNC_HOMES = re.compile(r"events/(collector|routes)\.py|bootstrap/.*|.*/routes\.py")


def inside(source: Source) -> str:
    return source.name.removeprefix("huayuan/")


def strangers(library: str, sources: Iterable[Source]) -> list[str]:
    """Imports of `library` outside its home. `Session` is welcome everywhere as the type of an argument."""
    home = re.compile(HOMES[library])
    return [
        f"{source.name}:{line} imports {module}"
        for source in sources
        if not home.fullmatch(inside(source))
        for module, names, line in source.imports()
        if module.split(".")[0] == library and not (module == "sqlalchemy.orm" and names == ("Session",))
    ]


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_where_it_belongs(library: str) -> None:
    assert strangers(library, PLATFORM) == []


def test_a_session_is_opened_in_the_kernel_only() -> None:
    opened = [
        f"{source.name}:{line}"
        for source in PLATFORM
        if not inside(source).startswith("kernel/")
        for call, line in source.calls()
        if call in ("Session", "sessionmaker")
    ]
    assert opened == []


def test_only_the_unit_of_work_commits() -> None:
    commits = [
        f"{source.name}:{line}"
        for source in PLATFORM
        if inside(source) != "kernel/unit_of_work.py"
        for call, line in source.calls()
        if call.endswith(".commit")
    ]
    assert commits == []


def test_the_wall_clock_is_read_in_one_place() -> None:
    homes = {"huayuan/kernel/clock.py", "huayuan_sandbox/world/clock.py"}
    readers = [
        f"{source.name}:{line} {name}"
        for source in [*PLATFORM, *SANDBOX]
        if source.name not in homes
        for name, line in source.references()
        if name.removeprefix("datetime.") in CLOCK or name in CLOCK
    ]
    assert readers == []


def test_async_stays_at_the_rim() -> None:
    deep = [
        source.name
        for source in PLATFORM
        if not ASYNC_HOMES.fullmatch(inside(source)) and "async def" in source.text
    ]
    assert deep == []


def test_the_sandbox_and_the_platform_know_nothing_of_each_other() -> None:
    shared = [
        f"{source.name}:{line} imports {module}"
        for sources, other in ((PLATFORM, "huayuan_sandbox"), (SANDBOX, "huayuan"))
        for source in sources
        for module, _, line in source.imports()
        if module.split(".")[0] == other
    ]
    assert shared == []


def test_the_import_rules_cover_every_folder() -> None:
    assert (ROOT / ".importlinter").read_text("utf-8") == write_import_rules.import_rules(), "run: make docs"


def test_the_map_ranks_a_feature_once() -> None:
    ranked = [name for rank in write_import_rules.ranks() for name in rank]
    assert len(ranked) == len(set(ranked))


def test_the_registry_lists_features_from_the_lowest_rank_up() -> None:
    from huayuan.bootstrap.registry import FEATURES

    ranks = write_import_rules.ranks()[::-1]
    heights = [next(n for n, rank in enumerate(ranks) if name.split(".")[0] in rank) for name in FEATURES]
    assert heights == sorted(heights)
    parts = {name for name in FEATURES if any(name.startswith(f"{whole}.") for whole in FEATURES)}
    assert set(write_import_rules.features()) == set(FEATURES) - parts
