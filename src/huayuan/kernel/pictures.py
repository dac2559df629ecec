"""Pictures that a platform made for us and keeps at an address, as the QR code of a contact way: read once, then kept."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.kernel.http import fetch, host_of, is_web_address

KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
LARGEST = 2 << 20


class NoPicture(HuayuanError):
    code = "pictures.none"
    status = 502
    message = Text(
        zh="{host} 没有给出图片（{reason}）。请稍后再试；若一直如此，请在平台后台确认二维码仍在。",
        en="{host} gave no picture ({reason}). Try again later; if it stays so, check there that the code still exists.",
    )


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str  # image/png, image/jpeg or image/gif


class Pictures:
    """Kept in files, named by their address: a code is printed also while the platform is down. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def at(self, address: str) -> Picture:
        """Never inside a transaction: the first time it asks the platform. Raises OutsideUnreachable, NoPicture."""
        file = self._folder / hashlib.sha256(address.encode()).hexdigest()
        with suppress(FileNotFoundError):
            content = file.read_bytes()
            if kind := _kind(content):
                return Picture(content, kind)
        found = _read(address)
        self._keep(file, found.content)
        return found

    def _keep(self, file: Path, content: bytes) -> None:
        """Whole or not at all: another thread may be reading it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        unfinished.write_bytes(content)
        unfinished.replace(file)


def _read(address: str) -> Picture:
    if not is_web_address(address):
        raise NoPicture(host=address[:60], reason="http(s)://…")
    found = fetch(address, LARGEST, "image/*")
    if found.status != 200:
        raise NoPicture(host=host_of(address), reason=f"HTTP {found.status}")
    if len(found.content) > LARGEST:
        raise NoPicture(host=host_of(address), reason=f"> {LARGEST >> 20} MB")
    kind = _kind(found.content)
    if kind is None:
        raise NoPicture(host=host_of(address), reason=found.content_type[:60] or "?")
    return Picture(found.content, kind)


def _kind(content: bytes) -> str | None:
    """By its first bytes: what a browser is told to show shall be nothing else."""
    return next((kind for start, kind in KINDS.items() if content.startswith(start)), None)
