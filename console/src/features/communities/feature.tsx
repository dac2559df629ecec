import { TeamOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/groups", load: () => import("./screens/Groups") },
    { path: "/groups/figures", load: () => import("./screens/Figures") },
    { path: "/groups/join-ways", load: () => import("./screens/JoinWays") },
    { path: "/groups/join-ways/:id", load: () => import("./screens/JoinWay") },
    { path: "/groups/welcomes", load: () => import("./screens/Welcomes") },
    { path: "/groups/:id", load: () => import("./screens/Group") },
  ],
  nav: [
    {
      group: "interact",
      order: 40,
      to: "/groups",
      label: "communities:nav",
      icon: <TeamOutlined />,
      anyOf: ["communities.read"],
    },
  ],
} satisfies Feature;
