"""The control API of what goes wrong, of time, and of what arrived."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.faults import Faults
from huayuan_sandbox.sandbox import Sandbox

PREFIX = "/sandbox/control"
_LONGEST_JUMP = 400 * 86_400


class TimeWish(msgspec.Struct, forbid_unknown_fields=True):
    """`factor`: seconds of the world in one of ours, from now on. `jump_s`: forward, at once."""

    factor: Annotated[float, msgspec.Meta(ge=0, le=3600)] = 1.0
    jump_s: Annotated[float, msgspec.Meta(ge=0, le=_LONGEST_JUMP)] = 0.0


class ControlFaults:
    """`/faults`, `/time`, `/requests`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        return [
            Route(f"{PREFIX}/faults", self.faults, methods=["GET"]),
            Route(f"{PREFIX}/faults", self.set_faults, methods=["POST"]),
            Route(f"{PREFIX}/time", self.time, methods=["GET"]),
            Route(f"{PREFIX}/time", self.set_time, methods=["POST"]),
            Route(f"{PREFIX}/requests", self.requests, methods=["GET"]),
        ]

    async def faults(self, _: Request) -> Response:
        return _json(self._sandbox.delivery.faults)

    async def set_faults(self, request: Request) -> Response:
        """Replaces all faults; an empty body takes them all away."""
        try:
            wish = await _read(request, Faults)
        except msgspec.MsgspecError as problem:
            return _json({"error": str(problem)}, 400)
        if unknown := self._unknown(wish):
            return _json({"error": f"no service {', '.join(sorted(unknown))}"}, 400)
        if any(isinstance(one.code, str) and one.service != "pay" for one in wish.calls):
            return _json({"error": "only pay has words for codes; name the service"}, 400)
        self._sandbox.set_faults(wish)
        return _json(self._sandbox.delivery.faults)

    async def time(self, _: Request) -> Response:
        clock = self._sandbox.clock
        return _json({"now": clock.now(), "factor": clock.factor, "moved_s": clock.moved})

    async def set_time(self, request: Request) -> Response:
        try:
            wish = await _read(request, TimeWish)
        except msgspec.MsgspecError as problem:
            return _json({"error": str(problem)}, 400)
        self._sandbox.run_time(wish.factor, wish.jump_s)
        return await self.time(request)

    async def requests(self, request: Request) -> Response:
        """`limit`, `service`, `path` (any part), `errcode`."""
        query = request.query_params
        limit, errcode = query.get("limit", "100"), query.get("errcode", "")
        rows = self._sandbox.requests.rows(
            max(1, int(limit)) if limit.isdigit() else 100,
            query.get("service", ""),
            query.get("path", ""),
            int(errcode) if errcode.lstrip("-").isdigit() else None,
        )
        return _json({"items": rows})

    def _unknown(self, wish: Faults) -> set[str]:
        named = {one.service for one in wish.calls} | set(wish.callbacks)
        return named - {service.name for service in self._sandbox.services.all} - {""}


async def _read(request: Request, kind: type[Any]) -> Any:
    return msgspec.json.decode(await request.body() or b"{}", type=kind)


def _json(answer: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")
