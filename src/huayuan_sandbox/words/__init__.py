"""What the pages say, in Chinese and English: name → (Chinese, English). Names are used once."""

from __future__ import annotations

from huayuan_sandbox.words import customers, phones, staff, world

WORDS: dict[str, tuple[str, str]] = {**world.WORDS, **phones.WORDS, **customers.WORDS, **staff.WORDS}
