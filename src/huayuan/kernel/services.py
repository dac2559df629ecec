"""The things a process holds for its lifetime, found by their type. Filled by bootstrap, read by routes and tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")


# A type as a key. `type[T]` would refuse abstract types, and ports are abstract; nobody makes one here.
Kind = Callable[..., T]


class Services:
    def __init__(self) -> None:
        self._by_type: dict[Any, Any] = {}
        self.closeables: list[Callable[[], None]] = []  # run when the process stops, in order

    def put(self, kind: type[T], value: T) -> T:
        """A port is named by its abstract type, which type checkers accept of nobody who only asks (`get`)."""
        self._by_type[kind] = value
        return value

    def get(self, kind: Kind[T]) -> T:
        """The registered value. Raises LookupError that names the type when bootstrap did not provide it."""
        try:
            return cast(T, self._by_type[kind])
        except KeyError:
            raise LookupError(
                f"no {getattr(kind, '__name__', kind)} in this process; bootstrap must put one"
            ) from None

    def find(self, kind: Kind[T]) -> T | None:
        return cast("T | None", self._by_type.get(kind))
