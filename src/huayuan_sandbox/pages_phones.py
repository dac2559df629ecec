"""Everybody's phone: look for a customer or a member of staff, open the phone, and act there in every service."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from huayuan_sandbox.page import page, speaker
from huayuan_sandbox.phone_html import Teller
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.phone import Deed, Item, Screen, Text, Word
from huayuan_sandbox.services.refusals import REFUSALS, reason
from huayuan_sandbox.services.wecom import staff_phone
from huayuan_sandbox.world.people import Person
from huayuan_sandbox.world.search import named
from huayuan_sandbox.world.truth import identifiers

_PER_PAGE = 50
_OUTCOMES_KEPT = 200
_LONGEST_NUMBER = 12


class Outcome(NamedTuple):
    """What became of a deed. `details` are words of an answer with what it said."""

    good: bool
    told: Text
    why: Text = ""
    details: Sequence[tuple[str, str]] = ()


class PhonePages:
    """Server-rendered, no script. What is offered is looked up anew when somebody chooses it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._outcomes: OrderedDict[int, Outcome] = OrderedDict()
        self._done = 0

    def routes(self) -> list[Route]:
        return [
            Route("/sandbox/friends", self.moved),
            Route("/sandbox/people", self.people, methods=["GET"]),
            Route("/sandbox/people", self.newcomer, methods=["POST"]),
            Route("/sandbox/people/{index:int}", self.person, methods=["GET"]),
            Route("/sandbox/people/{index:int}", self.act, methods=["POST"]),
            Route("/sandbox/staff", self.staff),
            Route("/sandbox/staff/{userid}", self.member, methods=["GET"]),
            Route("/sandbox/staff/{userid}", self.tap, methods=["POST"]),
        ]

    async def moved(self, _: Request) -> Response:
        return RedirectResponse("/sandbox/people")

    # ---- customers

    async def people(self, request: Request) -> Response:
        teller = Teller(speaker(request))
        wanted = request.query_params.get("name", "").strip()
        found = self._found(wanted)
        first = self._first(request.query_params.get("page", ""), len(found))
        shown = [self._sandbox.people[int(one)] for one in found[first : first + _PER_PAGE]]
        rows = "".join(self._row(teller, one) for one in shown)
        rows = (
            f"<ul class=people>{rows}</ul>" if rows else f"<p class=soft>{teller.word('people.nobody')}</p>"
        )
        body = (
            _lead(teller, "people.lead")
            + _search(teller, wanted)
            + rows
            + _turning(teller, wanted, first, len(found))
        )
        return page(request, teller.plain("people.title"), body)

    async def newcomer(self, _: Request) -> Response:
        return RedirectResponse(f"/sandbox/people/{self._sandbox.people.newcomer().index}", status_code=303)

    async def person(self, request: Request) -> Response:
        person = self._person(request)
        if person is None:
            return _gone(request, "person.gone")
        screens = [self._truth(person), *self._screens(person)]
        return self._phone(request, f"{person.nickname} · p{person.index}", screens)

    async def act(self, request: Request) -> Response:
        person = self._person(request)
        if person is None:
            return _gone(request, "person.gone")
        return await self._perform(request, self._screens(person))

    # ---- members of staff

    async def staff(self, request: Request) -> Response:
        teller, corp, stage = Teller(speaker(request)), self._sandbox.corp, self._sandbox.stage()
        stores: dict[str, list[Item]] = {}
        for one in corp.everybody.values():
            note: list[str | Word] = [staff_phone.state(stage, one)]
            note.append(Word("staff.has_friends", (len(corp.of_staff.get(one.userid, ())),)))
            if waiting := staff_phone.waiting(stage, one.userid):
                note.append(Word("staff.has_waiting", (waiting,)))
            href = f"/sandbox/staff/{quote(one.userid)}"
            stores.setdefault(one.store.name, []).append(Item(one.name, tuple(note), href=href))
        cards = "".join(
            f"<section class=card><h2>{escape(store)}</h2>{teller.items(members)}</section>"
            for store, members in stores.items()
        )
        body = f"{_lead(teller, 'staff.lead')}<div class=cards>{cards}</div>"
        return page(request, teller.plain("staff.title"), body, wide=True)

    async def member(self, request: Request) -> Response:
        userid = request.path_params["userid"]
        if userid not in self._sandbox.corp.everybody:
            return _gone(request, "staff.gone")
        return self._phone(request, self._sandbox.corp.everybody[userid].name, self._staff_screens(userid))

    async def tap(self, request: Request) -> Response:
        userid = request.path_params["userid"]
        if userid not in self._sandbox.corp.everybody:
            return _gone(request, "staff.gone")
        return await self._perform(request, self._staff_screens(userid))

    # ---- doing what was chosen

    async def _perform(self, request: Request, screens: Sequence[Screen]) -> Response:
        """The page again, with what became of it: a reload does not do it twice."""
        form = await request.form()
        answers = {name: [str(one) for one in form.getlist(name)] for name in form}
        key = answers.get("deed", [""])[0]
        offered = ((screen, screen.offered(key)) for screen in screens)
        screen, deed = next(((one, deed) for one, deed in offered if deed is not None), (None, None))
        if screen is None or deed is None:
            outcome, anchor = Outcome(False, Word("not_possible")), ""
        else:
            outcome, anchor = _done(deed, answers), f"#{screen.name}"
            screen.send()
        self._done += 1
        self._outcomes[self._done] = outcome
        while len(self._outcomes) > _OUTCOMES_KEPT:
            self._outcomes.popitem(last=False)
        return RedirectResponse(f"{request.url.path}?said={self._done}{anchor}", status_code=303)

    def _phone(self, request: Request, title: str, screens: Sequence[Screen]) -> Response:
        teller = Teller(speaker(request))
        number = request.query_params.get("said", "")
        outcome = (
            self._outcomes.get(int(number)) if number.isdecimal() and len(number) < _LONGEST_NUMBER else None
        )
        said = _told(teller, outcome) if outcome else ""
        body = f"{said}{teller.jumps(screens)}<div class=cards>{teller.cards(screens)}</div>"
        return page(request, title, body, wide=True)

    # ---- who

    def _person(self, request: Request) -> Person | None:
        index = request.path_params["index"]
        return self._sandbox.people[index] if index < len(self._sandbox.people) else None

    def _found(self, wanted: str) -> Sequence[int]:
        """Indices, by number, by external_userid as far as the corp has seen it, or by name."""
        people = self._sandbox.people
        if wanted[:1] == "p" and wanted[1:].isdecimal() and len(wanted) < _LONGEST_NUMBER:
            return [int(wanted[1:])] if int(wanted[1:]) < len(people) else []
        known = self._sandbox.corp.people_known.get(wanted)
        return [known.index] if known is not None else named(people, wanted)

    @staticmethod
    def _first(asked: str, number: int) -> int:
        """Where the page begins; one beyond the end is the last one."""
        wished = int(asked) if asked.isdecimal() and len(asked) < _LONGEST_NUMBER else 1
        last = max(1, -(-number // _PER_PAGE))
        return (min(max(wished, 1), last) - 1) * _PER_PAGE

    def _screens(self, person: Person) -> list[Screen]:
        return [service.screen(person) for service in self._sandbox.services.all]

    def _staff_screens(self, userid: str) -> list[Screen]:
        return self._sandbox.services.wecom.staff_screens(userid)

    def _row(self, teller: Teller, person: Person) -> str:
        store = self._sandbox.corp.chain.stores[person.home_store].name
        what = "".join(f"<span>{teller.tell(one)}</span>" for one in self._is(person))
        name = "" if person.name == person.nickname else f" <small>{escape(person.name)}</small>"
        return (
            f'<li><a href="/sandbox/people/{person.index}"><img src="/sandbox/avatar/{person.index}.svg" alt="" loading=lazy>'
            f"<span class=who><b>{escape(person.nickname)}</b>{name}"
            f"<small>p{person.index} · {escape(store)}</small></span><span class=tags>{what}</span></a></li>"
        )

    def _is(self, person: Person) -> list[Word]:
        services = self._sandbox.services
        account, program = services.official_account.account, services.mini_program.program
        facts = {
            "is.friend": len(person.friends), "is.follower": account.follows(person),
            "is.visitor": program.openid(person) in program.visitors, "is.member": person.member,
            "is.buyer": person.orders, "is.hunter": person.ring >= 0,
        }  # fmt: skip
        return [Word(name, (value,)) for name, value in facts.items() if value]

    def _truth(self, person: Person) -> Screen:
        """Who the person is, and which identifiers somebody who saw the traffic could join."""
        store = self._sandbox.corp.chain.stores[person.home_store]
        lines: list[tuple[str, Text]] = [("person.name", person.name)]
        lines.append(("person.store", (store.name, store.city)))
        if what := self._is(person):
            lines.append(("person.what", tuple(what)))
        corp_id, shop = self._sandbox.corp.credentials.corp_id, self._sandbox.services.channels.shop
        for one in identifiers(self._sandbox.people, person, corp_id):
            lines.append((f"id.{one['kind']}", (one["value"], _proof(one["evidence"]))))
        lines.append(("id.shop_openid", person.openid(shop.credentials.appid)))
        return Screen("person.who", lines, hint="person.truth")


def _proof(evidence: int | None) -> str:
    return "" if evidence is None else f"#{evidence + 1}"


def _done(deed: Deed, answers: Mapping[str, list[str]]) -> Outcome:
    try:
        answer = deed.do(answers)
    except REFUSALS as refusal:
        return Outcome(False, Word("was_refused", (deed.name,)), reason(refusal))
    if deed.proof and not answer.get(deed.proof):
        return Outcome(False, Word("did_not", (deed.name,)), Word(deed.otherwise))
    return Outcome(
        True, Word("did", (deed.name,)), details=[(name, str(answer[name])) for name in deed.tells]
    )


def _told(teller: Teller, outcome: Outcome) -> str:
    told = outcome.told
    if isinstance(told, Word) and told.values:  # the deed is a word itself
        told = Word(told.name, tuple(teller.plain(str(one)) for one in told.values))
    details = "".join(
        f"<br>{teller.word(f'answer.{name}')}: <code>{escape(value)}</code>"
        for name, value in outcome.details
    )
    why = f"<br>{teller.tell(outcome.why)}" if outcome.why else ""
    return f'<p class="outcome {"good" if outcome.good else "wrong"}" role=status>{teller.tell(told)}{why}{details}</p>'


def _lead(teller: Teller, word: str) -> str:
    return f"<p class=soft>{teller.word(word)}</p>"


def _search(teller: Teller, wanted: str) -> str:
    hint = teller.word("people.search")
    return (
        f'<div class=search><form class=row><label><span>{hint}</span><input type=search name=name value="{escape(wanted)}"'
        f' placeholder="{hint}"></label><button>{teller.word("people.find")}</button></form>'
        f"<form method=post><button class=quiet>{teller.word('people.newcomer')}</button></form></div>"
    )


def _turning(teller: Teller, wanted: str, first: int, number: int) -> str:
    if not number:
        return ""
    until, here = min(first + _PER_PAGE, number), first // _PER_PAGE + 1
    turns = []
    for word, to, there in (
        ("people.earlier", here - 1, first > 0),
        ("people.later", here + 1, until < number),
    ):
        query = escape(urlencode({"name": wanted, "page": to}))
        turns.append(
            f'<a href="/sandbox/people?{query}">{teller.word(word)}</a>' if there else "<span></span>"
        )
    shown = teller.word("people.shown", f"{first + 1:,}", f"{until:,}", f"{number:,}")
    return f"<nav class=turning>{turns[0]}<span>{shown}</span>{turns[1]}</nav>"


def _gone(request: Request, word: str) -> Response:
    teller = Teller(speaker(request))
    return page(request, teller.plain(word), "", status=404)
