"""Looks again at people something happened to."""

from __future__ import annotations

from huayuan.events.api import PeopleProjection
from huayuan.segments.lifecycle.contracts import PROJECTION
from huayuan.segments.lifecycle.keeping import look_again

PROJECTIONS = (PeopleProjection(PROJECTION, look_again),)
