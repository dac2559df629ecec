"""`make feature` in a copy of the repository: what it makes keeps the rules from the first minute."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from architecture.source import ROOT

COPIED = (
    "tools",
    "src/huayuan",
    "src/huayuan_sandbox",
    "docs",
    "pyproject.toml",
    ".importlinter",
    "tests/conftest.py",
)
SKIPPED = shutil.ignore_patterns("__pycache__", "_console", ".console*")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=SKIPPED)
        else:
            shutil.copy(source, target)
    return tmp_path


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))
    }
    environment["PYTHONPATH"] = str(folder / "src")
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True
    )


def make_feature(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "tools/new_feature.py", *arguments)


def registered(folder: Path) -> list[str]:
    code = "from huayuan.bootstrap.registry import FEATURES; print(' '.join(FEATURES))"
    return run(folder, "-c", code).stdout.split()


def test_a_new_feature_has_a_place_a_rank_rules_and_a_test_that_passes(copy: Path) -> None:
    done = make_feature(copy, "gift_cards", "--beside", "commerce")
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (copy / "src/huayuan/gift_cards").iterdir() if path.is_file()}
    assert made == {"__init__.py", "README.md", "contracts.py", "errors.py", "api.py"}
    features = registered(copy)
    assert features.index("commerce") < features.index("gift_cards") < features.index("messaging")
    assert "| commerce | gift_cards\n" in (copy / "docs/map.md").read_text("utf-8")
    assert "| `gift_cards` |" in (copy / "docs/map.md").read_text("utf-8")
    assert "huayuan.gift_cards" in (copy / ".importlinter").read_text("utf-8")
    assert "`gift_cards.not_found`" in (copy / "docs/operations/errors.md").read_text("utf-8")
    tests = run(copy, "-m", "pytest", "tests/gift_cards")
    assert "2 passed" in tests.stdout, tests.stdout + tests.stderr
    style = run(copy, "-m", "ruff", "check", "src/huayuan/gift_cards", "tests/gift_cards")
    assert style.returncode == 0, style.stdout
    form = run(copy, "-m", "ruff", "format", "--check", "src/huayuan/gift_cards", "tests/gift_cards")
    assert form.returncode == 0, form.stdout + form.stderr


def test_a_planned_feature_has_its_rank_already(copy: Path) -> None:
    before = (copy / "docs/map.md").read_text("utf-8")
    planned = next(
        name
        for name in ("journeys", "loyalty", "ads", "forecasts")
        if not (copy / "src/huayuan" / name).exists()
    )
    done = make_feature(copy, planned)
    assert done.returncode == 0, done.stderr
    assert (copy / "docs/map.md").read_text("utf-8") == before
    assert planned in registered(copy)


@pytest.mark.parametrize(
    "arguments, reason",
    [
        (("events",), "exists already"),
        (("Gift-Cards", "--beside", "commerce"), "not a name"),
        (("gift_cards",), "beside="),
        (("gift_cards", "--beside", "nothing"), "beside="),
        (("gift_cards", "--beside", "kernel"), "beside="),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    copy: Path, arguments: tuple[str, ...], reason: str
) -> None:
    before = registered(copy)
    done = make_feature(copy, *arguments)
    assert done.returncode == 1
    assert reason in done.stderr
    assert registered(copy) == before
    assert not (copy / "src/huayuan/gift_cards").exists()
