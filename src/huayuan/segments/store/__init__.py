"""The only place of segments that selects and inserts."""

from huayuan.segments.store import members, segments

__all__ = ["members", "segments"]
