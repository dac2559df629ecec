"""Small databases of LinkWeChat and MoChat, made from their published tables and columns; the people are invented."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

Table = list[dict[str, Any]]
CORP = "ww0123456789abcdef"
ADDED = "2025-06-01 10:00:00"


def linkwechat(customers: int = 3) -> dict[str, Table]:
    friends: Table = [
        {
            "id": 100 + n, "external_userid": f"wm{n:04d}", "customer_name": f"客户{n} 🌿", "customer_type": 1, "avatar": None,
            "gender": 2, "unionid": f"o-union-{n:04d}", "birthday": None, "corp_name": None, "add_user_id": "ZhangSan",
            "add_time": ADDED, "track_state": 1, "phone": "13800138000" if n == 0 else None, "add_method": 1,
            "state": "we_qr_live_1" if n == 0 else None, "remark_name": f"备注{n}", "del_flag": 0, "loss_time": None,
            "create_time": ADDED, "update_time": "2025-06-02 10:00:00",
        }
        for n in range(customers)
    ]  # fmt: skip
    lost = {
        "id": 900,
        "add_user_id": "LiSi",
        "track_state": 5,
        "loss_time": "2025-07-01 09:00:00",
        "state": None,
    }
    friends.append(friends[0] | lost)  # the same customer was a friend of LiSi
    friends.append(friends[0] | {"id": 901, "external_userid": None})
    base = {"del_flag": 0, "create_time": ADDED, "update_time": ADDED}
    return {
        "we_corp_account": [{"id": 1, "corp_id": CORP, "company_name": "花园茶业", "del_flag": 0}],
        "sys_user": [{"user_id": 1, "we_user_id": "ZhangSan", "user_name": "张三"}, {"user_id": 2, "we_user_id": "LiSi", "user_name": "李四"}],
        "we_customer": friends,
        "we_tag_group": [base | {"id": 1, "group_id": "etG1", "group_name": "等级", "group_tag_type": 1}],
        "we_tag": [
            base | {"id": 11, "tag_id": "et1", "group_id": "etG1", "name": "金卡", "tag_type": 1},
            base | {"id": 12, "tag_id": "et2", "group_id": "etG1", "name": "群标签", "tag_type": 2},
        ],
        "we_flower_customer_tag_rel": [
            base | {"id": 1, "external_userid": "wm0000", "tag_id": "et1", "user_id": "ZhangSan", "is_company_tag": 1},
            base | {"id": 2, "external_userid": "wm0001", "tag_id": "et1", "user_id": "ZhangSan", "is_company_tag": 1},
            base | {"id": 3, "external_userid": "wm0001", "tag_id": "et9", "user_id": "ZhangSan", "is_company_tag": 1},
            base | {"id": 4, "external_userid": "wm0001", "tag_id": "et1", "user_id": "LiSi", "is_company_tag": 0},
        ],
        "we_category": [{"id": 5, "name": "门店海报"}],
        "we_qr_code": [
            base | {"id": 1, "name": "静安店活码", "group_id": 5, "type": 2, "state": "we_qr_live_1", "config_id": "cfg1", "qr_code": "https://wework.qpic.cn/1"},
            base | {"id": 2, "name": "部门活码", "group_id": 5, "type": 2, "state": "we_qr_live_2", "config_id": "cfg2", "qr_code": "https://wework.qpic.cn/2"},
            base | {"id": 3, "name": "旧活码", "group_id": 5, "type": 1, "state": "we_qr_live_3", "config_id": "cfg3", "qr_code": "x", "del_flag": 1},
        ],
        "we_qr_scope": [
            {"id": 1, "qr_id": 1, "type": 0, "scope_type": 1, "user_id": "ZhangSan", "party": None, "del_flag": 0},
            {"id": 2, "qr_id": 1, "type": 1, "scope_type": 1, "user_id": "LiSi", "party": None, "del_flag": 0},
            {"id": 3, "qr_id": 1, "type": 0, "scope_type": 2, "user_id": None, "party": "7", "del_flag": 0},
            {"id": 4, "qr_id": 2, "type": 0, "scope_type": 2, "user_id": None, "party": "7", "del_flag": 0},
        ],
        "we_qr_tag_rel": [base | {"id": 1, "qr_id": 1, "business_type": 1, "tag_id": "et1"}],
        "we_qr_attachments": [base | {"id": 1, "qr_id": 1, "business_type": 1, "msg_type": "text", "content": "你好 #客户昵称#"}],
        "we_material": [base | {"id": 1, "media_type": "2"}, base | {"id": 2, "media_type": "2"}, base | {"id": 3, "media_type": "4", "del_flag": 1}],
    }  # fmt: skip


def linkwechat_first() -> dict[str, Table]:
    """As it was until 2022."""
    people = [
        {"external_userid": f"wm{n:04d}", "name": f"客户{n}", "avatar": None, "type": 1, "gender": 1, "unionid": f"o-union-{n:04d}",
         "birthday": None, "corp_name": None, "corp_full_name": None, "position": None}
        for n in range(3)
    ]  # fmt: skip
    friend = {
        "user_id": "ZhangSan",
        "remark": "备注",
        "create_time": ADDED,
        "remark_mobiles": None,
        "add_way": "1",
        "state": None,
        "status": "0",
    }
    return {
        "we_corp_account": [{"id": 1, "company_name": "花园", "corp_id": CORP, "status": "0", "del_flag": "0"}],
        "we_user": [{"user_id": "ZhangSan", "name": "张三"}],
        "we_customer": people,
        "we_flower_customer_rel": [
            friend | {"id": 1, "external_userid": "wm0000", "remark_mobiles": "13800138000"},
            friend | {"id": 2, "external_userid": "wm0001", "status": "1"},
            friend | {"id": 3, "external_userid": "wm0000", "user_id": "LiSi", "create_time": "2025-05-01 10:00:00"},
        ],
        "we_tag_group": [{"group_id": "etG1", "gourp_name": "等级", "status": "0"}],
        "we_tag": [{"tag_id": "et1", "group_id": "etG1", "name": "金卡", "status": "0"}],
        "we_flower_customer_tag_rel": [
            {"id": 1, "flower_customer_rel_id": 1, "tag_id": "et1", "create_time": ADDED},
            {"id": 2, "flower_customer_rel_id": 9, "tag_id": "et1", "create_time": ADDED},
        ],
        "we_material": [{"id": 1, "category_id": 1, "material_name": "海报"}],
    }  # fmt: skip


def mochat(contacts: int = 2) -> dict[str, Table]:
    stamps = {"created_at": ADDED, "updated_at": ADDED, "deleted_at": None}
    drainage = {"type": 2, "employees": [
        {"week": 0, "timeSlot": [{"employeeId": [1], "startTime": "00:00", "endTime": "00:00"}]},
        {"week": 1, "timeSlot": [{"employeeId": [1, 2], "startTime": "08:00", "endTime": "12:00"}]},
    ]}  # fmt: skip
    welcome = {"scanCodePush": 1, "messageDetail": [
        {"type": 1, "welcomeContent": "欢迎 ##客户名称##", "mediumId": ""}, {"type": 2, "status": 1, "detail": [{"chooseCycle": [1]}]},
    ]}  # fmt: skip
    friend = {"remark": "老客", "remark_mobiles": json.dumps(["13900139000"]), "add_way": 1, "state": "channelCode-1", "corp_id": 1,
              "status": 1, "create_time": ADDED}  # fmt: skip
    return {
        "mc_corp": [stamps | {"id": 1, "name": "花园", "wx_corpid": CORP}, stamps | {"id": 2, "name": "另一家", "wx_corpid": "ww-other"}],
        "mc_work_employee": [
            stamps | {"id": 1, "corp_id": 1, "wx_user_id": "ZhangSan", "name": "张三"},
            stamps | {"id": 2, "corp_id": 1, "wx_user_id": "LiSi", "name": "李四"},
            stamps | {"id": 3, "corp_id": 2, "wx_user_id": "WangWu", "name": "王五"},
        ],
        "mc_work_contact": [
            stamps | {"id": n, "corp_id": 1, "wx_external_userid": f"wm{n:04d}", "name": f"客户{n}", "nick_name": "", "avatar": "",
                      "gender": 1, "unionid": f"o-union-{n:04d}", "corp_name": "", "corp_full_name": ""}
            for n in range(1, contacts + 1)
        ] + [stamps | {"id": 900, "corp_id": 2, "wx_external_userid": "wm9999", "name": "别家客户", "nick_name": "", "avatar": "",
                       "gender": 0, "unionid": "", "corp_name": "", "corp_full_name": ""}],
        "mc_work_contact_employee": [
            stamps | friend | {"id": n, "employee_id": 1, "contact_id": n, "remark_mobiles": friend["remark_mobiles"] if n == 1 else None}
            for n in range(1, contacts + 1)
        ] + [
            stamps | friend | {"id": 901, "employee_id": 2, "contact_id": 1, "status": 2, "deleted_at": "2025-08-01 00:00:00"},
            stamps | friend | {"id": 902, "employee_id": 77, "contact_id": 1},
        ],
        "mc_work_contact_tag_group": [stamps | {"id": 1, "corp_id": 1, "group_name": "等级"}],
        "mc_work_contact_tag": [stamps | {"id": 1, "corp_id": 1, "name": "金卡", "contact_tag_group_id": 1}],
        "mc_work_contact_tag_pivot": [
            stamps | {"id": 1, "contact_id": 1, "employee_id": 1, "contact_tag_id": 1, "type": 1},
            stamps | {"id": 2, "contact_id": 2, "employee_id": 1, "contact_tag_id": 5, "type": 1},
            stamps | {"id": 3, "contact_id": 2, "employee_id": 1, "contact_tag_id": 1, "type": 2},
        ],
        "mc_channel_code_group": [stamps | {"id": 3, "corp_id": 1, "name": "线下"}],
        "mc_channel_code": [
            stamps | {"id": 1, "corp_id": 1, "group_id": 3, "name": "门店码", "qrcode_url": "https://wework.qpic.cn/m1", "wx_config_id": "mcfg1",
                      "auto_add_friend": 1, "tags": "[1]", "type": 2, "drainage_employee": json.dumps(drainage),
                      "welcome_message": json.dumps(welcome, ensure_ascii=False)},
            stamps | {"id": 2, "corp_id": 1, "group_id": 0, "name": "空码", "qrcode_url": "", "wx_config_id": "", "auto_add_friend": 1,
                      "tags": "[]", "type": 1, "drainage_employee": "[]", "welcome_message": "[]"},
        ],
        "mc_medium": [stamps | {"id": 1, "type": 2, "content": "{}", "corp_id": 1}, stamps | {"id": 2, "type": 1, "content": "{}", "corp_id": 1}],
    }  # fmt: skip


def as_sqlite(tables: dict[str, Table], path: Path) -> str:
    """A URL of a database with these tables; the first column is the key."""
    with sqlite3.connect(path) as database:
        for name, rows in tables.items():
            columns = list(rows[0])
            database.execute(f'create table "{name}" ({", ".join(columns)}, primary key ({columns[0]}))' if "id" not in columns
                             else f'create table "{name}" ({", ".join(columns)}, primary key (id))')  # fmt: skip
            database.executemany(
                f'insert into "{name}" ({", ".join(columns)}) values ({", ".join("?" * len(columns))})',
                [[row.get(column) for column in columns] for row in rows],
            )
    database.close()
    return f"sqlite:///{path}"


def as_csv(tables: dict[str, Table], folder: Path) -> str:
    """A folder of CSV files as `select … into outfile` and common tools write them."""
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            for row in rows:
                writer.writerow({key: "NULL" if row.get(key) is None else row[key] for key in rows[0]})
    return str(folder)
