"""The door of `insights`."""

from __future__ import annotations

from huayuan.insights.calendar import days_until, period
from huayuan.insights.contracts import Measures, Overview, Period
from huayuan.insights.overview import overview

__all__ = ["Measures", "Overview", "Period", "days_until", "overview", "period"]
