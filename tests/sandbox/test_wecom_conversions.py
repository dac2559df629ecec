"""Conversions of ids, templates for groups, and who stands in the list of serving members."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import World

EXTERNAL = "externalcontact"
ID = "idconvert"


@pytest.fixture
def friend(connected: World) -> dict[str, Any]:
    """A customer with a unionid, and its aliases."""
    person = next(one for one in connected.sandbox.people if one.unionid)
    userid = connected.sandbox.corp.serving[0]
    connected.control("scan", customer=f"p{person.index}", staff=userid)
    return connected.control("wecom/aliases", customer=person.external_userid)


def test_ids_of_providers_come_back(connected: World, friend: dict[str, Any]) -> None:
    wish = {"external_userid": friend["service_external_userid"], "source_agentid": 7}
    path = f"{EXTERNAL}/from_service_external_userid"
    assert connected.post(path, **wish)["external_userid"] == friend["external_userid"]
    assert connected.post(path, **{**wish, "external_userid": "wmX"})["errcode"] == 40096
    assert connected.post(path, external_userid="wmX")["errcode"] == 40058
    later = connected.control("scan", customer="p30", staff=connected.sandbox.corp.serving[0])
    other = connected.control("wecom/aliases", customer=later["external_userid"])
    wish["external_userid"] = other["service_external_userid"]
    assert connected.post(path, **wish)["external_userid"] == later["external_userid"], "the index grows"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{ID}/unionid_to_external_userid", {"unionid": "o" * 28, "openid": "o" * 28}),
        (f"{ID}/batch/external_userid_to_pending_id", {"external_userid": ["x"]}),
        (f"{EXTERNAL}/unionid_to_external_userid", {"unionid": "o" * 28}),
        (f"{EXTERNAL}/to_service_external_userid", {"external_userid": "x"}),
        (f"{EXTERNAL}/get_new_external_userid", {"external_userid_list": ["x"]}),
        (f"{EXTERNAL}/groupchat/get_new_external_userid", {"external_userid_list": ["x"]}),
    ],
)
def test_an_app_of_the_corp_may_not_call_what_is_for_providers(
    world: World, path: str, body: dict[str, Any]
) -> None:
    assert world.post(path, **body)["errcode"] == 48002


def test_an_app_of_a_provider_finds_customers_by_unionid(connected: World, friend: dict[str, Any]) -> None:
    connected.control("wecom/rules", provider_app=True)
    path = f"{ID}/unionid_to_external_userid"
    known = connected.post(path, unionid=friend["unionid"], openid="oX")
    assert known["external_userid"] == friend["external_userid"]
    stranger = next(one for one in reversed(list(connected.sandbox.people)) if one.unionid)
    pending = connected.post(path, unionid=stranger.unionid, openid="oX")["pending_id"]
    assert connected.post(path, unionid="o", openid="oX")["errcode"] == 610014
    assert connected.post(path, unionid=friend["unionid"])["errcode"] == 40063
    legacy = f"{EXTERNAL}/unionid_to_external_userid"
    assert connected.post(legacy, unionid=friend["unionid"])["external_userid"] == friend["external_userid"]
    assert connected.post(legacy, unionid=stranger.unionid)["errcode"] == 40096
    chat_id = connected.control("wecom/groups")["items"][0]["chat_id"]
    connected.control("wecom/groups/join", customer=f"p{stranger.index}", chat_id=chat_id)
    wish = {"external_userid": [stranger.external_userid, friend["external_userid"]], "chat_id": chat_id}
    rows = connected.post(f"{ID}/batch/external_userid_to_pending_id", **wish)["result"]
    assert rows == [{"external_userid": stranger.external_userid, "pending_id": pending}]


def test_an_app_of_a_provider_has_ids_of_its_own(connected: World, friend: dict[str, Any]) -> None:
    connected.control("wecom/rules", provider_app=True)
    known, own = friend["external_userid"], friend["service_external_userid"]
    path = f"{EXTERNAL}/to_service_external_userid"
    assert connected.post(path, external_userid=known)["external_userid"] == own
    assert connected.post(path, external_userid="wmX")["errcode"] == 40096
    assert connected.post(path)["errcode"] == 41035
    items = connected.post(f"{EXTERNAL}/get_new_external_userid", external_userid_list=[known, "wmX"])[
        "items"
    ]
    assert items == [{"external_userid": known, "new_external_userid": own}]
    chat_id = connected.control("wecom/groups")["items"][0]["chat_id"]
    wish = {"chat_id": chat_id, "external_userid_list": [known]}
    path = f"{EXTERNAL}/groupchat/get_new_external_userid"
    assert connected.post(path, **wish)["items"] == [], "not in the group"
    connected.control("wecom/groups/join", customer=known, chat_id=chat_id)
    assert connected.post(path, **wish)["items"] == items


def test_temporary_ids_of_meetings_and_forms(connected: World, friend: dict[str, Any]) -> None:
    path = f"{ID}/convert_tmp_external_userid"
    wish = {
        "business_type": 2,
        "user_type": 1,
        "tmp_external_userid_list": [friend["tmp_external_userid"], "x"],
    }
    answer = connected.post(path, **wish)
    assert answer["results"] == [
        {"tmp_external_userid": friend["tmp_external_userid"], "external_userid": friend["external_userid"]}
    ]
    assert answer["invalid_tmp_external_userid_list"] == ["x"]
    assert connected.post(path, **{**wish, "business_type": 4})["errcode"] == 40058
    assert connected.post(path, **{**wish, "tmp_external_userid_list": ["x"] * 101})["errcode"] == 40058


def test_openids_for_payments(connected: World, friend: dict[str, Any]) -> None:
    path, corp = f"{EXTERNAL}/convert_to_openid", connected.sandbox.corp
    person = corp.people_known[friend["external_userid"]]
    answer = connected.post(path, external_userid=friend["external_userid"])
    assert answer["openid"] == person.openid(corp.credentials.corp_id)
    assert connected.post(path, external_userid="wo1")["errcode"] == 41056
    assert connected.post(path, external_userid="wm1")["errcode"] == 40096
    userid = corp.serving[0]
    openid = connected.post("user/convert_to_openid", userid=userid)["openid"]
    assert connected.post("user/convert_to_userid", openid=openid)["userid"] == userid
    assert connected.post("user/convert_to_openid", userid="NewJoiner")["errcode"] == 43004
    assert connected.post("user/convert_to_openid", userid="nobody")["errcode"] == 60111
    assert connected.post("user/convert_to_userid", openid="oNobody")["errcode"] == 40073


def test_open_userids_of_members(connected: World) -> None:
    userid = connected.sandbox.corp.serving[0]
    open_userid = connected.control("wecom/aliases", userid=userid)["open_userid"]
    wish = {"open_userid_list": [open_userid, "woX"], "source_agentid": 7}
    answer = connected.post("batch/openuserid_to_userid", **wish)
    assert answer["userid_list"] == [{"open_userid": open_userid, "userid": userid}]
    assert answer["invalid_open_userid_list"] == ["woX"]
    assert connected.post("batch/openuserid_to_userid", open_userid_list=["x"])["errcode"] == 40058
    many = {"open_userid_list": ["x"] * 1001, "source_agentid": 7}
    assert connected.post("batch/openuserid_to_userid", **many)["errcode"] == 40058


def test_members_without_the_permission_are_not_listed(world: World) -> None:
    listed = world.get(f"{EXTERNAL}/get_follow_user_list")["follow_user"]
    everybody = {
        one["userid"] for one in world.get("user/simplelist", department_id=1, fetch_child=1)["userlist"]
    }
    assert {"Accountant", "NewJoiner"} <= everybody
    assert everybody - set(listed) == {"Accountant", "NewJoiner"}
    assert len(listed) == len(set(listed))


def test_templates_for_groups(world: World) -> None:
    path = f"{EXTERNAL}/group_welcome_template"
    link = {"title": "福利", "url": "https://shop.example"}
    template_id = world.post(f"{path}/add", text={"content": "欢迎 %NICKNAME%"}, link=link, file={})[
        "template_id"
    ]
    shown = world.post(f"{path}/get", template_id=template_id)
    assert (shown["text"]["content"], shown["link"]) == ("欢迎 %NICKNAME%", link)
    image = {"pic_url": "https://shop.example/a.png"}
    assert world.post(f"{path}/edit", template_id=template_id, image=image, link=link)["errcode"] == 0
    shown = world.post(f"{path}/get", template_id=template_id)
    assert shown["image"] == image and "link" not in shown and "text" not in shown
    assert world.post(f"{path}/del", template_id=template_id)["errcode"] == 0
    assert world.post(f"{path}/get", template_id=template_id)["errcode"] == 40058
    assert world.post(f"{path}/add")["errcode"] == 44004
    assert world.post(f"{path}/add", text={"content": "字" * 1001})["errcode"] == 45002
    assert world.post(f"{path}/add", file={"media_id": "x"})["errcode"] == 40007
    assert world.post(f"{path}/add", link={"title": "x"})["errcode"] == 40058
    added = [world.post(f"{path}/add", text={"content": "hi"})["errcode"] for _ in range(101)]
    assert added == [0] * 100 + [41055]
