"""In a customer group, follower of a 公众号: what features above know, through a port."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from huayuan.segments.contracts import Ask, MembershipPort, People, RecordsCondition, Reference


def _both(first: Iterable[int], second: Iterable[int]) -> People:
    return np.fromiter({*first, *second}, dtype=np.int64)


class GroupCondition(RecordsCondition, frozen=True, tag="group"):
    """Without groups: any group."""

    state: Literal["in", "left", "never"] = "in"
    groups: tuple[str, ...] = ()

    @property
    def negative(self) -> bool:
        return self.state == "never"

    def references(self) -> Iterable[Reference]:
        return [Reference("group", chat) for chat in self.groups]

    def people(self, ask: Ask) -> People:
        port = ask.services.get(MembershipPort)
        states = ("in", "left") if self.negative else (self.state, self.state)
        first, second = (port.in_groups(ask.tx, self.groups, state, ask.among) for state in states)
        return _both(first, second)


class FollowerCondition(RecordsCondition, frozen=True, tag="follower"):
    """Without accounts: any 公众号."""

    state: Literal["following", "left", "never"] = "following"
    accounts: tuple[str, ...] = ()

    @property
    def negative(self) -> bool:
        return self.state == "never"

    def references(self) -> Iterable[Reference]:
        return [Reference("account", appid) for appid in self.accounts]

    def people(self, ask: Ask) -> People:
        port = ask.services.get(MembershipPort)
        states = ("following", "left") if self.negative else (self.state, self.state)
        first, second = (port.following(ask.tx, self.accounts, state, ask.among) for state in states)
        return _both(first, second)
