"""Followers as user/info tells them: evidence for identity, since when, through which code, with which tags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagGift
from huayuan.wechat.connections.errors import Paused, Reaction, Refused
from huayuan.wechat.official_account import following, wire
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.limits import DETAILS_ATTEMPTS, DETAILS_BATCH
from huayuan.wechat.official_account.store import followers

log = get_logger("official_account.details")
SOURCE = "official_account"
TAKEN_TASK = "official_account.tags_taken"


def apply(
    tx: Transaction, resolver: IdentityResolver, account: str, infos: Sequence[wire.Follower], asked: datetime
) -> int:
    """Keep what the platform told of many followers when it was asked; answers how many had not been known to follow."""
    infos = [one for one in infos if one.openid]
    rows = followers.known(tx.session, account, [one.openid for one in infos])
    news = [one for one in infos if _is_news(rows.get(one.openid), one)]
    people = _resolve(tx, resolver, account, news)
    told = [event for one in news if (event := _evidence(account, one, tx.now)) is not None]
    ours = profiles.our_tags(tx, account, {str(tag) for one in infos for tag in one.tagid_list})
    gifts: list[TagGift] = []
    taken: list[list[int | str]] = []
    fresh = 0
    for one in infos:
        row = rows.get(one.openid)
        if row is None and one.openid in people:
            row = rows[one.openid] = following.new_row(account, one.openid, people[one.openid])
        if row is None:
            continue
        event = _catch_up(row, account, one, asked, tx.now)
        fresh += event is not None
        told += [event] if event else []
        worn = {tag for tag in one.tagid_list if one.subscribe}
        worn = {tag for tag in worn if str(tag) in ours}
        person, had = people.get(one.openid, row["person_id"]), set(row["tags"])
        given = tuple(sorted(ours[str(tag)] for tag in worn - had))
        gifts += [TagGift(person, given, SOURCE, tx.now, account=account)] if given else []
        taken += [[person, str(tag)] for tag in sorted(had - worn)] if one.subscribe else []
        joined = row["has_unionid"] or bool(one.unionid)
        row |= {"tags": sorted(worn), "read_at": tx.now, "has_unionid": joined}
    followers.save(tx.session, list(rows.values()))
    profiles.add_many_tags(tx, gifts)
    if taken:  # off here too, once it is known that the tags themselves are still there
        tx.enqueue(TAKEN_TASK, {"account": account, "taken": taken})
    events.publish_all(tx, told)
    return fresh


def _is_news(row: following.Row | None, one: wire.Follower) -> bool:
    """Somebody new, or a unionid that was not told before: the account may be bound to an open platform late."""
    return row is None or (bool(one.unionid) and not row["has_unionid"])


def _resolve(
    tx: Transaction, resolver: IdentityResolver, account: str, infos: Sequence[wire.Follower]
) -> dict[str, int]:
    seen = [Observation(_ids(one), account, _evidence_id(account, one), tx.now, SOURCE) for one in infos]
    found = resolver.resolve(tx, seen) if seen else []
    pairs = zip(infos, found, strict=True)
    return {info.openid: one.person_id for info, one in pairs if isinstance(one, Resolved)}


def _ids(one: wire.Follower) -> tuple[tuple[str, str], ...]:
    """Sorted: evidence that they are one person."""
    found = [("oa_openid", one.openid)]
    return tuple([*found, ("wechat_unionid", one.unionid)] if one.unionid else found)


def _evidence_id(account: str, one: wire.Follower) -> UUID:
    return event_uuid("official_account.follower_read", account, _ids(one))


def _evidence(account: str, one: wire.Follower, now: datetime) -> NewEvent | None:
    """Told once for each set of identifiers; nothing to tell when the openid stands alone."""
    if not one.unionid:
        return None
    return NewEvent(_evidence_id(account, one), "contact_synced", now, dict(_ids(one)), account=account)


def _catch_up(
    row: following.Row, account: str, one: wire.Follower, asked: datetime, now: datetime
) -> NewEvent | None:
    """What the answer knows better than we: a follow or a leave that no callback told of, to be told now.

    What changed after the question, the answer does not know of.
    """
    late = row["changed_at"] > asked
    if not one.subscribe:
        if not row["subscribed"] or late:
            return None
        following.leave(row, now)
        return _event("oa_unfollowed", account, one.openid, now, {})
    at, scene = _since(one, now), one.scene_value
    known = row["subscribed"]
    if not known and late and at < row["changed_at"]:
        return None
    row |= {"subscribed": True, "since": at, "scene": one.subscribe_scene[:40], "qr_scene": scene[:64]}
    row["changed_at"] = max(row["changed_at"], at)
    if known:
        return None
    properties = {"scene": one.subscribe_scene} | ({"qr_scene": scene} if scene else {})
    return _event("oa_followed", account, one.openid, at, properties)


def _event(name: str, account: str, openid: str, at: datetime, properties: dict[str, str]) -> NewEvent:
    """The same id as a callback's, so that both together tell it once."""
    return NewEvent(
        event_id=event_uuid("official_account", name, account, openid, at, ""),
        event=name,
        occurred_at=at,
        ids={"oa_openid": openid},
        account=account,
        channel=properties.get("qr_scene"),
        properties=properties,
    )


def _since(one: wire.Follower, now: datetime) -> datetime:
    return datetime.fromtimestamp(one.subscribe_time, UTC) if one.subscribe_time else now


class DetailReader:
    """Reads the followers that were asked for, a hundred in one call, when no callback waits."""

    def __init__(self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver

    def round(self) -> bool:
        """One batch of one connection; True when there may be more."""
        with self._uow.read() as tx:
            due, asked = followers.wanted(tx.session, tx.now, DETAILS_BATCH), tx.now
        if due is None:
            return False
        connection_id, wanted = due
        client = self._clients.of(connection_id)
        try:
            infos = read_infos(client, [openid for openid, _ in wanted])
        except HuayuanError as error:
            self._put_off(connection_id, wanted, error)
            return False
        with self._uow.begin() as tx:
            apply(tx, self._resolver, client.connection.account, infos, asked)
            followers.got(tx.session, connection_id, [openid for openid, _ in wanted])
        return len(wanted) == DETAILS_BATCH

    def _put_off(self, connection_id: int, wanted: list[tuple[str, int]], error: HuayuanError) -> None:
        """A pause costs no attempt: it says nothing about these followers."""
        log.info("official_account.details_put_off", connection=connection_id, error=str(error))
        with self._uow.begin() as tx:
            for openid, before in wanted:
                attempts = before if isinstance(error, Paused) else before + 1
                if attempts >= DETAILS_ATTEMPTS:
                    followers.got(tx.session, connection_id, [openid])
                    continue
                seconds = getattr(error, "retry_after", None) or 5.0 * 2**attempts
                due = tx.now + timedelta(seconds=seconds)
                followers.want_later(tx.session, connection_id, openid, due, attempts)


def read_infos(client: OfficialAccountClient, openids: Sequence[str]) -> list[wire.Follower]:
    """One call for all; when one openid among them is refused, each by itself without that one."""
    try:
        return client.follower_infos(openids)
    except Refused as refusal:
        if refusal.reaction is not Reaction.GIVE_UP or len(openids) == 1:
            if len(openids) == 1 and refusal.reaction is Reaction.GIVE_UP:
                return []
            raise
    half = len(openids) // 2
    return [*read_infos(client, openids[:half]), *read_infos(client, openids[half:])]
