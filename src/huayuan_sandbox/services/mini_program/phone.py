"""小程序 on somebody's phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from huayuan_sandbox.services.mini_program.acts import ProgramActs, VisitorWish
from huayuan_sandbox.services.mini_program.models import Visitor
from huayuan_sandbox.services.mini_program.program import PAGES
from huayuan_sandbox.services.mini_program.visits import day_text
from huayuan_sandbox.services.phone import (
    YES_NO,
    Choices,
    Deed,
    Field,
    Item,
    Listing,
    Screen,
    Text,
    Word,
    when,
)
from huayuan_sandbox.world.people import Person

_MESSAGES_SHOWN = 5
_LOOKED_THROUGH = 5000


def screen(acts: ProgramActs, person: Person, send: Callable[[], None]) -> Screen:
    visitor = acts.program.visitors.get(acts.program.openid(person))
    offer = partial(_offer, person)
    pages = Field("pages", "mp.pages", [(one, one) for one in PAGES], "many")
    deeds = [
        offer(
            "mp.open", acts.open, pages, Field("scene", "mp.scene", kind="number", value="1001", needed=True)
        ),
        offer("mp.login", acts.login, tells=("code",)),
        offer("mp.phone", acts.phone, tells=("code",)),
        *_prompts(acts, visitor, offer),
        offer("mp.enter", acts.enter),
        offer("mp.write", acts.write, Field("text", "text", needed=True)),
    ]
    if visitor is not None:
        deeds.append(offer("mp.revoke", acts.revoke))
    reached = Listing("mp.reached", [] if visitor is None else list(_reached(acts, visitor)))
    return Screen("mini_program", _lines(acts, visitor), [reached], deeds, send)


def _offer(
    person: Person,
    name: str,
    act: Callable[[Person, VisitorWish], Any],
    *asks: Field,
    tells: tuple[str, ...] = (),
) -> Deed:
    return Deed(name, VisitorWish, partial(act, person), {"person": f"p{person.index}"}, asks, tells=tells)


def _lines(acts: ProgramActs, visitor: Visitor | None) -> list[tuple[str, Text]]:
    if visitor is None:
        return [("mp.known", Word("no"))]
    first = day_text(visitor.first_day)
    lines: list[tuple[str, Text]] = [("mp.known", Word("since", (f"{first[4:6]}-{first[6:]}",)))]
    lines.append(("mp.logins", str(visitor.logins)))
    if accepted := [
        f"{_title(acts, template_id)} × {number}"
        for template_id, number in visitor.accepted.items()
        if number > 0
    ]:
        lines.append(("mp.accepted", "、".join(accepted)))
    if visitor.window_until > acts.clock.now():
        lines.append(("mp.window", Word("mp.until", (when(visitor.window_until), visitor.window_left))))
    return lines


def _prompts(acts: ProgramActs, visitor: Visitor | None, offer: Callable[..., Deed]) -> Iterator[Deed]:
    templates: Choices = [(one.id, one.title) for one in acts.program.messages.templates.values()]
    if templates:
        chosen, accept = (
            Field("template_ids", "template", templates, "many"),
            Field("accept", "accepts", YES_NO, "one"),
        )
        yield offer("mp.prompt", acts.prompt, chosen, accept)
    allowed: Choices = [(one, _title(acts, one)) for one in (visitor.accepted if visitor else ())]
    if allowed:
        yield offer("mp.refuse", acts.refuse, Field("template_ids", "template", allowed, "many"))


def _reached(acts: ProgramActs, visitor: Visitor) -> Iterator[Item]:
    """The newest first."""
    last = islice(reversed(acts.program.messages.sent), _LOOKED_THROUGH)
    for one in islice((one for one in last if one.openid == visitor.openid), _MESSAGES_SHOWN):
        yield Item(
            _title(acts, one.template_id) + "\n" + "\n".join(one.data.values()), (when(one.at), one.page)
        )


def _title(acts: ProgramActs, template_id: str) -> str:
    template = acts.program.messages.templates.get(template_id)
    return template.title if template else template_id
