import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/settings/connections", load: () => import("./screens/Connections") },
    { path: "/settings/connections/new", load: () => import("./screens/NewConnection") },
    { path: "/settings/connections/:id", load: () => import("./screens/Connection") },
  ],
  nav: [],
} satisfies Feature;
