"""What the app may see: 可见范围 of its departments, and only what belongs to the members in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huayuan_sandbox.services.wecom.models import Callback
from huayuan_sandbox.world.stores import HEADQUARTERS

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp


def sees(corp: Corp, userid: str) -> bool:
    """Also for members who left: they belong to the department they worked in."""
    wanted = corp.rules.visible_departments
    if not wanted:
        return True
    one = corp.everybody.get(userid)
    if one is None:
        return False
    return not {HEADQUARTERS, corp.chain.region_id(one.store.region), one.store.id}.isdisjoint(wanted)


def sees_department(corp: Corp, department: int) -> bool:
    """A department is seen when it or one above it was chosen."""
    wanted = corp.rules.visible_departments
    if not wanted or department in wanted or HEADQUARTERS in wanted:
        return True
    store = next((one for one in corp.chain.stores if one.id == department), None)
    return store is not None and corp.chain.region_id(store.region) in wanted


def hears(corp: Corp, callback: Callback) -> bool:
    """Callbacks about customers and groups of members outside are not pushed."""
    if not corp.rules.visible_departments:
        return True
    fields = dict(callback.fields)
    userid, chat_id = fields.get("UserID"), fields.get("ChatId")
    if isinstance(userid, str):
        return sees(corp, userid)
    if isinstance(chat_id, str):
        return sees(corp, corp.owner_of(chat_id))
    return True
