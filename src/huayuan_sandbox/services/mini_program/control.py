"""Acting as a visitor of the mini program by hand, under /sandbox/control/mini_program."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.services.mini_program.acts import ProgramActs, VisitorWish
from huayuan_sandbox.services.mini_program.hands import acting_routes, json_response
from huayuan_sandbox.world.people import Population


class ProgramControl:
    """A route for each act, and what reached people."""

    def __init__(self, acts: ProgramActs, people: Population) -> None:
        self._acts = acts
        self._people = people

    def routes(self, send: Callable[[], None]) -> list[Route]:
        appids = [self._acts.program.credentials.appid]
        rows = acting_routes(
            "mini_program", VisitorWish, self._acts.all(), self._people, lambda: appids, send
        )
        return [*rows, Route("/sandbox/control/mini_program/messages", self._messages)]

    async def _messages(self, request: Request) -> Response:
        """The last subscribe messages that reached somebody, newest last."""
        limit = request.query_params.get("limit", "100")
        rows = self._acts.program.messages.sent[-(int(limit) if limit.isdigit() else 100) :]
        return json_response({"items": rows})
