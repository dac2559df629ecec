"""Customer details as WeCom tells them: evidence for identity, traits, friendships, tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.live_codes import api as live_codes
from huayuan.live_codes.contracts import LiveCode
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import NewFriend, TraitUpdate
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.connections.errors import AnswerBroken, Paused, Reaction, Refused
from huayuan.wechat.wecom import customer_tags, store, wire
from huayuan.wechat.wecom.acquisition import api as acquisition
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.limits import DETAILS_ATTEMPTS, DETAILS_BATCH, DETAILS_THREADS

log = get_logger("wecom.details")
SOURCE = "wecom"
GENDERS = {1: "male", 2: "female"}
Wanted = tuple[int, str, int, datetime]


@dataclass(frozen=True, slots=True)
class Detail:
    """A customer of one corp and the friendships that came with them."""

    profile: wire.Profile
    follows: tuple[wire.Follow, ...]

    @property
    def ids(self) -> tuple[tuple[str, str], ...]:
        """Identifiers in it: evidence that they are one person. Of several remark mobiles the first."""
        found = {"wecom_external_userid": self.profile.external_userid}
        if self.profile.unionid:
            found["wechat_unionid"] = self.profile.unionid
        mobiles = [mobile for follow in self.follows for mobile in follow.remark_mobiles if mobile.strip()]
        if mobiles:
            found["phone"] = mobiles[0].strip()
        return tuple(sorted(found.items()))

    @property
    def since(self) -> int:
        """Unix second of the oldest friendship in it; 0 when it has none."""
        return min((follow.createtime for follow in self.follows if follow.createtime), default=0)


def apply(tx: Transaction, resolver: IdentityResolver, account: str, details: Sequence[Detail]) -> int:
    """Keep what WeCom told of many customers of one corp; answers how many friendships were new."""
    people = _resolve(tx, resolver, account, details)
    known = [
        (one, people[one.profile.external_userid]) for one in details if one.profile.external_userid in people
    ]
    told = [event for one, _ in known if (event := _evidence(account, one, tx.now)) is not None]
    updates = [TraitUpdate(person, _traits(one.profile), SOURCE, tx.now) for one, person in known]
    if updates:
        profiles.set_many_traits(tx, updates)
    follows = [follow for one in details for follow in one.follows]
    staff = stores.ensure_staff(tx, account, {follow.userid for follow in follows}) if follows else {}
    states = {follow.state for follow in follows if follow.state}
    codes = live_codes.by_states(tx, account, states)
    channels = acquisition.channels(tx, account, states)
    links = [(one, follow, person) for one, person in known for follow in one.follows if follow.createtime]
    friends = [
        _friend(
            account,
            one,
            follow,
            person,
            staff[follow.userid],
            codes.get(follow.state),
            _channel(follow, codes.get(follow.state), channels),
        )
        for one, follow, person in links
    ]
    fresh = profiles.friends_added(tx, friends)
    told += [
        _added(
            account,
            one,
            follow,
            staff[follow.userid],
            codes.get(follow.state),
            _channel(follow, codes.get(follow.state), channels),
        )
        for (one, follow, _), new in zip(links, fresh, strict=True)
        if new
    ]
    customer_tags.apply(
        tx, account, [(one.profile.external_userid, person, one.follows) for one, person in known]
    )
    events.publish_all(tx, told)
    return sum(fresh)


def _resolve(
    tx: Transaction, resolver: IdentityResolver, account: str, details: Sequence[Detail]
) -> dict[str, int]:
    seen = [Observation(one.ids, account, _evidence_id(account, one), tx.now, SOURCE) for one in details]
    found = resolver.resolve(tx, seen) if seen else []
    pairs = zip(details, found, strict=True)
    return {d.profile.external_userid: one.person_id for d, one in pairs if isinstance(one, Resolved)}


def _evidence_id(account: str, one: Detail) -> UUID:
    return event_uuid("wecom.contact_synced", account, one.ids, one.since)


def _evidence(account: str, one: Detail, now: datetime) -> NewEvent | None:
    """Told once for each set of identifiers, so at a time that is the same each time they are read; nothing to tell
    when the external userid stands alone."""
    if len(one.ids) < 2:
        return None
    return NewEvent(
        event_id=_evidence_id(account, one),
        event="contact_synced",
        occurred_at=_time(one.since) if one.since else now,
        ids=dict(one.ids),
        account=account,
    )


def _traits(profile: wire.Profile) -> dict[str, Any]:
    """Only what WeCom did tell; an empty field forgets nothing."""
    values = {
        "name": profile.name,
        "avatar": profile.avatar,
        "gender": GENDERS.get(profile.gender, ""),
        "company": profile.corp_name,
    }
    return {key: value for key, value in values.items() if value}


def _friend(
    account: str,
    one: Detail,
    follow: wire.Follow,
    person: int,
    member: StaffMember,
    code: LiveCode | None,
    channel: str | None,
) -> NewFriend:
    return NewFriend(
        person_id=person,
        staff_id=member.id,
        account=account,
        external_userid=one.profile.external_userid,
        added_at=_time(follow.createtime),
        add_way=follow.add_way,
        state=follow.state or None,
        channel=channel,
        live_code_id=code.id if code else None,
        store_id=member.store_id,
        remark=follow.remark[:120] or None,
    )


def _added(
    account: str,
    one: Detail,
    follow: wire.Follow,
    member: StaffMember,
    code: LiveCode | None,
    channel: str | None,
) -> NewEvent:
    """A friendship that no callback told of: from before we were connected, or lost on the way."""
    at = _time(follow.createtime)
    properties: dict[str, Any] = {"staff_id": str(member.id)}
    properties |= {"add_way": follow.add_way} if follow.add_way is not None else {}
    properties |= {"state": follow.state} if follow.state else {}
    properties |= {"live_code_id": str(code.id)} if code else {}
    external = one.profile.external_userid
    return NewEvent(
        event_id=event_uuid("wecom", "contact_added", account, follow.userid, external, at),
        event="contact_added",
        occurred_at=at,
        ids={"wecom_external_userid": external},
        account=account,
        channel=channel,
        staff_id=str(member.id),
        store_id=member.store_code,
        properties=properties,
    )


def _channel(follow: wire.Follow, code: LiveCode | None, channels: Mapping[str, str]) -> str | None:
    """The channel of the live code or acquisition link; for a state that is none of ours the state itself."""
    return code.channel if code else channels.get(follow.state, follow.state) or None


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class DetailReader:
    """Fetches the details that were asked for, a few at a time, when no callback waits."""

    def __init__(self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver
        self._pool = ThreadPoolExecutor(DETAILS_THREADS, thread_name_prefix="wecom-detail")

    def round(self) -> bool:
        """Fetch a batch and keep it; True when there may be more."""
        with self._uow.read() as tx:
            wanted = store.wanted(tx.session, tx.now, DETAILS_BATCH)
        if not wanted:
            return False
        answers = list(self._pool.map(self._fetch, wanted))
        with self._uow.begin() as tx:
            self._keep(tx, list(zip(wanted, answers, strict=True)))
        return len(wanted) == DETAILS_BATCH

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fetch(self, wanted: Wanted) -> Detail | HuayuanError:
        try:
            client = self._clients.of(wanted[0])
            first = page = client.contact(wanted[1])
            follows = list(first.follow_user)
            asked = {""}
            while page.next_cursor:
                if page.next_cursor in asked:
                    raise AnswerBroken(path="externalcontact/get", status=200)  # it would turn in a circle
                asked.add(page.next_cursor)
                page = client.contact(wanted[1], page.next_cursor)
                follows += page.follow_user
        except HuayuanError as error:
            return error
        profile = first.external_contact or wire.Profile(external_userid=wanted[1])
        return Detail(profile, tuple(follows))

    def _keep(self, tx: Transaction, answers: Sequence[tuple[Wanted, Detail | HuayuanError]]) -> None:
        by_account: dict[str, list[Detail]] = {}
        done = []
        for wanted, answer in answers:
            if isinstance(answer, Detail):
                account = self._clients.of(wanted[0]).connection.account
                by_account.setdefault(account, []).append(answer)
                done.append((wanted[0], wanted[1]))
            elif _for_good(answer) or wanted[2] + 1 >= DETAILS_ATTEMPTS:
                log.info("wecom.detail_unavailable", connection=wanted[0], error=str(answer))
                done.append((wanted[0], wanted[1]))
            else:
                self._put_off(tx, wanted, answer)
        for account, details in by_account.items():
            apply(tx, self._resolver, account, details)
        store.got(tx.session, done)

    def _put_off(self, tx: Transaction, wanted: Wanted, error: HuayuanError) -> None:
        """A pause costs no attempt: it says nothing about this customer."""
        attempts = wanted[2] if isinstance(error, Paused) else wanted[2] + 1
        seconds = getattr(error, "retry_after", None) or 5.0 * 2**attempts
        store.want_later(tx.session, wanted[0], wanted[1], tx.now + timedelta(seconds=seconds), attempts)


def _for_good(error: HuayuanError) -> bool:
    """Whether asking again for this customer is pointless (no relation any more, wrong id)."""
    return isinstance(error, Refused) and error.reaction in (Reaction.MARK, Reaction.GIVE_UP)
