import { FolderOpenOutlined, ShoppingOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/products", load: () => import("./screens/Products") },
    { path: "/media", load: () => import("./screens/Media") },
  ],
  nav: [
    {
      group: "content",
      order: 20,
      to: "/media",
      label: "library:media.nav",
      icon: <FolderOpenOutlined />,
      anyOf: ["live_codes.read"],
    },
    {
      group: "content",
      order: 30,
      to: "/products",
      label: "library:products.nav",
      icon: <ShoppingOutlined />,
      anyOf: ["messages.read"],
    },
  ],
} satisfies Feature;
