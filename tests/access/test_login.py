"""First set-up, passwords, throttling, sessions, CSRF and one-time links."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from access.conftest import PASSWORD, Browser, add_user
from fastapi import FastAPI

from huayuan.access import api
from huayuan.access.contracts import Client, NewUser, SetupForm
from huayuan.access.errors import AlreadySetUp, LoginThrottled
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.errors import HuayuanError, Unauthenticated
from huayuan.kernel.unit_of_work import UnitOfWork


def test_set_up_makes_the_first_administrator_once(visitor: Browser) -> None:
    assert visitor("GET", "/setup").json() == {"needed": True, "organization": ""}
    session = visitor.set_up().json()
    assert session["organization"] == {"name": "青禾", "timezone": "Asia/Shanghai"}
    assert session["user"]["role"]["name"] == "管理员"
    assert {"*", "customers.read", "compliance.write"} <= set(session["permissions"])
    assert visitor("GET", "/setup").json() == {"needed": False, "organization": "青禾"}
    assert visitor("GET", "/session").json() == session
    form = {"organization": "x", "name": "x", "login": "second", "password": PASSWORD}
    again = visitor("POST", "/setup", form)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "access.already_set_up")


def test_of_many_set_ups_at_once_one_wins(uow: UnitOfWork) -> None:
    def attempt(number: int) -> bool:
        try:
            with uow.begin() as tx:
                api.set_up(tx, SetupForm("店", "甲", f"login{number}", PASSWORD), Client())
        except AlreadySetUp:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(6))) == 1
    with uow.read() as tx:
        assert api.users(tx)[1] == 1


def test_a_wrong_login_and_a_wrong_password_get_the_same_answer(owner: Browser) -> None:
    wrong = owner.enter("boss", "not this one")
    unknown = owner.enter("nobody", "not this one")
    odd = owner.enter("a b\x00", "not this one")
    assert wrong.status_code == unknown.status_code == odd.status_code == 401
    assert wrong.json() == unknown.json() == odd.json()
    assert owner.enter(" BOSS ").status_code == 200


def test_repeated_failures_wait_longer_and_longer(uow: UnitOfWork, clock: ManualClock) -> None:
    with uow.begin() as tx:
        add_user(tx, "mei")

    def code(password: str) -> str:
        try:
            api.log_in(uow, "mei", password, Client("10.0.0.1"))
        except LoginThrottled as error:
            return f"wait {error.retry_after}"
        except HuayuanError as error:
            return error.code
        return "in"

    assert [code("wrong one") for _ in range(5)] == ["access.login_failed"] * 5
    assert code(PASSWORD) == "wait 1"
    clock.advance(seconds=1)
    assert code("wrong one") == "access.login_failed"
    assert code(PASSWORD) == "wait 2"
    clock.advance(seconds=2)
    assert code("wrong one") == "access.login_failed"
    assert code(PASSWORD) == "wait 4"
    clock.advance(seconds=4)
    assert code(PASSWORD) == "in"
    assert [code("wrong one") for _ in range(4)] == ["access.login_failed"] * 4  # counted from zero again


def test_failures_of_many_logins_count_for_their_address(uow: UnitOfWork, clock: ManualClock) -> None:
    def attempt(login: str, ip: str) -> str:
        with pytest.raises(HuayuanError) as caught:
            api.log_in(uow, login, "wrong one", Client(ip))
        return caught.value.code

    codes = [attempt(f"login{number}", "10.0.0.9") for number in range(31)]
    assert codes == ["access.login_failed"] * 30 + ["access.login_throttled"]
    assert attempt("login1", "10.0.0.8") == "access.login_failed"
    clock.advance(hours=2)
    assert attempt("login1", "10.0.0.9") == "access.login_failed"


def test_parallel_guesses_cannot_slip_through(uow: UnitOfWork) -> None:
    def attempt(_: int) -> str:
        with pytest.raises(HuayuanError) as caught:
            api.log_in(uow, "someone", "wrong one", Client())
        return caught.value.code

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(attempt, range(16)))
    assert codes.count("access.login_failed") == 5


def test_a_session_ends_when_it_is_not_used(owner: Browser, clock: ManualClock) -> None:
    for _ in range(3):
        clock.advance(minutes=100)
        assert owner("GET", "/session").status_code == 200  # use keeps it
    clock.advance(minutes=121)
    assert owner("GET", "/session").status_code == 401


def test_a_session_ends_after_a_month_however_much_it_is_used(uow: UnitOfWork, clock: ManualClock) -> None:
    with uow.begin() as tx:
        session = api.open_session(tx, add_user(tx, "mei").id, Client(), by="password")
    parts = api.RequestParts("GET", cookie=session.token)
    for _ in range(29):
        clock.advance(days=1)
        with uow.begin() as tx:
            api.note_use(tx, api.authenticate(tx, parts, idle_hours=25))
    clock.advance(days=1)
    with uow.read() as tx, pytest.raises(Unauthenticated):
        api.authenticate(tx, parts, idle_hours=25)


def test_the_cookie_is_for_the_browser_only(owner: Browser) -> None:
    cookie = owner.enter().headers["set-cookie"]
    assert "huayuan_session=hys_" in cookie
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie


def test_logging_in_rotates_and_logging_out_ends(owner: Browser, app: FastAPI) -> None:
    first = owner.http.cookies["huayuan_session"]
    owner.enter()
    second = owner.http.cookies["huayuan_session"]
    assert first != second
    other = Browser(app)
    assert other("GET", "/session", headers={"Cookie": f"huayuan_session={first}"}).status_code == 401
    assert owner("DELETE", "/session").status_code == 204
    assert other("GET", "/session", headers={"Cookie": f"huayuan_session={second}"}).status_code == 401


def test_writes_by_cookie_need_the_token_of_the_session(owner: Browser) -> None:
    body = {"name": "青单", "state": {}}
    for token in ("", "x" * 64):
        answer = owner("POST", "/views?page=customers", body, headers={"X-CSRF-Token": token})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "access.csrf")
    assert owner("POST", "/views?page=customers", body).status_code == 200
    assert owner("GET", "/views?page=customers", headers={"X-CSRF-Token": ""}).status_code == 200


def test_other_sites_cannot_log_a_browser_in(owner: Browser) -> None:
    answer = owner(
        "POST", "/session", {"login": "boss", "password": PASSWORD}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.json()["error"]["code"] == "access.csrf"


def test_a_login_link_works_once_and_not_too_late(
    app: FastAPI, owner: Browser, uow: UnitOfWork, clock: ManualClock
) -> None:
    with uow.begin() as tx:
        user = add_user(tx, "lin")
        once, late = (api.create_login_link(tx, user.id, 10) for _ in range(2))
    fresh = Browser(app)
    assert fresh("POST", "/session/link", {"token": once}).json()["user"]["login"] == "lin"
    assert fresh("GET", "/session").status_code == 200
    assert (
        fresh("POST", "/session/link", {"token": once}).json()["error"]["code"] == "access.login_link_invalid"
    )
    clock.advance(minutes=10)
    assert fresh("POST", "/session/link", {"token": late}).status_code == 401


def test_own_sessions_are_listed_and_ended(app: FastAPI, owner: Browser) -> None:
    phone = Browser(app)
    phone.enter()
    items = owner("GET", "/sessions").json()["items"]
    assert [item["current"] for item in items].count(True) == 1 and len(items) == 2
    other = next(item["id"] for item in items if not item["current"])
    assert owner("DELETE", f"/sessions/{other}").status_code == 204
    assert owner("DELETE", f"/sessions/{other}").status_code == 404
    assert phone("GET", "/session").status_code == 401


def test_all_other_sessions_are_ended_at_once(app: FastAPI, owner: Browser) -> None:
    phones = [Browser(app), Browser(app)]
    for phone in phones:
        phone.enter()
    assert owner("DELETE", "/sessions").json() == {"ended": 2}
    assert owner("DELETE", "/sessions").json() == {"ended": 0}
    assert owner("GET", "/session").status_code == 200
    assert [phone("GET", "/session").status_code for phone in phones] == [401, 401]
    entries = owner("GET", "/audit?action=access.session_revoked").json()["items"]
    assert [entry["data"] for entry in entries] == [{"sessions": 2}]


def test_who_has_no_password_yet_sets_the_first(app: FastAPI, owner: Browser, uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        mei = api.create_user(tx, NewUser("mei", "梅", api.role_by_code(tx, "guide").id))
        link = api.create_login_link(tx, mei.id)
    fresh = Browser(app)
    fresh.csrf = fresh("POST", "/session/link", {"token": link}).json()["csrf_token"]
    assert fresh("GET", "/sessions").json()["has_password"] is False
    assert fresh("POST", "/session/password", {"current": "", "new": "another good one"}).status_code == 204
    assert fresh("GET", "/sessions").json()["has_password"] is True
    again = fresh("POST", "/session/password", {"current": "", "new": "a third good one"})
    assert again.json()["error"]["code"] == "access.password_mismatch"
    assert Browser(app).enter("mei", "another good one").status_code == 200


def test_changing_the_password_ends_the_other_sessions(app: FastAPI, owner: Browser) -> None:
    phone = Browser(app)
    phone.enter()
    wrong = owner("POST", "/session/password", {"current": "nope nope", "new": "another good one"})
    assert wrong.json()["error"]["code"] == "access.password_mismatch"
    weak = owner("POST", "/session/password", {"current": PASSWORD, "new": "12345678"})
    assert weak.json()["error"]["code"] == "access.password_weak"
    assert (
        owner("POST", "/session/password", {"current": PASSWORD, "new": "another good one"}).status_code
        == 204
    )
    assert owner("GET", "/session").status_code == 200
    assert phone("GET", "/session").status_code == 401
    assert phone.enter(password="another good one").status_code == 200
