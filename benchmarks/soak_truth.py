"""What the platform answers without faults against what is stored, for `soak.py`."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from soak import Soak


class Truth:
    def __init__(self, soak: Soak) -> None:
        self.soak = soak

    def compare(self) -> dict[str, Any]:
        found = {**self.compare_friends(), **self.compare_groups(), **self.compare_followers()}
        found |= self.compare_orders() | self.count_records()
        self.soak.server.stop()
        return found | self.count_events()

    def token(self, kind: str) -> tuple[str, str]:
        known = self.soak.sandbox.get("/sandbox/control/credentials").json()["services"][kind]
        if kind == "wecom":
            query, path = {"corpid": known["corp_id"], "corpsecret": known["secret"]}, "/cgi-bin/gettoken"
        else:
            query = {"grant_type": "client_credential", "appid": known["appid"], "secret": known["secret"]}
            path = f"/{kind}/cgi-bin/token"
        return self.soak.sandbox.get(path, params=query).json()["access_token"], path.rpartition("/")[0]

    def compare_friends(self) -> dict[str, int]:
        token, _ = self.token("wecom")
        ask = lambda path, **query: self.soak.sandbox.get(  # noqa: E731
            f"/cgi-bin/externalcontact/{path}", params={"access_token": token, **query}
        ).json()
        theirs = {
            (userid, external)
            for userid in ask("get_follow_user_list")["follow_user"]
            for external in ask("list", userid=userid).get("external_userid", [])
        }
        join = "FROM staff_contact c JOIN staff s ON s.id = c.staff_id WHERE s.active AND s.serves"
        of_open = self.soak.rows(f"SELECT s.userid, c.external_userid {join} AND c.removed_at IS NULL")
        # Whom the customer deleted stays in the member's list: ended for us, listed by the platform.
        left = set(self.soak.rows(f"SELECT s.userid, c.external_userid {join} AND c.removed_by = 'customer'"))
        return {
            "friends": len(theirs),
            "friends_missing": len(theirs - set(of_open) - left),
            "friends_too_many": len(set(of_open) - theirs),
            "friends_doubled": len(of_open) - len(set(of_open)),
        }

    def compare_groups(self) -> dict[str, int]:
        items = self.soak.control("wecom/groups")["items"]
        theirs = {one["chat_id"]: one["members"] for one in items if not one["dismissed"]}
        ours = dict(self.soak.rows("SELECT chat_id, members FROM customer_group WHERE dismissed_at IS NULL"))
        inside = "SELECT count(*) FROM (SELECT 1 FROM group_member WHERE left_at IS NULL GROUP BY group_id, member_key HAVING count(*) > 1)"
        different = {chat: members for chat, members in theirs.items() if ours.get(chat) != members}
        if different:
            print(f"groups with another number of members: {different}; ours: {ours}", file=sys.stderr)
        return {
            "groups": len(theirs),
            "groups_different": len(different),
            "groups_too_many": len(ours.keys() - theirs.keys()),
            "group_members_doubled": self.soak.number(inside),
        }

    def compare_followers(self) -> dict[str, int]:
        if "official_account" not in self.soak.connections:
            return {}
        (token, prefix), theirs, after = self.token("official_account"), set[str](), ""
        while True:
            query = {"access_token": token, "next_openid": after}
            page = self.soak.sandbox.get(f"{prefix}/user/get", params=query).json()
            theirs |= set((page.get("data") or {}).get("openid", []))
            after = page.get("next_openid", "")
            if not after or not page.get("count"):
                break
        ours = {
            row[0] for row in self.soak.rows("SELECT openid FROM official_account_follower WHERE subscribed")
        }
        return {
            "followers": len(theirs),
            "followers_missing": len(theirs - ours),
            "followers_too_many": len(ours - theirs),
        }

    def compare_orders(self) -> dict[str, int]:
        """Of the shop of the mini program; those of tills and web come as events."""
        doubled = self.soak.number(
            "SELECT count(*) FROM (SELECT 1 FROM orders GROUP BY source, order_no HAVING count(*) > 1)"
        )
        found = {"orders": self.soak.number("SELECT count(*) FROM orders"), "orders_doubled": doubled}
        if "channels" not in self.soak.connections:
            return found
        token, _ = self.token("channels")
        now, key, theirs = int(time.time()), "", set[str]()
        while True:
            body = {
                "create_time_range": {"start_time": now - 6 * 86_400, "end_time": now + 60},
                "page_size": 100,
            }
            url, query = "/channels/channels/ec/order/list/get", {"access_token": token}
            page = self.soak.sandbox.post(url, params=query, json={**body, "next_key": key}).json()
            theirs |= {str(one) for one in page.get("order_id_list", [])}
            key = page.get("next_key", "")
            if not page.get("has_more"):
                break
        ours = {row[0] for row in self.soak.rows("SELECT order_no FROM orders")}
        return found | {"shop_orders": len(theirs), "shop_orders_missing": len(theirs - ours)}

    def count_records(self) -> dict[str, Any]:
        status = self.soak.status()
        said = [
            json.loads(line) for line in self.soak.sandbox.get("/sandbox/control/welcomes").text.splitlines()
        ]
        kept = self.soak.number("SELECT count(*) FROM connection_callback")
        codes = "SELECT json_extract(address, '$.welcome_code') code FROM message WHERE code IS NOT NULL"
        return {
            "callbacks_delivered": status["callbacks_sent"],
            "callbacks_kept": kept,
            "callbacks_not_kept": max(0, status["callbacks_sent"] - kept),
            "callbacks_not_done": self.soak.number(
                "SELECT count(*) FROM connection_callback WHERE outcome IS NOT 'done'"
            ),
            "callbacks_on_purpose": {
                name: status[f"callbacks_{name}"]
                for name in ("lost", "duplicated", "unheard", "dripped", "retried")
            },
            "jobs_dead": self.soak.number("SELECT count(*) FROM job WHERE state = 'dead'"),
            "dead_jobs": self.dead_jobs(),
            "welcomes": dict(Counter(one["status"] for one in said)),
            "welcomes_accepted_twice": sum(len(times) > 1 for times in self.soak.welcomes_taken.values()),
            "welcomes_in_ledger_twice": self.soak.number(
                f"SELECT count(*) - count(DISTINCT code) FROM ({codes})"
            ),
            "events_sent": status["events_sent"],
            "events_not_taken": status["events_failed"] + status["events_rejected"],
            "friends_made_by_world": status["friends_added"],
            "faults_injected": status["faults_injected"],
            "api_calls": status["api_calls"],
        }

    def dead_jobs(self) -> list[str]:
        """The task and the last line of what went wrong."""
        rows = self.soak.rows("SELECT task, error FROM job WHERE state = 'dead' LIMIT 20")
        return [f"{task}: {(error or '').strip().rpartition(chr(10))[2][:200]}" for task, error in rows]

    def count_events(self) -> dict[str, int]:
        with duckdb.connect(str(self.soak.folder / "warehouse.duckdb"), read_only=True) as warehouse:
            ask = lambda sql: int(warehouse.execute(sql).fetchall()[0][0])  # noqa: E731
            events = ask("SELECT count(*) FROM events")
            twice = "SELECT count(*) FROM (SELECT 1 FROM events WHERE event = 'contact_added' GROUP BY account, staff_id, person_id, occurred_at HAVING count(*) > 1)"
            return {
                "events": events,
                "events_doubled": events - ask("SELECT count(DISTINCT event_id) FROM events"),
                "friends_told": ask("SELECT count(*) FROM events WHERE event = 'contact_added'"),
                "friends_told_twice": ask(twice),
            }
