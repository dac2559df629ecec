"""What segments asks of features above it: who is in which customer group, who follows which 公众号."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.communities import api as communities
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.contracts import MembershipPort
from huayuan.wechat.official_account import api as official_account


class MembershipsAbove(MembershipPort):
    def in_groups(
        self, tx: Transaction, chats: Sequence[str], state: str, among: Sequence[int] | None
    ) -> Sequence[int]:
        return communities.people_in_groups(tx, chats, state == "in", among)

    def following(
        self, tx: Transaction, accounts: Sequence[str], state: str, among: Sequence[int] | None
    ) -> Sequence[int]:
        return official_account.people_following(tx, accounts, state == "following", among)
