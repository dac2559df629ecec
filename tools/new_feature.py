"""Makes the folder of a new feature with its first test, and enters it where features are listed.

`make feature name=coupons beside=loyalty`. A feature that docs/map.md plans already has its rank and needs no
`beside`; another one gets the rank of the feature it stands beside.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

import write_import_rules

ROOT = write_import_rules.ROOT
MAP = ROOT / "docs" / "map.md"
REGISTRY = ROOT / "src" / "huayuan" / "bootstrap" / "registry.py"
WIDTH = 110

FILES = {
    "src/huayuan/{name}/__init__.py": '"""{title}: see README.md."""\n',
    "src/huayuan/{name}/README.md": """\
# {title}

Say in half a page what this feature is for, its words (docs/glossary.md), its tables, what it promises, and which
events come in and go out. A reader who knows nothing else must be able to place a change.

| file | holds |
|---|---|
| `contracts.py` | `{kind}`, the value that others see |
| `errors.py` | `{kind}NotFound` |
| `api.py` | the door: `existing` |
""",
    "src/huayuan/{name}/contracts.py": '''\
"""The values of {name} that others may see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class {kind}:
    id: int
    name: str
''',
    "src/huayuan/{name}/errors.py": '''\
"""What {name} can refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class {kind}NotFound(HuayuanError):
    code = "{name}.not_found"
    status = 404
    message = Text(
        zh="没有编号为 {{id}} 的记录，它可能已被删除。请刷新列表后再试。",
        en="There is no record with the number {{id}}; it may have been deleted. Refresh the list and try again.",
    )
''',
    "src/huayuan/{name}/api.py": '''\
"""The door of {name}: its verbs. Each takes a transaction where it needs one, and never commits."""

from __future__ import annotations

from huayuan.{name}.contracts import {kind}
from huayuan.{name}.errors import {kind}NotFound


def existing(found: {kind} | None, id: int) -> {kind}:
    """What was found under the number. Raises {kind}NotFound when there is nothing."""
    if found is None:
        raise {kind}NotFound(id=id)
    return found
''',
    "tests/{name}/test_{name}.py": '''\
"""The verbs of {name}."""

from __future__ import annotations

import pytest

from huayuan.{name} import api
from huayuan.{name}.contracts import {kind}
from huayuan.{name}.errors import {kind}NotFound


def test_what_was_found_is_answered() -> None:
    assert api.existing({kind}(7, "first"), 7).name == "first"


def test_what_is_missing_is_refused_with_its_number() -> None:
    with pytest.raises({kind}NotFound, match="7"):
        api.existing(None, 7)
''',
}


class Refused(Exception):
    """Nothing was changed; the message says what to do."""


def rank_of(name: str) -> int | None:
    """Place in docs/map.md, 0 the lowest; None for a feature that is not planned there."""
    for height, rank in enumerate(reversed(write_import_rules.ranks())):
        if name in rank:
            return height
    return None


def check(name: str, beside: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        raise Refused(f"{name!r} is not a name for a feature: small letters, digits and underscores")
    if (ROOT / "src" / "huayuan" / name).exists() or (ROOT / "tests" / name).exists():
        raise Refused(f"{name} exists already")
    if rank_of(name) is None and (rank_of(beside) is None or beside in write_import_rules.NOT_FEATURES):
        raise Refused(
            f"docs/map.md does not plan {name}; say which feature has its rank: make feature name={name} beside=…"
        )


def enter_in_map(name: str, beside: str) -> None:
    """A planned feature stands in the map; another one is put beside its neighbour, in the ranks and in the table."""
    if rank_of(name) is not None:
        return
    text = MAP.read_text("utf-8")
    text = re.sub(rf"^((?:\w+ \| )*{beside}(?: \| \w+)*)$", rf"\1 | {name}", text, count=1, flags=re.M)
    text = re.sub(
        rf"^(\| [^|\n]*`{beside}`.*\n)",
        rf"\1| `{name}` | | say here what it is about |\n",
        text,
        count=1,
        flags=re.M,
    )
    MAP.write_text(text, "utf-8")


def enter_in_registry(name: str) -> None:
    """FEATURES goes from the lowest rank up."""
    text = REGISTRY.read_text("utf-8")
    block = re.search(r"FEATURES = \(\n(.*?)\n\)", text, re.S)
    if block is None:
        raise Refused("bootstrap/registry.py has no FEATURES")
    features = re.findall(r'"([\w.]+)"', block[1])
    height = rank_of(name) or 0
    place = sum(1 for feature in features if (rank_of(feature.split(".")[0]) or 0) <= height)
    features.insert(place, name)
    lines, line = [], "   "
    for feature in features:
        word = f' "{feature}",'
        if len(line + word) > WIDTH:
            lines.append(line)
            line = "   "
        line += word
    REGISTRY.write_text(text.replace(block[1], "\n".join([*lines, line])), "utf-8")


def make(name: str, beside: str) -> list[str]:
    """The files made. Raises Refused before anything is changed."""
    check(name, beside)
    title = name.replace("_", " ").capitalize()
    kind = "".join(word.capitalize() for word in name.removesuffix("s").split("_"))
    made = []
    for path, content in FILES.items():
        target = ROOT / path.format(name=name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content.format(name=name, title=title, kind=kind), "utf-8")
        made.append(path.format(name=name))
    enter_in_map(name, beside)
    enter_in_registry(name)
    for tool in ("write_import_rules.py", "write_docs.py"):
        subprocess.run([sys.executable, ROOT / "tools" / tool], check=True, stdout=subprocess.DEVNULL)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--beside", default="", help="a feature of the same rank")
    given = parser.parse_args()
    try:
        made = make(given.name, given.beside)
    except Refused as refusal:
        raise SystemExit(str(refusal)) from None
    print(
        "\n".join(
            [
                *made,
                "entered in docs/map.md, bootstrap/registry.py, .importlinter and docs/operations/errors.md",
            ]
        )
    )
    print(f"next: say in the map and the README what it is for; then make test ARGS=tests/{given.name}")


if __name__ == "__main__":
    main()
