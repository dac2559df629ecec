"""externalcontact: who follows whom, details, remarks, tags of one customer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import Any

from huayuan_sandbox.services.wecom import responses
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Relation
from huayuan_sandbox.services.wecom.paging import cursor_after, read_cursor
from huayuan_sandbox.world.people import EXTERNAL, PHONE, UNIONID

_FOLLOWERS_PER_PAGE = 500
_TAGS_PER_RELATION = 3000


def get_follow_user_list(call: Call) -> dict[str, Any]:
    return {"follow_user": call.serving}


def list_of_user(call: Call) -> dict[str, Any]:
    """84061 for a member without customers."""
    relations = call.corp.of_staff.get(_member(call, call.query.get("userid", "")), [])
    found = [relation.external_userid for relation in relations if not relation.half]
    if not found:
        raise WeComError(84061)
    return {"external_userid": found}


def get(call: Call) -> dict[str, Any]:
    external_userid = call.query.get("external_userid", "")
    if not external_userid:
        raise WeComError(41035)
    person = call.corp.people_known.get(external_userid)
    if person is None:
        raise WeComError(40096)
    seen = call.staff
    relations = [
        one for one in call.corp.of_customer.get(external_userid, ()) if not one.half and one.userid in seen
    ]
    if not relations:
        raise WeComError(84061)
    start = read_cursor(call.query.get("cursor", ""))
    page = relations[start : start + _FOLLOWERS_PER_PAGE]
    answer: dict[str, Any] = {
        "external_contact": responses.external_contact(person, call.base_url),
        "follow_user": [responses.follow_user(relation, call.corp) for relation in page],
    }
    if start + _FOLLOWERS_PER_PAGE < len(relations):
        answer["next_cursor"] = cursor_after(start + _FOLLOWERS_PER_PAGE)
    return answer


def get_by_user(call: Call) -> dict[str, Any]:
    """A page holds the relations after the number in the cursor, so deletions between pages skip nothing."""
    users = call.texts("userid_list")
    if not users:
        raise WeComError(40058, "userid_list")
    if len(users) > 100:
        raise WeComError(40058, "userid_list length")
    limit = max(1, min(call.number("limit", 50), 100))
    after = read_cursor(call.text("cursor"))
    found = list(islice(_relations_after(call, users, after), limit + 1))
    if not found and not after:
        raise WeComError(84061)
    page = found[:limit]
    rows = [
        {
            "external_contact": responses.external_contact(
                call.corp.people_known[relation.external_userid], call.base_url
            ),
            "follow_info": responses.follow_info(relation, call.corp),
        }
        for relation in page
    ]
    more = len(found) > limit
    return {"external_contact_list": rows, "next_cursor": cursor_after(page[-1].number) if more else ""}


def _relations_after(call: Call, users: list[str], after: int) -> Iterator[Relation]:
    """In the order of their numbers. Those of a member are in order already: a page costs no more than itself."""
    rows = []
    for userid in dict.fromkeys(users):
        own = call.corp.of_staff.get(_member(call, userid), [])
        rows.append(islice(own, bisect_right(own, after, key=_number), None))
    return (relation for relation in merge(*rows, key=_number) if not relation.half)


def _number(relation: Relation) -> int:
    return relation.number


def remark(call: Call) -> dict[str, Any]:
    relation = call.corp.relation(_member(call, call.text("userid")), _external(call))
    changes: dict[str, Any] = {}
    for name, field, limit in (("remark", "remark", 20), ("description", "description", 150),
                               ("remark_company", "remark_company", 20)):  # fmt: skip
        if name in call.body:
            changes[field] = call.text(name, limit)
    if "remark_mobiles" in call.body:
        changes["remark_mobiles"] = [number for number in call.texts("remark_mobiles") if number]
    if not changes and not call.text("remark_pic_mediaid"):
        raise WeComError(40058, "nothing to change")
    for field, value in changes.items():
        setattr(relation, field, value)
    person = call.corp.people_known[relation.external_userid]
    if person.phone in relation.remark_mobiles:
        person.show(EXTERNAL | PHONE | (UNIONID if person.unionid else 0))
    return {}


def mark_tag(call: Call) -> dict[str, Any]:
    relation = call.corp.relation(_member(call, call.text("userid")), _external(call))
    add, remove = call.texts("add_tag"), call.texts("remove_tag")
    if not add and not remove:
        raise WeComError(40058, "add_tag and remove_tag")
    for tag_id in (*add, *remove):
        call.corp.tags.living_tag(tag_id)
    kept = [tag_id for tag_id in relation.tag_ids if tag_id not in remove]
    worn = list(dict.fromkeys([*kept, *add]))
    if len(worn) > _TAGS_PER_RELATION:
        raise WeComError(40144)
    relation.tag_ids = worn
    return {}


def _member(call: Call, userid: str) -> str:
    return call.member(userid, unknown=60111 if userid else 40003).userid


def _external(call: Call) -> str:
    external_userid = call.text("external_userid")
    if not external_userid:
        raise WeComError(41035)
    if external_userid not in call.corp.people_known:
        raise WeComError(40096)
    return external_userid


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/get_follow_user_list": ("GET", get_follow_user_list),
    "externalcontact/list": ("GET", list_of_user),
    "externalcontact/get": ("GET", get),
    "externalcontact/batch/get_by_user": ("POST", get_by_user),
    "externalcontact/remark": ("POST", remark),
    "externalcontact/mark_tag": ("POST", mark_tag),
}
