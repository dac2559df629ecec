import type { Kind } from "../model";

/** Invented people: numbers of the 199 series that belong to nobody here. */
const EXAMPLES: Record<Kind, string[][]> = {
  orders: [
    ["订单号", "手机号", "客户姓名", "下单时间", "实付金额", "商品名称", "数量", "订单状态"],
    [
      "S20260301001",
      "19900000001",
      "王芳",
      "2026-03-01 10:12:00",
      "128.00",
      "桂花护手霜 75ml",
      "2",
      "已付款",
    ],
    ["S20260301002", "19900000002", "李娜", "2026-03-01 11:40:00", "59.00", "旅行三件套", "1", "已付款"],
    ["S20260302001", "19900000001", "王芳", "2026-03-02 09:05:00", "199.00", "香氛礼盒", "1", "已退款"],
  ],
  customers: [
    ["手机号", "姓名", "会员号", "性别", "城市", "生日", "标签"],
    ["19900000001", "王芳", "M0001", "女", "上海", "1990-05-12", "金卡"],
    ["19900000002", "李娜", "M0002", "女", "杭州", "", "银卡"],
  ],
};

/** A small file that shows which columns are understood. */
export function saveExample(kind: Kind, name: string): void {
  const text = EXAMPLES[kind].map((row) => row.join(",")).join("\r\n");
  // Excel takes UTF-8 for what it is only after this mark.
  const url = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: url, download: `${name}.csv` }).click();
  URL.revokeObjectURL(url);
}
