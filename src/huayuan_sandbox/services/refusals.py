"""What a person is told when an act by hand is refused, whichever service refused it."""

from __future__ import annotations

import msgspec

from huayuan_sandbox.services.mini_program.errors import MESSAGES as WEIXIN
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.official_account.errors import MESSAGES as OFFICIAL_ACCOUNT
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.pay.errors import PayError
from huayuan_sandbox.services.wecom.acts.stage import Refused
from huayuan_sandbox.services.wecom.errors import MESSAGES as WECOM
from huayuan_sandbox.services.wecom.errors import WeComError

REFUSALS = (
    Refused, WeComError, OfficialAccountError, WeixinError, PayError, LookupError, msgspec.MsgspecError,
)  # fmt: skip


def reason(refusal: Exception) -> str:
    """The platform's own words, with the code to look up."""
    if isinstance(refusal, PayError):
        return f"{refusal.message} ({refusal.code})"
    texts = {WeComError: WECOM, OfficialAccountError: OFFICIAL_ACCOUNT, WeixinError: WEIXIN}.get(
        type(refusal)
    )
    if texts is None:
        return str(refusal.args[0] if refusal.args else refusal)
    code, detail = getattr(refusal, "code", 0), getattr(refusal, "detail", "")
    return f"{texts.get(code, 'system error')}{f': {detail}' if detail else ''} ({code})"
