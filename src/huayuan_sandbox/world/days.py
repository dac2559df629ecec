"""History, day by day: one day of events in memory, the same for the same seed and first day."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from random import Random

from huayuan_sandbox.world.behaviour import Behaviour
from huayuan_sandbox.world.clock import DAY, local_midnight, weekday
from huayuan_sandbox.world.effects import Act, Event, EventIds, Stretch, WeComDoor
from huayuan_sandbox.world.people import Population

# A visit that begins later than this before the end of history would run into the future.
_LONGEST_VISIT = 3600
_PEOPLE_PER_STEP = 250


class Day:
    """What one Chinese calendar day holds, once `steps` has run to its end."""

    def __init__(self, number: int, midnight: float, now: float, origin: str) -> None:
        self.number = number
        self.midnight = midnight
        self.until = min(midnight + DAY, now)
        self.last_start = min(midnight + DAY, now - _LONGEST_VISIT)
        self.rng = Random(f"{origin}|{number}")
        self.stretch = Stretch(EventIds(f"{origin}|{number}|ids"))

    def events(self) -> list[Event]:
        """In time order."""
        self.stretch.events.sort(key=lambda row: row[:2])
        return [event for _, _, event in self.stretch.events]


class Days:
    """Plays the life of a population between two moments."""

    def __init__(self, people: Population, behaviour: Behaviour, wecom: WeComDoor, seed: int) -> None:
        self._people = people
        self._behaviour = behaviour
        self._wecom = wecom
        self._seed = seed
        self._hours = list(accumulate(behaviour.parameters.hour_weight))

    def plan(self, days: int, now: float) -> Iterator[Day]:
        """`days` whole days before today, and today up to now; `days` + 1 in all."""
        first = local_midnight(now) - days * DAY
        origin = f"{self._seed}|{int(first)}"
        for number in range(days + 1):
            yield Day(number, first + number * DAY, now, origin)

    def steps(self, day: Day) -> Iterator[None]:
        """Fills the day; yields now and then so that the caller can let others run."""
        behaviour, rng = self._behaviour, day.rng
        behaviour.rng = rng
        factor = behaviour.parameters.weekday_factor[weekday(day.midnight)]
        for person in self._people:
            if person.index % _PEOPLE_PER_STEP == 0:
                yield
            if person.arrives > day.number or person.asleep:
                continue
            expected = person.visits_per_day * factor
            visits = int(expected) + (rng.random() < expected % 1) or int(0 < person.arrives == day.number)
            for _ in range(visits):
                start = day.midnight + 3600 * (
                    bisect(self._hours, rng.random() * self._hours[-1]) + rng.random()
                )
                if start < day.last_start:
                    behaviour.come_by(person, start, 1.0, day.stretch)
        if rng.random() < behaviour.parameters.admin_tag_change_per_day:
            day.stretch.act(day.midnight + 10 * 3600, "tag")
        yield
        self._act(day)

    def _act(self, day: Day) -> None:
        """Additions first in time, then what grows out of them within the same day."""
        acts = sorted(day.stretch.acts, key=lambda row: row[:2])
        day.stretch.acts = []
        for at, _, act in acts:
            if at <= day.until:
                self._behaviour.later.carry_out(at, day.rng, day.stretch, live=False)
                self.perform(act, day.rng, live=False)
        self._behaviour.later.carry_out(day.until, day.rng, day.stretch, live=False)

    def perform(self, act: Act, rng: Random, *, live: bool) -> None:
        """Acts that people decided on during a visit."""
        if act.kind == "tag":
            self._wecom.admin_makes_tag(act.at, rng)
            return
        person = self._people[act.person]
        added = self._wecom.add_friend(person, act.at, rng, live=live)
        if added is not None:
            silence = self._behaviour.parameters.live_silence_after_add if live else 5.0
            self._behaviour.later.after_add(person, act.at, added, rng, silence)
