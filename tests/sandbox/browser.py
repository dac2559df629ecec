"""Somebody without script in front of the sandbox's pages: sees forms, fills them in, sends them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx


@dataclass
class Form:
    """What a browser would send: names with the values chosen at first; `choices` of selects and checkboxes."""

    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    @property
    def deed(self) -> str:
        return self.values.get("deed", ":").partition(":")[0]


class Forms(HTMLParser):
    """The forms of a page, and the text of its outcome."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.outcome = ""
        self._select = ""
        self._in_outcome = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form())
        elif tag == "p" and "outcome" in known.get("class", ""):
            self._in_outcome = True
        elif tag == "br" and self._in_outcome:
            self.outcome += "\n"
        elif tag == "select":
            self._select = known["name"]
        elif tag == "option":
            self._choice(self._select, known["value"])
        elif tag == "input" and known.get("type") == "checkbox":
            self.found[-1].choices.setdefault(known["name"], []).append(known["value"])
        elif tag == "input":
            self.found[-1].values[known["name"]] = known.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_outcome = False

    def handle_data(self, data: str) -> None:
        if self._in_outcome:
            self.outcome += data

    def _choice(self, name: str, value: str) -> None:
        self.found[-1].choices.setdefault(name, []).append(value)
        self.found[-1].values.setdefault(name, value)


@dataclass
class Phone:
    """One phone at `path`, looked at in English."""

    http: httpx.Client
    path: str

    def page(self, path: str = "") -> str:
        answer = self.http.get(path or self.path, headers={"Accept-Language": "en"})
        assert answer.status_code == 200, answer.text
        return answer.text

    def forms(self) -> list[Form]:
        return Forms(self.page()).found

    def offered(self) -> set[str]:
        return {form.deed for form in self.forms()}

    def form(self, deed: str) -> Form:
        return next(form for form in self.forms() if form.deed == deed)

    def do(self, deed: str, **filled: str | list[str]) -> str:
        """Fills the first form of this deed in and sends it; answers what the page says became of it."""
        form = self.form(deed)
        known = {*form.values, *form.choices}
        assert filled.keys() <= known, f"{filled.keys() - known} not on the form"
        return self.send({**form.values, **filled})

    def send(self, values: dict[str, str | list[str]]) -> str:
        answer = self.http.post(self.path, data=values, headers={"Accept-Language": "en"})
        assert answer.status_code == 303, answer.text
        return Forms(self.page(answer.headers["location"].partition("#")[0])).outcome
