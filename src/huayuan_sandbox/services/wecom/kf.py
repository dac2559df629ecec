"""微信客服: accounts, sessions, and the messages that an app fetches after a callback.

A message or event is kept three days and pushed as `kf_msg_or_event` with a token of ten minutes; what it says is
asked for with `sync_msg`. Messages that an app sends are never among them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom.content import addresses
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Callback
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.world.doors import Letter
from huayuan_sandbox.world.people import EXTERNAL, UNIONID, Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

UNHANDLED, ROBOT, QUEUED, HUMAN, ENDED = range(5)
CUSTOMER, SYSTEM, SERVICER = 3, 4, 5
TOKEN_SECONDS = 600
HISTORY_SECONDS = 3 * 86_400
WINDOW_SECONDS = 48 * 3600
MESSAGES_IN_WINDOW = 5
_REFUSED_BY_CUSTOMER = 10
# from → to, as an app may move a session; from 4 there is no way
_MOVES = {
    UNHANDLED: {ROBOT, QUEUED, HUMAN, ENDED},
    ROBOT: {QUEUED, HUMAN, ENDED},
    QUEUED: {HUMAN, ENDED},
    HUMAN: {QUEUED, HUMAN, ENDED},
    ENDED: set(),
}


class Account(msgspec.Struct):
    open_kfid: str
    name: str
    media_id: str = ""
    servicers: list[str] = []
    deleted: bool = False


class Session(msgspec.Struct):
    """A customer at an account. `asked_at` = 0 before the first message; `sent` counts since the last one."""

    open_kfid: str
    external_userid: str
    person: int
    state: int = ENDED
    servicer: str = ""
    asked_at: float = 0.0
    entered_at: float = 0.0
    sent: int = 0
    scene: str = ""
    refuses: bool = False


class Kept(msgspec.Struct):
    """One entry of `sync_msg`; `body` as it is answered."""

    number: int
    at: float
    open_kfid: str
    body: dict[str, Any]


class KfState(msgspec.Struct):
    accounts: dict[str, Account] = {}
    sessions: dict[str, Session] = {}
    kept: list[Kept] = []
    tokens: dict[str, tuple[str, float]] = {}
    msgids: list[str] = []
    made: int = 0


class Kf(Part[KfState]):
    """A corp begins with one account and the first five members who serve."""

    name = "kf"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, KfState())
        self.open("木槿生活客服", "", corp.serving[:5])

    # ---- what the administrator or an app does

    def open(self, name: str, media_id: str, servicers: list[str]) -> Account:
        account = Account(f"wk{self._digest('account')[:30]}", name, media_id, list(servicers))
        self.state.accounts[account.open_kfid] = account
        return account

    def account(self, open_kfid: str) -> Account:
        """Raises 95000 (nothing that could be one) and 95004 (unknown or deleted)."""
        if not open_kfid:
            raise WeComError(95000)
        account = self.state.accounts.get(open_kfid)
        if account is None or account.deleted:
            raise WeComError(95004)
        return account

    def living(self) -> list[Account]:
        return [one for one in self.state.accounts.values() if not one.deleted]

    # ---- what customers do

    def enter(self, person: Person, account: Account, at: float, scene: str = "") -> Session:
        """Opens the chat: an event with a welcome code when there was none within 48 hours."""
        session = self._session(account.open_kfid, person)
        fresh = at - max(session.entered_at, session.asked_at) > WINDOW_SECONDS
        session.entered_at, session.scene = at, scene
        event = {"event_type": "enter_session", "scene": scene}
        event |= {"welcome_code": self._digest("welcome")[:32]} if fresh else {}
        self._tell_event(session, event, at)
        return session

    def write(self, person: Person, account: Account, at: float, kind: str, content: dict[str, Any]) -> str:
        """A message of a customer; an ended session begins anew."""
        session = self._session(account.open_kfid, person)
        if session.state == ENDED:
            session.state, session.servicer = UNHANDLED, ""
        session.asked_at, session.sent = at, 0
        return self._keep(session, CUSTOMER, {"msgtype": kind, kind: content}, at)

    def answer(self, session: Session, userid: str, text: str, at: float) -> str:
        """A servicer takes the session, if nobody has it, and writes."""
        if session.servicer != userid or session.state != HUMAN:
            self._take(session, userid, at)
        body = {"msgtype": "text", "text": {"content": text}, "servicer_userid": userid}
        return self._keep(session, SERVICER, body, at)

    def end(self, session: Session, at: float) -> None:
        """A servicer ends it in the client."""
        self._tell_event(
            session,
            {
                "event_type": "session_status_change",
                "change_type": 3,
                "old_servicer_userid": session.servicer,
            },
            at,
        )
        session.state, session.servicer = ENDED, ""

    # ---- what an app does

    def session(self, open_kfid: str, external_userid: str) -> Session:
        """Somebody who never came has an ended one. Raises 84061 for nobody."""
        found = self.state.sessions.get(f"{open_kfid}|{external_userid}")
        if found is None:
            raise WeComError(84061)
        return found

    def move(self, session: Session, state: int, userid: str) -> str:
        """Raises 95016. The code allows one message about the change; nothing is pushed."""
        if state not in _MOVES[session.state]:
            raise WeComError(95013 if session.state == ENDED else 95016)
        session.state, session.servicer = state, userid if state == HUMAN else ""
        return self._digest("msg_code")[:32] if state in (QUEUED, HUMAN, ENDED) else ""

    def send(self, session: Session, msgid: str, kind: str, content: dict[str, Any], now: float) -> str:
        """Raises 95033 for a msgid that was used, then 95013, 95018, 95031, 95002 and 95001."""
        if msgid and f"{session.open_kfid}|{msgid}" in self.state.msgids:
            raise WeComError(95033)
        self._allowed(session, now)
        session.sent += 1
        given = msgid or self._digest("sent")[:32]
        self.state.msgids.append(f"{session.open_kfid}|{given}")
        person = self.corp.people_known[session.external_userid]
        if session.refuses:
            event = {"event_type": "msg_send_fail", "fail_msgid": given, "fail_type": _REFUSED_BY_CUSTOMER}
            self._tell_event(session, event, now)
        elif self.corp.mailbox is not None:
            text = str(content.get("content", "")) if kind == "text" else ""
            link = [{"msgtype": "link", "link": content}] if kind == "link" else []
            letter = Letter(given, "kf", text, addresses(text, link))
            self.corp.mailbox.delivered(letter, [person], now, live=True)
        return given

    def messages(self, open_kfid: str, after: int, limit: int, now: float) -> tuple[list[Kept], bool]:
        """Of one account, or all when empty: up to `limit`, and whether more wait."""
        found = [
            one
            for one in self.state.kept
            if one.number > after
            and one.at > now - HISTORY_SECONDS
            and (not open_kfid or one.open_kfid == open_kfid)
        ]
        return found[:limit], len(found) > limit

    def token_is_good(self, token: str, open_kfid: str, now: float) -> bool:
        of, until = self.state.tokens.get(token, ("", 0.0))
        return now <= until and (not open_kfid or of == open_kfid)

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        super().restore(record, people)
        for one in self.state.sessions.values():
            self.corp.people_known.setdefault(one.external_userid, people[one.person])

    # ---- inside

    def _allowed(self, session: Session, now: float) -> None:
        if session.state == ENDED:
            raise WeComError(95013)
        if session.state not in (UNHANDLED, ROBOT):
            raise WeComError(95018)
        if not session.asked_at:
            raise WeComError(95031)
        if now - session.asked_at > WINDOW_SECONDS:
            raise WeComError(95002)
        if session.sent >= MESSAGES_IN_WINDOW:
            raise WeComError(95001)

    def _session(self, open_kfid: str, person: Person) -> Session:
        self.corp.people_known.setdefault(person.external_userid, person)
        person.show(EXTERNAL | (UNIONID if person.unionid else 0))
        key = f"{open_kfid}|{person.external_userid}"
        if key not in self.state.sessions:
            self.state.sessions[key] = Session(open_kfid, person.external_userid, person.index)
        return self.state.sessions[key]

    def _take(self, session: Session, userid: str, at: float) -> None:
        change = 2 if session.servicer else 1
        event = {
            "event_type": "session_status_change", "change_type": change, "new_servicer_userid": userid,
            "old_servicer_userid": session.servicer,
        }  # fmt: skip
        session.state, session.servicer = HUMAN, userid
        self._tell_event(session, event, at)

    def _tell_event(self, session: Session, event: dict[str, Any], at: float) -> None:
        event |= {"open_kfid": session.open_kfid, "external_userid": session.external_userid}
        self._keep(session, SYSTEM, {"msgtype": "event", "event": event}, at)

    def _keep(self, session: Session, origin: int, body: dict[str, Any], at: float) -> str:
        msgid = self._digest("message")[:32]
        whole = {"msgid": msgid, "send_time": int(at), "origin": origin, **body}
        if origin != SYSTEM:  # an event names both inside
            whole |= {"open_kfid": session.open_kfid, "external_userid": session.external_userid}
        kept = [one for one in self.state.kept if one.at > at - HISTORY_SECONDS]
        self.state.kept = [*kept, Kept(self.state.made, at, session.open_kfid, whole)]
        token = f"ENC{self._digest('token')[:40]}"
        self.state.tokens = {
            **{name: one for name, one in self.state.tokens.items() if one[1] >= at},
            token: (session.open_kfid, at + TOKEN_SECONDS),
        }
        fields = (("Token", token), ("OpenKfId", session.open_kfid))
        self.corp.outgoing.append(Callback(at, "kf_msg_or_event", "", fields, sender=""))
        return msgid

    def _digest(self, what: str) -> str:
        self.state.made += 1
        seed = f"{self.corp.seed}|kf|{what}|{self.state.made}"
        return hashlib.sha256(seed.encode()).hexdigest()
