"""Who asks: a console user, an API key or the system; what they may do and whose customers they see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataScope:
    """Whose customers a caller sees: `all`, or those of the regions, stores or members of staff in `ids`."""

    kind: str = "all"
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Caller:
    """`kind` is user, api_key or system; `permissions` are codes, `*` for all."""

    kind: str
    id: int
    name: str
    permissions: frozenset[str]
    scope: DataScope = DataScope()
    ip: str = ""

    @property
    def sees_everybody(self) -> bool:
        return self.scope.kind == "all"

    def may(self, permission: str) -> bool:
        return permission in self.permissions or "*" in self.permissions


SYSTEM = Caller("system", 0, "system", frozenset({"*"}))
