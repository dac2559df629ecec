"""JSON as values of a type, from any thread.

msgspec lays out a type when it first meets it, and a second thread that decodes the same type meanwhile reads half of
that and crashes the process. So the first meeting is one thread's at a time.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}
_LOCK = threading.Lock()


def decode_json(body: bytes | str, kind: type[T]) -> T:
    """Raises what msgspec raises: DecodeError, ValidationError; UnicodeDecodeError."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        with _LOCK:
            decoder = _DECODERS.setdefault(kind, msgspec.json.Decoder(kind))
    found: T = decoder.decode(body)
    return found
