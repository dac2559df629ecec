"""Pages of what arrived and of what goes wrong."""

from __future__ import annotations

import time
from html import escape
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from huayuan_sandbox.faults import CallFault, Faults, Kind
from huayuan_sandbox.page import back, page, speaker
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.world.clock import CHINA_OFFSET

_SHOWN = 200
_REST: tuple[Kind, ...] = ("cut", "lose_answer", "status", "token", "cursor", "vanish")


class FaultPages:
    """Server-rendered, no script."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        return [
            Route("/sandbox/requests", self.requests),
            Route("/sandbox/faults", self.faults, methods=["GET"]),
            Route("/sandbox/faults", self.set_faults, methods=["POST"]),
        ]

    # ---- what arrived

    async def requests(self, request: Request) -> Response:
        say, query = speaker(request), request.query_params
        service, path = query.get("service", ""), query.get("path", "")
        rows = self._sandbox.requests.rows(_SHOWN, service, path)
        body = f"{self._filter(say, service, path)}<table>" + "".join(map(_row, reversed(rows))) + "</table>"
        nothing = f"<p class=soft>{say('no_requests')}</p>"
        return page(request, say("requests"), (body if rows else body + nothing) + back(say))

    def _filter(self, say: Any, service: str, path: str) -> str:
        names = ["", *(one.name for one in self._sandbox.services.all)]
        options = "".join(
            f'<option value="{name}"{" selected" if name == service else ""}>{name or say("every")}</option>'
            for name in names
        )
        return (
            f"<form><label>{say('service')} <select name=service>{options}</select></label>"
            f'<label>{say("path")} <input name=path value="{escape(path)}"></label>'
            f"<p><button>{say('filter')}</button></p></form>"
        )

    # ---- what goes wrong

    async def faults(self, request: Request, problem: str = "", given: str = "") -> Response:
        say, sandbox = speaker(request), self._sandbox
        shown = given or msgspec.json.format(msgspec.json.encode(sandbox.delivery.faults)).decode()
        error = f"<p class=wrong>{escape(problem)}</p>" if problem else ""
        counts = ", ".join(f"{name} {number}" for name, number in sandbox.requests.injected.items()) or "–"
        body = (
            f"<p>{say('injected')}: {escape(counts)}</p>{error}<form method=post>"
            f"<p><label>{say('faults_json')}<textarea name=json rows=24 cols=80 spellcheck=false>{escape(shown)}</textarea>"
            f"</label></p><p><button name=act value=set>{say('set')}</button> "
            f"<button name=act value=none>{say('no_faults')}</button> "
            f"<button name=act value=some>{say('some_faults')}</button></p></form>"
            f"<form method=post><h2>{say('time')}</h2><p>{_time(sandbox.clock.now())} · ×{sandbox.clock.factor:g}</p>"
            f"<p><button name=act value=hour>{say('hour_later')}</button> "
            f"<button name=act value=day>{say('day_later')}</button> "
            f"<button name=act value=fast>{say('faster')}</button> "
            f"<button name=act value=usual>{say('usual_time')}</button></p></form>"
        )
        return page(request, say("faults"), body + back(say), status=400 if problem else 200)

    async def set_faults(self, request: Request) -> Response:
        form = await request.form()
        act, text, sandbox = str(form.get("act")), str(form.get("json", "")), self._sandbox
        if act == "set":
            try:
                sandbox.set_faults(msgspec.json.decode(text, type=Faults))
            except msgspec.MsgspecError as problem:
                return await self.faults(request, str(problem), text)
        elif act == "none":
            sandbox.set_faults(Faults())
        elif act == "some":
            sandbox.set_faults(some_of_everything(0.05))
        else:
            factor = {"fast": 60.0, "usual": 1.0}.get(act, sandbox.clock.factor)
            sandbox.run_time(factor, {"hour": 3600.0, "day": 86_400.0}.get(act, 0.0))
        return RedirectResponse("/sandbox/faults", status_code=303)


def some_of_everything(chance: float) -> Faults:
    """Every fault of calls and callbacks, each with this chance."""
    slow = [CallFault(fault="slow", chance=chance, seconds=1.0)]
    refused = [
        CallFault(fault="refuse", service=service, chance=chance / 2, code=code)
        for service in ("wecom", "official_account", "mini_program", "channels")
        for code in (-1, 40014)
    ]
    refused.append(CallFault(fault="refuse", service="pay", chance=chance, code="SYSTEM_ERROR"))
    rest = [CallFault(fault=name, chance=chance) for name in _REST]
    return Faults(
        lose=chance, duplicate=chance, reorder=chance, late=chance, unheard=chance, drip=chance, drip_s=2.0,
        calls=[*slow, *refused, *rest],
    )  # fmt: skip


def _row(row: dict[str, Any]) -> str:
    answer = str(row["status"] or "–") + (f" · {row['errcode']}" if row["errcode"] else "")
    fault = f" · <b>{escape(row['fault'])}</b>" if row["fault"] else ""
    query = f"?{escape(row['query'])}" if row["query"] else ""
    body = f"<pre>{escape(row['body'])}</pre>" if row["body"] else ""
    return (
        f"<tr><td>{_time(row['at'])}<br>{row['method']} <code>{escape(row['path'])}{query}</code>{body}</td>"
        f"<td>{answer}{fault}<br>{row['ms']:.1f} ms</td></tr>"
    )


def _time(at: float) -> str:
    return time.strftime("%m-%d %H:%M:%S", time.gmtime(at + CHINA_OFFSET))
