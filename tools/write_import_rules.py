"""Writes .importlinter: the rank of the features and their doors, for `lint-imports`.

The rank is the one in docs/map.md; the features are the folders of src/huayuan. A folder that the map does not rank
is refused, so a new feature cannot stay outside the rules.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / ".importlinter"
SOURCE = ROOT / "src" / "huayuan"
DOORS = ("api", "contracts", "errors")
NOT_FEATURES = {"kernel", "bootstrap"}

HEAD = """\
# Written by tools/write_import_rules.py from docs/map.md and the folders of src/huayuan (`make docs`); do not edit.

[importlinter]
root_packages =
    huayuan
    huayuan_sandbox
include_external_packages = False

[importlinter:contract:rank]
name = A feature imports lower ranks only (docs/map.md)
type = layers
containers =
    huayuan
exhaustive = True
exhaustive_ignores =
    __main__
layers =
{layers}

[importlinter:contract:sandbox]
name = The platform and the sandbox share no code
type = independence
modules =
    huayuan
    huayuan_sandbox
"""

DOOR = """
[importlinter:contract:door-{slug}]
name = {feature}: from outside only api, contracts, errors
type = protected
protected_modules =
    huayuan.{feature}
allowed_importers =
    huayuan.{feature}
    huayuan.bootstrap
ignore_imports =
{open_doors}
unmatched_ignore_imports_alerting = none
"""


def ranks(text: str | None = None) -> list[list[str]]:
    """The rank block of docs/map.md, highest first; features in one list are not each other's."""
    text = text if text is not None else (ROOT / "docs" / "map.md").read_text("utf-8")
    block = re.search(r"```\n(bootstrap\n.*?kernel)\n```", text, re.S)
    if block is None:
        raise SystemExit("docs/map.md has no rank block from bootstrap to kernel")
    return [re.split(r"\s*\|\s*", line.strip()) for line in block[1].splitlines()]


def folders() -> list[str]:
    """Python packages directly in src/huayuan."""
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def registered() -> list[str]:
    """The features that the registry names."""
    tree = ast.parse((SOURCE / "bootstrap" / "registry.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "FEATURES":
            return list(ast.literal_eval(node.value))
    raise SystemExit("bootstrap/registry.py has no FEATURES")


def connectors() -> list[str]:
    """Features that are folders in a folder, such as wechat.wecom, as the registry names them.

    A capability of a connector (wechat.wecom.groups) or of a feature (segments.lists) is a part of it and has no door of
    its own (decision 0009).
    """
    named = registered()
    return [name for name in named if name.count(".") == 1 and name.split(".")[0] not in named]


def features() -> list[str]:
    """Everything that has doors: a folder, or each feature in a folder that is none itself (wechat)."""
    nested = connectors()
    containers = {name.split(".")[0] for name in nested}
    return sorted([*(set(folders()) - NOT_FEATURES - containers), *nested])


def import_rules() -> str:
    ranked = ranks()
    missing = set(folders()) - {name for rank in ranked for name in rank}
    if missing:
        raise SystemExit(f"docs/map.md gives no rank to {', '.join(sorted(missing))}")
    layers = "\n".join("    " + " | ".join(f"({name})" for name in rank) for rank in ranked)
    doors = [
        DOOR.format(
            slug=feature.replace(".", "-"),
            feature=feature,
            open_doors="\n".join(f"    ** -> huayuan.{feature}.{door}" for door in DOORS),
        )
        for feature in features()
    ]
    return HEAD.format(layers=layers) + "".join(doors)


if __name__ == "__main__":
    TARGET.write_text(import_rules(), "utf-8")
    print(".importlinter written")
