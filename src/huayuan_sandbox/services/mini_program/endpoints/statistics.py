"""datacube/…: figures of whole days up to yesterday, ready at eight in the morning."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.mini_program.call import Call, Endpoint
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.models import DayCount
from huayuan_sandbox.services.mini_program.program import Program
from huayuan_sandbox.services.mini_program.visits import day_number, day_text
from huayuan_sandbox.world.clock import local_midnight

_READY_AT = 8 * 3600
_RETAINED_AFTER = (0, 1, 2, 3, 4, 5, 6, 7, 14, 30)


def dailysummarytrend(call: Call[Program]) -> dict[str, Any]:
    text, day = _day(call)
    total = call.app.visits.total_visitors(text)
    row = {"ref_date": text, "visit_total": total, "share_pv": day.shares, "share_uv": len(day.sharers)}
    return {"list": [row]}


def dailyvisittrend(call: Call[Program]) -> dict[str, Any]:
    text, day = _day(call)
    visitors = len(day.visitors)
    row = {
        "ref_date": text, "session_cnt": day.sessions, "visit_pv": day.pv, "visit_uv": visitors,
        "visit_uv_new": len(day.new), "stay_time_uv": round(day.seconds / visitors, 4) if visitors else 0,
        "stay_time_session": round(day.seconds / day.sessions, 4) if day.sessions else 0,
        "visit_depth": round(day.pv / day.sessions, 4) if day.sessions else 0,
    }  # fmt: skip
    return {"list": [row]}


def dailyretaininfo(call: Call[Program]) -> dict[str, Any]:
    """Of the people of this day, how many came again `key` days later (up to yesterday)."""
    text, day = _day(call)
    number = next(n for n in range(day_number(call.now), 0, -1) if day_text(n) == text)
    fresh, everybody = [], []
    for after in _RETAINED_AFTER:
        if number + after >= day_number(call.now):
            break
        back = call.app.visits.days.get(day_text(number + after), DayCount()).visitors
        fresh.append({"key": after, "value": len(day.new & back)})
        everybody.append({"key": after, "value": len(day.visitors & back)})
    return {"ref_date": text, "visit_uv_new": fresh, "visit_uv": everybody}


def visitpage(call: Call[Program]) -> dict[str, Any]:
    text, day = _day(call)
    rows = [
        {
            "page_path": path, "page_visit_pv": page.pv, "page_visit_uv": len(page.visitors),
            "page_staytime_pv": round(page.seconds / page.pv, 4) if page.pv else 0,
            "entrypage_pv": page.entries, "exitpage_pv": page.exits,
            "page_share_pv": page.shares, "page_share_uv": len(page.sharers),
        }
        for path, page in sorted(day.pages.items(), key=lambda row: -row[1].pv)[:200]
    ]  # fmt: skip
    return {"ref_date": text, "list": rows}


def visitdistribution(call: Call[Program]) -> dict[str, Any]:
    """The scene numbers stand for themselves; the platform groups them by an undocumented key."""
    text, day = _day(call)
    sources = [{"key": scene, "value": count} for scene, count in sorted(day.sources.items())]
    return {"ref_date": text, "list": [{"index": "access_source_session_cnt", "item_list": sources}]}


def _day(call: Call[Program]) -> tuple[str, DayCount]:
    """The one day asked for. Raises 61500, 61501 and 61503."""
    begin, end = call.text("begin_date"), call.text("end_date")
    if len(begin) != 8 or not begin.isdigit() or len(end) != 8 or not end.isdigit():
        raise WeixinError(61500)
    yesterday = day_text(day_number(call.now) - 1)
    if begin != end or end > yesterday:
        raise WeixinError(61501)
    if end == yesterday and call.now < local_midnight(call.now) + _READY_AT:
        raise WeixinError(61503)
    return end, call.app.visits.days.get(end, DayCount())


ENDPOINTS: dict[str, tuple[str, Endpoint[Program]]] = {
    "datacube/getweanalysisappiddailysummarytrend": ("POST", dailysummarytrend),
    "datacube/getweanalysisappiddailyvisittrend": ("POST", dailyvisittrend),
    "datacube/getweanalysisappiddailyretaininfo": ("POST", dailyretaininfo),
    "datacube/getweanalysisappidvisitpage": ("POST", visitpage),
    "datacube/getweanalysisappidvisitdistribution": ("POST", visitdistribution),
}
