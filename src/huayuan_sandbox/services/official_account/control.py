"""Acting as a follower by hand, under /sandbox/control/official_account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.services.official_account.acts import AccountActs, Act, Wish
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Options
from huayuan_sandbox.world.people import Person, Population

_PREFIX = "/sandbox/control/official_account"


class AccountControl:
    """POST /{act} with a Wish answers {"done", "openid", "person"}; GET reads."""

    def __init__(self, acts: AccountActs, people: Population, send: Callable[[], None]) -> None:
        self._acts = acts
        self._account = acts.account
        self._people = people
        self._send = send

    def routes(self) -> list[Route]:
        acts = self._acts.all()
        rows = [
            Route(f"{_PREFIX}/{name}", self._handler(name, act), methods=["POST"])
            for name, act in acts.items()
        ]
        reads = {"status": self._status, "messages": self._messages, "options": self._options}
        rows += [Route(f"{_PREFIX}/{name}", self._reader(read)) for name, read in reads.items()]
        return [*rows, Route(f"{_PREFIX}/options", self._set_options, methods=["POST"])]

    def _handler(self, name: str, act: Act) -> Any:
        async def handle(request: Request) -> Response:
            try:
                wish = msgspec.json.decode(await request.body() or b"{}", type=Wish)
                person = self._person(wish, newcomer=name == "follow")
                answer = act(person, wish)
            except (msgspec.MsgspecError, LookupError) as problem:
                return _json({"error": str(problem)}, 400)
            except OfficialAccountError as refusal:
                return _json({"error": refusal.message("control"), "errcode": refusal.code}, 400)
            self._send()
            known = {"openid": self._account.openid_of(person), "person": f"p{person.index}"}
            return _json({**known, **answer})

        return handle

    def _reader(self, read: Callable[[Request], Any]) -> Any:
        async def handle(request: Request) -> Response:
            return _json(read(request))

        return handle

    # ---- reading

    def _status(self, _: Request) -> dict[str, Any]:
        account = self._account
        return {
            "followers": account.followers.present, "seen": len(account.followers.known),
            "tags": len(account.tags.rows) - 3, "qrcodes": len(account.qrcodes.rows),
            "menu": account.menus.default is not None, "conditional_menus": len(account.menus.conditional),
            "published": len(account.content.published), "drafts": len(account.content.drafts),
            "mass_jobs": len(account.mass.jobs), "delivered": account.delivered_by_way,
            "replies_refused": account.replies_refused, "callbacks_waiting": len(account.outgoing),
        }  # fmt: skip

    def _messages(self, request: Request) -> dict[str, Any]:
        """The last messages that reached followers, newest last; `openid` narrows."""
        openid = request.query_params.get("openid")
        rows = [row for row in self._account.delivered if openid in (None, row.openid)]
        limit = request.query_params.get("limit", "100")
        return {"items": rows[-(int(limit) if limit.isdigit() else 100) :]}

    def _options(self, _: Request) -> Options:
        return self._account.options

    async def _set_options(self, request: Request) -> Response:
        """Replaces all; `{}` takes them back."""
        try:
            self._account.options = msgspec.json.decode(await request.body() or b"{}", type=Options)
        except msgspec.MsgspecError as problem:
            return _json({"error": str(problem)}, 400)
        return _json(self._account.options)

    # ---- inside

    def _person(self, wish: Wish, *, newcomer: bool) -> Person:
        """Raises LookupError."""
        number = wish.person[1:]
        if wish.person.startswith("p") and number.isdigit() and int(number) < len(self._people):
            return self._people[int(number)]
        if known := self._account.person_of(wish.person):
            return known
        if wish.person:
            raise LookupError(f"no person {wish.person}")
        fitting = (one for one in self._people if self._account.follows(one) != newcomer)
        found = next(fitting, None)
        if found is None and not newcomer:
            raise LookupError("nobody follows yet")
        return found or self._people.newcomer()


def _json(answer: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")
