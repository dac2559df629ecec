"""Who is behind an openid, for any account of the brand."""

from __future__ import annotations

from huayuan_sandbox.world.people import Person, Population


class Openids:
    """An index per account, filled up when people were added."""

    def __init__(self, people: Population) -> None:
        self._people = people
        self._known: dict[str, dict[str, Person]] = {}
        self._counted: dict[str, int] = {}

    def person(self, appid: str, openid: str) -> Person | None:
        known = self._known.setdefault(appid, {})
        if openid not in known:
            for index in range(self._counted.get(appid, 0), len(self._people)):
                person = self._people[index]
                known[person.openid(appid)] = person
            self._counted[appid] = len(self._people)
        return known.get(openid)
