"""From stored callbacks to friendships, events and welcomes: one transaction for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction
from huayuan.live_codes import api as live_codes
from huayuan.live_codes.contracts import LiveCode
from huayuan.messaging.api import Dispatcher
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import NewFriend, TagGift
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection, StoredCallback
from huayuan.wechat.connections.errors import CallbackMalformed
from huayuan.wechat.wecom import callbacks, changes, store, welcomes
from huayuan.wechat.wecom.acquisition import api as acquisition
from huayuan.wechat.wecom.groups import api as groups
from huayuan.wechat.wecom.kf import api as kf
from huayuan.wechat.wecom.transfers import api as transfers
from huayuan.wechat.wecom.welcomes import Greeting, NameLane

log = get_logger("wecom.reception")
FLOCK_SECONDS = 5  # changes come in flocks: one reading for all of so many seconds, after the last of them


@dataclass(frozen=True, slots=True)
class Decided:
    """A callback with what it means, on its connection."""

    stored: StoredCallback
    connection: Connection
    change: changes.Change


class Reception:
    """What callbacks of one batch mean, done in its transaction; the welcomes that follow its commit."""

    def __init__(
        self,
        resolver: IdentityResolver,
        connections: Connections,
        channels: ChannelRegistry,
        dispatcher: Dispatcher,
        names: NameLane,
    ) -> None:
        self._resolver = resolver
        self._connections = connections
        self._channels = channels
        self._dispatcher = dispatcher
        self._names = names

    def greet(self, greetings: list[Greeting]) -> None:
        """After the commit: welcomes go out at once, those that need a name by way of the name lane."""
        self._dispatcher.submit(one.message for one in greetings if one.message)
        self._names.submit([one for one in greetings if one.message is None])

    def handle(self, tx: Transaction, batch: Sequence[StoredCallback]) -> list[Greeting]:
        decided = self._decide(batch)
        greetings: list[Greeting] = []
        by_account: dict[str, list[Decided]] = defaultdict(list)
        for one in decided:
            by_account[one.connection.account].append(one)
        for account, group in by_account.items():
            greetings += _Round(tx, self._resolver, self._channels, account, group).run()
        return greetings

    def _decide(self, batch: Sequence[StoredCallback]) -> list[Decided]:
        decided = []
        for stored in batch:
            connection = self._connections.by_id(stored.connection_id)
            try:
                change = changes.decide(callbacks.parse(stored.payload))
            except (
                CallbackMalformed
            ) as error:  # it was readable when it came, so this is a version's difference
                log.warning("wecom.callback_unreadable", callback=stored.id, error=str(error))
                change = changes.Change()
            decided.append(Decided(stored, connection, change))
        return decided


class _Round:
    """The callbacks of one corp in one transaction."""

    def __init__(
        self,
        tx: Transaction,
        resolver: IdentityResolver,
        channels: ChannelRegistry,
        account: str,
        group: Sequence[Decided],
    ) -> None:
        self._tx = tx
        self._resolver = resolver
        self._channels = channels
        self._account = account
        self._group = group
        self._events: list[NewEvent] = []
        self._new_friends: list[NewFriend] = []
        self._gifts: list[TagGift] = []
        self._external_tags: dict[int, list[str]] = {}  # live code → its tags in WeCom
        userids = {one.change.userid for one in group if one.change.userid}
        self._staff = stores.ensure_staff(tx, account, userids) if userids else {}
        states = {one.change.state for one in group if one.change.state}
        self._codes = live_codes.by_states(tx, account, states)
        self._links = acquisition.channels(tx, account, states)
        self._people = self._resolve()

    def run(self) -> list[Greeting]:
        greetings = []
        for one in self._group:
            if not self._ends_a_transfer(one):
                self._tell(one)
            if one.change.link:
                acquisition.told(self._tx, self._account, *one.change.link)
            if one.change.group:
                groups.changed(self._tx, one.connection, one.change.group)
            if one.change.kf:
                kf.told(self._tx, one.connection.id, *one.change.kf)
            if one.change.people and one.change.userid:
                self._friendship(one)
                greetings.append(self._greeting(one))
        self._write_friends()
        profiles.add_many_tags(self._tx, self._gifts)
        events.publish_all(self._tx, self._events)
        self._ask_for_more()
        return welcomes.say(self._tx, self._channels, [one for one in greetings if one is not None])

    def _ends_a_transfer(self, one: Decided) -> bool:
        """A failed transfer that we asked for: told once, by its record."""
        change = one.change
        if change.event != "contact_transferred" or not (change.userid and change.at):
            return False
        reason = str(change.properties.get("status", ""))
        return transfers.failed(self._tx, self._account, change.userid, change.people[0], reason, change.at)

    def _resolve(self) -> dict[str, int]:
        """external userid → person."""
        wanted: dict[str, Observation] = {}
        for one in self._group:
            for external in one.change.people:
                if external not in wanted and one.change.at:
                    wanted[external] = Observation(
                        (("wecom_external_userid", external),), self._account, self._event_id(one, external),
                        one.change.at, "wecom",
                    )  # fmt: skip
        found = self._resolver.resolve(self._tx, list(wanted.values())) if wanted else []
        pairs = zip(wanted, found, strict=True)
        return {external: one.person_id for external, one in pairs if isinstance(one, Resolved)}

    def _event_id(self, one: Decided, external: str) -> UUID:
        return event_uuid(
            "wecom", one.change.event, self._account, one.change.userid, external, one.change.at
        )

    def _tell(self, one: Decided) -> None:
        change = one.change
        if change.event is None or change.at is None:
            return
        member, code = self._member(one), self._code(one)
        properties = dict(change.properties)
        properties |= {"staff_id": str(member.id)} if member else {}
        properties |= {"state": change.state} if change.state else {}
        properties |= {"live_code_id": str(code.id)} if code else {}
        for external in change.people:
            self._events.append(
                NewEvent(
                    event_id=self._event_id(one, external),
                    event=change.event,
                    occurred_at=change.at,
                    ids={"wecom_external_userid": external},
                    account=self._account,
                    channel=self._channel(one),
                    staff_id=str(member.id) if member else None,
                    store_id=member.store_code if member else None,
                    properties=properties,
                )
            )

    def _friendship(self, one: Decided) -> None:
        change, member, code = one.change, self._member(one), self._code(one)
        person = self._people.get(change.people[0])
        if person is None or member is None or change.at is None:
            return
        if change.adds or change.removed_by:
            store.forget_relation(self._tx.session, self._account, change.people[0], change.userid or "")
        if change.adds:
            self._new_friends.append(
                NewFriend(
                    person, member.id, self._account, change.people[0], change.at, state=change.state,
                    channel=self._channel(one), live_code_id=code.id if code else None, store_id=member.store_id,
                )
            )  # fmt: skip
        if change.removed_by:
            self._write_friends()  # an addition before it in the same batch comes first
            profiles.friend_removed(
                self._tx, person_id=person, staff_id=member.id, removed_at=change.at, by=change.removed_by
            )
        if change.adds and code and code.tag_ids:
            self._tag(one, person, code)

    def _write_friends(self) -> None:
        additions, self._new_friends = self._new_friends, []
        profiles.friends_added(self._tx, additions)

    def _tag(self, one: Decided, person: int, code: LiveCode) -> None:
        """The code's tags, here and (as far as they are corp tags) in WeCom."""
        assert one.change.at is not None
        self._gifts.append(
            TagGift(
                person, code.tag_ids, f"live_code:{code.id}", one.change.at, why=code.name, account=self._account
            )
        )  # fmt: skip
        if code.id not in self._external_tags:
            found = profiles.their_tags(self._tx, self._account, code.tag_ids)
            self._external_tags[code.id] = sorted(set(found.values()))
        external_tags = self._external_tags[code.id]
        if external_tags:
            external, userid = one.change.people[0], one.change.userid
            payload = {
                "connection_id": one.connection.id, "userid": userid, "external_userid": external,
                "tags": external_tags,
            }  # fmt: skip
            key = f"wecom.mark_tags:{one.stored.id}"
            self._tx.enqueue("wecom.mark_tags", payload, dedup_key=key, priority=-5)

    def _greeting(self, one: Decided) -> Greeting | None:
        person = self._people.get(one.change.people[0])
        member = self._member(one)
        if not one.change.welcome_code or person is None or member is None:
            return None
        return welcomes.greeting(
            one.connection,
            one.change,
            one.stored.received_at,
            person,
            member,
            self._code(one),
            self._channel(one),
        )

    def _ask_for_more(self) -> None:
        wanted = [
            (one.connection.id, external)
            for one in self._group
            if one.change.wants_details
            for external in one.change.people
        ]
        store.want(self._tx.session, wanted, self._tx.now)
        slot = int(self._tx.now.timestamp()) // FLOCK_SECONDS
        due = datetime.fromtimestamp((slot + 1) * FLOCK_SECONDS, UTC)
        for connection_id, task in {(one.connection.id, one.change.sync) for one in self._group}:
            if task:
                key = f"{task}:{connection_id}:{slot}"
                self._tx.enqueue(task, {"connection_id": connection_id}, due=due, dedup_key=key)

    def _member(self, one: Decided) -> StaffMember | None:
        return self._staff.get(one.change.userid) if one.change.userid else None

    def _code(self, one: Decided) -> LiveCode | None:
        return self._codes.get(one.change.state) if one.change.state else None

    def _channel(self, one: Decided) -> str | None:
        """The channel of the live code or link; for a state that is none of ours the state itself, so nothing is
        lost."""
        code, state = self._code(one), one.change.state
        return code.channel if code else self._links.get(state or "", state)
