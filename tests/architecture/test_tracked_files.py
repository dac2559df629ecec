"""What is in the repository builds anywhere: no registry, no path of somebody's machine."""

from __future__ import annotations

import re
import subprocess

import pytest
from architecture.source import ROOT

# In pieces, so that this file does not find itself.
HOSTS = ("registry." "npmjs", "registry." "npmmirror", "npm" "mirror.com", "files." "pythonhosted", "pypi." "org/simple",
         "pypi." "tuna", "mirrors." "aliyun", "mirrors." "cloud", "ports." "ubuntu", "deb." "debian.org")  # fmt: skip
PATHS = r"(?<![\w.:/-])/" r"(?:work|root|home/\w+|Users/\w+|tmp/\w+|opt/(?:pypi|wheels))/"
BINARY = {
    ".png",
    ".jpg",
    ".ico",
    ".woff2",
    ".ttf",
    ".otf",
    ".xlsx",
    ".xls",
    ".gz",
    ".zip",
    ".parquet",
    ".pdf",
}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def findings(pattern: str) -> list[str]:
    found = []
    for name in tracked():
        if (ROOT / name).suffix in BINARY:
            continue
        for number, line in enumerate((ROOT / name).read_text("utf-8", errors="replace").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{name}:{number}: {line.strip()[:120]}")
    return found


def test_no_registry_is_named() -> None:
    assert findings("|".join(map(re.escape, HOSTS))) == []


def test_no_path_of_a_machine_is_named() -> None:
    assert findings(PATHS) == []


def test_every_pin_is_a_name_and_a_version() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [pin for pin in pins if not re.fullmatch(r"[a-z0-9-]+==[\w.!+]+", pin)] == []
    assert pins == sorted(pins, key=lambda pin: pin.split("==")[0])
