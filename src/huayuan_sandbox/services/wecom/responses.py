"""Shapes of answers, with the field names of the documentation."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.models import ContactWay, Relation, Tag, TagGroup
from huayuan_sandbox.world.people import Person
from huayuan_sandbox.world.stores import HEADQUARTERS, REGIONS, Staff


def external_contact(person: Person, base_url: str) -> dict[str, Any]:
    """`unionid` is absent for people whose WeChat account the corp's open-platform account does not know."""
    contact: dict[str, Any] = {
        "external_userid": person.external_userid,
        "name": person.nickname,
        "type": 1,
        "avatar": f"{base_url}/sandbox/avatar/{person.index}.svg",
        "gender": person.gender if person.shows_gender else 0,
    }
    if person.unionid:
        contact["unionid"] = person.unionid
    return contact


def follow_user(relation: Relation, corp: Corp) -> dict[str, Any]:
    """As in externalcontact/get: tags with names."""
    follow = _follow_base(relation)
    follow["tags"] = [
        {
            "group_name": corp.tags.groups[tag.group_id].name, "tag_name": tag.name,
            "tag_id": tag.id, "type": 1,
        }
        for tag_id in relation.tag_ids
        if not (tag := corp.tags.tags[tag_id]).deleted
    ]  # fmt: skip
    return follow


def follow_info(relation: Relation, corp: Corp) -> dict[str, Any]:
    """As in batch/get_by_user: tag ids only."""
    follow = _follow_base(relation)
    follow["tag_id"] = [tag_id for tag_id in relation.tag_ids if not corp.tags.tags[tag_id].deleted]
    return follow


def _follow_base(relation: Relation) -> dict[str, Any]:
    follow: dict[str, Any] = {
        "userid": relation.userid,
        "remark": relation.remark,
        "description": relation.description,
        "createtime": relation.created_at,
        "remark_corp_name": relation.remark_company,
        "remark_mobiles": relation.remark_mobiles,
        "oper_userid": relation.oper_userid,
        "add_way": relation.add_way,
    }
    if relation.state:
        follow["state"] = relation.state
    return follow


def contact_way(way: ContactWay, base_url: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "config_id": way.config_id, "type": way.type, "scene": way.scene, "style": way.style,
        "remark": way.remark, "skip_verify": way.skip_verify, "state": way.state,
        "user": way.user, "party": way.party, "is_temp": way.is_temp, "expires_in": way.expires_in,
        "chat_expires_in": way.chat_expires_in, "unionid": way.unionid, "mark_source": way.mark_source,
        "conclusions": way.conclusions,
    }  # fmt: skip
    if way.scene == 2:
        shown["qr_code"] = qr_code(way, base_url)
    return shown


def qr_code(way: ContactWay, base_url: str) -> str:
    """A picture; a browser that opens the address gets the page on which somebody scans, which is what the picture says."""
    return f"{base_url}/sandbox/scan/{way.config_id}"


def tag_group(group: TagGroup, tags: list[Tag], *, by_id: bool) -> dict[str, Any]:
    """`deleted` is shown only when asked by id."""
    shown: dict[str, Any] = {
        "group_id": group.id, "group_name": group.name, "create_time": group.created_at, "order": group.order,
        "tag": [_tag(tag, by_id=by_id) for tag in tags],
    }  # fmt: skip
    if by_id:
        shown["deleted"] = group.deleted
    return shown


def _tag(tag: Tag, *, by_id: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": tag.id,
        "name": tag.name,
        "create_time": tag.created_at,
        "order": tag.order,
    }
    if by_id:
        shown["deleted"] = tag.deleted
    return shown


def member(staff: Staff) -> dict[str, Any]:
    """Without mobile, gender, mail and avatar: apps created after 2022-06-20 do not get them."""
    return {
        "userid": staff.userid, "name": staff.name, "department": [staff.store.id], "order": [0],
        "position": "店长" if staff.leads else "导购", "is_leader_in_dept": [int(staff.leads)],
        "direct_leader": [], "telephone": "", "alias": "", "status": 1 if staff.activated else 4,
        "main_department": staff.store.id, "extattr": {"attrs": []},
    }  # fmt: skip


def brief_member(staff: Staff) -> dict[str, Any]:
    return {"userid": staff.userid, "name": staff.name, "department": [staff.store.id]}


def departments(corp: Corp) -> list[dict[str, Any]]:
    """Headquarters → regions → stores; `order` falls so that the first is shown first."""
    chain = corp.chain
    rows = [_department(HEADQUARTERS, "木槿生活", 0, 100_000_000, [])]
    for region in sorted({store.region for store in chain.stores}):
        rows.append(_department(chain.region_id(region), REGIONS[region], HEADQUARTERS, 1000 - region, []))
    for store in chain.stores:
        leaders = [one.userid for one in corp.staff.values() if one.leads and one.store == store]
        parent = chain.region_id(store.region)
        rows.append(_department(store.id, store.name, parent, 10_000 - store.id, leaders))
    return rows


def _department(number: int, name: str, parent: int, order: int, leaders: list[str]) -> dict[str, Any]:
    return {"id": number, "name": name, "name_en": "", "department_leader": leaders, "parentid": parent,
            "order": order}  # fmt: skip
