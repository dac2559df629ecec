"""History, day by day: the same for the same seed and first day."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import numpy as np

from huayuan_sandbox.world.behaviour import Behaviour
from huayuan_sandbox.world.births import generator
from huayuan_sandbox.world.clock import DAY, local_midnight
from huayuan_sandbox.world.deeds import Deeds
from huayuan_sandbox.world.effects import Event, EventIds, Stretch
from huayuan_sandbox.world.hunters import SECONDS_BETWEEN_ACCOUNTS, bots, crawl, rings
from huayuan_sandbox.world.later import NOBODY
from huayuan_sandbox.world.people import Population
from huayuan_sandbox.world.readers import Readers
from huayuan_sandbox.world.season import Season, Weather, day_number
from huayuan_sandbox.world.visit import NO_REASON, Reason

# A visit that begins later than this before the end of history would run into the future.
_LONGEST_VISIT = 3600
_VISITS_PER_STEP = 250
_HALF_HOUR = 1800
_RAIDS_FROM, _CRAWLS_FROM = 19 * 3600, 2 * 3600
_NEED, _BOT = 1, 2


class _Visit(NamedTuple):
    """Somebody comes at second `start`; of a bot `who` is its number."""

    start: float
    who: int
    why: int


class Day:
    """What one Chinese calendar day holds, as far as `steps` has run."""

    def __init__(self, number: int, midnight: float, now: float, origin: str) -> None:
        self.number = number
        self.midnight = midnight
        self.until = min(midnight + DAY, now)
        self.last_start = min(midnight + DAY, now - _LONGEST_VISIT)
        self.origin = f"{origin}|{number}"
        self.rng = Random(self.origin)
        self.stretch = Stretch(EventIds(f"{self.origin}|ids"))
        self.reached = midnight
        self.over = False

    @property
    def waiting(self) -> int:
        """Events that `events` has not given yet."""
        return len(self.stretch.events)

    def events(self) -> list[Event]:
        """What nothing can come before any more, in time order, each event once; all of it when the day is over."""
        return self.stretch.take(float("inf") if self.over else self.reached)


class Days:
    """Plays the life of a population between two moments."""

    def __init__(self, life: Behaviour, deeds: Deeds, readers: Readers, season: Season, seed: int) -> None:
        self._life = life
        self._people: Population = life.people
        self._deeds = deeds
        self._readers = readers
        self._season = season
        self._seed = seed
        self._settings = life.parameters
        self._rings = rings(life.people)
        self._bots = [cookie for _, cookie in bots(life.people, life.parameters.bots_per_customer)]

    def plan(self, days: int, now: float) -> Iterator[Day]:
        """`days` whole days before today, and today up to now; `days` + 1 in all."""
        first = local_midnight(now) - days * DAY
        self._people.begin(day_number(first))
        origin = f"{self._seed}|{int(first)}"
        for number in range(days + 1):
            yield Day(number, first + number * DAY, now, origin)

    def steps(self, day: Day) -> Iterator[None]:
        """Fills the day in the order of time; yields now and then so that the caller can let others run."""
        life, rng = self._life, day.rng
        visits = self._visits(day)
        if rng.random() < self._settings.admin_tag_change_per_day:
            life.later.plan(day.midnight + 10 * 3600, "tag", NOBODY)
        duty = day.midnight
        for number, visit in enumerate(visits):
            if number % _VISITS_PER_STEP == 0:
                yield
                life.rng, life.live = rng, False
                self._readers.look(rng)
            while duty <= visit.start:
                self._work(duty, day)
                duty += _HALF_HOUR
            self._deeds.carry_out(visit.start, rng, day.stretch, live=False)
            day.reached = visit.start
            self._come(visit, day)
        yield
        life.rng, life.live = rng, False
        self._deeds.carry_out(day.until, rng, day.stretch, live=False)
        day.over = True

    def _come(self, visit: _Visit, day: Day) -> None:
        if visit.why == _BOT:
            crawl(self._bots[visit.who], visit.start, self._settings.bot_pages, day.rng, day.stretch)
            return
        person = self._people[visit.who]
        reason = Reason(good=person.wanted) if visit.why == _NEED else NO_REASON
        self._life.come_by(person, visit.start, 1.0, day.stretch, reason)

    def _work(self, at: float, day: Day) -> None:
        door = self._life.doors.duty
        if door is not None:
            members = [one.userid for one in self._life.on_duty(at)]
            if members:
                door.on_duty(members, at, day.rng, live=False)

    # ---- who comes today

    def _visits(self, day: Day) -> list[_Visit]:
        """In the order of time."""
        draws = generator(day.origin)
        weather = self._season.of(day.midnight)
        self._wake(draws, weather)
        found = self._plain_visits(day, draws, weather)
        found += self._needs(day, draws, weather)
        for ring in self._rings:
            if day.rng.random() < self._settings.raids_per_day:
                start = day.midnight + _RAIDS_FROM + 4 * 3600 * day.rng.random()
                pause = SECONDS_BETWEEN_ACCOUNTS
                found += [_Visit(start + pause * place, who, 0) for place, who in enumerate(ring)]
        for number in range(len(self._bots)):
            if day.rng.random() < self._settings.bot_runs_per_day:
                found.append(_Visit(day.midnight + _CRAWLS_FROM + 3 * 3600 * day.rng.random(), number, _BOT))
        found.sort()
        return found[: bisect(found, (day.last_start,))]

    def _plain_visits(self, day: Day, draws: np.random.Generator, weather: Weather) -> list[_Visit]:
        column = self._people.column
        arrives = column("arrives")
        honest = column("ring") < 0
        present = (arrives <= day.number) & (column("asleep") == 0) & honest
        expected = column("rate") * column("warmth") * weather.visits * present
        counts = draws.poisson(expected)
        if day.number:
            counts = np.maximum(counts, (arrives == day.number) & honest)
        who = np.repeat(np.arange(len(counts)), counts)
        return self._at_some_hour(who, day, draws, weather, 0)

    def _needs(self, day: Day, draws: np.random.Generator, weather: Weather) -> list[_Visit]:
        """Those for whom something is used up today come for it, asleep or not."""
        need = self._people.column("need_day")
        who = np.nonzero(need == day_number(day.midnight))[0]
        need[who] = 0
        return self._at_some_hour(who, day, draws, weather, _NEED)

    def _at_some_hour(
        self, who: np.ndarray, day: Day, draws: np.random.Generator, weather: Weather, why: int
    ) -> list[_Visit]:
        hours = np.searchsorted(weather.hours, draws.random(len(who)) * weather.hours[-1], side="right")
        starts = day.midnight + 3600 * (hours + draws.random(len(who)))
        return [_Visit(start, index, why) for start, index in zip(starts.tolist(), who.tolist(), strict=True)]

    def _wake(self, draws: np.random.Generator, weather: Weather) -> None:
        if weather.festival:
            asleep = self._people.column("asleep")
            asleep[(asleep == 1) & (draws.random(len(asleep)) < self._settings.wakes_at_festival_per_day)] = 0
