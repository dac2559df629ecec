"""Keeps computed traits in step with the event stream: computed again for whoever a commit touched."""

from __future__ import annotations

from huayuan.events.api import PeopleProjection
from huayuan.profiles.traits.computing import PROJECTION, recompute

PROJECTIONS = (PeopleProjection(PROJECTION, recompute),)
