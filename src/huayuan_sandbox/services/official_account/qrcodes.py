"""QR codes with a scene: temporary ones up to 30 days, 100,000 permanent ones."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import QrCode

LONGEST = 2_592_000
_PERMANENT = 100_000
_TEMPORARY_ACTIONS = ("QR_SCENE", "QR_STR_SCENE")
_PERMANENT_ACTIONS = ("QR_LIMIT_SCENE", "QR_LIMIT_STR_SCENE")


class QrCodes:
    """By ticket. The same permanent scene gives the same ticket again."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.rows: dict[str, QrCode] = {}
        self.made = 0

    def create(self, action: str, scene: Any, seconds: int, now: float) -> QrCode:
        """Raises 40052, 40053 and 45029."""
        if action not in _TEMPORARY_ACTIONS + _PERMANENT_ACTIONS:
            raise OfficialAccountError(40052)
        scene_id, scene_str = _scene(action, scene)
        if action in _TEMPORARY_ACTIONS:
            if not 1 <= seconds <= LONGEST:
                raise OfficialAccountError(40053, "expire_seconds")
            code = self._new(action, scene_id, scene_str, now)
            code.expires_at = int(now) + seconds
            return code
        for code in self.rows.values():
            if not code.expires_at and (code.scene_id, code.scene_str) == (scene_id, scene_str):
                return code
        if sum(not code.expires_at for code in self.rows.values()) >= _PERMANENT:
            raise OfficialAccountError(45029)
        return self._new(action, scene_id, scene_str, now)

    def living(self, now: float) -> list[QrCode]:
        return [code for code in self.rows.values() if not code.expires_at or code.expires_at > now]

    def with_scene(self, scene: str, now: float) -> QrCode | None:
        """The newest living code with this scene."""
        return next((code for code in reversed(self.living(now)) if code.scene == scene), None)

    def forget_expired(self, now: float) -> None:
        self.rows = {code.ticket: code for code in self.living(now)}

    def _new(self, action: str, scene_id: int, scene_str: str, now: float) -> QrCode:
        self.made += 1
        digest = hashlib.sha512(f"{self._seed}|qr|{self.made}".encode()).digest()
        ticket = "gQ" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
        self.rows[ticket] = QrCode(ticket, action, int(now), 0, scene_id, scene_str)
        return self.rows[ticket]


def _scene(action: str, scene: Any) -> tuple[int, str]:
    if not isinstance(scene, dict):
        raise OfficialAccountError(40053)
    if "STR" in action:
        text = scene.get("scene_str")
        if not isinstance(text, str) or not 1 <= len(text) <= 64:
            raise OfficialAccountError(40053, "scene_str")
        return 0, text
    number = scene.get("scene_id")
    highest = _PERMANENT if action in _PERMANENT_ACTIONS else 2**32 - 1
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= highest:
        raise OfficialAccountError(40053, "scene_id")
    return number, ""
