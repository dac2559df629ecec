"""The control API of WeCom under /sandbox/control/wecom: act as a customer, as staff or as the administrator."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.wecom.acts import (
    acquisition,
    aliases,
    app_messages,
    corp,
    groups,
    kf,
    mass,
    moments,
    tags,
    transfers,
    web_login,
)
from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Refused, Stage
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.world.doors import Added
from huayuan_sandbox.world.people import Person

PREFIX = "/sandbox/control/wecom"
ACTS: Acts = {
    **corp.ACTS,
    **groups.ACTS,
    **mass.ACTS,
    **transfers.ACTS,
    **moments.ACTS,
    **acquisition.ACTS,
    **aliases.ACTS,
    **kf.ACTS,
    **tags.ACTS,
    **web_login.ACTS,
    **app_messages.ACTS,
}


class ControlWeCom:
    """A route for each act. What needs no words only looks, or does what every call does: it answers GET too."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._acts = 0

    def routes(self) -> list[Route]:
        looks = {**{name: act for name, act in ACTS.items() if act[0] is Nothing}, **corp.LOOKS}
        rows = [("GET", name, act) for name, act in looks.items()]
        rows += [("POST", name, act) for name, act in ACTS.items()]
        return [
            Route(f"{PREFIX}/{name}", self._handler(*act), methods=[method]) for method, name, act in rows
        ]

    def _handler(self, kind: type[msgspec.Struct], act: Callable[[Stage, Any], dict[str, Any]]) -> Any:
        async def handle(request: Request) -> Response:
            try:
                wish = msgspec.json.decode(await request.body() or b"{}", type=kind)
                answer = act(self._stage(), wish)
            except (Refused, msgspec.MsgspecError) as refusal:
                return _json({"error": str(refusal)}, 400)
            except WeComError as refusal:
                return _json({"error": refusal.message("control"), "errcode": refusal.code}, 400)
            pushed = len(self._sandbox.corp.outgoing)
            self._sandbox.postman.send_callbacks()
            return _json({**answer, "callbacks": pushed})

        return handle

    def _stage(self) -> Stage:
        self._acts += 1
        now = self._sandbox.clock.now()
        rng = Random(f"{self._sandbox.settings.seed}|act|{self._acts}|{now}")
        return Stage(self._sandbox.corp, self._sandbox.people, rng, now, self._befriend)

    def _befriend(self, person: Person, way: str, state: str) -> Added | None:
        return self._sandbox.live.add(person, way=way, state=state)


def _json(answer: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")
