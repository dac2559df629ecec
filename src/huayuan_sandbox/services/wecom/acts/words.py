"""敏感词: a member writes to a customer, and the rules have their say."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Stage
from huayuan_sandbox.services.wecom.catalogue import BLOCK, Catalogue


class SayWish(msgspec.Struct, forbid_unknown_fields=True):
    userid: str
    text: str


def say(stage: Stage, wish: SayWish) -> dict[str, Any]:
    """Whether the message goes out, and the rules that the member is warned of."""
    caught = stage.corp.part(Catalogue).caught(stage.staff(wish.userid), wish.text)
    blocked = any(one.intercept_type == BLOCK for one in caught)
    return {"sent": not blocked, "rules": [one.rule_name for one in caught]}


ACTS: Acts = {"words/say": (SayWish, say)}
