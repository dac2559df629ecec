import { UploadOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/imports", load: () => import("./screens/Imports") },
    { path: "/imports/:id", load: () => import("./screens/Import") },
  ],
  nav: [
    {
      group: "settings",
      order: 10,
      to: "/imports",
      label: "imports:nav",
      icon: <UploadOutlined />,
      anyOf: ["imports.read"],
    },
  ],
} satisfies Feature;
