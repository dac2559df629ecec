"""Runs npm in a folder with the Node.js of this environment: `python tools/npm.py console test`.

A system's Node.js is never used: its version would decide whether a check passes. Packages are installed first when
the lock file changed.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from hatch_build import INSTALL_FLAGS, _find_node, _node_environment  # noqa: E402


def run_npm(folder: Path, arguments: list[str]) -> int:
    """npm's exit code."""
    node, npm = _find_node()
    environment = _node_environment(node)
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    installed = folder / "node_modules" / ".installed-lock"
    if not installed.is_file() or installed.read_text() != lock:
        done = subprocess.run([node, npm, "ci", *INSTALL_FLAGS], cwd=folder, env=environment)
        if done.returncode:
            return done.returncode
        installed.write_text(lock)
    return subprocess.run([node, npm, *arguments], cwd=folder, env=environment).returncode


if __name__ == "__main__":
    raise SystemExit(run_npm(ROOT / sys.argv[1], sys.argv[2:]))
