"""Files and functions stay small enough to be read at once, and have names that say something."""

from __future__ import annotations

import ast

from architecture.source import EVERYTHING, ROOT

MAGNETS = {"service", "services", "utils", "util", "helpers", "helper", "common", "manager", "misc"}
MIGRATIONS = "/migrations/versions/"  # written by Alembic, read once
NAMED_SO_BY_DESIGN = {"huayuan/kernel/services.py"}


def test_a_python_file_has_at_most_400_lines() -> None:
    lengths = {source.name: source.text.count("\n") for source in EVERYTHING if MIGRATIONS not in source.name}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_a_function_has_at_most_50_lines() -> None:
    long = {
        f"{source.name}:{node.lineno} {node.name}": lines
        for source in EVERYTHING
        if MIGRATIONS not in source.name
        for node in source.functions()
        if (lines := own_lines(node)) > 50
    }
    assert long == {}


def own_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the def to the end; a parameter list of a route is an interface and does not count."""
    return (node.end_lineno or 0) - node.body[0].lineno + 1


def test_a_screen_of_the_console_has_at_most_250_lines() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8").count("\n")
        for path in (ROOT / "console" / "src").rglob("*.tsx")
    }
    assert {name: lines for name, lines in lengths.items() if lines > 250} == {}


def test_no_file_is_a_magnet() -> None:
    names = [
        source.name
        for source in EVERYTHING
        if source.path.stem in MAGNETS
        and source.name not in NAMED_SO_BY_DESIGN
        and not (source.path.stem == "services" and source.path.is_dir())
    ]
    assert names == []
