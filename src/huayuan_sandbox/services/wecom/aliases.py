"""Other names of the same customer or member: what service providers, meetings and payments see.

Every alias follows from the id, so nothing of it is kept; the way back is an index that grows with the corp.
"""

from __future__ import annotations

import hashlib
from itertools import islice
from string import ascii_letters, digits
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom.parts import Part

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

_SIGNS = ascii_letters + digits
SERVICE, TEMPORARY = "service", "temporary"


class AliasesState(msgspec.Struct):
    """Nothing: see the module."""


class Aliases(Part[AliasesState]):
    name = "aliases"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, AliasesState())
        self._read = 0
        self._customers: dict[tuple[str, str], str] = {}
        self._unionids: dict[str, str] = {}

    def of_customer(self, kind: str, external_userid: str) -> str:
        """`kind` SERVICE: the id of a service provider; TEMPORARY: that of a meeting or a form."""
        prefix = "wm" if kind == SERVICE else "tm"
        return prefix + _letters(f"{self.corp.seed}|{kind}|{external_userid}", 30)

    def customer_behind(self, kind: str, alias: str) -> str | None:
        self._index()
        return self._customers.get((kind, alias))

    def customer_with_unionid(self, unionid: str) -> str | None:
        """The external_userid, if the corp has met this person."""
        self._index()
        return self._unionids.get(unionid)

    def pending_id(self, person_key: str) -> str:
        """Names somebody who is no customer yet. `person_key`: the unionid, or without one the external_userid."""
        return "pd" + _letters(f"{self.corp.seed}|pending|{person_key}", 30)

    def open_userid(self, userid: str) -> str:
        return "wo" + _letters(f"{self.corp.seed}|open|{userid}", 30)

    def openid_of_staff(self, userid: str) -> str:
        return "o" + _letters(f"{self.corp.seed}|staff|{userid}", 27)

    def _index(self) -> None:
        """Adds those who were met since the last time."""
        for external_userid, person in islice(self.corp.people_known.items(), self._read, None):
            for kind in (SERVICE, TEMPORARY):
                self._customers[kind, self.of_customer(kind, external_userid)] = external_userid
            if person.unionid:
                self._unionids[person.unionid] = external_userid
        self._read = len(self.corp.people_known)


def _letters(text: str, count: int) -> str:
    digest = hashlib.blake2b(text.encode(), digest_size=count).digest()
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in digest)
