import { ProfileOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [{ path: "/traits", load: () => import("./screens/Traits") }],
  nav: [
    {
      group: "customers",
      order: 50,
      to: "/traits",
      label: "traits:nav",
      icon: <ProfileOutlined />,
      anyOf: ["customers.read"],
    },
  ],
} satisfies Feature;
