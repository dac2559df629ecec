import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { Providers } from "./app/Providers";
import { router } from "./app/router";
import { startLanguage } from "./i18n";
import "./app/global.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

startLanguage().then(() =>
  createRoot(root).render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  ),
);
