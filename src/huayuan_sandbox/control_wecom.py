"""The control API of WeCom under /sandbox/control/wecom: act as a customer, as staff or as the administrator."""

from __future__ import annotations

from collections.abc import Callable
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
    friends,
    groups,
    kf,
    mass,
    moments,
    tags,
    transfers,
    web_login,
    words,
)
from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Refused, Stage
from huayuan_sandbox.services.wecom.errors import WeComError

WORLD_PREFIX = "/sandbox/control"
PREFIX = f"{WORLD_PREFIX}/wecom"
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
    **words.ACTS,
}


class ControlWeCom:
    """A route for each act. What needs no words only looks, or does what every call does: it answers GET too."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        looks = {**{name: act for name, act in ACTS.items() if act[0] is Nothing}, **corp.LOOKS}
        rows = [("GET", f"{PREFIX}/{name}", act) for name, act in looks.items()]
        rows += [("POST", f"{PREFIX}/{name}", act) for name, act in ACTS.items()]
        rows += [("POST", f"{WORLD_PREFIX}/{name}", act) for name, act in friends.ACTS.items()]
        return [Route(path, self._handler(*act), methods=[method]) for method, path, act in rows]

    def _handler(self, kind: type[msgspec.Struct], act: Callable[[Stage, Any], dict[str, Any]]) -> Any:
        async def handle(request: Request) -> Response:
            try:
                wish = msgspec.json.decode(await request.body() or b"{}", type=kind)
                answer = act(self._sandbox.stage(), wish)
            except (Refused, msgspec.MsgspecError) as refusal:
                return _json({"error": str(refusal)}, 400)
            except WeComError as refusal:
                return _json({"error": refusal.message("control"), "errcode": refusal.code}, 400)
            pushed = len(self._sandbox.corp.outgoing)
            self._sandbox.postman.send_callbacks()
            return _json({**answer, "callbacks": pushed})

        return handle


def _json(answer: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")
