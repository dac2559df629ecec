import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { unreachable } from "@/api/refusal";
import { AuthGuard } from "./AuthGuard";
import { FEATURES } from "./feature";
import { FirstLoad } from "./FirstLoad";
import { PageCrash, PageFailed } from "./PageCrash";
import { Shell } from "./Shell";

/** A screen in its own chunk. The router draws nothing at all for a `lazy` that fails, so it never does. */
function screen(path: string, load: () => Promise<{ default: ComponentType }>): RouteObject {
  const lazy = () =>
    load().then(
      (module) => ({ Component: module.default }),
      (error: unknown) => ({ element: <PageFailed error={reasonOf(error)} /> }),
    );
  return { path, errorElement: <PageCrash />, lazy };
}

/** Chrome's, Firefox's and Safari's words, and Vite's, for a file that did not come. */
const NOT_COME = /imported module|module script|preload/i;
const reasonOf = (error: unknown) => (NOT_COME.test(String(error)) ? unreachable() : error);

export const router = createBrowserRouter([
  {
    errorElement: <PageCrash />,
    hydrateFallbackElement: <FirstLoad />,
    children: [
      screen("/login", () => import("./LoginPage")),
      screen("/setup", () => import("./SetupPage")),
      {
        element: (
          <AuthGuard>
            <Shell />
          </AuthGuard>
        ),
        children: [
          ...FEATURES.flatMap((feature) => feature.pages.map(({ path, load }) => screen(path, load))),
          screen("*", () => import("./NotFound")),
        ],
      },
    ],
  },
]);
