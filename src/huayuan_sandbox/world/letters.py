"""Messages of the brand on their way to people: services put them in, the world takes them out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from huayuan_sandbox.world.doors import Letter
from huayuan_sandbox.world.people import Person

_MOST_WAITING = 10_000


class LetterBox:
    """Fulfils `Mailbox`. Holds letters until the world has time; the oldest give way when nobody empties it."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[float, Letter, tuple[int, ...]]] = deque(maxlen=_MOST_WAITING)

    def delivered(self, letter: Letter, people: Sequence[Person], at: float, *, live: bool) -> None:
        self._waiting.append((at, letter, tuple(person.index for person in people)))

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, most: int) -> Iterator[tuple[float, Letter, tuple[int, ...]]]:
        """(second, letter, indexes of those whom it reached), oldest first, for at most `most` people; each once."""
        while self._waiting and most > 0:
            at, letter, reached = self._waiting.popleft()
            if len(reached) > most:
                self._waiting.appendleft((at, letter, reached[most:]))
            yield at, letter, reached[:most]
            most -= len(reached[:most])
