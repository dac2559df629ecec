"""The API of the 公众号: tokens, followers, tags, menus, codes, articles, statistics, web login."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from .official_account_stage import Stage, open_stage


@pytest.fixture(scope="module")
def house() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


@pytest.fixture
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


# ---- tokens


def asked(stage: Stage, path: str = "cgi-bin/stable_token", **more: object) -> dict[str, object]:
    known = stage.credentials()
    body = {"grant_type": "client_credential", "appid": known["appid"], "secret": known["secret"], **more}
    return dict(stage.http.post(f"/official_account/{path}", json=body).json())


def test_the_stable_token_is_the_same_until_its_last_five_minutes(stage: Stage) -> None:
    first = asked(stage)
    stage.clock.advance(6000)
    assert asked(stage) == {"access_token": first["access_token"], "expires_in": 1200}
    stage.clock.advance(901)
    assert asked(stage)["access_token"] != first["access_token"]
    stage.known_token = str(first["access_token"])
    assert "total" in stage.get("cgi-bin/user/get")
    stage.clock.advance(300)
    assert stage.get("cgi-bin/user/get")["errcode"] == 42001


def test_forced_refreshes_are_limited_and_two_of_them_kill_a_token(stage: Stage) -> None:
    first = str(asked(stage)["access_token"])
    assert asked(stage, force_refresh=True)["access_token"] != first
    assert asked(stage, force_refresh=True)["errcode"] == 45011
    stage.clock.advance(31)
    asked(stage, force_refresh=True)
    stage.known_token = first
    assert stage.get("cgi-bin/user/get")["errcode"] == 40001
    for _ in range(18):
        stage.clock.advance(31)
        assert "access_token" in asked(stage, force_refresh=True)
    stage.clock.advance(31)
    assert asked(stage, force_refresh=True)["errcode"] == 45009


@pytest.mark.parametrize(
    ("change", "code"),
    [({"secret": "wrong"}, 40125), ({"appid": "wx0"}, 40013), ({"appid": ""}, 41002), ({"secret": ""}, 41004),
     ({"grant_type": "other"}, 40002)],
)  # fmt: skip
def test_wrong_credentials_have_their_code(house: Stage, change: dict[str, str], code: int) -> None:
    assert asked(house, **change)["errcode"] == code


def test_tokens_are_checked_and_can_be_taken_back(stage: Stage) -> None:
    assert stage.http.get("/official_account/cgi-bin/user/get").json()["errcode"] == 41001
    stage.known_token = "nonsense"
    assert stage.get("cgi-bin/user/get")["errcode"] == 40014
    stage.known_token = ""
    stage.token()
    stage.http.post("/sandbox/control/tokens/invalidate", json={"service": "official_account"})
    assert stage.get("cgi-bin/user/get")["errcode"] == 40001
    stage.http.post("/sandbox/control/faults", json={"trusted_ips": ["10.0.0.1"]})
    assert asked(stage)["errcode"] == 40164


def test_quotas_are_counted_shown_and_cleared_ten_times_a_month(stage: Stage) -> None:
    stage.get("cgi-bin/menu/get")
    quota = stage.post("cgi-bin/openapi/quota/get", cgi_path="/cgi-bin/menu/get")["quota"]
    assert (quota["used"], quota["daily_limit"] - quota["remain"]) == (1, 1)
    assert stage.post("cgi-bin/openapi/quota/get", cgi_path="/nothing")["errcode"] == 76021
    stage.account.quota.usual = 3
    assert [stage.get("cgi-bin/tags/get").get("errcode") for _ in range(4)] == [None, None, None, 45009]
    appid = stage.credentials()["appid"]
    stage.account.quota.usual = 100
    assert [stage.post("cgi-bin/clear_quota", appid=appid)["errcode"] for _ in range(11)] == [0] * 10 + [
        48006
    ]
    assert "tags" in stage.get("cgi-bin/tags/get")
    stage.http.post("/sandbox/control/faults", json={"calls_per_minute": 2})
    assert stage.get("cgi-bin/tags/get")["errcode"] == 45011


# ---- followers and tags


def test_followers_come_in_pages_and_with_what_is_still_shown_of_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huayuan_sandbox.services.official_account.followers.PAGE", 4)
    openids = stage.follow(*range(10))
    stage.control("unfollow", person="p3")
    seen, after, pages = [], "", 0
    while pages == 0 or after:
        page = stage.get("cgi-bin/user/get", next_openid=after)
        seen += page["data"]["openid"]
        after, pages = page["next_openid"], pages + 1
    assert seen == [one for one in openids if one != openids[3]]
    assert (pages, page["total"]) == (3, 9)
    gone = stage.get("cgi-bin/user/info", openid=openids[3])
    assert gone["subscribe"] == 0 and "subscribe_time" not in gone
    rows = stage.post("cgi-bin/user/info/batchget", user_list=[{"openid": one} for one in openids[:3]])
    for row, person in zip(rows["user_info_list"], stage.sandbox.people, strict=False):
        assert row["nickname"] == "" and row.get("unionid") == person.unionid
    assert stage.get("cgi-bin/user/get", next_openid="o-unknown")["errcode"] == 40003
    assert stage.get("cgi-bin/user/info", openid="o-unknown")["errcode"] == 40003
    many = [{"openid": openids[0]}] * 101
    assert stage.post("cgi-bin/user/info/batchget", user_list=many)["errcode"] == 40032


def test_a_page_goes_on_where_a_follower_was_who_has_left(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huayuan_sandbox.services.official_account.followers.PAGE", 2)
    openids = stage.follow(0, 1, 2, 3)
    after = stage.get("cgi-bin/user/get")["next_openid"]
    stage.control("unfollow", person="p1")
    assert stage.get("cgi-bin/user/get", next_openid=after)["data"]["openid"] == openids[2:]


def test_tags_have_limits_and_follow_their_members(stage: Stage) -> None:
    openids = stage.follow(0, 1)
    tag = stage.post("cgi-bin/tags/create", tag={"name": "老客"})["tag"]["id"]
    assert stage.post("cgi-bin/tags/create", tag={"name": "老客"})["errcode"] == 45157
    assert stage.post("cgi-bin/tags/create", tag={"name": "名" * 31})["errcode"] == 45158
    mark = {"openid_list": openids, "tagid": tag}
    assert stage.post("cgi-bin/tags/members/batchtagging", **mark)["errcode"] == 0
    assert stage.post("cgi-bin/user/tag/get", tagid=tag)["data"]["openid"] == openids
    assert stage.post("cgi-bin/tags/getidlist", openid=openids[0]) == {"tagid_list": [tag]}
    assert (
        stage.post("cgi-bin/tags/members/batchuntagging", openid_list=openids[:1], tagid=tag)["errcode"] == 0
    )
    counts = {row["id"]: row["count"] for row in stage.get("cgi-bin/tags/get")["tags"]}
    assert counts[tag] == 1
    stage.control("unfollow", person="p1")
    assert stage.post("cgi-bin/tags/members/batchtagging", **mark)["errcode"] == 49003
    assert stage.post("cgi-bin/tags/members/batchtagging", openid_list=openids, tagid=999)["errcode"] == 45159
    assert (
        stage.post("cgi-bin/tags/members/batchtagging", openid_list=["x"] * 51, tagid=tag)["errcode"] == 40032
    )
    assert stage.post("cgi-bin/tags/update", tag={"id": 2, "name": "x"})["errcode"] == 45058
    for number in range(20):
        made = stage.post("cgi-bin/tags/create", tag={"name": f"t{number}"})["tag"]["id"]
        answer = stage.post("cgi-bin/tags/members/batchtagging", openid_list=openids[:1], tagid=made)
    assert answer["errcode"] == 0
    assert (
        stage.post("cgi-bin/tags/members/batchtagging", openid_list=openids[:1], tagid=tag)["errcode"]
        == 45059
    )
    assert stage.post("cgi-bin/tags/delete", tag={"id": made})["errcode"] == 0
    assert made not in stage.post("cgi-bin/tags/getidlist", openid=openids[0])["tagid_list"]


def test_the_hundred_and_first_tag_is_refused(stage: Stage) -> None:
    codes = [stage.post("cgi-bin/tags/create", tag={"name": f"n{one}"}).get("errcode") for one in range(101)]
    assert codes == [None] * 100 + [45056]


def test_the_blacklist_takes_twenty_at_once(house: Stage) -> None:
    openids = house.follow(40, 41)
    assert house.post("cgi-bin/tags/members/batchblacklist", openid_list=openids)["errcode"] == 0
    assert house.post("cgi-bin/tags/members/getblacklist")["data"]["openid"] == openids
    assert house.post("cgi-bin/tags/members/batchunblacklist", openid_list=openids)["errcode"] == 0
    assert house.post("cgi-bin/tags/members/batchblacklist", openid_list=openids * 11)["errcode"] == 40032


# ---- menus


def test_conditional_menus_are_matched_by_the_last_tag_newest_first(stage: Stage) -> None:
    (openid,) = stage.follow(2)
    first, other = ([{"type": "click", "name": name, "key": name}] for name in ("A", "B"))
    rule = {"tag_id": str(stage.post("cgi-bin/tags/create", tag={"name": "vip"})["tag"]["id"])}
    assert stage.get("cgi-bin/menu/get")["errcode"] == 46003
    assert stage.post("cgi-bin/menu/addconditional", button=other, matchrule=rule)["errcode"] == 65303
    assert stage.post("cgi-bin/menu/create", button=first)["errcode"] == 0
    menuid = stage.post("cgi-bin/menu/addconditional", button=other, matchrule=rule)["menuid"]
    seen = stage.post("cgi-bin/menu/trymatch", user_id=openid)["button"]
    assert seen[0]["name"] == "A"
    stage.post("cgi-bin/tags/members/batchtagging", openid_list=[openid], tagid=int(rule["tag_id"]))
    assert stage.post("cgi-bin/menu/trymatch", user_id=openid)["button"][0]["name"] == "B"
    assert stage.get("cgi-bin/menu/get")["conditionalmenu"][0]["menuid"] == menuid
    assert stage.post("cgi-bin/menu/addconditional", button=other, matchrule={"sex": "1"})["errcode"] == 65320
    assert stage.post("cgi-bin/menu/delconditional", menuid=menuid)["errcode"] == 0
    assert stage.post("cgi-bin/menu/delconditional", menuid=menuid)["errcode"] == 65301
    assert stage.get("cgi-bin/get_current_selfmenu_info")["is_menu_open"] == 1
    assert stage.get("cgi-bin/menu/delete")["errcode"] == 0


@pytest.mark.parametrize(
    ("button", "code"),
    [
        ([], 40016),
        ([{"type": "click", "name": "n", "key": "k"}] * 4, 40016),
        ([{"type": "fly", "name": "n"}], 40017),
        ([{"type": "click", "name": "名字太长太长", "key": "k"}], 40018),
        ([{"type": "click", "name": "n", "key": "k" * 129}], 40019),
        ([{"type": "view", "name": "n", "url": "u" * 1025}], 40020),
        ([{"name": "n", "sub_button": [{"type": "click", "name": "s", "key": "k"}] * 6}], 40023),
        ([{"name": "n", "sub_button": [{"type": "fly", "name": "s"}]}], 40024),
        ([{"name": "n", "sub_button": [{"type": "click", "name": "", "key": "k"}]}], 40025),
    ],
)
def test_wrong_menus_have_their_code(house: Stage, button: list[object], code: int) -> None:
    assert house.post("cgi-bin/menu/create", button=button)["errcode"] == code


def test_a_menu_with_escapes_instead_of_utf8_is_refused(house: Stage) -> None:
    body = b'{"button":[{"type":"click","name":"\\u4f1a\\u5458","key":"k"}]}'
    answer = house.http.post(
        "/official_account/cgi-bin/menu/create", params={"access_token": house.token()}, content=body
    )
    assert answer.json()["errcode"] == 40033


# ---- codes


@pytest.mark.parametrize(
    ("action", "scene", "code"),
    [
        ("QR_OTHER", {"scene_id": 1}, 40052),
        ("QR_SCENE", {"scene_id": 0}, 40053),
        ("QR_LIMIT_SCENE", {"scene_id": 100_001}, 40053),
        ("QR_STR_SCENE", {"scene_str": "x" * 65}, 40053),
        ("QR_STR_SCENE", {"scene_id": 5}, 40053),
    ],
)
def test_wrong_codes_are_refused(house: Stage, action: str, scene: dict[str, object], code: int) -> None:
    made = house.post("cgi-bin/qrcode/create", action_name=action, action_info={"scene": scene})
    assert made["errcode"] == code


def test_a_temporary_code_ends_and_its_page_is_gone(stage: Stage) -> None:
    made = stage.post("cgi-bin/qrcode/create", action_name="QR_STR_SCENE", expire_seconds=100,
                      action_info={"scene": {"scene_str": "a"}})  # fmt: skip
    assert stage.http.get(made["url"]).status_code == 200
    assert stage.http.post(made["url"], data={"who": "7"}).status_code == 200
    assert (
        stage.account.followers.known[stage.sandbox.people[7].openid(stage.account.appid)].qr_scene_str == "a"
    )
    stage.clock.advance(101)
    assert stage.http.get(made["url"]).status_code == 404
    too_long = stage.post("cgi-bin/qrcode/create", action_name="QR_STR_SCENE", expire_seconds=2_592_001,
                          action_info={"scene": {"scene_str": "a"}})  # fmt: skip
    assert too_long["errcode"] == 40053


def test_a_subscription_account_has_no_codes(stage: Stage) -> None:
    stage.control("options", kind="subscription")
    made = stage.post("cgi-bin/qrcode/create", action_name="QR_SCENE", action_info={"scene": {"scene_id": 1}})
    assert made["errcode"] == 48001


# ---- articles


def article(stage: Stage, title: str = "新品") -> dict[str, object]:
    media = stage.http.post(
        "/official_account/cgi-bin/material/add_material",
        params={"access_token": stage.token(), "type": "image"},
        files={"media": ("cover.jpg", b"\xff\xd8cover", "image/jpeg")},
    ).json()
    return {"title": title, "content": "<p>hi</p>", "thumb_media_id": media["media_id"], "digest": "d"}


def test_a_draft_is_written_changed_published_and_read(stage: Stage) -> None:
    row = article(stage)
    draft = stage.post("cgi-bin/draft/add", articles=[row])["media_id"]
    changed = {**row, "title": "新品 2"}
    assert stage.post("cgi-bin/draft/update", media_id=draft, index=0, articles=changed)["errcode"] == 0
    assert stage.post("cgi-bin/draft/update", media_id=draft, index=1, articles=changed)["errcode"] == 40114
    assert stage.post("cgi-bin/draft/get", media_id=draft)["news_item"][0]["title"] == "新品 2"
    assert stage.post("cgi-bin/draft/batchget", offset=0, count=20, no_content=1)["total_count"] == 1
    submitted = stage.post("cgi-bin/freepublish/submit", media_id=draft)
    publish_id = submitted["publish_id"]
    assert stage.post("cgi-bin/freepublish/get", publish_id=publish_id)["publish_status"] == 1
    stage.clock.advance(3)
    stage.pump()
    done = stage.post("cgi-bin/freepublish/get", publish_id=publish_id)
    assert done["publish_status"] == 0 and done["article_detail"]["count"] == 1
    assert "新品 2" in stage.http.get(done["article_detail"]["item"][0]["article_url"]).text
    assert stage.get("cgi-bin/draft/count") == {"total_count": 0}
    assert stage.post("cgi-bin/draft/get", media_id=draft)["errcode"] == 40007
    assert stage.post("cgi-bin/freepublish/delete", article_id=done["article_id"])["errcode"] == 0
    assert stage.post("cgi-bin/freepublish/getarticle", article_id=done["article_id"])["errcode"] == 40007


@pytest.mark.parametrize(
    ("change", "code"),
    [({"title": ""}, 45003), ({"title": "长" * 65}, 45003), ({"digest": "d" * 129}, 45004), ({"content": ""}, 45166),
     ({"thumb_media_id": "gone"}, 40007)],
)  # fmt: skip
def test_wrong_articles_have_their_code(house: Stage, change: dict[str, str], code: int) -> None:
    assert house.post("cgi-bin/draft/add", articles=[{**article(house), **change}])["errcode"] == code


def test_temporary_media_lives_three_days(stage: Stage) -> None:
    def upload(kind: str, size: int) -> dict[str, object]:
        return dict(stage.http.post(
            "/official_account/cgi-bin/media/upload", params={"access_token": stage.token(), "type": kind},
            files={"media": ("a.jpg", b"x" * size, "image/jpeg")},
        ).json())  # fmt: skip

    media = upload("image", 3)["media_id"]
    path, query = "/official_account/cgi-bin/media/get", {"access_token": stage.token(), "media_id": media}
    assert stage.http.get(path, params=query).content == b"xxx"
    assert upload("thumb", 65_537)["errcode"] == 45001
    assert upload("paper", 3)["errcode"] == 40004
    stage.clock.advance(3 * 86_400 + 1)
    stage.known_token = ""
    assert stage.get("cgi-bin/media/get", media_id=media)["errcode"] == 40007


# ---- statistics


def test_statistics_are_those_of_the_day_before_and_not_before_eight(stage: Stage) -> None:
    stage.follow(0, 1, 2)
    stage.control("unfollow", person="p1")
    stage.control("say", person="p0", text="hi")
    stage.control("read", person="p0", shared=True)
    stage.control("read", person="p2")
    day = {"begin_date": "2026-03-02", "end_date": "2026-03-02"}
    assert stage.post("datacube/getusersummary", **day)["errcode"] == 61501
    stage.clock.advance(20 * 3600)  # Tuesday 06:00
    stage.known_token = ""
    assert stage.post("datacube/getusersummary", **day)["errcode"] == 61503
    stage.clock.advance(3 * 3600)
    stage.known_token = ""
    rows = stage.post("datacube/getusersummary", **day)["list"]
    assert (sum(row["new_user"] for row in rows), sum(row["cancel_user"] for row in rows)) == (3, 1)
    assert stage.post("datacube/getusercumulate", **day)["list"][0]["cumulate_user"] == 2
    (read,) = stage.post("datacube/getarticleread", **day)["list"]
    assert read["detail"]["read_user"] == 2
    assert stage.post("datacube/getarticleshare", **day)["list"][0]["detail"] == {"share_user": 1}
    assert stage.post("datacube/getupstreammsg", **day)["list"][0]["msg_count"] == 1
    assert stage.post("datacube/getbizsummary", **day)["list"][0]["detail"]["read_user"] == 2
    (retired,) = stage.post("datacube/getuserread", **day)["list"]
    assert (retired["user_source"], retired["int_page_read_user"], retired["share_user"]) == (99999999, 2, 1)
    assert stage.post("datacube/getusershare", **day)["list"][0]["share_user"] == 1
    days = [f"2026-02-{number}" for number in range(24, 29)] + ["2026-03-01", "2026-03-02"]
    totals = [
        one for name in days
        for one in stage.post("datacube/getarticletotal", begin_date=name, end_date=name)["list"]
    ]  # fmt: skip
    (sums,) = [one["details"][-1] for one in totals if one["details"]]
    assert (sums["stat_date"], sums["int_page_read_user"], sums["share_user"]) == ("2026-03-02", 2, 1)
    assert stage.post("datacube/getusersummary", begin_date="yesterday", end_date="x")["errcode"] == 61500
    week = {"begin_date": "2026-02-20", "end_date": "2026-03-01"}
    assert stage.post("datacube/getusersummary", **week)["errcode"] == 61501


# ---- web login


def authorized(stage: Stage, scope: str = "snsapi_userinfo") -> str:
    answer = stage.http.get(
        "/official_account/connect/oauth2/authorize",
        params={"appid": stage.credentials()["appid"], "redirect_uri": "https://shop.example.com/back?x=1",
                "response_type": "code", "scope": scope, "state": "s1", "as": "p6"},
        follow_redirects=False,
    )  # fmt: skip
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["state"] == ["s1"] and query["x"] == ["1"]
    return query["code"][0]


def exchanged(stage: Stage, code: str) -> dict[str, object]:
    known = stage.credentials()
    query = {"appid": known["appid"], "secret": known["secret"], "code": code,
             "grant_type": "authorization_code"}  # fmt: skip
    return dict(stage.http.get("/official_account/sns/oauth2/access_token", params=query).json())


def test_a_person_logs_in_on_the_web_once_per_code(stage: Stage) -> None:
    code = authorized(stage)
    token = exchanged(stage, code)
    person = stage.sandbox.people[6]
    assert token["openid"] == person.openid(stage.account.appid)
    query = {"access_token": token["access_token"], "openid": token["openid"]}
    info = stage.http.get("/official_account/sns/userinfo", params=query).json()
    assert info["nickname"] == person.nickname and info.get("unionid") == person.unionid
    assert exchanged(stage, code)["errcode"] == 40163
    assert exchanged(stage, "made up")["errcode"] == 40029
    late = authorized(stage)
    stage.clock.advance(301)
    assert exchanged(stage, late)["errcode"] == 42003
    refreshed = stage.http.get(
        "/official_account/sns/oauth2/refresh_token",
        params={"appid": stage.credentials()["appid"], "refresh_token": token["refresh_token"]},
    ).json()
    assert refreshed["openid"] == token["openid"]


def test_the_silent_scope_shows_no_profile_and_unknown_domains_are_refused(stage: Stage) -> None:
    token = exchanged(stage, authorized(stage, "snsapi_base"))
    assert "unionid" not in token
    query = {"access_token": token["access_token"], "openid": token["openid"]}
    assert stage.http.get("/official_account/sns/userinfo", params=query).json()["errcode"] == 48001
    stage.control("options", web_domains=["other.example.com"])
    answer = stage.http.get(
        "/official_account/connect/oauth2/authorize",
        params={"appid": stage.credentials()["appid"], "redirect_uri": "https://shop.example.com/",
                "scope": "snsapi_base", "as": "p6"},
        follow_redirects=False,
    )  # fmt: skip
    assert answer.status_code == 400
