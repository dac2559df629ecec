"""What the doctor says about reading everything: never, on its way, done, given up."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from huayuan.kernel.jobs import JobRow
from huayuan.wechat.connections import api
from huayuan.wechat.connections.contracts import Check


def reading(desk: Any) -> Check:
    [found] = [one for one in api.examine(desk.services, desk.view.id) if one.step == "reading"]
    return found


@pytest.mark.parametrize(
    ("values", "state", "found"),
    [
        ({}, "ok", "0%"),
        ({"state": "running", "progress": 0.425}, "ok", "42%"),
        ({"state": "done"}, "ok", "5 minutes ago"),
        ({"state": "dead", "error": "Traceback …\nRefused: 60011 no permission"}, "warning", "60011"),
        ({"state": "cancelled"}, "warning", "cancelled"),
    ],
)
def test_how_far_reading_is(desk: Any, values: dict[str, Any], state: str, found: str) -> None:
    assert reading(desk).state == "skipped"
    with desk.uow.begin() as tx:
        assert api.start_sync(tx, desk.board.kinds, desk.view.id)
    with desk.uow.begin() as tx:
        if "state" in values:
            values = values | ({} if values["state"] == "running" else {"finished_at": tx.now})
            tx.session.execute(update(JobRow).where(JobRow.task == "wecom.sync").values(**values))
    desk.clock.advance(minutes=5)
    told = reading(desk)
    assert told.state == state and found in told.found.en and told.found.zh
    assert (told.fix is not None) == (state == "warning")
