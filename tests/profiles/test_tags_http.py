"""Tags over HTTP: groups, who may use them, history, figures, quality with its clean-up calls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from profiles.platform_fixtures import Web

from huayuan.access import api as access
from huayuan.access.contracts import NewUser
from huayuan.kernel.caller import SYSTEM, DataScope
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.profiles import api
from huayuan.profiles.tags import ruling, tasks


@pytest.fixture(autouse=True)
def any_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are above: whether one exists is theirs to ask."""
    monkeypatch.setattr(ruling, "_GUARDS", [])


@pytest.fixture
def people(platform: Services) -> list[int]:
    with platform.get(UnitOfWork).begin() as tx:
        for person in range(1, 31):
            api.set_traits(tx, person, {"name": f"客户{person}"}, "wecom", tx.now)
    return list(range(1, 31))


def patch(web: Web, path: str, body: Any, status: int = 200) -> Any:
    answer = web.http.patch("/api" + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def delete(web: Web, path: str, status: int = 204) -> Any:
    answer = web.http.delete("/api" + path)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def call(web: Web, clean_up: dict[str, Any]) -> None:
    answer = web.http.request(clean_up["method"], clean_up["path"], json=clean_up["body"])
    assert answer.status_code < 300, answer.text


def test_groups_and_tags_are_made_changed_and_shown(web: Web, people: list[int], platform: Services) -> None:
    group = web.post("/tag-groups", {"name": "等级", "exclusive": True, "color": "gold"}, 201)
    assert web.post("/tag-groups", {"name": "等级"}, 409)["error"]["code"] == "profiles.tag_group_exists"
    gold = web.post("/tags", {"group": group["id"], "name": "金", "expires_after_days": 30}, 201)
    silver = web.post("/tags", {"group": "等级", "name": "银", "rule": {"segment": 4}}, 201)
    assert (gold["color"], gold["status"], silver["group"]) == ("gold", "active", "等级")
    web.post("/customers/1/tags", {"add": [gold["id"]], "why": "报名"})
    worn = web.post("/customers/1/tags", {"add": [silver["id"]]})["tags"]
    assert [one["name"] for one in worn] == ["银"]
    (shown,) = web.get("/tag-groups")["items"]
    assert {one["name"]: (one["people"], one["rule"]) for one in shown["tags"]} == {
        "金": (0, None), "银": (1, {"segment": 4}),
    }  # fmt: skip
    assert shown["exclusive"] and shown["who"] == {"everybody": True, "roles": []}
    assert patch(web, f"/tags/{gold['id']}", {"name": "黄金", "expires_after_days": None})["name"] == "黄金"
    assert patch(web, f"/tags/{silver['id']}", {"rule": None})["rule"] is None
    assert patch(web, f"/tags/{gold['id']}", {"name": "银"}, 409)["error"]["code"] == "profiles.tag_exists"
    patch(web, "/tags/999", {"name": "x"}, 404)
    patch(web, f"/tags/{gold['id']}", {"group": 999}, 404)
    spans = web.get("/customers/1/tags/history")["items"]
    assert [(one["tag"]["name"], one["why"], one["ended_by"]) for one in spans] == [
        ("银", None, None), ("黄金", "报名", "exclusive"),
    ]  # fmt: skip
    assert spans[1]["by"].startswith("system")
    told = web.get(f"/tags/{gold['id']}/history")
    assert [(one["what"], one["person"]) for one in told["items"]] == [("taken", "客户1"), ("given", "客户1")]
    assert told["by_day"][-1] == {"day": "2026-03-02", "added": 1, "removed": 1, "people": 0}
    assert delete(web, f"/tag-groups/{group['id']}", 409)["error"]["code"] == "profiles.tag_group_not_empty"
    assert delete(web, f"/tags/{silver['id']}", 409)["error"]["data"]["people"] == 1
    delete(web, f"/tags/{gold['id']}")
    assert web.post(f"/tags/{silver['id']}/archive")["status"] == "archived"
    refused = web.post("/customers/2/tags", {"add": [silver["id"]]}, 409)
    assert refused["error"]["code"] == "profiles.tag_archived"
    web.post(f"/tags/{silver['id']}/restore")
    with platform.get(UnitOfWork).read() as tx:
        done = {one.action for one in access.audit_entries(tx, limit=50)[0]}
    assert {"tags.group_created", "tags.changed", "tags.deleted", "tags.archived", "tags.restored"} <= done


def test_a_tag_that_a_rule_gave_is_not_taken_off_by_hand(
    web: Web, people: list[int], platform: Services
) -> None:
    tag = web.post("/tags", {"group": "g", "name": "t", "rule": {"segment": 4}}, 201)["id"]
    with platform.get(UnitOfWork).begin() as tx:
        api.follow_rule(tx, 4, [1, 2], [])
    refused = web.post("/customers/1/tags", {"remove": [tag]}, 409)
    assert refused["error"]["code"] == "profiles.tag_follows_rule"
    assert web.post("/customers/tags", {"ids": [1, 2], "remove": [tag]})["changed"] == 0
    patch(web, f"/tags/{tag}", {"rule": None})
    Worker(platform.get(UnitOfWork), platform, [tasks.TASKS], [], threads=1, owner="test").run_due()
    assert web.get("/tags")["items"][0]["people"] == 0


def test_who_asks_for_a_merged_tag_gets_the_wearers_of_the_one_that_stands(
    web: Web, people: list[int]
) -> None:
    old, new = (web.post("/tags", {"group": "g", "name": name}, 201)["id"] for name in ("会员", "VIP"))
    web.post("/customers/tags", {"ids": [1, 2], "add": [old]})
    web.post("/customers/tags", {"ids": [3], "add": [new]})
    merged = web.post(f"/tags/{old}/merge", {"into": new})
    assert (merged["id"], merged["people"]) == (new, 3)
    assert web.get("/customers", tag=str(old))["total"] == 3
    refused = web.post(f"/tags/{new}/merge", {"into": new}, 422)["error"]["code"]
    assert refused == "profiles.tag_merge_refused"
    web.post(f"/tags/{old}/merge", {"into": 999}, 404)


def test_some_groups_are_for_certain_roles(web: Web, people: list[int], platform: Services) -> None:
    with platform.get(UnitOfWork).begin() as tx:
        mine, other = (
            access.create_role(tx, name, ["tags.write", "customers.read"], SYSTEM) for name in ("甲", "乙")
        )
        user = access.create_user(
            tx, NewUser(login="u1", name="小王", password="long enough 1!", role_id=mine.id)
        )
    who = {"everybody": False, "roles": [other.id]}
    group = web.post("/tag-groups", {"name": "会员", "who": who}, 201)
    tag = web.post("/tags", {"group": group["id"], "name": "黑卡"}, 201)["id"]
    web.post("/customers/1/tags", {"add": [tag]})
    web.caller = user.caller()
    for body in ({"add": [tag]}, {"remove": [tag]}):
        assert web.post("/customers/2/tags", body, 403)["error"]["code"] == "profiles.tag_not_yours"
        assert (
            web.post("/customers/tags", {"ids": [2], **body}, 403)["error"]["code"]
            == "profiles.tag_not_yours"
        )
    web.caller = SYSTEM
    patch(web, f"/tag-groups/{group['id']}", {"who": {"everybody": False, "roles": [mine.id]}})
    web.caller = user.caller()
    assert len(web.post("/customers/2/tags", {"add": [tag]})["tags"]) == 1


def test_the_quality_page_says_what_to_tidy_up_and_does_it(
    web: Web, people: list[int], platform: Services, clock: ManualClock
) -> None:
    uow = platform.get(UnitOfWork)
    with uow.begin() as tx:
        ids = {
            name: api.ensure_tag(tx, "偏好", name)
            for name in ("空", "旧", "高价值客户", "高价值-客户", "满100", "满200")
        }
        api.add_tags(tx, 1, [ids["旧"]], "manual", tx.now)
    clock.advance(seconds=91 * 86400)
    with uow.begin() as tx:
        for person in range(1, 26):
            api.add_tags(
                tx,
                person,
                [ids["高价值客户"], *([ids["高价值-客户"]] if person > 1 else [])],
                "import",
                tx.now,
            )
        api.add_tags(tx, 1, [ids["满100"], ids["满200"]], "manual", tx.now)
    found = web.get("/tags/quality")
    assert [(one["name"], one["group"]) for one in found["unused"]] == [("空", "偏好")]
    assert [(one["name"], one["days"]) for one in found["stale"]] == [("旧", 91)]
    (pair,) = found["overlapping"]
    assert (pair["both"], pair["share"]) == (24, 24 / 25)
    (alike,) = found["similar_names"]
    assert alike["similarity"] == 1.0 and found["crowded"] == []
    answer = web.http.put("/api/tags/settings", json={"crowded_tags": 3, "overlap_share": 0.99})
    assert answer.json()["crowded_tags"] == 3
    assert web.http.put("/api/tags/settings", json={"overlap_share": 1.5}).status_code == 422
    again = web.get("/tags/quality")
    assert again["overlapping"] == [] and again["crowded"][0]["empty"] == [ids["空"]]
    for one in (found["unused"][0], found["stale"][0], pair):
        call(web, one["clean_up"])
    call(web, again["crowded"][0]["clean_up"])
    after = web.get("/tags/quality")
    assert [after[kind] for kind in ("unused", "stale", "overlapping", "similar_names")] == [[], [], [], []]
    line = next(one for one in web.get("/tags/usage")["items"] if one["id"] == ids["高价值客户"])
    assert (line["people"], line["sources"]) == (25, [{"source": "import", "people": 25}])
    both = web.get("/tags/overlap", tags=f"{ids['满100']},{ids['满200']},{ids['旧']}")["items"]
    assert [one["share"] for one in both] == [1.0, 1.0, 1.0]


def test_the_history_names_nobody_outside_the_data_scope(
    web: Web, people: list[int], clock: ManualClock
) -> None:
    tag = web.post("/tags", {"group": "g", "name": "t"}, 201)["id"]
    until = (clock.now() + timedelta(days=1)).isoformat()
    web.post("/customers/tags", {"ids": [1, 2], "add": [tag], "expires_at": until, "why": "活动"})
    web.caller = access_caller(DataScope("own", (5,)))
    assert [one["person_id"] for one in web.get(f"/tags/{tag}/history")["items"]] == [None, None]
    web.get("/customers/1/tags/history", 404)


def access_caller(scope: DataScope) -> Any:
    from huayuan.kernel.caller import Caller

    return Caller("user", 9, "x", frozenset({"tags.read", "customers.read"}), scope)
