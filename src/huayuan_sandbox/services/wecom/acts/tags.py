"""A member marks a customer with tags in the client, or takes them off: edit_external_contact."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Refused, Stage
from huayuan_sandbox.services.wecom.errors import WeComError


class MarkWish(msgspec.Struct, forbid_unknown_fields=True):
    """`add` and `remove`: names or ids of corp tags."""

    userid: str
    customer: str
    add: list[str] = []
    remove: list[str] = []


def mark(stage: Stage, wish: MarkWish) -> dict[str, Any]:
    person = stage.person(wish.customer)
    try:
        relation = stage.corp.relation(stage.staff(wish.userid), person.external_userid)
    except WeComError as error:
        raise Refused(str(error)) from None
    removed = {_tag(stage, one) for one in wish.remove}
    kept = [tag for tag in relation.tag_ids if tag not in removed]
    relation.tag_ids = list(dict.fromkeys([*kept, *(_tag(stage, one) for one in wish.add)]))
    stage.corp.edited(relation, stage.now)
    return {"tags": relation.tag_ids}


def _tag(stage: Stage, name: str) -> str:
    found = (
        tag.id for tag in stage.corp.tags.tags.values() if not tag.deleted and name in (tag.id, tag.name)
    )
    tag = next(found, None)
    if tag is None:
        raise Refused(f"no tag {name}")
    return tag


ACTS: Acts = {"mark": (MarkWish, mark)}
