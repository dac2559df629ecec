"""The committed mini program tracker: what its source builds, small, without a browser's names, and understood."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "sdk" / "miniprogram"
BUILT = ROOT / "src" / "huayuan" / "_sdk" / "huayuan-miniprogram.js"
sys.path.insert(0, str(ROOT))


def source_digest() -> str:
    """The same as `sourceDigest` in sdk/miniprogram/vite.config.ts."""
    names = [f"src/{path.name}" for path in (SOURCE / "src").iterdir()]
    names += ["package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(name.encode() + b"\0" + (SOURCE / name).read_bytes() + b"\0")
    return digest.hexdigest()


def visit(url: str, key: str) -> str:
    """A visit from a phone without network in between; the anonymous identifier of it."""
    from hatch_build import _find_node

    options = json.dumps({"key": key, "url": url, "account": "wx0000000000000001"})
    command = [_find_node()[0], str(Path(__file__).parent / "phone.cjs"), str(BUILT), options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_built_file_is_up_to_date_with_its_source() -> None:
    assert f"source sha256:{source_digest()} " in BUILT.read_text("utf-8"), "see sdk/miniprogram/README.md"


def test_the_built_file_is_smaller_than_5_kb() -> None:
    assert len(gzip.compress(BUILT.read_bytes(), 9)) < 5_000


def test_the_built_file_asks_for_nothing_that_a_mini_program_lacks() -> None:
    code = BUILT.read_text("utf-8")
    for name in (
        "window",
        "document",
        "fetch",
        "localStorage",
        "navigator",
        "Blob",
        "URLSearchParams",
        "globalThis",
        "eval",
    ):
        assert not re.search(rf"(?<![\w.$\"'-]){name}(?![\w$-])", code), name


def test_the_lock_file_names_no_registry() -> None:
    lock = (SOURCE / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert "omit-lockfile-registry-resolved=true" in (SOURCE / ".npmrc").read_text("utf-8")
    assert set(re.findall(r'"integrity": "(\w+)-', lock)) == {"sha512"}


def test_a_visit_arrives_once_though_the_network_was_away(collector: Any) -> None:
    anonymous = visit(collector.url, "hyw_test")
    told = collector.events()
    assert [one["event"] for one in told] == [
        "app_launched", "page_viewed", "page_left", "page_viewed", "product_viewed", "content_shared", "phone_bound",
        "page_left",
    ]  # fmt: skip
    assert {one["ids"]["anonymous_id"] for one in told} == {anonymous}
    assert {one["account"] for one in told} == {"wx0000000000000001"}
    assert told[0]["properties"]["code"] == "c=42" and told[0]["properties"]["scene"] == 1047
    assert {one["properties"]["channel"] for one in told} == {"poster"}
    ids = [event["event_id"] for request in collector.requests for event in request["events"]]
    assert len(ids) == len(set(ids))


@pytest.mark.slow
def test_a_visit_ends_in_the_warehouse_as_one_person(platform: Any) -> None:
    visit(platform.url, platform.write_key)
    platform.stop()
    stored = [row for row in platform.stored_events() if row["account"] == "wx0000000000000001"]
    assert sorted(row["event"] for row in stored) == [
        "app_launched", "content_shared", "page_left", "page_left", "page_viewed", "page_viewed", "phone_bound",
        "product_viewed",
    ]  # fmt: skip
    assert len({row["person_id"] for row in stored}) == 1 and {row["channel"] for row in stored} == {"poster"}
    assert len({row["session_id"] for row in stored}) == 1
