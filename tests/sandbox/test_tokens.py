"""access_token: same within 7200 s, dies early on request, and the codes of every refusal."""

from __future__ import annotations

from .conftest import World


def _code(world: World, path: str, **query: str) -> int:
    return int(world.http.get(f"/cgi-bin/{path}", params=query).json()["errcode"])


def test_repeated_calls_return_the_same_token_until_it_expires(world: World) -> None:
    first = world.token()
    world.clock.advance(7199)
    assert world.token() == first
    assert _code(world, "user/get", access_token=first, userid="nobody") == 60111
    world.clock.advance(1)
    assert _code(world, "user/get", access_token=first, userid="nobody") == 42001
    second = world.token()
    assert second != first
    assert _code(world, "user/get", access_token=first, userid="nobody") == 42001


def test_an_invalidated_token_is_unknown(world: World) -> None:
    token = world.token()
    world.control("tokens/invalidate")
    assert _code(world, "department/list", access_token=token) == 40014
    assert world.token() != token


def test_wrong_or_missing_credentials(world: World) -> None:
    known = world.sandbox.corp.credentials
    assert _code(world, "gettoken", corpid=known.corp_id, corpsecret="wrong") == 40001
    assert _code(world, "gettoken", corpid="wwother", corpsecret=known.secret) == 40013
    assert _code(world, "gettoken", corpsecret=known.secret) == 41002
    assert _code(world, "gettoken", corpid=known.corp_id) == 41004
    assert _code(world, "department/list") == 41001
    assert _code(world, "department/list", access_token="made up") == 40014


def test_guessing_the_secret_blocks_the_address_for_an_hour(world: World) -> None:
    known = world.sandbox.corp.credentials
    for _ in range(world.sandbox.parameters.wrong_secrets_before_block):
        assert _code(world, "gettoken", corpid=known.corp_id, corpsecret="guess") == 40001
    right = {"corpid": known.corp_id, "corpsecret": known.secret}
    assert _code(world, "gettoken", **right) == 45009
    world.clock.advance(3601)
    assert _code(world, "gettoken", **right) == 0


def test_trusted_addresses_and_call_limits_are_faults_one_can_switch_on(world: World) -> None:
    token = world.token()
    world.control("faults", trusted_ips=["203.0.113.9"])
    assert _code(world, "department/list", access_token=token) == 60020
    world.control("faults", calls_per_minute=3)
    codes = [_code(world, "department/list", access_token=token) for _ in range(4)]
    assert codes[-1] == 45009
    world.clock.advance(60)
    assert _code(world, "department/list", access_token=token) == 0


def test_the_answer_to_a_refusal_has_the_shape_of_the_platform(world: World) -> None:
    answer = world.http.get("/cgi-bin/department/list")
    assert answer.status_code == 200
    assert answer.json()["errmsg"].startswith("access_token missing, hint: [")


def test_a_post_endpoint_refuses_get_and_broken_json(world: World) -> None:
    query = {"access_token": world.token()}
    path = "/cgi-bin/externalcontact/add_contact_way"
    assert world.http.get(path, params=query).json()["errcode"] == 43002
    assert world.http.post(path, params=query, content=b"{").json()["errcode"] == 47001
    assert world.http.post(path, params=query, content=b"[]").json()["errcode"] == 47001
    assert world.http.get("/cgi-bin/nothing/here", params=query).status_code == 404
