import { QrcodeOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/live-codes", load: () => import("./screens/LiveCodes") },
    { path: "/live-codes/:id", load: () => import("./screens/LiveCode") },
  ],
  nav: [
    {
      group: "acquire",
      order: 10,
      to: "/live-codes",
      label: "live_codes:nav",
      icon: <QrcodeOutlined />,
      anyOf: ["live_codes.read"],
    },
  ],
} satisfies Feature;
