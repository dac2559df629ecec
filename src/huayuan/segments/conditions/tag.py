"""Wears any, all or none of some tags."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Literal

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
        wearers = [profiles.tag_wearers(ask.tx, tag, ask.among) for tag in dict.fromkeys(self.tags)]
        if not wearers:
            return NOBODY
        if self.has == "all":
            return reduce(np.intersect1d, wearers)
        return np.concatenate(wearers)
