"""The ports around segments: what it asks of features above it, and what features below ask of it."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.communities import api as communities
from huayuan.communities.contracts import GroupFilter
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import PeopleOfSegment, SegmentsByName, TraitUses
from huayuan.segments.api import Memberships
from huayuan.segments.contracts import MembershipPort
from huayuan.segments.naming import Named, NamesAbove
from huayuan.segments.ports import MembersForProfiles
from huayuan.wechat.connections import api as connections
from huayuan.wechat.official_account import api as official_account

MOST_GROUPS = 5_000


class NamesOfAbove(NamesAbove):
    def __init__(self, services: Services) -> None:
        self._services = services

    def groups(self, tx: Transaction) -> list[Named]:
        found, _ = communities.groups(tx, GroupFilter(), sort="name", limit=MOST_GROUPS, offset=0)
        return [Named(one.chat_id, one.name or one.chat_id, f"{one.members}") for one in found]

    def accounts(self, tx: Transaction) -> list[Named]:
        found = connections.connections(tx, self._services.get(Vault))
        return [Named(one.account, one.name) for one in found if one.kind == "official_account"]


class MembershipsAbove(MembershipPort):
    def in_groups(
        self, tx: Transaction, chats: Sequence[str], state: str, among: Sequence[int] | None
    ) -> Sequence[int]:
        return communities.people_in_groups(tx, chats, state == "in", among)

    def following(
        self, tx: Transaction, accounts: Sequence[str], state: str, among: Sequence[int] | None
    ) -> Sequence[int]:
        return official_account.people_following(tx, accounts, state == "following", among)


def wire_segment_ports(services: Services) -> None:
    services.put(MembershipPort, MembershipsAbove())
    members = MembersForProfiles(services.get(Memberships))
    services.put(PeopleOfSegment, members)  # type: ignore[type-abstract]  # a port
    services.put(TraitUses, members)  # type: ignore[type-abstract]  # a port
    services.put(SegmentsByName, members)  # type: ignore[type-abstract]  # a port
    services.put(NamesAbove, NamesOfAbove(services))  # type: ignore[type-abstract]  # a port
