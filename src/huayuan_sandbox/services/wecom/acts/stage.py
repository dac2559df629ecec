"""What an act works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.world.doors import Added
from huayuan_sandbox.world.people import Person, Population


class Refused(Exception):
    """Answered as HTTP 400 {"error": …}."""


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """An act that needs no words."""


@dataclass(frozen=True, slots=True)
class Stage:
    """`befriend(person, way, state, staff)`: adds a member now, and lives on as a friend."""

    corp: Corp
    people: Population
    rng: Random
    now: float
    befriend: Callable[[Person, str, str, str], Added | None]

    def person(self, name: str) -> Person:
        """By external_userid, or "p12" of the truth. Raises Refused."""
        number = name[1:]
        if name.startswith("p") and number.isdigit() and int(number) < len(self.people):
            return self.people[int(number)]
        person = self.corp.people_known.get(name) or self.people.by_external_userid(name)
        if person is None:
            raise Refused(f"no customer {name}")
        return person

    def staff(self, userid: str) -> str:
        """Raises Refused for somebody who is no member, or no longer."""
        if userid not in self.corp.staff:
            raise Refused(f"no member {userid}")
        return userid


Acts = dict[str, tuple[type[msgspec.Struct], Callable[[Stage, Any], dict[str, Any]]]]
