"""media/uploadimg: a picture for good, shown only inside WeCom."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.images import Images

_LEAST, _MOST = 6, 2_097_152


def uploadimg(call: Call) -> dict[str, Any]:
    if call.upload is None:
        raise WeComError(44001)
    if len(call.upload) < _LEAST:
        raise WeComError(40006)
    if len(call.upload) > _MOST:
        raise WeComError(45001)
    return {"url": f"{call.base_url}/sandbox/picture/{call.corp.part(Images).add(call.now)}"}


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {"media/uploadimg": ("POST", uploadimg)}
