"""网页授权 and JS-SDK: codes for five minutes and one use, tickets of members, tickets that pages are signed with."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.parts import Part

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

CODE_SECONDS, USER_TICKET_SECONDS, TICKET_SECONDS = 300, 1800, 7200
_TICKETS_AN_HOUR = 100


class Code(msgspec.Struct):
    """Of a member or, with `external_userid`, of somebody outside."""

    until: float
    userid: str = ""
    external_userid: str = ""
    private: bool = False
    used: bool = False


class WebLoginState(msgspec.Struct):
    codes: dict[str, Code] = {}
    user_tickets: dict[str, tuple[str, float]] = {}
    tickets: dict[str, tuple[str, float]] = {}
    asked: dict[str, list[float]] = {}
    made: int = 0


class WebLogin(Part[WebLoginState]):
    name = "web_login"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, WebLoginState())

    def code(self, now: float, *, userid: str = "", external_userid: str = "", private: bool = False) -> str:
        code = self._text("code")
        living = {name: one for name, one in self.state.codes.items() if one.until > now}
        self.state.codes = {**living, code: Code(now + CODE_SECONDS, userid, external_userid, private)}
        return code

    def exchange(self, code: str, now: float) -> Code:
        """Raises 40029: unknown, too late or used."""
        known = self.state.codes.get(code)
        if known is None or known.used or known.until <= now:
            raise WeComError(40029)
        known.used = True
        return known

    def user_ticket(self, userid: str, now: float) -> str:
        ticket = self._text("user ticket")
        self.state.user_tickets[ticket] = (userid, now + USER_TICKET_SECONDS)
        return ticket

    def member_of(self, ticket: str, now: float) -> str:
        """Raises 84014 and 84015."""
        userid, until = self.state.user_tickets.get(ticket, ("", 0.0))
        if not userid:
            raise WeComError(84014)
        if until <= now:
            raise WeComError(84015)
        return userid

    def ticket(self, kind: str, now: float) -> tuple[str, int]:
        """The same while it lasts, and its seconds. Raises 45009 beyond 100 calls an hour."""
        asked = [at for at in self.state.asked.get(kind, []) if at > now - 3600]
        if len(asked) >= _TICKETS_AN_HOUR:
            raise WeComError(45009)
        self.state.asked[kind] = [*asked, now]
        value, until = self.state.tickets.get(kind, ("", 0.0))
        if until <= now:
            value, until = self._text(kind), now + TICKET_SECONDS
            self.state.tickets[kind] = (value, until)
        return value, int(until - now)

    def signed(self, kind: str, url: str, noncestr: str, timestamp: str) -> str:
        """What a page must show to be trusted; empty without a ticket."""
        value, _ = self.state.tickets.get(kind, ("", 0.0))
        whole = f"jsapi_ticket={value}&noncestr={noncestr}&timestamp={timestamp}&url={url.split('#')[0]}"
        return hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest() if value else ""

    def _text(self, what: str) -> str:
        self.state.made += 1
        seed = f"{self.corp.credentials.secret}|{what}|{self.state.made}"
        return hashlib.sha256(seed.encode()).hexdigest()
