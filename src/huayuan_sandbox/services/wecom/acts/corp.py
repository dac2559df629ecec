"""The corp itself: its rules, its time, who leaves it."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Stage
from huayuan_sandbox.services.wecom.departures import Departures
from huayuan_sandbox.services.wecom.rules import Rules


class ResignWish(msgspec.Struct, forbid_unknown_fields=True):
    userid: str


def set_rules(stage: Stage, wish: Rules) -> dict[str, Any]:
    """Replaces all of them; an empty wish takes the usual ones back."""
    stage.corp.rules = wish
    return dict(msgspec.to_builtins(wish))


def rules(stage: Stage, _: Nothing) -> dict[str, Any]:
    return dict(msgspec.to_builtins(stage.corp.rules))


def settle(stage: Stage, _: Nothing) -> dict[str, Any]:
    """What is due by now happens now: useful when nobody calls and nothing lives."""
    stage.corp.parts.pass_time(stage.now)
    return {}


def resign(stage: Stage, wish: ResignWish) -> dict[str, Any]:
    stage.corp.part(Departures).leave(stage.staff(wish.userid), stage.now)
    return {"resigned": wish.userid}


# these only look, under the name of an act
LOOKS: Acts = {"rules": (Nothing, rules)}
ACTS: Acts = {
    "rules": (Rules, set_rules),
    "settle": (Nothing, settle),
    "resign": (ResignWish, resign),
}
