"""Pages for people: the state of the world, and a phone to scan a live code with."""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from huayuan_sandbox.page import (
    STYLE,
    back,
    is_looked_at,
    page,
    qr_picture,
    speaker,
    who_form,
    who_was_chosen,
)
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.wecom import responses
from huayuan_sandbox.services.wecom.join_ways import JoinWays

_ROWS = ("customers", "friends", "contact_ways", "events_sent", "events_rejected", "callbacks_sent",
         "callbacks_failed", "api_calls")  # fmt: skip


class Pages:
    """Server-rendered, no script."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        return [
            Route("/", self.home),
            Route("/sandbox", self.home),
            Route("/sandbox/", self.world),
            Route("/sandbox/scan/{config_id}", self.scan, methods=["GET"]),
            Route("/sandbox/scan/{config_id}", self.scanned, methods=["POST"]),
            Route("/sandbox/friend/{userid}/{external_userid}", self.friend),
            Route("/sandbox/style.css", self.style),
            Route("/sandbox/avatar/{index:int}.svg", self.avatar),
        ]

    async def home(self, _: Request) -> Response:
        return RedirectResponse("/sandbox/")

    async def world(self, request: Request) -> Response:
        say = speaker(request)
        status = self._sandbox.status()
        welcomes = status["welcomes"]
        rows = [(say("phase"), say(status["phase"])), (say("progress"), f"{status['progress']:.0%}"),
                (say("connected"), say("yes" if status["connected"] else "no"))]  # fmt: skip
        rows += [(say(name), f"{status[name]:,}") for name in _ROWS]
        rows.append(
            (say("welcomes"), " / ".join(str(welcomes[name]) for name in ("issued", "sent", "late", "lost")))
        )
        rows.append(
            (say("latency"), f"{welcomes['latency_ms_p50'] or '–'} / {welcomes['latency_ms_p99'] or '–'}")
        )
        table = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
        act = f"<a href='/sandbox/people'>{say('people.title')}</a> · <a href='/sandbox/staff'>{say('staff.title')}</a>"
        body = f"<p class=soft>{say('lead')}</p><p>{act}</p><table>{table}</table>{self._services(say, request)}<h2>{say('codes')}</h2>{self._codes(say)}"
        return page(request, say("title"), body, refresh=5)

    async def scan(self, request: Request) -> Response:
        say = speaker(request)
        way = self._sandbox.corp.ways.get(request.path_params["config_id"])
        if way is None:
            return page(request, say("scan_title"), f"<p>{say('gone')}</p>{back(say)}", status=404)
        if not is_looked_at(request):
            return qr_picture(responses.qr_code(way, self._sandbox.base_url))
        members = self._sandbox.corp.members_of_way(way.user, way.party)
        names = "、".join(self._sandbox.corp.staff[userid].name for userid in members[:10])
        body = (
            f"<p>{say('staff')}: {escape(names)}<br>{say('state')}: {escape(way.state or '–')}</p>"
            f"{who_form(self._sandbox, say, say('scan'))}"
        )
        return page(request, say("scan_title"), body)

    async def scanned(self, request: Request) -> Response:
        say, sandbox = speaker(request), self._sandbox
        config_id = request.path_params["config_id"]
        if config_id not in sandbox.corp.ways:
            return page(request, say("scan_title"), f"<p>{say('gone')}</p>{back(say)}", status=404)
        person = await who_was_chosen(sandbox, request)
        added = sandbox.live.add(person, way=config_id)
        if added is None:
            return page(request, say("scan_title"), f"<p>{say('already')}</p>{back(say)}")
        return RedirectResponse(f"/sandbox/friend/{added.staff}/{person.external_userid}", status_code=303)

    async def friend(self, request: Request) -> Response:
        """The customer's phone: waits for the welcome."""
        say, sandbox = speaker(request), self._sandbox
        userid, external_userid = request.path_params["userid"], request.path_params["external_userid"]
        welcome = sandbox.corp.welcomes.of(external_userid, userid)
        staff = sandbox.corp.staff.get(userid)
        status = welcome.status(sandbox.clock.now()) if welcome else "lost"
        if welcome is not None and status == "sent":
            more = f" · {say('attachments')}: {welcome.attachments}" if welcome.attachments else ""
            said = f"<p class=say>{escape(welcome.text)}</p><p class=soft>{welcome.latency_ms()} ms{more}</p>"
        else:
            said = f"<p class=soft>{say('waiting' if status == 'waiting' else 'none')}</p>"
        title = f"{say('added')}: {staff.name if staff else userid}"
        return page(request, title, said + back(say), refresh=1 if status == "waiting" else 0)

    async def style(self, _: Request) -> Response:
        return Response(STYLE, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    async def avatar(self, request: Request) -> Response:
        """A letter on a colour that belongs to the person."""
        index = request.path_params["index"]
        person = self._sandbox.people[index] if index < len(self._sandbox.people) else None
        letter = escape(person.nickname[0]) if person else "?"
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96">'
            f'<rect width="96" height="96" fill="hsl({index * 47 % 360} 40% 55%)"/>'
            '<text x="48" y="62" font-size="42" text-anchor="middle" fill="#fff" font-family="sans-serif">'
            f"{letter}</text></svg>"
        )
        return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})

    def _services(self, say: Any, request: Request) -> str:
        """Which address each service has here, and whether its callbacks go anywhere."""
        base = str(request.base_url).rstrip("/")
        taken = self._sandbox.connection.callback_urls
        rows = "".join(
            f"<tr><th>{escape(one.name)}<br><code>{escape(str(one.credentials().get('base_url', base)))}</code></th>"
            f"<td>{say('yes' if one.name in taken else 'no')}</td></tr>"
            for one in self._sandbox.services.all
        )
        return f"<h2>{say('services')}</h2><table>{rows}</table>"

    def _codes(self, say: Any) -> str:
        ways = list(self._sandbox.corp.ways.values())[-50:]
        groups = list(self._sandbox.corp.part(JoinWays).state.ways.values())[-50:]
        if not ways and not groups:
            return f"<p class=soft>{say('no_codes')}</p>"
        places = [("scan", way) for way in ways] + [("group", way) for way in groups]
        rows = "".join(
            f"<tr><th>{escape(way.remark or way.state or way.config_id[:8])}</th>"
            f"<td><a href='/sandbox/{place}/{way.config_id}'>{say('scan' if place == 'scan' else 'group_title')}</a></td></tr>"
            for place, way in places
        )
        return f"<table>{rows}</table>"
