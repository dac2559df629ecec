"""In another segment, or in a static list."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

from huayuan.segments import store
from huayuan.segments.contracts import Ask, People, RecordsCondition, Reference
from huayuan.segments.errors import UnknownReference
from huayuan.segments.memberships import Memberships


class SegmentCondition(RecordsCondition, frozen=True, tag="segment"):
    segment: int

    def check(self, ask: Ask) -> None:
        if store.segments.get(ask.tx.session, self.segment) is None:
            raise UnknownReference(
                what_zh="人群", what_en="the segment", kind="segment", key=str(self.segment)
            )

    def references(self) -> Iterable[Reference]:
        return (Reference("segment", str(self.segment)),)

    def people(self, ask: Ask) -> People:
        members = ask.services.get(Memberships).members(ask.tx, self.segment)
        if ask.among is not None:
            members = members & BitMap(ask.among)
        return np.array(members.to_array(), dtype=np.int64)
