"""The account's days as the platform counts them, codes and how often they are used, drafts that are changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from wechat.official_account_stage import Stage, open_stage
from wechat.test_official_account_console import joined, ok

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse, connect_warehouse
from huayuan.wechat.official_account.tables import WAREHOUSE_TABLES

DAYS = {"from": "2026-01-01", "to": "2026-03-31"}


@pytest.fixture
def stage(uow: UnitOfWork, vault: Vault, clock: ManualClock, tmp_path: Path) -> Iterator[Stage]:
    with open_stage(uow, vault, clock, tmp_path) as opened:
        yield opened


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    made = connect_warehouse(f"duckdb:///{tmp_path / 'figures.duckdb'}")
    made.migrate(WAREHOUSE_TABLES)
    yield made
    made.close()


def article(stage: Stage, title: str) -> dict[str, Any]:
    cover = ok(stage.http.post("/images", files={"file": ("a.jpg", b"\xff\xd8cover", "image/jpeg")}), 201)
    return {"title": title, "content": "<p>花</p>", "thumb_media_id": cover["media_id"]}


def told(warehouse: Warehouse) -> dict[tuple[str, str], int]:
    rows = warehouse.run("SELECT figure, item, value FROM official_account_figures WHERE value > 0")
    return {(one["figure"], one["item"]): one["value"] for one in rows.to_pylist()}


def test_reads_messages_and_callbacks_of_a_day_are_kept_and_told_once(
    stage: Stage, warehouse: Warehouse
) -> None:
    joined(stage, 1, 2, 3)
    draft = ok(stage.http.post("/drafts", json={"articles": [article(stage, "新品上架")]}), 201)
    ok(stage.http.post(f"/drafts/{draft['media_id']}/publish"), 202)
    stage.result()
    account = stage.sandbox.services.official_account.account
    newest = next(iter(account.articles(stage.sandbox_clock.now())))
    for number in (0, 1, 2, 2):
        stage.act("read", person=f"p{number}", article=newest, shared=number == 1)
    for number in (1, 1, 2):
        stage.act("say", person=f"p{number}", text="在吗")
    stage.work()
    assert ok(stage.http.get("/days", params=DAYS))["items"] == []
    stage.advance(24 * 3600)
    assert stage.account.days.read(stage.id, warehouse) == 30, "a month, of which one day had something"
    assert stage.account.days.read(stage.id, warehouse) == 0, "what did not change is not told again"
    *quiet, day = ok(stage.http.get("/days", params=DAYS))["items"]
    assert {(one["readers"], one["messages"], one["callbacks"]) for one in quiet} == {(0, 0, 0)}
    book = account.statistics.days["2026-03-02"]
    read = sum(one.readers for one in book.articles.values())
    assert (day["day"], day["readers"], day["sharers"], day["messages"]) == ("2026-03-02", read, 1, 3)
    assert day["messages_by_kind"] == {"text": 3}
    assert sum(day["reads_by_source"].values()) == read >= 3 and "全部" not in day["reads_by_source"]
    assert (day["callbacks"], day["callback_failures"]) == (book.callbacks, 0) and book.callbacks >= 6
    figures = told(warehouse)
    assert (figures["account_readers", ""], figures["account_messages", "text"]) == (read, 3)


def test_figures_without_permission_are_not_known_and_no_failure(
    stage: Stage, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huayuan.wechat.connections.errors import Refused
    from huayuan.wechat.official_account.days.calls import DayCalls
    from huayuan.wechat.official_account.errors import ERRORS

    def refuse(*_: object) -> None:
        raise Refused(ERRORS, 48001, "/datacube/getbizsummary")

    monkeypatch.setattr(DayCalls, "biz_summary", refuse)
    joined(stage, 1)
    stage.advance(24 * 3600)
    stage.account.days.read(stage.id, warehouse)
    day = ok(stage.http.get("/days", params=DAYS))["items"][-1]
    assert day["readers"] is None and day["callbacks"] == 1


def test_a_code_counts_who_came_and_who_scanned_again(stage: Stage) -> None:
    wish = {"name": "橱窗海报", "scene": "window-1", "channel": "门店海报"}
    ok(stage.http.post("/codes", json=wish), 201)
    joined(stage, 1, 2, scene="window-1")
    stage.act("scan", person="p1", scene="window-1")
    stage.advance(5)
    stage.act("scan", person="p1", scene="window-1")
    stage.act("unfollow", person="p2")
    stage.work()
    (code,) = ok(stage.http.get("/codes"))["items"]
    assert (code["follows"], code["scans"], code["followers"]) == (2, 2, 1)


def test_a_draft_is_read_changed_and_dropped(stage: Stage) -> None:
    first, second = article(stage, "第一篇"), article(stage, "第二篇")
    media_id = ok(stage.http.post("/drafts", json={"articles": [first, second]}), 201)["media_id"]
    ok(stage.http.put(f"/drafts/{media_id}/articles/1", json={**second, "title": "改过"}), 204)
    held = ok(stage.http.get(f"/drafts/{media_id}"))["articles"]
    assert [one["title"] for one in held] == ["第一篇", "改过"] and held[0]["content"] == "<p>花</p>"
    ok(stage.http.delete(f"/drafts/{media_id}"), 204)
    assert ok(stage.http.get("/drafts"))["items"] == []
    assert stage.http.get(f"/drafts/{media_id}").status_code == 502


def test_the_accounts_are_listed(stage: Stage) -> None:
    joined(stage, 1, 2)
    url = str(stage.http.base_url).split("/api/")[0] + "/api/official-accounts"
    (one,) = ok(stage.http.get(url))["items"]
    assert (one["id"], one["name"], one["following"]) == (stage.id, "花园", 2)


def test_before_eight_in_china_the_day_before_is_not_asked_for(stage: Stage, warehouse: Warehouse) -> None:
    joined(stage, 1)
    stage.advance(21.5 * 3600)  # 2026-03-03 07:30 in China
    stage.account.days.read(stage.id, warehouse)
    assert ok(stage.http.get("/days", params=DAYS))["items"][-1]["day"] == "2026-03-01"
    stage.advance(3600)
    stage.account.days.read(stage.id, warehouse)
    assert ok(stage.http.get("/days", params=DAYS))["items"][-1]["day"] == "2026-03-02"
