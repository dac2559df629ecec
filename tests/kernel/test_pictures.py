"""Pictures of a platform: read over HTTP, kept on disk, refused when they are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from picture_host import PNG, picture_host

from huayuan.kernel.http import OutsideUnreachable
from huayuan.kernel.pictures import LARGEST, NoPicture, Pictures


def test_a_picture_is_read_once_and_shown_while_the_platform_is_down(tmp_path: Path) -> None:
    with picture_host({"/qr": (200, PNG)}) as host:
        first = Pictures(tmp_path / "pictures").at(f"{host}/qr")
    assert (first.content, first.media_type) == (PNG, "image/png")
    assert Pictures(tmp_path / "pictures").at(f"{host}/qr") == first, "after a start, too"
    assert [len(file.name) for file in (tmp_path / "pictures").iterdir()] == [64], (
        "nothing half written stays"
    )
    with pytest.raises(OutsideUnreachable):
        Pictures(tmp_path / "elsewhere").at(f"{host}/qr")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [((200, b"<html>"), "?"), ((404, PNG), "HTTP 404"), ((200, PNG + bytes(LARGEST)), "> 2 MB")],
)
def test_what_is_no_picture_is_not_kept(answer: tuple[int, bytes], reason: str, tmp_path: Path) -> None:
    with picture_host({"/qr": answer}) as host, pytest.raises(NoPicture) as refused:
        Pictures(tmp_path / "pictures").at(f"{host}/qr")
    assert refused.value.data == {"host": "127.0.0.1", "reason": reason}
    assert not (tmp_path / "pictures").exists()


def test_only_the_web_is_asked(tmp_path: Path) -> None:
    with pytest.raises(NoPicture):
        Pictures(tmp_path).at("file:///etc/passwd")


def test_a_file_that_broke_is_read_again(tmp_path: Path) -> None:
    with picture_host({"/qr": (200, PNG)}) as host:
        Pictures(tmp_path).at(f"{host}/qr")
        [kept] = tmp_path.iterdir()
        kept.write_bytes(b"")
        assert Pictures(tmp_path).at(f"{host}/qr").content == PNG and kept.read_bytes() == PNG
