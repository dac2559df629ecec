"""Aliases of a customer or member, as somebody else would have told them."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Stage
from huayuan_sandbox.services.wecom.aliases import SERVICE, TEMPORARY, Aliases


class AliasWish(msgspec.Struct, forbid_unknown_fields=True):
    """One of the two."""

    customer: str = ""
    userid: str = ""


def aliases(stage: Stage, wish: AliasWish) -> dict[str, Any]:
    part = stage.corp.part(Aliases)
    if wish.userid:
        userid = stage.staff(wish.userid)
        return {"open_userid": part.open_userid(userid), "openid": part.openid_of_staff(userid)}
    person = stage.person(wish.customer)
    known = person.external_userid
    return {
        "external_userid": known, "unionid": person.unionid, "service_external_userid": part.of_customer(SERVICE, known),
        "tmp_external_userid": part.of_customer(TEMPORARY, known),
    }  # fmt: skip


ACTS: Acts = {"aliases": (AliasWish, aliases)}
