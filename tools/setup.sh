#!/usr/bin/env bash
# Makes the environment in the folder given: Python packages at the versions of constraints.txt, the product itself
# as an editable install. Needs Python 3.11 or newer; the console is built afterwards by tools/build_console.py.
set -euo pipefail
cd "$(dirname "$0")/.."
venv="${1:-.venv}"

find_python() {
  local name
  for name in "${PYTHON:-python3}" python3 python3.11 python3.12 python3.13 python3.14 python; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  echo "Huayuan needs Python 3.11 or newer and found none. Install it, or say where it is: make setup PYTHON=/path/to/python" >&2
  exit 1
}

make_venv() {
  local python="$1"
  "$python" -m venv "$venv" >/dev/null 2>&1 && return
  rm -rf "$venv"
  # Debian ships the standard library without the part that venv needs.
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && "$python" -m venv "$venv" && return
  fi
  echo "$python cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
  exit 1
}

if ! "$venv/bin/python" -c '' 2>/dev/null; then
  python="$(find_python)"
  echo "making $venv with $("$python" --version)"
  make_venv "$python"
fi

pip() { "$venv/bin/python" -m pip --disable-pip-version-check -qq --retries 5 "$@"; }

# --group came with pip 25.1; a system's pip is often older.
if ! "$venv/bin/python" -c 'import pip, sys; sys.exit(tuple(map(int, pip.__version__.split(".")[:2])) < (25, 1))'; then
  pip install --upgrade "pip>=25.1"
fi
echo "installing packages into $venv"
pip install --constraint constraints.txt --group dev
# Without isolation: the build's own needs are in the dev group, at their pinned versions.
HUAYUAN_CONSOLE=skip pip install --constraint constraints.txt --no-build-isolation --editable .
