"""JSON and plain values as values of a type, from any thread.

msgspec lays out a type when it first meets it, and a second thread that reads the same type meanwhile reads half of
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
    found: T = _decoder(kind).decode(body)
    return found


def convert_to(value: object, kind: type[T]) -> T:
    """A value of dicts, lists and scalars as a value of `kind`; raises msgspec's ValidationError."""
    _decoder(kind)
    return msgspec.convert(value, kind)


def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    decoder = _DECODERS.get(kind)
    if decoder is None:
        with _LOCK:
            decoder = _DECODERS.setdefault(kind, msgspec.json.Decoder(kind))
    return decoder
