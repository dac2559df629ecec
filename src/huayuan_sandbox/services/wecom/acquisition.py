"""获客助手: links that cost quota, the customers they brought, and how talkative those are."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom import callbacks
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Relation
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.room import local_day
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

_DAY = 86_400
_YEAR = 365 * _DAY
_LOW = 20
_WARNINGS = (14, 7, 3, 2, 1)
_TALKATIVE = (3, 5, 10)
_KEY_SECONDS = 1800


class Link(msgspec.Struct):
    """`channels`: values of customer_channel under which the world shows it. `days`: local day → clicks, adds."""

    link_id: str
    number: int
    name: str
    created_at: int
    users: list[str]
    departments: list[int]
    skip_verify: bool = True
    mark_source: bool = True
    priority: dict[str, Any] | None = None
    channels: list[str] = []
    days: dict[int, list[int]] = {}
    unavailable_on: int = 0


class Brought(msgspec.Struct):
    """A customer who came by a link."""

    number: int
    link_id: str
    external_userid: str
    userid: str
    state: str
    messages: int = 0


class Batch(msgspec.Struct):
    """Quota that was bought together. `told`: days before the end that were announced."""

    expires_at: int
    left: int
    told: list[int] = []


class ChatKey(msgspec.Struct):
    at: float
    brought: int
    messages: int


class AcquisitionState(msgspec.Struct):
    links: dict[str, Link] = {}
    made: int = 0
    brought: list[Brought] = []
    total: int = 0
    batches: list[Batch] = []
    keys: dict[str, ChatKey] = {}


class Acquisition(Part[AcquisitionState]):
    """A corp begins with the quota of its rules, bought at its opening and valid from then on for a year."""

    name = "acquisition"

    def __init__(self, corp: Corp) -> None:
        quota = corp.rules.link_quota
        batches = [Batch(int(corp.opened_at) + _YEAR, quota)] if quota else []
        super().__init__(corp, AcquisitionState(total=quota, batches=batches))
        self._of_pair: dict[tuple[str, str], Brought] = {}

    # ---- links

    def make(self, link: Link) -> Link:
        """Raises 41095."""
        if len(self.state.links) >= self.corp.rules.links_per_corp:
            raise WeComError(41095)
        self.state.made += 1
        link.number = self.state.made
        link.link_id = f"ca{Random(f'{self.corp.seed}|link|{link.number}').getrandbits(128):032x}"
        self.state.links[link.link_id] = link
        return link

    def link(self, link_id: str) -> Link:
        """Raises 40058."""
        if link_id not in self.state.links:
            raise WeComError(40058, "link_id")
        return self.state.links[link_id]

    def members_for(self, link: Link, person: Person) -> list[str]:
        """Who of the range can take a friend: nobody without quota. Those who know the person come first."""
        if not self.balance and not self.corp.of_customer.get(person.external_userid):
            return []
        members = self.corp.members_of_way(link.users, link.departments)
        free = [one for one in members if one in self.corp.staff and not self.corp.full(one)]
        if link.priority:
            return [one for one in free if one in person.friends] or free
        return free

    def clicked(self, link: Link, at: float) -> None:
        self._on(link, at)[0] += 1

    def unavailable(self, link: Link, at: float) -> None:
        """Nobody of the range can take a friend: told once a day."""
        today = local_day(at)
        if link.unavailable_on != today:
            link.unavailable_on = today
            self._push(at, "link_unavailable", ("LinkId", link.link_id))

    def requested(self, link: Link, state: str, at: float) -> None:
        """A friend request that a member must accept."""
        fields: list[callbacks.Field] = [("LinkId", link.link_id)]
        if state:
            fields.append(("State", state))
        self._push(at, "friend_request", *fields)

    def added(self, link_id: str, relation: Relation, state: str, *, new: bool, at: float) -> None:
        """Quota is used for customers who were nobody's friend."""
        number = len(self.state.brought) + 1
        brought = Brought(number, link_id, relation.external_userid, relation.userid, state)
        self.state.brought.append(brought)
        self._of_pair[relation.userid, relation.external_userid] = brought
        self._on(self.state.links[link_id], at)[1] += 1
        if new:
            self._use_one(at)

    def delete_in_console(self, link: Link, at: float) -> None:
        del self.state.links[link.link_id]
        self._push(at, "delete_link", ("LinkId", link.link_id))

    # ---- quota

    @property
    def balance(self) -> int:
        return sum(batch.left for batch in self.state.batches)

    def recharge(self, quota: int, at: float, expires_at: float = 0.0) -> None:
        empty = not self.balance
        self.state.total += quota
        self.state.batches.append(Batch(int(expires_at or at + _YEAR), quota))
        self.state.batches.sort(key=lambda batch: batch.expires_at)
        if empty and quota:
            self._push(at, "balance_increased")

    def pass_time(self, now: float) -> None:
        """Warns before quota expires, takes it away afterwards."""
        for batch in self.state.batches:
            if now < batch.expires_at - _WARNINGS[0] * _DAY:
                break
            for days in _WARNINGS:
                at = batch.expires_at - days * _DAY
                if batch.left and at <= now < batch.expires_at and days not in batch.told:
                    batch.told = [*batch.told, *(one for one in _WARNINGS if one >= days)]
                    self._push(at, "quota_expire_soon", ("ExpireTime", batch.expires_at),
                               ("ExpireQuotaNum", batch.left))  # fmt: skip
        if self.state.batches and self.state.batches[0].expires_at <= now:
            self.state.batches = [batch for batch in self.state.batches if batch.expires_at > now]

    # ---- talking

    def wrote(self, relation: Relation, at: float) -> None:
        """The customer's messages to the member: the first, the 3rd, 5th and 10th are told."""
        brought = self._of_pair.get((relation.userid, relation.external_userid))
        if brought is None or brought.link_id not in self.state.links:
            return
        brought.messages += 1
        if brought.messages == 1:
            self._push(at, "customer_start_chat", ("UserID", brought.userid),
                       ("ExternalUserID", brought.external_userid), ("LinkId", brought.link_id))  # fmt: skip
        if brought.messages in _TALKATIVE:
            rng = Random(f"{self.corp.seed}|chat key|{brought.number}|{brought.messages}")
            key = f"CK{rng.getrandbits(128):032x}"
            self.state.keys = {
                name: one for name, one in self.state.keys.items() if one.at > at - _KEY_SECONDS
            }
            self.state.keys[key] = ChatKey(at, brought.number, brought.messages)
            self._push(at, "message_from_customer", ("LinkId", brought.link_id), ("ChatKey", key))

    def chat(self, key: str, now: float) -> tuple[Brought, int]:
        """Who wrote how often. Raises 41201 for a key that is unknown or older than 30 minutes."""
        known = self.state.keys.get(key)
        if known is None or now > known.at + _KEY_SECONDS:
            raise WeComError(41201)
        return self.state.brought[known.brought - 1], known.messages

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        super().restore(record, people)
        self._of_pair = {(one.userid, one.external_userid): one for one in self.state.brought}

    # ---- inside

    def _use_one(self, at: float) -> None:
        batch = next((one for one in self.state.batches if one.left), None)
        if batch is None:
            return
        batch.left -= 1
        balance = self.balance
        if balance == _LOW - 1:
            self._push(at, "balance_low")
        elif balance == 0:
            self._push(at, "balance_exhausted")

    def _on(self, link: Link, at: float) -> list[int]:
        return link.days.setdefault(local_day(at), [0, 0])

    def _push(self, at: float, change: str, *fields: callbacks.Field) -> None:
        self.corp.outgoing.append(callbacks.acquisition(at, change, *fields))
