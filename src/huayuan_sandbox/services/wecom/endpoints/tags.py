"""企业标签库: read and change."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom import responses
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Tag, TagGroup
from huayuan_sandbox.services.wecom.tags import NAME_LIMIT, check_app_made


def get_corp_tag_list(call: Call) -> dict[str, Any]:
    """No filter: everything alive. `group_id` wins over `tag_id`; only then are deleted ones shown."""
    book = call.corp.tags
    group_ids, tag_ids = call.texts("group_id"), call.texts("tag_id")
    if group_ids:
        groups = [group for group_id in group_ids if (group := book.groups.get(group_id))]
        rows = [
            responses.tag_group(
                group, [tag for tag in book.tags.values() if tag.group_id == group.id], by_id=True
            )
            for group in groups
        ]
    elif tag_ids:
        wanted = [tag for tag_id in tag_ids if (tag := book.tags.get(tag_id))]
        by_group: dict[str, list[Tag]] = {}
        for tag in wanted:
            by_group.setdefault(tag.group_id, []).append(tag)
        rows = [
            responses.tag_group(book.groups[group_id], tags, by_id=True)
            for group_id, tags in by_group.items()
        ]
    else:
        living = [group for group in book.groups.values() if not group.deleted]
        rows = [responses.tag_group(group, book.of_group(group.id), by_id=False) for group in living]
    return {"tag_group": rows}


def add_corp_tag(call: Call) -> dict[str, Any]:
    """Into the group of `group_id`, else of `group_name` (made when new). Equal names of a call collapse."""
    book, now = call.corp.tags, int(call.now)
    wanted = _wanted_tags(call)
    group_id, group_name = call.text("group_id"), call.text("group_name")
    if len(group_name) > NAME_LIMIT:
        raise WeComError(40072)
    group = book.living_group(group_id) if group_id else book.group_named(group_name)
    if group is not None:
        taken = {tag.name for tag in book.of_group(group.id)}
        if taken.intersection(wanted):
            raise WeComError(40071)
    else:
        group = book.make_group(group_name, call.number("order", 0), now)
    made = [book.make_tag(group, name, order, now) for name, order in wanted.items()]
    return {"tag_group": responses.tag_group(group, made, by_id=False)}


def edit_corp_tag(call: Call) -> dict[str, Any]:
    book = call.corp.tags
    wanted = call.text("id")
    thing: Tag | TagGroup = book.living_group(wanted) if wanted in book.groups else book.living_tag(wanted)
    check_app_made(thing)
    order = call.number("order", thing.order)
    if "name" in call.body:
        book.rename(thing, call.text("name"))
    thing.order = order
    return {}


def del_corp_tag(call: Call) -> dict[str, Any]:
    book = call.corp.tags
    tags = [book.living_tag(tag_id) for tag_id in dict.fromkeys(call.texts("tag_id"))]
    groups = [book.living_group(group_id) for group_id in dict.fromkeys(call.texts("group_id"))]
    if not tags and not groups:
        raise WeComError(40058, "tag_id and group_id")
    things: list[Tag | TagGroup] = [*tags, *groups]
    for thing in things:
        check_app_made(thing)
    for group in groups:
        book.delete_group(group)
    for tag in tags:
        book.delete_tag(tag)
    return {}


def _wanted_tags(call: Call) -> dict[str, int]:
    """Name → order; 40072 for a name that is empty or over 30 characters."""
    rows = call.body.get("tag")
    if not isinstance(rows, list) or not rows:
        raise WeComError(40058, "tag")
    wanted: dict[str, int] = {}
    for row in rows:
        name, order = (row.get("name"), row.get("order", 0)) if isinstance(row, dict) else (None, 0)
        if not isinstance(name, str) or not isinstance(order, int):
            raise WeComError(40058, "tag.name")
        if not name or len(name) > NAME_LIMIT:
            raise WeComError(40072)
        wanted.setdefault(name, order)
    return wanted


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/get_corp_tag_list": ("POST", get_corp_tag_list),
    "externalcontact/add_corp_tag": ("POST", add_corp_tag),
    "externalcontact/edit_corp_tag": ("POST", edit_corp_tag),
    "externalcontact/del_corp_tag": ("POST", del_corp_tag),
}
