import { NotificationOutlined, PictureOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/mass-messages", load: () => import("./screens/Masses") },
    { path: "/mass-messages/new", load: () => import("./screens/NewMass") },
    { path: "/mass-messages/:id", load: () => import("./screens/Mass") },
    { path: "/moments", load: () => import("./screens/Moments") },
    { path: "/moments/new", load: () => import("./screens/NewMoment") },
    { path: "/moments/:id", load: () => import("./screens/Moment") },
  ],
  nav: [
    {
      group: "interact",
      order: 20,
      to: "/mass-messages",
      label: "outreach:nav",
      icon: <NotificationOutlined />,
      anyOf: ["messages.read"],
    },
    {
      group: "interact",
      order: 30,
      to: "/moments",
      label: "outreach:moments.nav",
      icon: <PictureOutlined />,
      anyOf: ["messages.read"],
    },
  ],
} satisfies Feature;
