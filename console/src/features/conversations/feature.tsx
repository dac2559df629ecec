import { CustomerServiceOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/conversations", load: () => import("./screens/Conversations") },
    { path: "/conversations/accounts", load: () => import("./screens/Accounts") },
    { path: "/conversations/:id", load: () => import("./screens/Conversation") },
  ],
  nav: [
    {
      group: "interact",
      order: 50,
      to: "/conversations",
      label: "conversations:nav",
      icon: <CustomerServiceOutlined />,
      anyOf: ["messages.read"],
    },
  ],
} satisfies Feature;
