"""The pages on which somebody logs in with WeCom: in the client, and by QR code in a browser."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.web_login import WebLogin
from huayuan_sandbox.world.clock import Clock

_SHOWN = 30


class LoginPages:
    """Asks who logs in; with `&as=<userid>` or an external_userid (not on the real pages) that one has agreed."""

    def __init__(self, corp: Corp, clock: Clock) -> None:
        self._corp = corp
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route("/connect/oauth2/authorize", self.authorize),
            Route("/wwlogin/sso/login", self.authorize),
        ]

    async def authorize(self, request: Request) -> Response:
        query = request.query_params
        target = query.get("redirect_uri", "")
        if query.get("appid") != self._corp.credentials.corp_id:
            return HTMLResponse("<p>40013 appid</p>", 400)
        if not target.startswith("http"):
            return HTMLResponse("<p>50001 redirect_uri</p>", 400)
        who = query.get("as", "")
        if who:
            return RedirectResponse(self._back(target, query.get("state", ""), self._code(who, query)), 302)
        rows = "".join(
            f"<p><a href='?{escape(urlencode({**dict(query), 'as': one.userid}))}'>{escape(one.name)} · {escape(one.store.name)}</a></p>"
            for one in list(self._corp.staff.values())[:_SHOWN]
        )
        return HTMLResponse(
            f"<!doctype html><meta charset=utf-8><h1>企业微信登录 · Log in with WeCom</h1>{rows}"
        )

    def _code(self, who: str, query: QueryParams) -> str:
        """Private information needs the number of the app, else it is not asked for."""
        private = query.get("scope") == "snsapi_privateinfo" and bool(query.get("agentid"))
        member = who in self._corp.everybody
        return self._corp.part(WebLogin).code(
            self._clock.now(),
            userid=who if member else "",
            external_userid="" if member else who,
            private=private,
        )

    def _back(self, target: str, state: str, code: str) -> str:
        parts = urlsplit(target)
        query = [*parse_qsl(parts.query), ("code", code), ("state", state)]
        return urlunsplit(parts._replace(query=urlencode(query)))
