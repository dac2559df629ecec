import { BlockOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/segments", load: () => import("./screens/Segments") },
    { path: "/segments/new", load: () => import("./screens/Builder") },
    { path: "/segments/lists", load: () => import("./screens/Lists") },
    { path: "/segments/overlap", load: () => import("./screens/Overlap") },
    { path: "/segments/:id", load: () => import("./screens/Segment") },
    { path: "/segments/:id/edit", load: () => import("./screens/Builder") },
    { path: "/segments/:id/:part", load: () => import("./screens/Segment") },
  ],
  nav: [
    {
      group: "customers",
      order: 30,
      to: "/segments",
      label: "segments:nav",
      icon: <BlockOutlined />,
      anyOf: ["segments.read"],
    },
  ],
} satisfies Feature;
