"""Every class of refusal at every place where the connectors of api.weixin.qq.com call the platform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from wechat.conftest import Platform, switchboard

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging.contracts import ChannelRegistry, MessageState, Outcome, Outgoing
from huayuan.wechat.channels import store as shop_store
from huayuan.wechat.channels.channels import Channels
from huayuan.wechat.channels.contracts import Wish
from huayuan.wechat.connections import api
from huayuan.wechat.connections.errors import REACTIONS, ErrorClass, Paused, Reaction, Refused
from huayuan.wechat.mini_program.adapter import SubscribeChannel
from huayuan.wechat.mini_program.codes import CODES
from huayuan.wechat.mini_program.contracts import LinkKind, NewLink
from huayuan.wechat.mini_program.errors import LoginRefused
from huayuan.wechat.mini_program.mini_program import MiniProgram

SAMPLES = {kind: codes[0] for kind, codes in CODES.items()}
CLASSES = pytest.mark.parametrize("kind", list(ErrorClass), ids=lambda kind: kind.value)


class Apps:
    """A mini program and a shop whose platform answers what a test says."""

    def __init__(
        self,
        uow: UnitOfWork,
        vault: Vault,
        clock: ManualClock,
        services: Services,
        platform: Platform,
        folder: Path,
    ) -> None:
        self.uow, self.clock, self.platform = uow, clock, platform
        platform.answers["stable_token"] = lambda asked: {"access_token": "t", "expires_in": 7200}
        self.board = switchboard(uow, vault, clock, folder)
        self.channels = ChannelRegistry()
        self.program, self.shop = MiniProgram(self.board, self.channels), Channels(self.board)
        self.program.put_into(services)
        self.shop.put_into(services)
        self.program_id, self.key = self._connect(vault, "mini_program", "wxprogram1")
        self.shop_id, _ = self._connect(vault, "channels", "wxshop0001")

    def _connect(self, vault: Vault, kind: str, account: str) -> tuple[int, str]:
        new = api.NewConnection(kind, kind, account, "", {"secret": "s"}, {}, self.platform.url)
        with self.uow.begin() as tx:
            view, _ = api.connect(tx, vault, self.board.kinds, new)
        self.board.forget(view.id)
        return view.id, view.key

    def refuse(self, name: str, code: int) -> None:
        self.platform.answers[name] = lambda asked: {"errcode": code, "errmsg": "no"}

    def calls(self, name: str) -> int:
        return len(self.platform.calls(name))

    def close(self) -> None:
        self.shop.stop()
        self.board.stop(5)
        self.board.close()


@pytest.fixture
def apps(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, platform: Platform, tmp_path: Path
) -> Iterator[Apps]:
    one = Apps(uow, vault, clock, services, platform, tmp_path)
    yield one
    one.close()


def deliver(apps: Apps) -> Outcome:
    address = {"connection_id": apps.program_id, "openid": "o1", "template_id": "T", "data": {}, "page": "",
               "once": True}  # fmt: skip
    now = apps.clock.now()
    message = Outgoing(
        1, "k", "mp_subscribe", "service", "wxprogram1", 1, None, "x", address, {}, now, None, 1
    )
    return SubscribeChannel(apps.uow, apps.program.clients).deliver(message)


@CLASSES
def test_a_subscribe_message(apps: Apps, kind: ErrorClass) -> None:
    apps.refuse("send", SAMPLES[kind])
    outcome = deliver(apps)
    again = kind in (ErrorClass.RETRY, ErrorClass.CONFLICT, ErrorClass.BACKOFF_MINUTE, ErrorClass.BACKOFF_DAY)
    final = MessageState.SENT if kind is ErrorClass.IDEMPOTENT_OK else MessageState.FAILED
    assert outcome.state is (MessageState.QUEUED if again else final)
    assert outcome.code == SAMPLES[kind] and outcome.reason
    if again:
        assert outcome.retry_in and outcome.retry_in > 0
    assert apps.calls("send") == {
        ErrorClass.RETRY: 4,
        ErrorClass.CONFLICT: 4,
        ErrorClass.TOKEN_REFRESH: 2,
    }.get(kind, 1)


@pytest.mark.parametrize(
    ("answer", "state"), [({"cut_off": True}, MessageState.UNKNOWN), ({}, MessageState.SENT)]
)
def test_a_lost_answer_is_not_a_failure(apps: Apps, answer: dict[str, Any], state: MessageState) -> None:
    apps.platform.answers["send"] = answer
    assert deliver(apps).state is state


def test_a_platform_that_is_not_there_is_asked_later(apps: Apps, vault: Vault) -> None:
    with apps.uow.begin() as tx:
        api.change(tx, vault, apps.board.kinds, apps.program_id, api_url="http://127.0.0.1:9")
    apps.board.forget(apps.program_id)
    assert (deliver(apps).state, deliver(apps).reason) == (MessageState.QUEUED, "unreachable")


@CLASSES
def test_a_login(apps: Apps, kind: ErrorClass) -> None:
    """A visitor hears of their own stale code; what is wrong with us is an error of ours."""
    apps.refuse("jscode2session", SAMPLES[kind])
    theirs = kind in (ErrorClass.EXPIRED, ErrorClass.RISK, ErrorClass.FIX_REQUEST)
    with pytest.raises(LoginRefused if theirs else Refused) as refused:
        apps.program.visitors.log_in(apps.key, "code", "", "10.0.0.1")
    assert refused.value.data["hint_zh"]


@CLASSES
def test_a_link(apps: Apps, kind: ErrorClass) -> None:
    apps.refuse("generate_urllink", SAMPLES[kind])
    wish = NewLink(LinkKind.URL_LINK, "x", "pages/index/index")
    with pytest.raises(Refused) as refused:
        apps.program.links.make(apps.program_id, wish)
    assert refused.value.kind is kind
    rests = refused.value.reaction in (Reaction.PAUSE, Reaction.STOP_CONNECTION)
    with pytest.raises(Paused if rests else Refused):
        apps.program.links.make(apps.program_id, wish)
    with apps.uow.read() as tx:
        from huayuan.wechat.mini_program.api import links

        assert links(tx, apps.program_id, limit=10, offset=0)[1] == 0, "nothing is kept that was not made"


@CLASSES
def test_an_order(apps: Apps, kind: ErrorClass) -> None:
    """What asking again cannot change is given up; everything else is asked again, later."""
    apps.refuse("get", SAMPLES[kind])
    with apps.uow.begin() as tx:
        shop_store.want(tx.session, [(apps.shop_id, Wish.ORDER, "1")], tx.now)
    apps.shop.details.round()
    given_up = REACTIONS[kind] in (Reaction.GIVE_UP, Reaction.MARK)
    with apps.uow.read() as tx:
        assert shop_store.wanted(tx.session, tx.now, 10) == [], "not at once again"
        later = apps.clock.advance(days=1)
        left = shop_store.wanted(tx.session, later, 10)
    assert (left == []) is given_up
    apps.platform.answers["get"] = {"order": {"order_id": "1", "openid": "o1", "create_time": 1_760_000_000}}
    apps.shop.details.round()
    with apps.uow.read() as tx:
        assert shop_store.wanted(tx.session, tx.now, 10) == []


@pytest.mark.parametrize("code", [40001, 40013, 40125, 40164])
def test_a_refused_secret_is_shown_on_the_connection(apps: Apps, vault: Vault, code: int) -> None:
    apps.refuse("stable_token", code)
    with pytest.raises(Refused):
        apps.program.clients.of(apps.program_id).templates()
    with apps.uow.read() as tx:
        shown = {view.id: view for view in api.connections(tx, vault)}[apps.program_id]
    assert (shown.status, shown.status_detail) == ("refused", str(code))
    asked = apps.calls("stable_token")
    with pytest.raises(HuayuanError):
        apps.program.clients.of(apps.program_id).templates()
    assert apps.calls("stable_token") - asked == (1 if code == 40164 else 0), (
        "a wrong secret is not tried again"
    )


def test_a_token_that_dies_at_every_call_ends(apps: Apps) -> None:
    apps.refuse("gettemplate", 42001)
    with pytest.raises(Refused) as refused:
        apps.program.clients.of(apps.program_id).templates()
    assert refused.value.kind is ErrorClass.TOKEN_REFRESH and apps.calls("gettemplate") == 2


def test_keys_that_repeat_do_not_turn_in_a_circle(apps: Apps) -> None:
    apps.platform.answers |= {
        "get": {"order_id_list": ["1", "2"], "next_key": "same", "has_more": True},
        "getaftersalelist": {"after_sale_order_id_list": [], "next_key": "same", "has_more": True},
        "get_finder_live_data_list": {"item": [], "continue_flag": True, "last_buffer": "same"},
        "get_leads_component_id": {
            "item": [{"leads_component_id": "c"}], "continue_flag": True, "last_buffer": "same",
        },
        "get_leads_request_id": {
            "item": [{"request_id": "r", "live_start_time": 1}], "continue_flag": True, "last_buffer": "same",
        },
        "get_leads_info_by_request_id": {
            "user_data": [{"phone": "13800000000"}], "continue_flag": True, "last_buffer": "same",
        },
    }  # fmt: skip
    apps.shop.sync.everything(apps.shop_id, lambda share, note: None)
    assert apps.calls("get_leads_info_by_request_id") <= 8 and len(apps.platform.asked) < 300


@pytest.mark.parametrize(
    "answer",
    [{"order": None}, {"order": {"order_id": 1}}, {"order": {"order_id": "1", "more": {"x": "😀"}}}],
)
def test_answers_with_less_or_more_are_read(apps: Apps, answer: dict[str, Any]) -> None:
    apps.platform.answers["get"] = answer
    with apps.uow.begin() as tx:
        shop_store.want(tx.session, [(apps.shop_id, Wish.ORDER, "1")], tx.now)
    apps.shop.details.round()
    with apps.uow.read() as tx:
        assert shop_store.wanted(tx.session, tx.now, 10) == []


@pytest.mark.parametrize("answer", [{"order": 1}, {"order": {"order_id": []}}])
def test_answers_of_another_shape_are_asked_for_again(apps: Apps, answer: dict[str, Any]) -> None:
    apps.platform.answers["get"] = answer
    with apps.uow.begin() as tx:
        shop_store.want(tx.session, [(apps.shop_id, Wish.ORDER, "1")], tx.now)
    apps.shop.details.round()
    with apps.uow.read() as tx:
        [left] = shop_store.wanted(tx.session, apps.clock.advance(hours=1), 10)
    assert left[3] == 1
