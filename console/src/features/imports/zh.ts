export default {
  nav: "数据导入",
  title: "数据导入",
  purpose: "把历史订单和客户名单搬进来，按手机号自动合并到同一位客户。",
  file: "文件",
  kind: "内容",
  kinds: { orders: "订单", customers: "客户" },
  status: "状态",
  accepted: "已导入",
  rejected: "未导入",
  created: "开始于",
  none: "还没有导入过数据",
  noneWhy: "支持 CSV 和 Excel，导入前可以核对每一列对应什么。",
};
