"""What a visitor of the mini program can be made to do by hand: the control API and the pages do it through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from huayuan_sandbox.services.mini_program.program import PAGES, Program
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person


class VisitorWish(msgspec.Struct, forbid_unknown_fields=True):
    """`template_ids` and `accept` belong to `prompt`; `pages`, `scene` to `open`; `text` to `write`."""

    person: str
    template_ids: list[str] = []
    accept: bool = True
    pages: list[str] = []
    scene: int = 1001
    text: str = "你好"


class ProgramActs:
    """`login` and `phone` answer the codes that a real phone would hand to the program's own server."""

    def __init__(self, program: Program, clock: Clock) -> None:
        self.program = program
        self.clock = clock

    def all(self) -> dict[str, Callable[[Person, VisitorWish], dict[str, Any]]]:
        return {"open": self.open, "login": self.login, "phone": self.phone, "prompt": self.prompt,
                "refuse": self.refuse, "enter": self.enter, "write": self.write, "revoke": self.revoke}  # fmt: skip

    def open(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        pages = [(page, 20.0) for page in wish.pages or [PAGES[0]]]
        return {"openid": self.program.open_app(person, self.clock.now(), pages, wish.scene)}

    def login(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        return {"code": self.program.wx_login(person, self.clock.now())}

    def phone(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        return {"code": self.program.phone_code(person, self.clock.now())}

    def prompt(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        asked = wish.template_ids or list(self.program.messages.templates)[:3]
        self.program.answer_prompt(person, asked, self.clock.now(), accept=wish.accept)
        return {"openid": self.program.openid(person), "template_ids": asked}

    def refuse(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        for template_id in wish.template_ids:
            self.program.refuse_messages(person, template_id, self.clock.now())
        return {"openid": self.program.openid(person)}

    def enter(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        self.program.enter_session(person, self.clock.now())
        return {"openid": self.program.openid(person)}

    def write(self, person: Person, wish: VisitorWish) -> dict[str, Any]:
        self.program.write(person, wish.text, self.clock.now())
        return {"openid": self.program.openid(person)}

    def revoke(self, person: Person, _: VisitorWish) -> dict[str, Any]:
        self.program.revoke(person, self.clock.now())
        return {"openid": self.program.openid(person)}
