import { PayCircleOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/payments", load: () => import("./screens/Orders") },
    { path: "/payments/refunds", load: () => import("./screens/Refunds") },
    { path: "/payments/transfers", load: () => import("./screens/Transfers") },
    { path: "/payments/stocks", load: () => import("./screens/Stocks") },
    { path: "/payments/coupons", load: () => import("./screens/Coupons") },
  ],
  nav: [
    {
      group: "trade",
      order: 50,
      to: "/payments",
      label: "payments:nav",
      icon: <PayCircleOutlined />,
      anyOf: ["payments.read"],
    },
  ],
} satisfies Feature;
