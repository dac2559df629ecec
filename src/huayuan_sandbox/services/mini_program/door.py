"""What people of the world do in the mini program, its 微信小店 and its live room. Fulfils `MiniProgramDoor`."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan_sandbox.services.channels.models import REFUND_ASKED
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.mini_program.program import PAGES, Program
from huayuan_sandbox.world.doors import Purchase
from huayuan_sandbox.world.people import Person

_SECONDS_PER_PAGE = 21.0
_GRANTED_AFTER = 90.0
_PAGES_SEEN = 3


class MiniProgramWorld:
    """One brand: the app its customers open and the shop they buy in share a door."""

    def __init__(self, program: Program, shop: Shop) -> None:
        self._program = program
        self._shop = shop
        self.appid = program.credentials.appid

    def openid_of(self, person: Person) -> str:
        return self._program.openid(person)

    def launch(self, person: Person, at: float, *, path: str, scene: int, link: str = "") -> None:
        """A few pages after the first, always the same ones for the same person and page."""
        first = self._opened(link, at) or path.partition("?")[0].removeprefix("/")
        seen = [(first, _SECONDS_PER_PAGE)]
        for step in range(1, _PAGES_SEEN):
            if (person.index + step + len(first)) % 3:
                seen.append((PAGES[(person.index + step) % len(PAGES)], _SECONDS_PER_PAGE / step))
        self._program.open_app(person, at, seen, scene)

    def links(self) -> Sequence[str]:
        """Tickets of links, and numbers of codes after a "c"."""
        book = self._program.links
        codes = [f"c{one.number}" for one in book.codes.values()]
        return [one.ticket for one in book.links.values()] + codes

    def subscribe(self, person: Person, at: float, *, live: bool) -> None:
        offered = list(self._program.messages.templates)[:3]
        if offered:
            self._program.answer_prompt(person, offered, at, accept=True)

    def order(self, person: Person, at: float, purchase: Purchase, *, live: bool) -> None:
        self._shop.note_time(at, live=live)
        self._shop.place(person, purchase, at)

    def pay(self, person: Person, at: float, order_no: str, *, live: bool) -> None:
        self._shop.note_time(at, live=live)
        order = self._shop.of_world(order_no)
        if order is not None:
            self._shop.pay(order, at)

    def cancel(self, person: Person, at: float, order_no: str, *, live: bool) -> None:
        self._shop.note_time(at, live=live)
        order = self._shop.of_world(order_no)
        if order is not None:
            self._shop.cancel(order, at)

    def refund(self, person: Person, at: float, order_no: str, amount: int, *, live: bool) -> None:
        """The seller grants it a minute and a half later."""
        self._shop.note_time(at, live=live)
        order = self._shop.of_world(order_no)
        asked = None if order is None else self._shop.ask_refund(order, amount, at)
        if asked is not None and asked.status == REFUND_ASKED:
            self._shop.grant_refund(asked, at if live else at + _GRANTED_AFTER)

    def live_rooms(self, at: float) -> Sequence[str]:
        room = self._shop.studio.on_air(at)
        return [] if room is None else [room.export_id]

    def watch_live(self, person: Person, at: float, room: str, seconds: int, *, live: bool) -> None:
        self._shop.studio.watch(person.index, at, room, seconds)

    def leave_lead(self, person: Person, at: float, room: str, *, live: bool) -> None:
        self._shop.studio.leave_lead(person.phone, at, room)

    def _opened(self, link: str, at: float) -> str:
        """The page behind a link or code; "" when there is none or it has ended."""
        book = self._program.links
        if link.startswith("c") and link[1:].isdigit():
            code = book.codes.get(int(link[1:]))
            return "" if code is None else code.path.partition("?")[0]
        opened = book.open(link, at) if link else None
        return "" if opened is None else opened.path
