"""The source as the rules look at it: files, their imports and their calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"


@dataclass(frozen=True)
class Source:
    """One Python file; `name` is its path below src, such as `huayuan/kernel/clock.py`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(SRC).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    def imports(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """(module, names taken from it, line) of each import, wherever in the file it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, (), node.lineno
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module, tuple(alias.name for alias in node.names), node.lineno

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[tuple[str, int]]:
        """(dotted name of what is called, line); a call on anything but a plain name starts with a dot."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield dotted(node.func), node.lineno

    def references(self) -> Iterator[tuple[str, int]]:
        """(dotted name, line) of every attribute that is read: `datetime.now` is found without being called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                yield dotted(node), node.lineno


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def python_files(package: str) -> list[Source]:
    return [Source(path) for path in sorted((SRC / package).rglob("*.py"))]


PLATFORM = python_files("huayuan")
SANDBOX = python_files("huayuan_sandbox")
EVERYTHING = [*PLATFORM, *SANDBOX]
