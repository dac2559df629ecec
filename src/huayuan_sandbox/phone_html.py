"""Screens of phones as HTML: cards with what is so, lists, and a form for everything that can be done.

Whatever comes from the world is escaped here, in `Teller.tell`, and nowhere else is text put into HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from huayuan_sandbox.services.phone import Deed, Field, Item, Listing, Screen, Text, Word


class Teller:
    """Renders screens in one language; `say` looks a word up."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def word(self, name: str, *values: object) -> str:
        return escape(self._say(name).format(*values))

    def plain(self, name: str) -> str:
        """Not escaped: to stand within another word."""
        return self._say(name)

    def tell(self, text: Text) -> str:
        if isinstance(text, Word):
            return self.word(text.name, *text.values)
        if isinstance(text, tuple):
            return " · ".join(told for one in text if (told := self.tell(one)))
        return escape(text)

    def cards(self, screens: Sequence[Screen]) -> str:
        return "".join(map(self.card, screens))

    def card(self, screen: Screen) -> str:
        lines = "".join(
            f"<div><dt>{self.word(name)}</dt><dd>{self.tell(value)}</dd></div>"
            for name, value in screen.lines
        )
        lists = "".join(self._listing(one) for one in screen.listings if one.items)
        deeds = self._deeds(screen.deeds)
        hint = f"<p class=note>{self.word(screen.hint)}</p>" if screen.hint else ""
        inside = "".join((f"<dl>{lines}</dl>" if lines else "", hint, lists, deeds))
        nothing = f"<p class=soft>{self.word('nothing_here')}</p>"
        return f"<section class=card id={escape(screen.name)}><h2>{self.word(screen.name)}</h2>{inside or nothing}</section>"

    def jumps(self, screens: Sequence[Screen]) -> str:
        links = "".join(f'<a href="#{escape(one.name)}">{self.word(one.name)}</a>' for one in screens)
        return f"<nav class=jumps>{links}</nav>"

    def items(self, items: Sequence[Item]) -> str:
        return f"<ul class=items>{''.join(map(self._item, items))}</ul>"

    # ---- inside

    def _listing(self, listing: Listing) -> str:
        number = f" · {len(listing.items)}" if len(listing.items) > 1 else ""
        title = f"<h3>{self.word(listing.title)}{number}</h3>" if listing.title else ""
        return title + self.items(listing.items)

    def _item(self, item: Item) -> str:
        title = self.tell(item.title)
        if item.href:
            title = f'<a href="{escape(item.href)}">{title}</a>'
        note = f"<p class=note>{note}</p>" if (note := self.tell(item.note)) else ""
        return f"<li><p class=what>{title}</p>{note}{self._deeds(item.deeds)}</li>"

    def _deeds(self, deeds: Sequence[Deed]) -> str:
        """Those with a row of their own first; the others share rows."""
        ordered = sorted(deeds, key=lambda deed: not _fits_a_row(deed))
        return f"<div class=deeds>{''.join(map(self._deed, ordered))}</div>" if deeds else ""

    def _deed(self, deed: Deed) -> str:
        """A button; with one thing to ask in a row; with more folded away."""
        name = self.word(deed.name)
        hidden = f'<input type=hidden name=deed value="{escape(deed.key)}">'
        fields = "".join(map(self._field, deed.asks))
        button = f"<button>{name}</button>"
        if not deed.asks:
            return f"<form method=post>{hidden}{button}</form>"
        if _fits_a_row(deed):
            return f"<form method=post class=row>{hidden}{fields}{button}</form>"
        return f"<details><summary>{name}</summary><form method=post class=asks>{hidden}{fields}{button}</form></details>"

    def _field(self, field: Field) -> str:
        label, name = f"<span>{self.word(field.label)}</span>", escape(field.name)
        if field.kind == "many":
            boxes = "".join(
                f'<label><input type=checkbox name="{name}" value="{escape(value)}"> {self.tell(shown)}</label>'
                for value, shown in field.choices
            )
            return f"<fieldset><legend>{self.word(field.label)}</legend>{boxes}</fieldset>"
        if field.kind == "counts":
            counts = "".join(
                f'<label><input type=number min=0 max=99 name="{name}.{escape(value)}" placeholder=0> {self.tell(shown)}</label>'
                for value, shown in field.choices
            )
            return f"<fieldset class=counts><legend>{self.word(field.label)}</legend>{counts}</fieldset>"
        if field.kind == "one":
            options = "".join(
                f'<option value="{escape(value)}">{self.tell(shown)}</option>'
                for value, shown in field.choices
            )
            return f'<label>{label}<select name="{name}">{options}</select></label>'
        kind = "number step=any" if field.kind == "number" else "text maxlength=500"
        needed = " required" if field.needed else ""
        hint = self.word(field.label)
        return f'<label>{label}<input type={kind} name="{name}" value="{escape(field.value)}" placeholder="{hint}"{needed}></label>'


def _fits_a_row(deed: Deed) -> bool:
    return len(deed.asks) == 1 and deed.asks[0].kind in ("text", "number", "one")
