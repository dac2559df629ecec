"""Statistics of the day before: followers, articles, messages, callbacks."""

from __future__ import annotations

from datetime import date
from typing import Any

from huayuan_sandbox.services.official_account.call import Call, Endpoint
from huayuan_sandbox.services.official_account.letters import article_urls
from huayuan_sandbox.services.official_account.models import Article
from huayuan_sandbox.services.official_account.statistics import ArticleDay, day_of, span

_DETAIL_DAYS, _TOTAL_DAYS = 30, 7


def usersummary(call: Call) -> dict[str, Any]:
    rows = []
    for day, book in _books(call, 7):
        for source in sorted({*book.new, *book.gone}):
            rows.append({"ref_date": day, "user_source": source, "new_user": book.new.get(source, 0),
                         "cancel_user": book.gone.get(source, 0)})  # fmt: skip
    return {"list": rows}


def usercumulate(call: Call) -> dict[str, Any]:
    statistics, present = call.account.statistics, call.account.followers.present
    days = span(call.text("begin_date"), call.text("end_date"), 7, call.now)
    rows = [
        {"ref_date": day, "user_source": 0, "cumulate_user": statistics.fans_on(day, present)} for day in days
    ]
    return {"list": rows}


def articlesummary(call: Call) -> dict[str, Any]:
    """Retired in 2025-11; still answers."""
    rows = []
    for day, book in _books(call, 1):
        for article, counted in _articles(call, book.articles):
            rows.append({
                "ref_date": day, "msgid": f"{article.msg_data_id}_1", "title": article.articles[0]["title"],
                "user_source": 0, **_old_reading(counted.readers, counted.sharers),
            })  # fmt: skip
    return {"list": rows}


def articletotal(call: Call) -> dict[str, Any]:
    """Retired in 2025-11; still answers: of articles published on that day, sums up to each of their first seven days."""
    (day,) = span(call.text("begin_date"), call.text("end_date"), 1, call.now)
    found = [one for one in call.account.content.living(call.now) if day_of(one.at) == day]
    return {
        "list": [
            {
                "ref_date": day,
                "msgid": f"{one.msg_data_id}_1",
                "title": one.articles[0]["title"],
                "details": _sums(call, one, day),
            }
            for one in found
        ]
    }


def userread(call: Call) -> dict[str, Any]:
    """Retired in 2025-11; still answers. The world knows no sources, so all of them together (99999999)."""
    rows = []
    for day, book in _books(call, 3):
        readers = sum(one.readers for one in book.articles.values())
        sharers = sum(one.sharers for one in book.articles.values())
        rows.append({"ref_date": day, "user_source": 99999999, **_old_reading(readers, sharers)})
    return {"list": rows}


def usershare(call: Call) -> dict[str, Any]:
    """Retired in 2025-11; still answers. Where to is not known to the world: elsewhere (255)."""
    shared = [(day, sum(one.sharers for one in book.articles.values())) for day, book in _books(call, 7)]
    return {
        "list": [
            {"ref_date": day, "share_scene": 255, "share_user": number, "share_count": number}
            for day, number in shared
            if number
        ]
    }


def articleread(call: Call) -> dict[str, Any]:
    rows = [
        {"ref_date": day, "msgid": f"{article.msg_data_id}_1", "detail": _reading(counted.readers)}
        for day, book in _books(call, 1)
        for article, counted in _articles(call, book.articles)
    ]
    return {"list": rows, "is_delay": False}


def articleshare(call: Call) -> dict[str, Any]:
    rows = [
        {"ref_date": day, "msgid": f"{article.msg_data_id}_1", "detail": {"share_user": counted.sharers}}
        for day, book in _books(call, 1)
        for article, counted in _articles(call, book.articles)
        if counted.sharers
    ]
    return {"list": rows, "is_delay": False}


def bizsummary(call: Call) -> dict[str, Any]:
    rows = []
    for day, book in _books(call, 30):
        readers = sum(one.readers for one in book.articles.values())
        sharers = sum(one.sharers for one in book.articles.values())
        sent = sum(day_of(one.at) == day for one in call.account.content.published.values())
        rows.append({"ref_date": day, "detail": {
            **_reading(readers), "share_user": sharers, "zaikan_user": 0, "like_user": 0, "comment_count": 0,
            "collection_user": 0, "redirect_ori_page_user": 0, "send_page_count": sent,
        }})  # fmt: skip
    return {"list": rows, "is_delay": False}


def articletotaldetail(call: Call) -> dict[str, Any]:
    """Every article published on that day, with its days since."""
    (day,) = span(call.text("begin_date"), call.text("end_date"), 1, call.now)
    found = [one for one in call.account.content.living(call.now) if day_of(one.at) == day]
    return {"list": [_detail(call, article, day) for article in found], "is_delay": False}


def upstreammsg(call: Call) -> dict[str, Any]:
    rows = [
        {"ref_date": day, "user_source": 0, "msg_type": kind, "msg_user": len(book.writers.get(kind, ())),
         "msg_count": count}
        for day, book in _books(call, 7)
        for kind, count in sorted(book.written.items())
    ]  # fmt: skip
    return {"list": rows}


def interfacesummary(call: Call) -> dict[str, Any]:
    rows = [
        {"ref_date": day, "callback_count": book.callbacks, "fail_count": book.failures, "total_time_cost": 0,
         "max_time_cost": 0}
        for day, book in _books(call, 30)
    ]  # fmt: skip
    return {"list": rows}


def _books(call: Call, longest: int) -> Any:
    days = span(call.text("begin_date"), call.text("end_date"), longest, call.now)
    known = call.account.statistics.days
    return [(day, known[day]) for day in days if day in known]


def _articles(call: Call, counted: dict[str, ArticleDay]) -> list[tuple[Article, ArticleDay]]:
    published = call.account.content.published
    return [(published[number], row) for number, row in counted.items() if number in published]


def _reading(readers: int) -> dict[str, Any]:
    """Three of four readers come from the message itself."""
    told = readers * 3 // 4
    sources = (("全部", readers), ("公众号消息", told), ("朋友圈", (readers - told) // 2),
               ("其他", readers - told - (readers - told) // 2))  # fmt: skip
    return {
        "read_user": readers,
        "read_user_source": [{"user_count": count, "scene_desc": name} for name, count in sources],
    }


def _old_reading(readers: int, sharers: int) -> dict[str, int]:
    """A second look counts nothing, so there are as many readings as readers."""
    return {
        "int_page_read_user": readers, "int_page_read_count": readers, "ori_page_read_user": 0,
        "ori_page_read_count": 0, "share_user": sharers, "share_count": sharers, "add_to_fav_user": 0,
        "add_to_fav_count": 0,
    }  # fmt: skip


def _sums(call: Call, article: Article, day: str) -> list[dict[str, Any]]:
    """Up to each day on which somebody read it."""
    first, readers, sharers, rows = date.fromisoformat(day), 0, 0, list[dict[str, Any]]()
    for name, book in sorted(call.account.statistics.days.items()):
        counted, age = book.articles.get(article.article_id), (date.fromisoformat(name) - first).days
        if counted is not None and 0 <= age < _TOTAL_DAYS and name < day_of(call.now):
            readers, sharers = readers + counted.readers, sharers + counted.sharers
            target = call.account.followers.present if article.notified else 0
            rows.append({"stat_date": name, "target_user": target, **_old_reading(readers, sharers)})
    return rows


def _detail(call: Call, article: Article, day: str) -> dict[str, Any]:
    first = date.fromisoformat(day)
    rows = []
    for name, book in sorted(call.account.statistics.days.items()):
        counted = book.articles.get(article.article_id)
        age = (date.fromisoformat(name) - first).days
        if counted is not None and 0 <= age < _DETAIL_DAYS and name < day_of(call.now):
            rows.append({
                "stat_date": name, **_reading(counted.readers), "share_user": counted.sharers,
                "zaikan_user": 0, "like_user": 0, "comment_count": 0, "collection_user": 0, "praise_money": 0,
                "read_subscribe_user": 0, "read_delivery_rate": 0.0, "read_finish_rate": 0.6,
                "read_avg_activetime": 0.8, "read_jump_position": [],
            })  # fmt: skip
    return {
        "ref_date": day, "msgid": f"{article.msg_data_id}_1", "publish_type": 0 if article.notified else 1,
        "title": article.articles[0]["title"], "content_url": article_urls(article, call.base_url)[0],
        "detail_list": rows,
    }  # fmt: skip


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "datacube/getusersummary": ("POST", usersummary),
    "datacube/getusercumulate": ("POST", usercumulate),
    "datacube/getarticlesummary": ("POST", articlesummary),
    "datacube/getarticletotal": ("POST", articletotal),
    "datacube/getuserread": ("POST", userread),
    "datacube/getusershare": ("POST", usershare),
    "datacube/getarticleread": ("POST", articleread),
    "datacube/getarticleshare": ("POST", articleshare),
    "datacube/getbizsummary": ("POST", bizsummary),
    "datacube/getarticletotaldetail": ("POST", articletotaldetail),
    "datacube/getupstreammsg": ("POST", upstreammsg),
    "datacube/getinterfacesummary": ("POST", interfacesummary),
}
