"""We know an identifier of a kind: a phone, a unionid."""

from __future__ import annotations

import numpy as np

from huayuan.identity import api as identity
from huayuan.segments.contracts import Ask, People, RecordsCondition
from huayuan.segments.errors import UnknownReference


class IdentityCondition(RecordsCondition, frozen=True, tag="identity"):
    identifier: str
    has: bool = True

    @property
    def negative(self) -> bool:
        return not self.has

    def check(self, ask: Ask) -> None:
        if self.identifier not in identity.kind_names():
            raise UnknownReference(
                what_zh="标识种类", what_en="the identifier kind", kind="identifier", key=self.identifier
            )

    def people(self, ask: Ask) -> People:
        return np.asarray(identity.people_with_kind(ask.tx, self.identifier, ask.among), dtype=np.int64)
