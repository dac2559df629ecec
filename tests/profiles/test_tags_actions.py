"""Tags for what people do: taps, forms, campaigns, links, words."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from profiles.platform_fixtures import Web

from huayuan.events.api import Committer, publish
from huayuan.events.contracts import NewEvent, StoredEvent
from huayuan.events.tasks import pump
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.tags import acting, past, projections


def event(name: str, person: int, at: datetime, **properties: Any) -> StoredEvent:
    return StoredEvent(
        uuid4(), name, at, at, person, 1, None, None, None, None, None, properties.pop("campaign", None), None, None,
        properties, 1,
    )  # fmt: skip


def test_whoever_does_it_gets_the_tag_with_where_it_comes_from(
    web: Web, platform: Services, clock: ManualClock
) -> None:
    tag = web.post("/tags", {"group": "兴趣", "name": "福利"}, 201)["id"]
    wish = {"name": "点过福利", "kind": "menu", "value": "福利/领券", "tags": [tag], "days": 7}
    made = web.post("/tags/actions", wish, 201)
    for kind, value in (("form", "spring"), ("campaign", "act-1"), ("link", ""), ("message", "m-1")):
        one = web.post("/tags", {"group": "来源", "name": kind}, 201)["id"]
        web.post("/tags/actions", {"name": kind, "kind": kind, "value": value, "tags": [one]}, 201)
    now = clock.now()
    told = [
        event("oa_menu_clicked", 1, now, button_path=" 福利／领券 "), event("oa_menu_clicked", 2, now, button_path="别的"),
        event("form_submitted", 2, now, form_id="spring"), event("campaign_joined", 3, now, campaign="act-1"),
        event("link_clicked", 4, now, link_id="l-9", message_id="m-1"), event("page_viewed", 5, now),
    ]  # fmt: skip
    projections.act(platform, told)
    projections.act(platform, told)
    with platform.get(UnitOfWork).read() as tx:
        worn = {p: [tag.name for tag in tags] for p, tags in api.tags_of(tx, [1, 2, 3, 4, 5]).items()}
        (span,) = past.history_of_person(tx, 1)
    assert worn == {1: ["福利"], 2: ["form"], 3: ["campaign"], 4: ["link", "message"]}
    assert (span.source, span.why) == (f"menu:{made['id']}", "点过福利")
    answer = web.http.put(f"/api/tags/actions/{made['id']}", json={**wish, "active": False})
    assert answer.json()["active"] is False
    projections.act(platform, [event("oa_menu_clicked", 6, now, button_path="福利/领券")])
    with platform.get(UnitOfWork).read() as tx:
        assert api.tags_of(tx, [6]) == {}
    assert len(web.get("/tags/actions")["items"]) == 5
    refused = web.http.delete(f"/api/tags/{tag}").json()["error"]
    assert refused["code"] == "profiles.tag_in_use" and "点过福利" in refused["data"]["places"]
    assert web.http.delete(f"/api/tags/actions/{made['id']}").status_code == 204
    assert web.http.delete(f"/api/tags/actions/{made['id']}").status_code == 404


def test_the_stream_brings_it(web: Web, platform: Services) -> None:
    tag = web.post("/tags", {"group": "g", "name": "报名"}, 201)["id"]
    web.post("/tags/actions", {"name": "春季", "kind": "form", "value": "spring", "tags": [tag]}, 201)
    with platform.get(UnitOfWork).begin() as tx:
        ids = {"phone": "13800138000"}
        publish(tx, NewEvent(uuid4(), "form_submitted", tx.now, ids, properties={"form_id": "spring"}))
    pump(platform)
    platform.get(Committer)._mark_done()
    from huayuan.events.projection import advance

    while advance(platform, projections.PROJECTIONS[0]):
        pass
    assert web.get("/tags")["items"][0]["people"] == 1


def test_words_earn_tags_and_are_kept_nowhere(web: Web, platform: Services, clock: ManualClock) -> None:
    tag = web.post("/tags", {"group": "g", "name": "问价"}, 201)["id"]
    wish = {"name": "问价", "kind": "keyword", "match": "contains", "value": "多少钱", "tags": [tag]}
    web.post("/tags/actions", wish, 201)
    with platform.get(UnitOfWork).begin() as tx:
        said = [(1, "这个 多少钱 啊", clock.now()), (2, "你好", clock.now())]
        gifts = api.gifts_for_words(tx, said)
        assert [(gift.person_id, gift.why) for gift in gifts] == [(1, "问价")]
        assert acting.gifts_for_words(tx, []) == []
    for wrong in ({"kind": "dance"}, {"value": " "}, {"match": "like"}, {"tags": []}, {"tags": [999]}):
        web.post("/tags/actions", {**wish, **wrong}, 422)
