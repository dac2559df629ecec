"""From the bytes of a body to its items. Pure. Raises BadPayload, TooManyItems."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan.marketplaces.hooks import paths
from huayuan.marketplaces.hooks.errors import BadPayload, TooManyItems

MAX_BODY_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_ITEMS = 500


def items_of(body: bytes, where: str) -> list[Any]:
    """The items that stand at `where`; a single one counts as a list of one."""
    found = paths.look_up(decoded(body), paths.parse(where))
    if isinstance(found, paths.Missing):
        raise BadPayload(reason_zh=f"没有“{where}”", reason_en=f"there is no “{where}”")
    items = found if isinstance(found, list) else [found]
    if len(items) > MAX_ITEMS:
        raise TooManyItems(items=len(items), limit=MAX_ITEMS)
    return items


def decoded(body: bytes) -> Any:
    try:
        body.decode("utf-8")
        document = msgspec.json.decode(body)
    except UnicodeDecodeError:
        raise BadPayload(reason_zh="不是 UTF-8 文本", reason_en="it is not UTF-8 text") from None
    except RecursionError:
        raise _too_deep() from None
    except msgspec.DecodeError as error:
        raise BadPayload(reason_zh=f"不是 JSON（{error}）", reason_en=f"it is not JSON ({error})") from None
    if _deeper(document, MAX_DEPTH):
        raise _too_deep()
    return document


def _deeper(document: Any, limit: int) -> bool:
    level = [document]
    for _ in range(limit + 1):
        inner = [one for one in level if isinstance(one, dict | list)]
        if not inner:
            return False
        level = [value for one in inner for value in (one.values() if isinstance(one, dict) else one)]
    return True


def _too_deep() -> BadPayload:
    return BadPayload(
        reason_zh=f"嵌套超过 {MAX_DEPTH} 层", reason_en=f"it is nested more than {MAX_DEPTH} levels deep"
    )
