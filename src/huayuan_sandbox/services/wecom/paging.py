"""Pages and their cursors. A cursor names the last row shown, so deletions between pages skip nothing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from huayuan_sandbox.services.wecom.errors import WeComError

Row = TypeVar("Row")


def page(rows: Iterable[Row], number: Callable[[Row], int], cursor: str, limit: int) -> tuple[list[Row], str]:
    """`limit` rows after `cursor` and the next cursor, "" at the end. `number` grows from row to row and is > 0."""
    after = read_cursor(cursor)
    found = list(islice((row for row in rows if number(row) > after), limit + 1))
    if len(found) <= limit:
        return found, ""
    return found[:limit], cursor_after(number(found[limit - 1]))


def cursor_after(number: int) -> str:
    return base64.urlsafe_b64encode(f"after:{number}".encode()).decode()


def read_cursor(cursor: str) -> int:
    """Raises 50100."""
    if not cursor:
        return 0
    try:
        word, _, number = base64.urlsafe_b64decode(cursor).decode().partition(":")
        if word != "after":
            raise WeComError(50100)
        return int(number)
    except (binascii.Error, UnicodeDecodeError, ValueError) as problem:
        raise WeComError(50100) from problem
