"""The committed tracker is what its source builds, is small, and its lock file names no registry."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "sdk" / "web"
BUILT = ROOT / "src" / "huayuan" / "_sdk" / "huayuan.js"


def source_digest() -> str:
    """The same as `sourceDigest` in sdk/web/vite.config.ts."""
    names = [f"src/{path.name}" for path in (SOURCE / "src").iterdir()]
    names += ["package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(name.encode() + b"\0" + (SOURCE / name).read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_built_file_is_up_to_date_with_its_source() -> None:
    assert f"source sha256:{source_digest()} " in BUILT.read_text("utf-8"), "see sdk/web/README.md"


def test_the_built_file_is_smaller_than_5_kb() -> None:
    assert len(gzip.compress(BUILT.read_bytes(), 9)) < 5_000


def test_the_lock_file_names_no_registry() -> None:
    lock = (SOURCE / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert "omit-lockfile-registry-resolved=true" in (SOURCE / ".npmrc").read_text("utf-8")
    assert set(re.findall(r'"integrity": "(\w+)-', lock)) == {"sha512"}
