"""What members read in the app."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Stage
from huayuan_sandbox.services.wecom.app_messages import AppMessages


def app_messages(stage: Stage, _: Nothing) -> dict[str, Any]:
    """The newest last."""
    return {"messages": [
        {"msgid": one.msgid, "at": one.at, "userids": one.userids, "msgtype": one.kind, "content": one.content}
        for one in stage.corp.part(AppMessages).state.messages
    ]}  # fmt: skip


ACTS: Acts = {"app_messages": (Nothing, app_messages)}
