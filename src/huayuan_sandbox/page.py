"""What every page for people has: its frame, its language, and the choice of who acts."""

from __future__ import annotations

import hashlib
from html import escape
from importlib import resources
from io import BytesIO
from itertools import islice
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.words import WORDS
from huayuan_sandbox.world.people import Person

STYLE = resources.files("huayuan_sandbox").joinpath("style.css").read_bytes()
STYLE_VERSION = hashlib.sha256(STYLE).hexdigest()[:8]
_OFFERED = 8
_SITE = (
    ("", "world"),
    ("people", "people"),
    ("staff", "members"),
    ("requests", "nav.requests"),
    ("faults", "nav.faults"),
)


def who_form(sandbox: Sandbox, say: Any, button: str) -> str:
    """Anybody, somebody new, or one of the first who have no friends yet."""
    choices = f'<label><input type=radio name=who value="" checked> {say("anyone")}</label>'
    choices += f'<label><input type=radio name=who value="new"> {say("newcomer")}</label>'
    for person in islice((one for one in sandbox.people if not one.friends), _OFFERED):
        choices += (
            f'<label><input type=radio name=who value="{person.index}"> {escape(person.nickname)}</label>'
        )
    return f"<form method=post><p>{say('who')}</p>{choices}<p><button>{escape(button)}</button></p></form>"


async def who_was_chosen(sandbox: Sandbox, request: Request) -> Person:
    who = str((await request.form()).get("who", ""))
    if who == "new":
        return sandbox.people.newcomer()
    if who.isdigit() and int(who) < len(sandbox.people):
        return sandbox.people[int(who)]
    return sandbox.live.someone()


def speaker(request: Request) -> Any:
    """Looks a word up in the language the browser prefers."""
    english = _prefers_english(request)
    return lambda name: WORDS[name][1 if english else 0]


def _prefers_english(request: Request) -> bool:
    wanted = request.headers.get("accept-language", "zh").lower()
    english, chinese = wanted.find("en"), wanted.find("zh")
    return english >= 0 and (chinese < 0 or english < chinese)


def back(say: Any) -> str:
    return f"<p><a href='/sandbox/'>{say('back')}</a></p>"


def _site(request: Request) -> str:
    """Where one can go from everywhere."""
    say, here = speaker(request), request.url.path
    links = "".join(
        f"<a href='/sandbox/{name}'{' aria-current=page' if here == f'/sandbox/{name}' else ''}>{say(word)}</a>"
        for name, word in _SITE
    )
    return f"<header><nav>{links}</nav></header>"


def page(
    request: Request, title: str, body: str, status: int = 200, refresh: int = 0, wide: bool = False
) -> HTMLResponse:
    """`body` is HTML, `title` is text."""
    language = "en" if _prefers_english(request) else "zh-CN"
    again = f'<meta http-equiv=refresh content="{refresh}">' if refresh else ""
    return HTMLResponse(
        f"<!doctype html><html lang={language}><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        f"{again}<title>{escape(title)}</title><link rel=stylesheet href=/sandbox/style.css?{STYLE_VERSION}>"
        f"{_site(request)}<main{' class=wide' if wide else ''}><h1>{escape(title)}</h1>{body}</main></html>",
        status,
    )


def is_looked_at(request: Request) -> bool:
    """Whether somebody opened the address in a browser; an <img> or a program wants what is there for real."""
    return "text/html" in request.headers.get("accept", "")


def qr_picture(text: str) -> Response:
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=8, border=4)
    return Response(picture.getvalue(), media_type="image/png")
