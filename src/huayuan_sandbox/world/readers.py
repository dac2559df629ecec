"""What people do with the messages of the brand: read, follow a link, answer, or have enough of it."""

from __future__ import annotations

from random import Random

from huayuan_sandbox.world.behaviour import Behaviour
from huayuan_sandbox.world.doors import Letter
from huayuan_sandbox.world.letters import LetterBox
from huayuan_sandbox.world.people import Person
from huayuan_sandbox.world.season import day_number

_COMMENTS = ("好看", "多少钱？", "已下单", "求链接", "🌸🌸🌸", "还有货吗")
_READERS_AT_ONCE = 4000
_IN_CHATS = ("wecom_chat", "kf")


class Readers:
    """Takes letters out of the box and plans what follows from them."""

    def __init__(self, life: Behaviour, box: LetterBox) -> None:
        self._life = life
        self._later = life.later
        self._settings = life.parameters
        self._box = box

    def look(self, rng: Random) -> None:
        """At most a few thousand at a time: the sandbox has others to answer meanwhile."""
        for at, letter, indexes in self._box.take(_READERS_AT_ONCE):
            for index in indexes:
                person = self._life.people[index]
                if not self._is_fed_up(person, letter, at, rng):
                    self._perhaps_read(person, letter, at, rng)

    def _is_fed_up(self, person: Person, letter: Letter, at: float, rng: Random) -> bool:
        """One message too many: some end the friendship, leave the group or unfollow."""
        settings = self._settings
        weight = settings.annoys[letter.channel]
        too_much = person.annoy(weight, day_number(at), settings.annoyance_half_life_days)
        if not weight or not too_much or rng.random() >= settings.leaves_when_annoyed:
            return False
        person.warm(settings.warmth_of_refund)
        soon = at + self._delay(rng)
        if letter.channel in ("wecom_chat", "moment"):
            self._later.plan(soon, "leave", person.index, letter.staff)
        elif letter.channel == "wecom_group":
            self._later.plan(soon, "quit", person.index, letter.room)
        elif letter.channel.startswith("oa_"):
            self._later.plan(soon, "unfollow", person.index)
        return True

    def _perhaps_read(self, person: Person, letter: Letter, at: float, rng: Random) -> None:
        settings, index = self._settings, person.index
        if rng.random() >= settings.opens[letter.channel] or person.ring >= 0:
            return
        when = at + self._delay(rng)
        if person.asleep and rng.random() < settings.wakes_by_message:
            person.asleep = False
        if letter.channel == "oa_mass":
            self._later.plan(when, "read", index, "", {"article": letter.id})
        if letter.channel == "moment":
            self._react_to_moment(index, letter, when, rng)
        if letter.channel in _IN_CHATS and letter.staff and rng.random() < settings.answers:
            self._later.plan(when + 30, "message", index, letter.staff)
        if letter.links and rng.random() < settings.clicks * person.warmth:
            detail = {"source": letter.channel, "link": rng.choice(letter.links), "letter": letter.id}
            self._later.plan(when + 10, "visit", index, "", detail)

    def _react_to_moment(self, index: int, letter: Letter, when: float, rng: Random) -> None:
        if rng.random() < self._settings.likes_moment:
            self._later.plan(when, "like", index, "", {"moment": letter.id})
        if rng.random() < self._settings.comments_moment:
            detail = {"moment": letter.id, "text": rng.choice(_COMMENTS)}
            self._later.plan(when + 20, "comment", index, "", detail)

    def _delay(self, rng: Random) -> float:
        pace = self._settings.live_think_time_factor if self._life.live else 1.0
        return pace * rng.expovariate(1 / self._settings.reading_delay_mean)
