"""Acting as a visitor of the mini program by hand, under /sandbox/control/mini_program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.services.mini_program.hands import acting_routes, json_response
from huayuan_sandbox.services.mini_program.program import PAGES, Program
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population


class VisitorWish(msgspec.Struct, forbid_unknown_fields=True):
    """`template_ids` and `accept` belong to `prompt`; `pages`, `scene` to `open`; `text` to `write`."""

    person: str
    template_ids: list[str] = []
    accept: bool = True
    pages: list[str] = []
    scene: int = 1001
    text: str = "你好"


class ProgramControl:
    """`login` and `phone` answer the codes that a real phone would hand to the program's own server."""

    def __init__(self, program: Program, people: Population, clock: Clock) -> None:
        self._program = program
        self._people = people
        self._clock = clock

    def routes(self, send: Callable[[], None]) -> list[Route]:
        acts: dict[str, Callable[[Person, VisitorWish], dict[str, Any]]] = {
            "open": self._open, "login": self._login, "phone": self._phone, "prompt": self._prompt,
            "refuse": self._refuse, "enter": self._enter, "write": self._write, "revoke": self._revoke,
        }  # fmt: skip
        appids = [self._program.credentials.appid]
        rows = acting_routes("mini_program", VisitorWish, acts, self._people, lambda: appids, send)
        return [*rows, Route("/sandbox/control/mini_program/messages", self._messages)]

    def _open(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        pages = [(page, 20.0) for page in wish.pages or [PAGES[0]]]
        return {"openid": self._program.open_app(person, self._clock.now(), pages, wish.scene)}

    def _login(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        return {"code": self._program.wx_login(person, self._clock.now())}

    def _phone(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        return {"code": self._program.phone_code(person, self._clock.now())}

    def _prompt(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        asked = wish.template_ids or list(self._program.messages.templates)[:3]
        self._program.answer_prompt(person, asked, self._clock.now(), accept=wish.accept)
        return {"openid": self._program.openid(person), "template_ids": asked}

    def _refuse(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        for template_id in wish.template_ids:
            self._program.refuse_messages(person, template_id, self._clock.now())
        return {"openid": self._program.openid(person)}

    def _enter(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        self._program.enter_session(person, self._clock.now())
        return {"openid": self._program.openid(person)}

    def _write(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        self._program.write(person, wish.text, self._clock.now())
        return {"openid": self._program.openid(person)}

    def _revoke(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        self._program.revoke(person, self._clock.now())
        return {"openid": self._program.openid(person)}

    async def _messages(self, request: Request) -> Response:
        """The last subscribe messages that reached somebody, newest last."""
        limit = request.query_params.get("limit", "100")
        rows = self._program.messages.sent[-(int(limit) if limit.isdigit() else 100) :]
        return json_response({"items": rows})
