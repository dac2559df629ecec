"""One mini program: who opened it, what they allowed, its links, codes and templates.

What people do pushes callbacks into `outgoing`; of what an app does, only a sent subscribe message does.
"""

from __future__ import annotations

import hashlib

from huayuan_sandbox.services.mini_program import callbacks
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.links import LinkBook
from huayuan_sandbox.services.mini_program.messages import MessageDesk
from huayuan_sandbox.services.mini_program.models import (
    AppRecord,
    Callback,
    Code,
    Visitor,
    make_credentials,
    session_key_of,
)
from huayuan_sandbox.services.mini_program.tokens import CallLimit, TokenDesk
from huayuan_sandbox.services.mini_program.visits import VisitBook, day_number
from huayuan_sandbox.world.doors import Letter, Mailbox
from huayuan_sandbox.world.people import MP_OPENID, PHONE, UNIONID, Person

CODE_SECONDS = 300
_LOGINS_PER_MINUTE = 100
PAGES = (
    "pages/index/index", "pages/product/detail", "pages/cart/cart", "pages/order/list", "pages/order/detail",
    "pages/member/center", "pages/coupon/list", "pages/activity/activity", "pages/store/list",
)  # fmt: skip


class Program:
    """The state behind the API. `MiniProgramDoor` of the world is implemented here."""

    def __init__(self, seed: int, calls_per_minute: int, mailbox: Mailbox) -> None:
        self.credentials = make_credentials(seed, "mini_program", "xml")
        self.tokens = TokenDesk(self.credentials)
        self.limit = CallLimit(calls_per_minute)
        self.visitors: dict[str, Visitor] = {}
        self.codes: dict[str, Code] = {}
        self.links = LinkBook(seed, PAGES)
        self.messages = MessageDesk(seed)
        self.visits = VisitBook()
        self.blocked: set[str] = set()
        self.outgoing: list[Callback] = []
        self._mailbox = mailbox
        self.people: dict[str, Person] = {}
        self._made = 0
        self._logins: dict[str, list[float]] = {}

    # ---- what people do

    def openid(self, person: Person) -> str:
        return person.openid(self.credentials.appid)

    def open_app(self, person: Person, at: float, pages: list[tuple[str, float]], scene: int = 1089) -> str:
        """A visit: the pages seen with the seconds on each. The openid of the visitor."""
        visitor = self._visitor(person, at)
        self.visits.count(person.index, at, pages, scene, new=visitor.first_day == day_number(at))
        return visitor.openid

    def share_page(self, person: Person, at: float, page: str) -> None:
        self._visitor(person, at)
        self.visits.share(person.index, at, page)

    def wx_login(self, person: Person, at: float) -> str:
        """`wx.login()` on the phone of this person: a code for 5 minutes and one use."""
        self._visitor(person, at)
        return self._code(person, "login", at)

    def phone_code(self, person: Person, at: float) -> str:
        """The person taps the button that gives the phone number."""
        self._visitor(person, at)
        return self._code(person, "phone", at)

    def answer_prompt(self, person: Person, template_ids: list[str], at: float, *, accept: bool) -> None:
        """`wx.requestSubscribeMessage`: one acceptance allows one message of each template."""
        visitor = self._visitor(person, at)
        for template_id in template_ids:
            if accept:
                visitor.accepted[template_id] = visitor.accepted.get(template_id, 0) + 1
        self.outgoing.append(callbacks.prompt_answered(at, visitor.openid, template_ids, accept=accept))

    def refuse_messages(self, person: Person, template_id: str, at: float) -> None:
        """The person switches a template off in the settings of WeChat."""
        visitor = self._visitor(person, at)
        visitor.accepted.pop(template_id, None)
        self.outgoing.append(callbacks.messages_refused(at, visitor.openid, template_id))

    def enter_session(self, person: Person, at: float, session_from: str = "") -> None:
        """The person opens the customer service: two messages within a minute are allowed."""
        visitor = self._visitor(person, at)
        if visitor.window_until < at + 60:
            visitor.window_until, visitor.window_left = at + 60, 2
        self.outgoing.append(callbacks.session_entered(at, visitor.openid, session_from))

    def write(self, person: Person, text: str, at: float) -> None:
        """The person writes to the customer service: five messages within 48 hours are allowed."""
        visitor = self._visitor(person, at)
        visitor.window_until, visitor.window_left = at + 48 * 3600, 5
        self._made += 1
        self.outgoing.append(callbacks.message_written(at, visitor.openid, text, 24_000_000_000 + self._made))

    def revoke(self, person: Person, at: float) -> None:
        """The person takes the authorisation back: the account must forget what it knows."""
        visitor = self._visitor(person, at)
        self.outgoing.append(
            callbacks.authorization_revoked(at, visitor.openid, self.credentials.appid, info="1")
        )

    def drain(self) -> list[Callback]:
        ready, self.outgoing = self.outgoing, []
        ready.sort(key=lambda callback: callback.at)
        return ready

    # ---- what the API needs

    def log_in(self, code_text: str, now: float) -> Visitor:
        """Raises 41008, 40029, 40163, 40226 and 45011."""
        code = self._use(code_text, "login", now)
        visitor = self.visitors[code.openid]
        if code.openid in self.blocked:
            raise WeixinError(40226)
        recent = [at for at in self._logins.get(visitor.openid, ()) if at > now - 60]
        if len(recent) >= _LOGINS_PER_MINUTE:
            raise WeixinError(45011)
        self._logins[visitor.openid] = [*recent, now]
        visitor.logins += 1
        self.people[code.openid].show(MP_OPENID | UNIONID if visitor.unionid else MP_OPENID)
        visitor.session_key = session_key_of(self.credentials.appid, code.openid, visitor.logins)
        return visitor

    def phone_of(self, code_text: str, now: float) -> str:
        """Raises 41008, 40029 and 40163."""
        code = self._use(code_text, "phone", now)
        # the app knows whose code it is: it asks for the number of somebody who has logged in
        self.people[code.openid].show(MP_OPENID | PHONE)
        return self.visitors[code.openid].phone

    def known(self, openid: str) -> Visitor:
        """Raises 40003."""
        visitor = self.visitors.get(openid)
        if visitor is None:
            raise WeixinError(40003)
        return visitor

    def deliver(
        self, visitor: Visitor, template_id: str, values: dict[str, str], page: str, now: float
    ) -> int:
        """A subscribe message reaches its person, the result is pushed, and the world hears of it. The msgid."""
        sent = self.messages.note(template_id, visitor.openid, now, values, page)
        self.outgoing.append(callbacks.message_sent(now, visitor.openid, template_id, sent.msgid))
        letter = Letter(
            f"mp{sent.msgid}", "mp_subscribe", "\n".join(values.values()), (page,) if page else ()
        )
        self._mailbox.delivered(letter, [self.people[visitor.openid]], now, live=True)
        return sent.msgid

    # ---- state

    def record(self) -> AppRecord:
        return AppRecord(
            list(self.visitors.values()),
            list(self.links.links.values()),
            list(self.links.codes.values()),
            list(self.messages.templates.values()),
            self.messages.sent,
            self.visits.days,
            self._made,
        )

    def restore(self, record: AppRecord, people: list[Person]) -> None:
        """Login codes and tokens do not survive: nobody holds one that is younger than the restart."""
        self.visitors = {one.openid: one for one in record.visitors}
        self.people = {one.openid: people[one.person] for one in record.visitors}
        self.links.restore(record.links, record.codes)
        self.messages.restore(record.templates, record.sent)
        self.visits.days = record.days
        self._made = record.made

    # ---- inside

    def _visitor(self, person: Person, at: float) -> Visitor:
        openid = self.openid(person)
        known = self.visitors.get(openid)
        if known is None:
            known = Visitor(person.index, openid, person.unionid, person.phone, day_number(at))
            self.visitors[openid] = known
        self.people[openid] = person
        return known

    def _code(self, person: Person, kind: str, at: float) -> str:
        self._made += 1
        text = hashlib.sha256(f"{self.credentials.secret}|{kind}|{self._made}".encode()).hexdigest()[:32]
        self.codes[text] = Code(self.openid(person), "login" if kind == "login" else "phone", at)
        for old, code in list(self.codes.items())[:50]:
            if code.issued_at < at - 2 * CODE_SECONDS:
                del self.codes[old]
        return text

    def _use(self, text: str, kind: str, now: float) -> Code:
        if not text:
            raise WeixinError(41008)
        code = self.codes.get(text)
        if code is None or code.kind != kind or now > code.issued_at + CODE_SECONDS:
            raise WeixinError(40029)
        if code.used:
            raise WeixinError(40163)
        code.used = True
        return code
