"""Transfers: the customer who refuses."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Refused, Stage
from huayuan_sandbox.services.wecom.transfers import Transfers


class RefuseWish(msgspec.Struct, forbid_unknown_fields=True):
    external_userid: str


def transfers(stage: Stage, _: Nothing) -> dict[str, Any]:
    return {"items": [msgspec.to_builtins(one) for one in stage.corp.part(Transfers).state.transfers]}


def refuse(stage: Stage, wish: RefuseWish) -> dict[str, Any]:
    if not stage.corp.part(Transfers).refuse(wish.external_userid, stage.now):
        raise Refused("no transfer of this customer is waiting")
    return {"refused": wish.external_userid}


ACTS: Acts = {
    "transfers": (Nothing, transfers),
    "transfers/refuse": (RefuseWish, refuse),
}
