"""入群欢迎语素材: templates that group owners may use to greet newcomers."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.parts import Part

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

_TEMPLATES = 100


class GroupWelcomeState(msgspec.Struct):
    """template_id → what it says: text and at most one attachment."""

    templates: dict[str, dict[str, Any]] = {}
    made: int = 0


class GroupWelcome(Part[GroupWelcomeState]):
    name = "group_welcome"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, GroupWelcomeState())

    def add(self, content: dict[str, Any]) -> str:
        """Raises 41055 beyond 100 templates."""
        if len(self.state.templates) >= _TEMPLATES:
            raise WeComError(41055)
        self.state.made += 1
        rng = Random(f"{self.corp.seed}|group welcome|{self.state.made}")
        template_id = f"msgGW{rng.getrandbits(112):028x}"
        self.state.templates[template_id] = content
        return template_id
