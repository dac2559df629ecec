"""Numbers of group welcomes [92366]."""

from __future__ import annotations

TEXT_BYTES = 3000
NICKNAME = "%NICKNAME%"  # stands for the name of who comes in
