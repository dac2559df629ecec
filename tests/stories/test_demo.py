"""What the first look at `huayuan demo` shows beside customers: 微信客服 and the mini program, in a world of a few people."""

from __future__ import annotations

from typing import Any

import pytest
from stories.running import Api, Process, sandbox, until

from huayuan.bootstrap.demo_service import TALKS, TEMPLATES, write_to_service
from huayuan.bootstrap.demo_story import DemoStory

PATIENCE = 90.0  # seconds; the details of newcomers wait for everything else


def talks(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get("/wecom/kf/conversations")["items"]
    return found


@pytest.mark.parametrize("people", [3, 40])
def test_service_and_mini_program_have_life(server: Process, people: int) -> None:
    api = Api(server.url)
    permissions = [one for one in api.set_up()["permissions"] if one != "*"]
    key = api.post("/keys", {"kind": "api", "name": "story", "scopes": permissions})["secret"]
    with sandbox(people, 2) as world:
        story = DemoStory(server.url, world.url, key)
        story.connect()
        story.play_history(2)
        story.settle()
        story.serve_visitors()
        [program] = api.get("/mini-program/programs")["items"]
        templates = f"/mini-program/{program['id']}/templates"
        assert len(until("templates", lambda: api.get(templates)["items"], PATIENCE)) == len(TEMPLATES)
        wanted = min(people, len(TALKS))
        until("talks", lambda: api.get("/wecom/kf/conversations")["total"] == wanted, PATIENCE)
        until(
            "names", lambda: all(one["account_name"] and one["person_name"] for one in talks(api)), PATIENCE
        )
        assert {one["account_name"] for one in talks(api)} == {"木槿生活客服"}
        assert all(one["last"]["text"] for one in talks(api))
        if people >= len(TALKS):
            states = {"unhandled", "human", "ended"}
            until("their ends", lambda: {one["state"] for one in talks(api)} == states, PATIENCE)
        story.connect()
        story.serve_visitors()
        story.settle()
        assert len(api.get(templates)["items"]) == len(TEMPLATES), "a later start adds nothing"
        assert api.get("/wecom/kf/conversations")["total"] == wanted
        assert write_to_service(story._world, 0) == 0
