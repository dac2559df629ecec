"""Figures of the account, a day late: followers by source, articles with readers and shares of their first 30 days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.official_account import wire
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.limits import SUMMARY_DAYS
from huayuan.wechat.official_account.store import belongings

log = get_logger("official_account.figures")
ARTICLE_DAYS = 30  # an article's figures change so long


class Figures:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def read(self, connection_id: int, today: str) -> None:
        """Everything that may have changed before `today`. Raises Refused (61503 while it is not ready)."""
        client = self._clients.of(connection_id)
        last = date.fromisoformat(today) - timedelta(days=1)
        self._followers(client, last - timedelta(days=SUMMARY_DAYS - 1), last)
        for number in range(ARTICLE_DAYS):
            self._articles(client, last - timedelta(days=number))

    def _followers(self, client: OfficialAccountClient, first: date, last: date) -> None:
        by_day: dict[str, list[wire.UserSummary]] = defaultdict(list)
        for row in client.user_summary(first, last):
            by_day[row.ref_date].append(row)
        totals = {row.ref_date: row.cumulate_user for row in client.user_cumulate(first, last)}
        rows = [
            {
                "account": client.connection.account, "day": date.fromisoformat(day),
                "gained": sum(one.new_user for one in by_day[day]),
                "lost": sum(one.cancel_user for one in by_day[day]), "total": totals.get(day),
                "by_source": {str(one.user_source): [one.new_user, one.cancel_user] for one in by_day[day]},
            }
            for day in sorted({*by_day, *totals})
        ]  # fmt: skip
        with self._uow.begin() as tx:
            belongings.save_follower_days(tx.session, rows)

    def _articles(self, client: OfficialAccountClient, day: date) -> None:
        """Those published on `day`. An account without the figures (48001), or a day before there were any (61501), has
        none, and that is no failure."""
        try:
            articles = client.articles_of(day).rows
        except Refused as refusal:
            if refusal.reaction is not Reaction.GIVE_UP:
                raise
            log.info("official_account.no_article_figures", errcode=refusal.errcode)
            return
        account = client.connection.account
        rows = [_row(account, day, article, one) for article in articles for one in article.detail_list]
        with self._uow.begin() as tx:
            belongings.save_article_days(tx.session, rows)


def _row(account: str, day: date, article: wire.ArticleDetail, one: wire.ArticleDetailDay) -> dict[str, Any]:
    return {
        "account": account, "article": article.msgid[:64], "day": date.fromisoformat(one.stat_date),
        "published_on": day, "title": article.title[:200], "url": article.content_url, "readers": one.read_user,
        "sharers": one.share_user, "likers": one.like_user, "keepers": one.collection_user,
        "comments": one.comment_count,
    }  # fmt: skip
