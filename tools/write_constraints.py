"""Writes constraints.txt: the exact versions that this environment has of everything the project asks for.

Run it (`make pins`) in an environment that passes the tests. Only names and versions are written, never where a
package came from.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
INSTALLERS = {"pip", "setuptools", "wheel"}


def wanted() -> list[Requirement]:
    """What pyproject.toml names: to run, to test, and to build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return [Requirement(text) for text in named + project["build-system"]["requires"]]


def pins() -> dict[str, str]:
    """name → version of everything reachable from `wanted` that is installed here."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(requirement, frozenset[str]()) for requirement in wanted()]
    while waiting:
        requirement, asked_by_extras = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if not _applies(requirement, asked_by_extras) or (name, extras) in seen or name in INSTALLERS:
            continue
        seen.add((name, extras))
        try:
            package = distribution(name)
        except PackageNotFoundError:
            raise SystemExit(f"{name} is not installed here; run make setup first") from None
        found[name] = package.version
        waiting += [(Requirement(text), extras) for text in package.requires or ()]
    return found


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, ""))


def main() -> None:
    lines = [f"{name}=={version}\n" for name, version in sorted(pins().items())]
    (ROOT / "constraints.txt").write_text("".join(lines), "utf-8")
    print(f"constraints.txt: {len(lines)} packages")


if __name__ == "__main__":
    main()
