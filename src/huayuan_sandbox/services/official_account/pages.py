"""Pages of this account for people: a QR code to scan, the question of the web login, an article."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.urls import PREFIX
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population

# zh, en
_WORDS = {
    "scan": ("扫码关注", "Scan to follow"),
    "scene": ("场景值", "Scene"),
    "who": ("谁来扫？", "Who scans?"),
    "anyone": ("随便一位新粉丝", "Any new follower"),
    "done": ("已扫码", "Scanned"),
    "gone": ("二维码不存在或已过期", "This code does not exist or has expired"),
    "login": ("申请获得你的公开信息", "asks for your public information"),
    "agree": ("同意", "Allow"),
    "wrong_appid": ("appid 不对", "Wrong appid"),
    "wrong_domain": ("redirect_uri 域名与后台配置不一致", "The domain of redirect_uri is not configured"),
    "account": ("公众号", "the official account"),
}
_SCOPES = ("snsapi_base", "snsapi_userinfo")


class AccountPages:
    """Server-rendered, no script."""

    def __init__(self, account: Account, people: Population, clock: Clock, send: Callable[[], None]) -> None:
        self._account = account
        self._people = people
        self._clock = clock
        self._send = send
        self._rng = Random(f"{account.seed}|official account pages")

    def routes(self) -> list[Route]:
        return [
            Route(PREFIX + "cgi-bin/showqrcode", self.code),
            Route(PREFIX + "cgi-bin/showqrcode", self.scanned, methods=["POST"]),
            Route(PREFIX + "connect/oauth2/authorize", self.authorize),
            Route(PREFIX + "s/{article_id}/{number:int}", self.article),
            Route(PREFIX + "mmbiz/{media_id}", self.picture),
        ]

    async def code(self, request: Request) -> Response:
        """The real service answers a picture; here it is a page on which somebody scans it."""
        say = _speaker(request)
        code = self._account.qrcodes.rows.get(request.query_params.get("ticket", ""))
        if code is None or (code.expires_at and code.expires_at <= self._clock.now()):
            return _page(request, say("scan"), f"<p>{say('gone')}</p>", 404)
        choices = f"<label><input type=radio name=who value='' checked> {say('anyone')}</label>"
        choices += "".join(
            f"<label><input type=radio name=who value={one.index}> {escape(one.nickname)}</label>"
            for one in [person for person in self._people if not self._account.follows(person)][:8]
        )
        form = f"<form method=post><p>{say('who')}</p>{choices}<p><button>{say('scan')}</button></p></form>"
        return _page(request, say("scan"), f"<p>{say('scene')}: {escape(code.scene)}</p>{form}")

    async def scanned(self, request: Request) -> Response:
        say, now = _speaker(request), self._clock.now()
        code = self._account.qrcodes.rows.get(request.query_params.get("ticket", ""))
        if code is None or (code.expires_at and code.expires_at <= now):
            return _page(request, say("scan"), f"<p>{say('gone')}</p>", 404)
        person = self._chosen(str((await request.form()).get("who", "")))
        if self._account.follows(person):
            self._account.scan(person, now, self._rng, live=True, scene=code.scene)
        else:
            self._account.follow(person, now, self._rng, live=True, scene=code.scene)
        self._send()
        return _page(request, say("done"), f"<p>{escape(person.nickname)} · {escape(code.scene)}</p>")

    async def authorize(self, request: Request) -> Response:
        """Asks who logs in; with `&as=p12` (not on the real page) that person has agreed already."""
        query, say = request.query_params, _speaker(request)
        target, scope = query.get("redirect_uri", ""), query.get("scope", "")
        if query.get("appid") != self._account.appid or scope not in _SCOPES:
            return _page(request, say("wrong_appid"), "<p>10005</p>", 400)
        domains = self._account.options.web_domains
        if not target.startswith("http") or (domains and urlsplit(target).hostname not in domains):
            return _page(request, say("wrong_domain"), "<p>10003</p>", 400)
        if "as" in query:
            person = self._chosen(query["as"].removeprefix("p"))
            return RedirectResponse(self._back(target, scope, query.get("state", ""), person), 302)
        links = "".join(
            f"<p><a href='?{escape(urlencode({**dict(query), 'as': f'p{one.index}'}))}'>"
            f"{say('agree')}: {escape(one.nickname)}</a></p>"
            for one in list(self._people)[:10]
        )
        return _page(request, f"{say('account')} {say('login')}", links)

    async def article(self, request: Request) -> Response:
        """Being opened here counts as read by nobody in particular."""
        found = self._account.content.published.get(request.path_params["article_id"])
        number = request.path_params["number"]
        if found is None or found.deleted or not 1 <= number <= len(found.articles):
            return _page(request, "404", "", 404)
        row = found.articles[number - 1]
        return _page(request, row["title"], row["content"])

    async def picture(self, request: Request) -> Response:
        data = self._account.content.files.get(request.path_params["media_id"])
        return Response(data or b"", 200 if data else 404, media_type="image/jpeg")

    def _back(self, target: str, scope: str, state: str, person: Person) -> str:
        openid = self._account.openid_of(person)
        self._account.visitors[openid] = person.index
        code = self._account.login.code(openid, scope, self._clock.now())
        parts = urlsplit(target)
        query = urlencode([*parse_qsl(parts.query), ("code", code), ("state", state)])
        return urlunsplit(parts._replace(query=query))

    def _chosen(self, who: str) -> Person:
        if who.isdigit() and int(who) < len(self._people):
            return self._people[int(who)]
        fitting = (one for one in self._people if not self._account.follows(one))
        return next(fitting, None) or self._people.newcomer()


def _speaker(request: Request) -> Any:
    """Looks a word up in the language the browser prefers."""
    wanted = request.headers.get("accept-language", "zh").lower()
    english, chinese = wanted.find("en"), wanted.find("zh")
    return lambda name: _WORDS[name][1 if english >= 0 and (chinese < 0 or english < chinese) else 0]


def _page(request: Request, title: str, body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{escape(title)}</title><link rel=stylesheet href=/sandbox/style.css>"
        f"<main><h1>{escape(title)}</h1>{body}</main>",
        status,
    )
