"""Why no callback came: each reason with its own remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from huayuan.wechat.connections import api
from huayuan.wechat.connections.contracts import Check


def callbacks(desk: Any) -> Check:
    return next(one for one in api.examine(desk.services, desk.view.id) if one.step == "callbacks")


def test_nothing_was_entered_at_the_platform(desk: Any) -> None:
    found = callbacks(desk)
    assert found.state == "warning" and found.fix and found.fix.en.startswith("Enter this")


def test_the_secrets_differ(desk: Any) -> None:
    assert desk.push("<xml/>", msg_signature="0" * 40).status_code == 403
    desk.board.inbox.stop(5)
    found = callbacks(desk)
    assert found.state == "failed" and "none verified" in found.found.en
    assert found.fix and found.fix.en.startswith("Compare token")


@pytest.mark.parametrize(
    ("public", "inside"),
    [
        ("", True),
        ("http://192.168.1.5:8000", True),
        ("http://garden", True),
        ("https://garden.example.com", False),
    ],
)
def test_the_platform_cannot_reach_us(desk: Any, public: str, inside: bool) -> None:
    with desk.uow.begin() as tx:
        address = "https://qyapi.example.com"
        api.change(tx, desk.board.vault, desk.board.kinds, desk.view.id, api_url=address)
    desk.board.options = replace(desk.board.options, public_url=public)
    desk.board.client = lambda _: None  # nobody answers at that address
    kind = desk.board.kinds.of("wecom")
    desk.board.register(replace(kind, examine=None))
    found = callbacks(desk)
    assert found.fix and ("HUAYUAN_PUBLIC_URL" in found.fix.en) is inside
