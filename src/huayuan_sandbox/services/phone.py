"""What somebody's phone shows of one app, and what can be done there now.

Every service describes this in its own `phone.py`; `pages_phone.py` shows any of it and does what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

import msgspec

from huayuan_sandbox.world.clock import CHINA


@dataclass(frozen=True, slots=True)
class Word:
    """A name in `words`, said in the reader's language; `values` fill its {}."""

    name: str
    values: tuple[object, ...] = ()


# text of the world is shown as it is; several parts are shown in a row
Text: TypeAlias = "str | Word | tuple[str | Word, ...]"
Choices: TypeAlias = Sequence[tuple[str, Text]]
Answers: TypeAlias = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a deed asks for: `name` of the wish, `label` as a word.

    `one` and `many` choose, `counts` asks how many of each choice. `needed`: cannot be left empty.
    """

    name: str
    label: str
    choices: Choices = ()
    kind: Literal["text", "number", "one", "many", "counts"] = "text"
    value: str = ""
    needed: bool = False

    def read(self, answers: Answers) -> Any:
        """What the wish wants of it. Numbers stay text: converting the wish reads or refuses them."""
        if self.kind == "counts":
            counts = {
                value: answers.get(f"{self.name}.{value}", ["0"])[0] or "0" for value, _ in self.choices
            }
            return {value: count for value, count in counts.items() if count.strip("0")}
        if self.kind == "many":
            return answers.get(self.name, [])
        return answers.get(self.name, [""])[0]


@dataclass(frozen=True, slots=True)
class Deed:
    """`name` is the word on its button; `of` tells apart those that are offered for several things.

    `act` takes a `kind`, made of what is `given` and what the form answered. Its answer is that of the control API:
    nothing happened when `proof` is false in it (`otherwise` says why that may be), and `tells` are shown.
    """

    name: str
    kind: type[msgspec.Struct]
    act: Callable[[Any], Mapping[str, Any]]
    given: Mapping[str, Any] = field(default_factory=dict)
    asks: tuple[Field, ...] = ()
    of: str = ""
    proof: str = ""
    otherwise: str = "came_to_nothing"
    tells: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.name}:{self.of}"

    def do(self, answers: Answers) -> Mapping[str, Any]:
        """Raises msgspec.ValidationError for a wish nobody understands, and whatever the service refuses with."""
        asked = {one.name: one.read(answers) for one in self.asks}
        return self.act(msgspec.convert({**self.given, **asked}, self.kind, strict=False))


@dataclass(frozen=True, slots=True)
class Item:
    """A friend, an order, a message: with what can be done about it. `href` leads to its own page."""

    title: Text
    note: Text = ""
    deeds: Sequence[Deed] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """`title` is a word, "" where the card says it already. One without items is not shown."""

    title: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Screen:
    """One app: `name` is its word, `lines` are words with what is so now, `hint` is a word below them.

    `send` brings the callbacks on their way.
    """

    name: str
    lines: Sequence[tuple[str, Text]] = ()
    listings: Sequence[Listing] = ()
    deeds: Sequence[Deed] = ()
    send: Callable[[], None] = lambda: None
    hint: str = ""

    def offered(self, key: str) -> Deed | None:
        """None when that cannot be done now."""
        items = (item for listing in self.listings for item in listing.items)
        everything = [*self.deeds, *(deed for item in items for deed in item.deeds)]
        return next((deed for deed in everything if deed.key == key), None)


def when(at: float) -> str:
    return datetime.fromtimestamp(at, CHINA).strftime("%m-%d %H:%M")


def yuan(cents: int) -> str:
    return f"¥{cents / 100:,.2f}"


YES_NO: Choices = (("true", Word("yes")), ("false", Word("no")))
