import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/settings/webhooks", load: () => import("./screens/Webhooks") },
    { path: "/settings/webhooks/:id", load: () => import("./screens/Webhook") },
  ],
  nav: [],
} satisfies Feature;
