"""The size of what a browser loads, measured on the built files."""

from __future__ import annotations

import gzip
import re

import pytest
from console.garden import BUILT

FIRST_LOAD_KB, CHUNK_KB = 350, 120
# Libraries with a life of their own: cached from version to version, loaded beside the page that draws with them.
LIBRARIES = re.compile(r"^(index|react|antd|echarts|zrender)-")


@pytest.fixture(scope="module")
def sizes(built_console: None) -> dict[str, float]:
    """KB as sent, per file of assets/."""
    files = (file for file in (BUILT / "assets").iterdir() if file.suffix in (".js", ".css"))
    return {file.name: len(gzip.compress(file.read_bytes(), 9)) / 1024 for file in files}


def first_load(sizes: dict[str, float]) -> set[str]:
    named = set(re.findall(r"assets/([\w.-]+\.(?:js|css))", (BUILT / "index.html").read_text("utf-8")))
    language = {name for name in sizes if re.match(r"zh-[\w-]+\.js$", name)}
    assert named and language
    return named | language


def test_the_first_load_is_small(sizes: dict[str, float]) -> None:
    assert sum(sizes[name] for name in first_load(sizes)) <= FIRST_LOAD_KB


def test_no_page_is_large(sizes: dict[str, float]) -> None:
    first = first_load(sizes)
    large = {name: size for name, size in sizes.items() if size > CHUNK_KB and name not in first}
    assert {name for name in large if not LIBRARIES.match(name)} == set()


def test_nothing_is_loaded_from_elsewhere(built_console: None) -> None:
    page = (BUILT / "index.html").read_text("utf-8")
    assert re.findall(r"""(?:src|href)=["'](https?:)?//""", page) == []
