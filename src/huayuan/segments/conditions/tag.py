"""Wears any, all or none of some tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Literal, Self

import numpy as np

from huayuan.profiles import api as profiles
from huayuan.segments.contracts import NOBODY, Ask, People, RecordsCondition, Reference
from huayuan.segments.errors import BadValue, UnknownReference


class TagCondition(RecordsCondition, frozen=True, tag="tag"):
    has: Literal["any", "all", "none"]
    tags: tuple[int, ...]

    @property
    def negative(self) -> bool:
        return self.has == "none"

    def check(self, ask: Ask) -> None:
        if not self.tags:
            raise BadValue(operator=self.has, reason="[]")
        known = {tag.id for tag in profiles.all_tags(ask.tx)}
        for tag in self.tags:
            if tag not in known:
                raise UnknownReference(what_zh="标签", what_en="the tag", kind="tag", key=str(tag))

    def references(self) -> Iterable[Reference]:
        return [Reference("tag", str(tag)) for tag in self.tags]

    def people(self, ask: Ask) -> People:
        return self._of({tag: profiles.tag_wearers(ask.tx, tag, ask.among) for tag in self.tags})

    @classmethod
    def people_of_each(cls, ask: Ask, conditions: Sequence[Self]) -> list[People]:
        if ask.among is None:
            return super().people_of_each(ask, conditions)
        tags = sorted({tag for one in conditions for tag in one.tags})
        wearers = profiles.wearers_of_each(ask.tx, tags, ask.among)
        return [one._of(wearers) for one in conditions]

    def _of(self, wearers: Mapping[int, People]) -> People:
        mine = [wearers[tag] for tag in dict.fromkeys(self.tags)]
        if not mine:
            return NOBODY
        return reduce(np.intersect1d, mine) if self.has == "all" else np.concatenate(mine)
