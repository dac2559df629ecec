"""Which encoding a text file is in: byte order mark, strict UTF-8, GB18030; UTF-16 by its zero bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

from huayuan.kernel.sheets.errors import UnreadableText

BLOCK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def detect_encoding(path: Path) -> str:
    """The Python name of the encoding that decodes the whole file. Raises UnreadableText when none does.

    The whole file is tried, not its head: exports often begin with megabytes of digits before the first name.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _checked(path, encoding)
    if b"\x00" in head:
        # Text in UTF-8 or GB18030 never holds a zero byte; the digits and commas of UTF-16 hold one each.
        little = head[1::2].count(0) > head[0::2].count(0)
        return _checked(path, "utf-16-le" if little else "utf-16-be")
    return "utf-8" if _decodes(path, "utf-8") else _checked(path, "gb18030")


def _checked(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise UnreadableText(encoding=encoding)
    return encoding


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
