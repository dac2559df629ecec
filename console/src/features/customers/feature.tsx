import { UserOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/customers", load: () => import("./screens/CustomerList") },
    { path: "/customers/conflicts", load: () => import("./screens/Conflicts") },
    { path: "/customers/:id", load: () => import("./screens/Customer") },
    { path: "/customers/:id/merge", load: () => import("./screens/Merge") },
    { path: "/customers/:id/:part", load: () => import("./screens/Customer") },
  ],
  nav: [
    {
      group: "customers",
      order: 10,
      to: "/customers",
      label: "customers:nav",
      icon: <UserOutlined />,
      anyOf: ["customers.read"],
    },
  ],
} satisfies Feature;
