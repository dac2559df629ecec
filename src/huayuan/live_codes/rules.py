"""Decisions about live codes: who may stand behind one, what its welcome says. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from huayuan.kernel.errors import NotFound
from huayuan.live_codes.contracts import VARIABLES, ConnectionRef, Rotation
from huayuan.live_codes.errors import (
    AttachmentUnfit,
    ConnectionNeeded,
    NoConnection,
    NoStaff,
    RotationFixed,
    StaffNeeded,
    TooManyStaff,
    UnknownVariable,
    WelcomeTooLong,
)

MAX_STAFF = 100  # one contact way of WeCom (document 92228)
MAX_WELCOME_BYTES = 3600  # the platform takes 4000; names need room
MAX_ATTACHMENTS = 9  # of one welcome (document 92137)
# kind → (field, needed, bytes at most)
_ATTACHMENTS: dict[str, tuple[tuple[str, bool, int], ...]] = {
    "image": (),
    "video": (),
    "file": (),
    "link": (("title", True, 128), ("url", True, 2048), ("desc", False, 512), ("picurl", False, 2048)),
    "miniprogram": (("title", True, 64), ("appid", True, 64), ("page", True, 1024)),
}
_WITH_ASSET = ("image", "video", "file", "miniprogram")
_VARIABLE = re.compile(r"\{([^{}\s]{1,40})\}")


def variables_in(template: str) -> list[str]:
    """Names in braces, in order, once each."""
    return list(dict.fromkeys(_VARIABLE.findall(template)))


def check_welcome(template: str) -> None:
    """Raises UnknownVariable, WelcomeTooLong. An empty text is allowed: the connection's welcome is used."""
    unknown = [name for name in variables_in(template) if name not in VARIABLES]
    if unknown:
        allowed = ", ".join("{" + name + "}" for name in VARIABLES)
        raise UnknownVariable(names=", ".join("{" + name + "}" for name in unknown), allowed=allowed)
    size = len(template.encode())
    if size > MAX_WELCOME_BYTES:
        raise WelcomeTooLong(given=size, limit=MAX_WELCOME_BYTES)


def check_attachments(attachments: Sequence[Mapping[str, Any]]) -> None:
    """Each has a `kind`: image, video or file (asset_id), link (title, url, desc?, picurl?) or miniprogram (title, appid,
    page, asset_id of its picture). `asset_id` is an uploaded picture, film or file. Raises AttachmentUnfit.
    """
    if len(attachments) > MAX_ATTACHMENTS:
        raise AttachmentUnfit(place=MAX_ATTACHMENTS + 1, field="attachments", limit=MAX_ATTACHMENTS)
    for place, one in enumerate(attachments, 1):
        kind = str(one.get("kind", ""))
        fields = _ATTACHMENTS.get(kind)
        if fields is None:
            raise AttachmentUnfit(place=place, field="kind", limit=", ".join(_ATTACHMENTS))
        known = {"kind", *(name for name, _, _ in fields), *(("asset_id",) if kind in _WITH_ASSET else ())}
        if not one.keys() <= known:
            raise AttachmentUnfit(place=place, field=", ".join(sorted(one.keys() - known)), limit=0)
        if kind in _WITH_ASSET and (
            isinstance(one.get("asset_id"), bool) or not isinstance(one.get("asset_id"), int)
        ):
            raise AttachmentUnfit(place=place, field="asset_id", limit=1)
        for name, needed, limit in fields:
            value = one.get(name) or ""
            if not isinstance(value, str) or (needed and not value) or len(value.encode()) > limit:
                raise AttachmentUnfit(place=place, field=name, limit=limit)
        if kind == "link" and not str(one["url"]).startswith(("http://", "https://")):
            raise AttachmentUnfit(place=place, field="url", limit=2048)


def render(template: str, values: Mapping[str, str | None]) -> str:
    """Put values for variables; a missing value becomes nothing. Values are not looked at for variables
    again."""
    return _VARIABLE.sub(lambda m: (values.get(m[1]) or "") if m[1] in VARIABLES else m[0], template)


def chosen_connection(known: Sequence[ConnectionRef], connection_id: int | None) -> ConnectionRef:
    """The one that is meant; without a number the only one there is.

    Raises NoConnection, ConnectionNeeded; NotFound for a number that is none of them.
    """
    if connection_id is not None:
        for one in known:
            if one.id == connection_id:
                return one
        raise NotFound(what="wecom connection")
    if not known:
        raise NoConnection()
    if len(known) > 1:
        raise ConnectionNeeded(count=len(known), names="、".join(one.name for one in known[:5]))
    return known[0]


def check_staff(rotation: Rotation, staff: Sequence[object]) -> None:
    """Raises StaffNeeded, NoStaff, TooManyStaff."""
    if rotation is Rotation.SINGLE and len(staff) != 1:
        raise StaffNeeded(given=len(staff))
    if not staff:
        raise NoStaff()
    if len(staff) > MAX_STAFF:
        raise TooManyStaff(limit=MAX_STAFF, given=len(staff))


def check_rotation_change(before: Rotation, after: Rotation) -> None:
    """The platform keeps the type of a contact way (one or several members). Raises RotationFixed."""
    if (before is Rotation.SINGLE) != (after is Rotation.SINGLE):
        raise RotationFixed()
