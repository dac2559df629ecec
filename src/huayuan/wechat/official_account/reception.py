"""From stored callbacks to followers, events and results: one transaction for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import api as messaging
from huayuan.messaging.contracts import Intent, Purpose
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagGift
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection, StoredCallback
from huayuan.wechat.connections.errors import CallbackMalformed
from huayuan.wechat.official_account import callbacks, changes, following, replies, results
from huayuan.wechat.official_account.callbacks import Callback
from huayuan.wechat.official_account.changes import Change, Step
from huayuan.wechat.official_account.contracts import REPLY
from huayuan.wechat.official_account.models import QrCodeRow
from huayuan.wechat.official_account.store import belongings, followers

log = get_logger("official_account.reception")
SOURCE = "official_account"


@dataclass(frozen=True, slots=True)
class Decided:
    """A callback with what it means, on its connection."""

    stored: StoredCallback
    connection: Connection
    callback: Callback | None
    change: Change


class Reception:
    """What callbacks of one batch mean, done in its transaction."""

    def __init__(self, resolver: IdentityResolver, connections: Connections) -> None:
        self._resolver = resolver
        self._connections = connections

    def handle(self, tx: Transaction, batch: Sequence[StoredCallback]) -> None:
        by_account: dict[str, list[Decided]] = defaultdict(list)
        for one in map(self._decide, batch):
            by_account[one.connection.account].append(one)
        for account, group in by_account.items():
            _Round(tx, self._resolver, account, group).run()

    def _decide(self, stored: StoredCallback) -> Decided:
        connection = self._connections.by_id(stored.connection_id)
        try:
            callback = callbacks.parse(stored.payload)
            return Decided(stored, connection, callback, changes.decide(callback))
        except CallbackMalformed as error:  # it was readable when it came, so this is a version's difference
            log.warning("official_account.callback_unreadable", callback=stored.id, error=str(error))
            return Decided(stored, connection, None, Change())


class _Round:
    """The callbacks of one account in one transaction."""

    def __init__(
        self, tx: Transaction, resolver: IdentityResolver, account: str, group: Sequence[Decided]
    ) -> None:
        self._tx = tx
        self._account = account
        self._group = group
        self._events: list[NewEvent] = []
        self._gifts: list[TagGift] = []
        self._said: list[tuple[Intent, datetime]] = []
        scenes = {one.change.scene for one in group if one.change.scene}
        self._codes = belongings.codes_by_scene(tx.session, account, scenes) if scenes else {}
        self._people = self._resolve(resolver)
        self._rows = followers.known(tx.session, account, self._people)

    def run(self) -> None:
        touched: set[str] = set()
        for one in self._group:
            if one.change.result and one.callback is not None:
                results.take(self._tx, one.connection, one.callback, one.change)
            if one.change.consents:
                self._consent(one)
            if one.change.openid in self._people:
                self._follow(one)
                self._tell(one)
                touched.add(one.change.openid)
        belongings.count_codes(self._tx.session, self._came_through())
        followers.save(self._tx.session, [self._rows[openid] for openid in sorted(touched)])
        profiles.add_many_tags(self._tx, [*self._gifts, *profiles.gifts_for_words(self._tx, self._written())])
        events.publish_all(self._tx, self._events)
        if self._said:
            messaging.said(self._tx, self._said)
        followers.want(self._tx.session, self._unread(), self._tx.now)

    def _resolve(self, resolver: IdentityResolver) -> dict[str, int]:
        """openid → person."""
        wanted: dict[str, Observation] = {}
        for one in self._group:
            openid, at = one.change.openid, one.change.at
            if openid and at is not None and openid not in wanted:
                ids = (("oa_openid", openid),)
                wanted[openid] = Observation(ids, self._account, self._event_id(one), at, SOURCE)
        found = resolver.resolve(self._tx, list(wanted.values())) if wanted else []
        pairs = zip(wanted, found, strict=True)
        return {openid: one.person_id for openid, one in pairs if isinstance(one, Resolved)}

    def _event_id(self, one: Decided) -> UUID:
        """Two taps of one second differ in what was tapped, two messages in their number."""
        change, callback = one.change, one.callback
        what = (callback.get("MsgId") or callback.get("EventKey")) if callback else ""
        if change.step in (Step.FOLLOWS, Step.LEAVES):
            what = ""  # the sync tells of the same follow without knowing its key
        return event_uuid("official_account", change.event, self._account, change.openid, change.at, what)

    def _follow(self, one: Decided) -> None:
        change = one.change
        assert change.at is not None
        person = self._people[change.openid]
        if change.openid not in self._rows:
            self._rows[change.openid] = following.new_row(self._account, change.openid, person)
        if change.step is not None:
            following.step(self._rows[change.openid], change.step, change.at, change.scene)
        code = self._code(one)
        if code is not None and code.tag_ids and change.step in (Step.FOLLOWS, Step.TAPPED):
            self._gifts.append(TagGift(person, tuple(code.tag_ids), f"oa_code:{code.id}", change.at))

    def _came_through(self) -> dict[int, tuple[int, int]]:
        """code → (follows, scans)"""
        ways: dict[int, tuple[int, int]] = {}
        for one in self._group:
            code = self._code(one)
            if code is not None and one.change.openid in self._people:
                follows, scans = ways.get(code.id, (0, 0))
                follow = one.change.step is Step.FOLLOWS
                ways[code.id] = (follows + follow, scans + (not follow))
        return ways

    def _tell(self, one: Decided) -> None:
        change = one.change
        if change.event is None or change.at is None:
            return
        properties = dict(change.properties)
        if change.result == "template" and one.callback is not None:
            status = str(properties["status"])
            properties |= results.template_of(self._tx, one.connection, one.callback, status, change.at)
        self._events.append(
            NewEvent(
                event_id=self._event_id(one),
                event=change.event,
                occurred_at=change.at,
                ids={"oa_openid": change.openid},
                account=self._account,
                channel=self._channel(one),
                properties=properties,
            )
        )
        if one.callback is None:
            return
        text = replies.text_for(one.connection, one.callback, one.stored.received_at)
        if text:
            self._said.append((self._reply(one, text, change.at), one.stored.received_at))

    def _reply(self, one: Decided, text: str, at: datetime) -> Intent:
        """The passive reply that went out with the answer to the callback; one for each follow."""
        openid = one.change.openid
        return Intent(
            key=f"{REPLY}:{self._account}:{openid}:{int(at.timestamp())}",
            channel=REPLY,
            purpose=Purpose.WELCOME,
            account=self._account,
            person_id=self._people[openid],
            text=text,
            caused_at=at,
            address={"connection_id": one.connection.id, "openid": openid},
            context={"channel": self._channel(one)},
        )

    def _consent(self, one: Decided) -> None:
        at = one.change.at
        for template_id, accepted in one.change.consents:
            if accepted and at is not None:
                belongings.consented(self._tx.session, self._account, one.change.openid, template_id, at)

    def _written(self) -> list[tuple[int, str, datetime]]:
        """(person, text, time) of text messages; the text goes no further than the tags it earns."""
        return [
            (self._people[one.change.openid], one.callback.get("Content"), one.change.at)
            for one in self._group
            if one.callback is not None and one.callback.event == "text" and one.change.at is not None
            and one.change.openid in self._people
        ]  # fmt: skip

    def _unread(self) -> list[tuple[int, str]]:
        """New followers: their unionid is what joins them with everything else we know."""
        return [
            (one.connection.id, one.change.openid)
            for one in self._group
            if one.change.step is Step.FOLLOWS and one.change.openid in self._people
        ]

    def _code(self, one: Decided) -> QrCodeRow | None:
        return self._codes.get(one.change.scene) if one.change.scene else None

    def _channel(self, one: Decided) -> str | None:
        """The code's channel; for a scene that is none of ours the scene itself, so nothing is lost."""
        code = self._code(one)
        return code.channel if code else one.change.scene or None
