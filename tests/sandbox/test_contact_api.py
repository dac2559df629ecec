"""Members, live codes, customers and tags: fields and refusals."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import World, wait_for


def test_members_and_departments_form_a_tree(world: World) -> None:
    departments = world.get("department/list")["department"]
    known = {row["id"] for row in departments}
    assert all(row["parentid"] in known for row in departments if row["parentid"])
    everybody = world.get("user/simplelist", department_id=1, fetch_child=1)["userlist"]
    store = next(row["id"] for row in departments if row["id"] > 100)
    here = world.get("user/simplelist", department_id=store)["userlist"]
    assert 0 < len(here) < len(everybody)
    detail = world.get("user/get", userid=here[0]["userid"])
    assert (detail["name"], detail["main_department"]) == (here[0]["name"], store)
    assert not {"mobile", "email", "gender", "avatar"} & detail.keys()
    serving = world.get("externalcontact/get_follow_user_list")["follow_user"]
    assert set(serving) < {one["userid"] for one in everybody}
    assert world.get("user/simplelist", department_id=999)["errcode"] == 60003


def test_a_live_code_can_be_read_changed_listed_and_deleted(world: World) -> None:
    config_id = world.live_code("a", remark="门店海报")
    way = world.post("externalcontact/get_contact_way", config_id=config_id)["contact_way"]
    assert way["qr_code"].endswith(f"/sandbox/scan/{config_id}")
    assert (way["state"], way["remark"], way["type"], way["skip_verify"]) == ("a", "门店海报", 2, True)
    users = world.sandbox.corp.serving[3:5]
    changed = world.post("externalcontact/update_contact_way", config_id=config_id, user=users, state="b")
    assert changed["errcode"] == 0
    way = world.post("externalcontact/get_contact_way", config_id=config_id)["contact_way"]
    assert (way["user"], way["state"], way["remark"]) == (users, "b", "门店海报")
    others = [world.live_code(str(number)) for number in range(4)]
    first = world.post("externalcontact/list_contact_way", limit=3)
    rest = world.post("externalcontact/list_contact_way", limit=3, cursor=first["next_cursor"])
    listed = [row["config_id"] for page in (first, rest) for row in page["contact_way"]]
    assert listed == [config_id, *others]
    assert "next_cursor" not in rest
    assert world.post("externalcontact/del_contact_way", config_id=config_id)["errcode"] == 0
    assert world.post("externalcontact/get_contact_way", config_id=config_id)["errcode"] == 41044


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"type": None}, 41037),
        ({"type": 3}, 41039),
        ({"scene": None}, 41038),
        ({"scene": 0}, 41040),
        ({"style": 9}, 41042),
        ({"state": "x" * 31}, 40058),
        ({"remark": "x" * 31}, 40058),
        ({"user": ["nobody"]}, 40003),
        ({"user": ["NewJoiner"]}, 41054),
        ({"user": ["Accountant"]}, 84074),
        ({"user": []}, 40058),
        ({"type": 1}, 40058),
        ({"party": [999]}, 60003),
        ({"is_temp": True}, 41200),
        ({"expires_in": 15 * 86_400}, 40058),
        ({"user": "not a list"}, 40058),
    ],
)
def test_a_wrong_live_code_is_refused(world: World, change: dict[str, Any], errcode: int) -> None:
    wish = {"type": 2, "scene": 2, "state": "x" * 30, "user": world.sandbox.corp.serving[:2], **change}
    answer = world.post("externalcontact/add_contact_way", **{k: v for k, v in wish.items() if v is not None})
    assert answer["errcode"] == errcode
    assert not world.sandbox.corp.ways


def test_a_department_code_is_served_by_its_staff(world: World) -> None:
    region = world.sandbox.corp.chain.region_id(world.sandbox.corp.chain.stores[0].region)
    config_id = world.live_code("dep", user=[], party=[region])
    staff = {world.control("scan", config_id=config_id)["staff"] for _ in range(6)}
    assert staff <= set(world.sandbox.corp.serving)


def test_customers_are_listed_paged_and_remarked(connected: World) -> None:
    users = connected.sandbox.corp.serving[:3]
    connected.live_code("many", skip_verify=False)
    scans = [connected.control("scan", state="many") for _ in range(25)]
    rows: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = connected.post("externalcontact/batch/get_by_user", userid_list=users, limit=10, cursor=cursor)
        rows += page["external_contact_list"]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert len(rows) == 25
    pair = {"userid": scans[0]["staff"], "external_userid": scans[0]["external_userid"]}
    changed = connected.post(
        "externalcontact/remark", **pair, remark="金卡 王女士", remark_mobiles=["13800000000"]
    )
    assert changed["errcode"] == 0
    (follow,) = connected.get("externalcontact/get", external_userid=pair["external_userid"])["follow_user"]
    assert (follow["remark"], follow["remark_mobiles"]) == ("金卡 王女士", ["13800000000"])
    assert connected.post("externalcontact/remark", **pair, remark="x" * 21)["errcode"] == 40058
    assert connected.post("externalcontact/remark", **pair)["errcode"] == 40058
    listed = connected.get("externalcontact/list", userid=pair["userid"])["external_userid"]
    assert pair["external_userid"] in listed
    idle = connected.sandbox.corp.serving[-1]
    assert connected.get("externalcontact/list", userid=idle)["errcode"] == 84061
    bad = connected.post("externalcontact/batch/get_by_user", userid_list=users, cursor="@@@")
    assert bad["errcode"] == 50100
    wait_for(lambda: len(connected.platform.callbacks) == 25)
    kinds = {one["ChangeType"] for one in connected.platform.callbacks}
    assert kinds == {"add_external_contact"}, "operations through the API push nothing"


def test_a_half_added_friend_is_no_contact_until_confirmed(connected: World) -> None:
    connected.sandbox.corp._parameters = _always_half(connected)
    connected.live_code("half")
    scan = connected.control("scan", state="half")
    assert scan["half"]
    external = scan["external_userid"]
    assert connected.get("externalcontact/get", external_userid=external)["errcode"] == 84061
    wish = {"welcome_code": scan["welcome_code"], "text": {"content": "hi"}}
    assert connected.post("externalcontact/send_welcome_msg", **wish)["errcode"] == 0
    person = connected.sandbox.corp.people_known[external]
    connected.sandbox.corp.confirm_friend(person, scan["staff"], connected.clock.now(), live=True)
    assert connected.get("externalcontact/get", external_userid=external)["errcode"] == 0
    (confirmed,) = connected.sandbox.corp.drain()
    assert (confirmed.change_type, confirmed.welcome_code) == ("add_external_contact", None)
    wait_for(lambda: connected.platform.callbacks)
    assert connected.platform.callbacks[0]["ChangeType"] == "add_half_external_contact"


def _always_half(world: World) -> Any:
    import msgspec

    return msgspec.structs.replace(world.sandbox.parameters, half_added=1.0)


def test_tags_can_be_made_worn_renamed_and_deleted(connected: World) -> None:
    made = connected.post(
        "externalcontact/add_corp_tag",
        group_name="渠道",
        tag=[{"name": "小红书"}, {"name": "门店"}, {"name": "门店"}],
    )["tag_group"]
    assert [tag["name"] for tag in made["tag"]] == ["小红书", "门店"]
    again = connected.post("externalcontact/add_corp_tag", group_name="渠道", tag=[{"name": "门店"}])
    assert again["errcode"] == 40071
    more = connected.post("externalcontact/add_corp_tag", group_name="渠道", tag=[{"name": "抖音"}])[
        "tag_group"
    ]
    assert more["group_id"] == made["group_id"]
    first, second = (tag["id"] for tag in made["tag"])
    connected.live_code("t", skip_verify=False)
    scan = connected.control("scan", state="t")
    pair = {"userid": scan["staff"], "external_userid": scan["external_userid"]}
    assert connected.post("externalcontact/mark_tag", **pair, add_tag=[first, second])["errcode"] == 0
    assert connected.post("externalcontact/mark_tag", **pair, add_tag=["no such"])["errcode"] == 40068
    assert connected.post("externalcontact/mark_tag", **pair)["errcode"] == 40058
    assert connected.post("externalcontact/edit_corp_tag", id=first, name="RED")["errcode"] == 0
    assert connected.post("externalcontact/del_corp_tag", tag_id=[second])["errcode"] == 0
    (follow,) = connected.get("externalcontact/get", external_userid=pair["external_userid"])["follow_user"]
    assert [(tag["tag_name"], tag["group_name"]) for tag in follow["tags"]] == [("RED", "渠道")]
    shown = connected.post("externalcontact/get_corp_tag_list", tag_id=[second])["tag_group"]
    assert shown[0]["tag"][0]["deleted"]
    living = connected.post("externalcontact/get_corp_tag_list")["tag_group"]
    assert "渠道" in {group["group_name"] for group in living}


def test_tags_of_the_console_and_bad_names_are_refused(world: World) -> None:
    groups = world.post("externalcontact/get_corp_tag_list")["tag_group"]
    admin_tag = groups[0]["tag"][0]["id"]
    assert world.post("externalcontact/edit_corp_tag", id=admin_tag, name="x")["errcode"] == 81011
    assert world.post("externalcontact/del_corp_tag", group_id=[groups[0]["group_id"]])["errcode"] == 81011
    too_long = world.post("externalcontact/add_corp_tag", group_name="g", tag=[{"name": "x" * 31}])
    assert too_long["errcode"] == 40072
    assert world.post("externalcontact/add_corp_tag", group_name="g", tag=[])["errcode"] == 40058
    assert "g" not in {group.name for group in world.sandbox.corp.tags.groups.values()}


def test_the_administrator_changes_tags_and_the_app_is_told(connected: World) -> None:
    before = set(connected.sandbox.corp.tags.tags)
    connected.control("tag")
    (made,) = set(connected.sandbox.corp.tags.tags) - before
    connected.control("tag", id=made, name="改名")
    connected.control("tag", id=made)
    wait_for(lambda: len(connected.platform.callbacks) == 3)
    told = {
        (one["Event"], one["ChangeType"], one["Id"], one["TagType"]) for one in connected.platform.callbacks
    }
    assert told == {("change_external_tag", change, made, "tag") for change in ("create", "update", "delete")}


def test_a_full_member_gets_no_more_friends(connected: World) -> None:
    import msgspec

    corp = connected.sandbox.corp
    corp._parameters = msgspec.structs.replace(connected.sandbox.parameters, customers_per_staff=2)
    connected.live_code("full", type=1, user=corp.serving[:1])
    assert [connected.control("scan", state="full")["added"] for _ in range(3)] == [True, True, False]


def test_pages_of_several_members_are_one_row(connected: World) -> None:
    """In the order of adding, whoever added; what vanishes between two pages shifts nothing."""
    users = connected.sandbox.corp.serving[:3]
    added = [
        connected.control("scan", customer=f"p{n}", staff=users[n % 3])["external_userid"] for n in range(12)
    ]
    wish = {"userid_list": users, "limit": 5}
    first = connected.post("externalcontact/batch/get_by_user", **wish)
    connected.control("drop", external_userid=added[0], userid=users[0])
    connected.control("drop", external_userid=added[6], userid=users[0])
    rest = connected.post(
        "externalcontact/batch/get_by_user", userid_list=users, cursor=first["next_cursor"], limit=100
    )
    rows = first["external_contact_list"] + rest["external_contact_list"]
    seen = [row["external_contact"]["external_userid"] for row in rows]
    assert seen == [one for one in added if one != added[6]]
    assert rest["next_cursor"] == ""
