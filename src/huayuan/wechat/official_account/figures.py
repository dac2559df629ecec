"""Figures of the account, a day late: followers by source, articles with readers and shares of their first 30 days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pyarrow as pa

from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.official_account import wire
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.limits import SUMMARY_DAYS
from huayuan.wechat.official_account.store import belongings
from huayuan.wechat.official_account.tables import FIGURES

log = get_logger("official_account.figures")
FIRST_WEEKS = 4
ARTICLE_DAYS = 30  # an article's figures change so long
_ARTICLE = ("readers", "sharers", "likers", "keepers", "comments")
Row = dict[str, Any]


class Figures:
    """What changed goes to the warehouse first, then to our own books: after a crash it is told again."""

    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def read(self, connection_id: int, today: str, warehouse: Warehouse) -> int:
        """Everything that may have changed before `today`; answers how many figures did.

        Raises Refused (61503 while they are not ready) and WarehouseDown.
        """
        client = self._clients.of(connection_id)
        last = date.fromisoformat(today) - timedelta(days=1)
        days = [row for first, end in self._weeks(client, last) for row in _follower_days(client, first, end)]
        articles = [
            row
            for number in range(ARTICLE_DAYS)
            for row in _article_days(client, last - timedelta(days=number))
        ]
        with self._uow.read() as tx:
            days = belongings.changed_follower_days(tx.session, days)
            articles = belongings.changed_article_days(tx.session, articles)
            version = int(tx.now.timestamp())
        carry(warehouse, [*_follower_figures(days), *_article_figures(articles)], version)
        with self._uow.begin() as tx:
            belongings.save_follower_days(tx.session, days)
            belongings.save_article_days(tx.session, articles)
        return len(days) + len(articles)

    def _weeks(self, client: OfficialAccountClient, last: date) -> list[tuple[date, date]]:
        """The week up to `last`; of an account nothing is known about yet, four."""
        with self._uow.read() as tx:
            known = belongings.has_follower_days(tx.session, client.connection.account)
        ends = [last - timedelta(days=SUMMARY_DAYS * number) for number in range(1 if known else FIRST_WEEKS)]
        return [(end - timedelta(days=SUMMARY_DAYS - 1), end) for end in ends]


def _follower_days(client: OfficialAccountClient, first: date, last: date) -> list[Row]:
    by_day: dict[str, list[wire.UserSummary]] = defaultdict(list)
    for row in client.user_summary(first, last):
        by_day[row.ref_date].append(row)
    totals = {row.ref_date: row.cumulate_user for row in client.user_cumulate(first, last)}
    return [
        {
            "account": client.connection.account, "day": date.fromisoformat(day),
            "gained": sum(one.new_user for one in by_day[day]),
            "lost": sum(one.cancel_user for one in by_day[day]), "total": totals.get(day),
            "by_source": {str(one.user_source): [one.new_user, one.cancel_user] for one in by_day[day]},
        }
        for day in sorted({*by_day, *totals})
    ]  # fmt: skip


def _article_days(client: OfficialAccountClient, day: date) -> list[Row]:
    """Those published on `day`. An account without the figures (48001), or a day before there were any (61501), has
    none, and that is no failure."""
    try:
        articles = client.articles_of(day).rows
    except Refused as refusal:
        if refusal.reaction is not Reaction.GIVE_UP:
            raise
        log.info("official_account.no_article_figures", errcode=refusal.errcode)
        return []
    account = client.connection.account
    return [_article_day(account, day, article, one) for article in articles for one in article.detail_list]


def _article_day(account: str, day: date, article: wire.ArticleDetail, one: wire.ArticleDetailDay) -> Row:
    return {
        "account": account, "article": article.msgid[:64], "day": date.fromisoformat(one.stat_date),
        "published_on": day, "title": article.title[:200], "url": article.content_url, "readers": one.read_user,
        "sharers": one.share_user, "likers": one.like_user, "keepers": one.collection_user,
        "comments": one.comment_count,
    }  # fmt: skip


def _follower_figures(days: Sequence[Row]) -> Iterable[tuple[str, str, str, date, int]]:
    """(account, figure, item, day, value)"""
    for row in days:
        account, day = row["account"], row["day"]
        if row["total"] is not None:
            yield account, "followers_total", "", day, row["total"]
        for source, (gained, lost) in row["by_source"].items():
            yield account, "followers_gained", source, day, gained
            yield account, "followers_lost", source, day, lost


def _article_figures(articles: Sequence[Row]) -> Iterable[tuple[str, str, str, date, int]]:
    for row in articles:
        for name in _ARTICLE:
            yield row["account"], f"article_{name}", row["article"], row["day"], row[name]


def carry(warehouse: Warehouse, figures: Sequence[tuple[str, str, str, date, int]], version: int) -> None:
    """(account, figure, item, day, value) each, into the warehouse."""
    if not figures:
        return
    accounts, names, items, days, values = zip(*figures, strict=True)
    batch = pa.table({
        "account": pa.array(accounts, pa.string()), "figure": pa.array(names, pa.string()),
        "item": pa.array(items, pa.string()),
        "day": pa.array([datetime.combine(day, time(), UTC) for day in days], pa.timestamp("us", "UTC")),
        "value": pa.array(values, pa.int64()), "version": pa.array([version] * len(values), pa.int64()),
    })  # fmt: skip
    warehouse.append(FIGURES.name, batch, token=str(uuid5(NAMESPACE_OID, repr((figures, version)))))
