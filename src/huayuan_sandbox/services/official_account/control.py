"""Acting as a follower by hand, under /sandbox/control/official_account."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.models import Options
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population

_PREFIX = "/sandbox/control/official_account"
_KINDS = ("text", "image", "voice", "video", "shortvideo", "location", "link")


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    """`person`: "p12" of the truth or an openid; empty = somebody who fits. The rest belongs to single acts."""

    person: str = ""
    scene: str = ""
    kind: str = "text"
    text: str = ""
    key: str = ""
    latitude: float = 23.137466
    longitude: float = 113.352425
    template_id: str = ""
    accept: bool = True
    article: str = ""
    shared: bool = False
    refuses: bool = False


class AccountControl:
    """POST /{act} with a Wish answers {"done", "openid", "person"}; GET reads."""

    def __init__(self, account: Account, people: Population, clock: Clock, send: Callable[[], None]) -> None:
        self._account = account
        self._people = people
        self._clock = clock
        self._send = send
        self._rng = Random(f"{account.seed}|official account by hand")

    def routes(self) -> list[Route]:
        acts = {"follow": self._follow, "unfollow": self._unfollow, "scan": self._scan, "say": self._say,
                "click": self._click, "locate": self._locate, "notice": self._notice, "read": self._read,
                "refuse": self._refuse}  # fmt: skip
        rows = [
            Route(f"{_PREFIX}/{name}", self._handler(act), methods=["POST"]) for name, act in acts.items()
        ]
        reads = {"status": self._status, "messages": self._messages, "options": self._options}
        rows += [Route(f"{_PREFIX}/{name}", self._reader(read)) for name, read in reads.items()]
        return [*rows, Route(f"{_PREFIX}/options", self._set_options, methods=["POST"])]

    def _handler(self, act: Callable[[Person, Wish], Any]) -> Any:
        async def handle(request: Request) -> Response:
            try:
                wish = msgspec.json.decode(await request.body() or b"{}", type=Wish)
                person = self._person(wish, newcomer=act == self._follow)
            except (msgspec.MsgspecError, LookupError) as problem:
                return _json({"error": str(problem)}, 400)
            answer = act(person, wish)
            self._send()
            known = {"openid": self._account.openid_of(person), "person": f"p{person.index}"}
            return _json({**known, **(answer if isinstance(answer, dict) else {"done": answer})})

        return handle

    def _reader(self, read: Callable[[Request], Any]) -> Any:
        async def handle(request: Request) -> Response:
            return _json(read(request))

        return handle

    # ---- acts

    def _follow(self, person: Person, wish: Wish) -> dict[str, Any]:
        scene = self._account.follow(person, self._clock.now(), self._rng, live=True, scene=wish.scene)
        return {"done": scene is not None, "scene": scene or ""}

    def _unfollow(self, person: Person, _: Wish) -> bool:
        follows = self._account.follows(person)
        self._account.unfollow(person, self._clock.now(), live=True)
        return follows

    def _scan(self, person: Person, wish: Wish) -> bool:
        return self._account.scan(person, self._clock.now(), self._rng, live=True, scene=wish.scene)

    def _say(self, person: Person, wish: Wish) -> bool:
        now = self._clock.now()
        fields: dict[str, tuple[tuple[str, Any], ...]] = {
            "text": (("Content", wish.text),),
            "image": (("PicUrl", "http://example.com/a.jpg"), ("MediaId", "sandbox-image")),
            "voice": (("MediaId", "sandbox-voice"), ("Format", "amr")),
            "video": (("MediaId", "sandbox-video"), ("ThumbMediaId", "sandbox-thumb")),
            "shortvideo": (("MediaId", "sandbox-video"), ("ThumbMediaId", "sandbox-thumb")),
            "location": (("Location_X", f"{wish.latitude}"), ("Location_Y", f"{wish.longitude}"),
                         ("Scale", "16"), ("Label", wish.text)),
            "link": (("Title", wish.text), ("Description", ""), ("Url", "https://example.com")),
        }  # fmt: skip
        return wish.kind in _KINDS and self._account.send(
            person, now, wish.kind, fields[wish.kind], live=True
        )

    def _click(self, person: Person, wish: Wish) -> bool:
        return self._account.click_menu(person, self._clock.now(), wish.key, live=True)

    def _locate(self, person: Person, wish: Wish) -> bool:
        return self._account.locate(person, self._clock.now(), wish.latitude, wish.longitude)

    def _notice(self, person: Person, wish: Wish) -> bool:
        now = self._clock.now()
        return self._account.decide_notice(person, now, wish.template_id, accept=wish.accept)

    def _read(self, person: Person, wish: Wish) -> bool:
        now = self._clock.now()
        article = wish.article or next(iter(self._account.articles(now)), "")
        self._account.read_article(person, now, article, shared=wish.shared)
        return bool(article)

    def _refuse(self, person: Person, wish: Wish) -> bool:
        """The follower turns messages of the account off, or on again."""
        self._account.followers.get(self._account.openid_of(person)).refuses = wish.refuses
        return True

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
