import { CustomerServiceOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/staff-work", load: () => import("./screens/Figures") },
    { path: "/staff-work/words", load: () => import("./screens/WordRules") },
  ],
  nav: [
    {
      group: "stores",
      order: 20,
      to: "/staff-work",
      label: "staff_work:nav",
      icon: <CustomerServiceOutlined />,
      anyOf: ["insights.read"],
    },
  ],
} satisfies Feature;
