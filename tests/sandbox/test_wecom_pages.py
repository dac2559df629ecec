"""The pages where a person scans the code of a group or opens an acquisition link."""

from __future__ import annotations

from .conftest import World, wait_for


def test_a_person_joins_a_group_by_its_code(connected: World) -> None:
    chat_id = connected.control("wecom/groups")["items"][0]["chat_id"]
    path = "externalcontact/groupchat"
    config_id = connected.post(f"{path}/add_join_way", scene=2, chat_id_list=[chat_id])["config_id"]
    address = connected.post(f"{path}/get_join_way", config_id=config_id)["join_way"]["qr_code"]
    assert connected.http.get(address).content.startswith(b"\x89PNG"), "a program reads the picture"
    assert "会员群" in connected.http.get(address, headers={"Accept": "text/html"}).text
    assert "已进群" in connected.http.post(address, data={"who": "5"}).text
    assert "没有进群" in connected.http.post(address, data={"who": "5"}).text
    members = connected.post(f"{path}/get", chat_id=chat_id)["group_chat"]["member_list"]
    assert connected.sandbox.people[5].external_userid in {one["userid"] for one in members}
    wait_for(lambda: connected.platform.callbacks)
    assert connected.http.get("/sandbox/group/nothing").status_code == 404


def test_a_person_opens_a_link_and_becomes_a_friend(connected: World) -> None:
    users = {"user_list": connected.sandbox.corp.serving[:1]}
    made = connected.post("externalcontact/customer_acquisition/create_link", link_name="广告", range=users)
    address = f"{made['link']['url']}?customer_channel=xhs_1"
    english = connected.http.get(address, headers={"Accept-Language": "en"}).text
    assert "xhs_1" in english and "Acquisition link" in english
    answer = connected.http.post(address, data={"who": "5"})
    assert answer.status_code == 303 and "/sandbox/friend/" in answer.headers["location"]
    wait_for(lambda: connected.platform.callbacks)
    assert connected.platform.callbacks[0]["State"] == "xhs_1"
    assert "没有添加成功" in connected.http.post(address, data={"who": "5"}).text
    assert connected.http.get("/sandbox/ca/nothing").status_code == 404


def test_the_first_page_tells_each_service_and_whether_it_is_connected(connected: World) -> None:
    page = connected.http.get("/sandbox/", headers={"Accept-Language": "en"}).text
    for name in ("official_account", "mini_program", "channels", "pay"):
        assert f"/{name}</code>" in page
    services = page[page.index("Services") :]
    assert services.count("<td>yes</td>") == 1, "only WeCom's callbacks go somewhere"
