"""A trait compared with a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self

from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TraitQuestion
from huayuan.segments.conditions.event_tests import check_pattern
from huayuan.segments.contracts import Ask, People, RecordsCondition, Reference


class TraitCondition(RecordsCondition, frozen=True, tag="trait"):
    """The operators and what they mean for a missing value are those of profiles."""

    trait: str
    operator: str
    value: Any = None

    def check(self, ask: Ask) -> None:
        if self.operator == "matches":
            check_pattern(self.value)
        profiles.check_trait_question(ask.tx, self._question)

    def references(self) -> Iterable[Reference]:
        return (Reference("trait", self.trait),)

    def people(self, ask: Ask) -> People:
        return profiles.people_with_trait(ask.tx, self._question, ask.moment.now, ask.moment.zone, ask.among)

    @classmethod
    def people_of_each(cls, ask: Ask, conditions: Sequence[Self]) -> list[People]:
        questions = [one._question for one in conditions]
        return profiles.people_with_traits(ask.tx, questions, ask.moment.now, ask.moment.zone, ask.among)

    def edges(self, ask: Ask, since: datetime) -> People:
        return profiles.trait_edges(ask.tx, self._question, since, ask.moment.now, ask.moment.zone)

    @property
    def _question(self) -> TraitQuestion:
        return TraitQuestion(self.trait, self.operator, self.value)
