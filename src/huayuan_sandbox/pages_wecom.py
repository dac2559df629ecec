"""Pages of WeCom for people: the code of a group, and an acquisition link."""

from __future__ import annotations

from html import escape
from random import Random

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from huayuan_sandbox.page import back, is_looked_at, page, qr_picture, speaker, who_form, who_was_chosen
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.wecom.acquisition import Acquisition
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.join_ways import JoinWays
from huayuan_sandbox.world.doors import JoinScene


class WeComPages:
    """Server-rendered, no script."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        return [
            Route("/sandbox/group/{config_id}", self.group_code, methods=["GET", "POST"]),
            Route("/sandbox/ca/{link_id}", self.link, methods=["GET", "POST"]),
        ]

    async def group_code(self, request: Request) -> Response:
        say, sandbox, groups = speaker(request), self._sandbox, self._sandbox.corp.part(Groups)
        config_id = request.path_params["config_id"]
        way = sandbox.corp.part(JoinWays).state.ways.get(config_id)
        if way is None:
            return page(request, say("group_title"), f"<p>{say('gone')}</p>{back(say)}", status=404)
        if request.method == "GET" and not is_looked_at(request):
            return qr_picture(f"{sandbox.base_url}/sandbox/group/{config_id}")
        if request.method == "POST":
            person, now = await who_was_chosen(sandbox, request), sandbox.clock.now()
            chat_id = groups.join(person, now, Random(now), JoinScene.CODE, live=True, code=config_id)
            sandbox.postman.send_callbacks()
            said = escape(groups.state.rooms[chat_id].name) if chat_id else say("not_joined")
            words = f"{say('joined')}: {said}" if chat_id else said
            return page(request, say("group_title"), f"<p>{words}</p>{back(say)}")
        names = "、".join(escape(groups.state.rooms[one].name) for one in way.chat_id_list)
        body = f"<p>{say('groups')}: {names}</p>{who_form(sandbox, say, say('scan'))}"
        return page(request, say("group_title"), body)

    async def link(self, request: Request) -> Response:
        """Looking counts as a click; `customer_channel` of the address becomes the state."""
        say, sandbox, part = speaker(request), self._sandbox, self._sandbox.corp.part(Acquisition)
        link = part.state.links.get(request.path_params["link_id"])
        if link is None:
            return page(request, say("link_title"), f"<p>{say('gone')}</p>{back(say)}", status=404)
        channel, now = request.query_params.get("customer_channel", ""), sandbox.clock.now()
        if request.method == "GET":
            part.clicked(link, now)
            lines = f"{escape(link.name)}<br>{say('state')}: {escape(channel or '–')}"
            return page(request, say("link_title"), f"<p>{lines}</p>{who_form(sandbox, say, say('add'))}")
        person = await who_was_chosen(sandbox, request)
        added = sandbox.live.add(person, way=link.link_id, state=channel)
        sandbox.postman.send_callbacks()
        if added is None:
            return page(request, say("link_title"), f"<p>{say('not_added')}</p>{back(say)}")
        return RedirectResponse(f"/sandbox/friend/{added.staff}/{person.external_userid}", status_code=303)
