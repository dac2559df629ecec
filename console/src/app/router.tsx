import { createBrowserRouter, type RouteObject } from "react-router";
import { AuthGuard } from "./AuthGuard";
import { FEATURES } from "./feature";
import { PageCrash } from "./PageCrash";
import { Shell } from "./Shell";
import { FirstLoad } from "./FirstLoad";

function pages(): RouteObject[] {
  return FEATURES.flatMap((feature) =>
    feature.pages.map(({ path, load }) => ({
      path,
      errorElement: <PageCrash />,
      lazy: async () => ({ Component: (await load()).default }),
    })),
  );
}

export const router = createBrowserRouter([
  {
    errorElement: <PageCrash />,
    hydrateFallbackElement: <FirstLoad />,
    children: [
      { path: "/login", lazy: async () => ({ Component: (await import("./LoginPage")).default }) },
      { path: "/setup", lazy: async () => ({ Component: (await import("./SetupPage")).default }) },
      {
        element: (
          <AuthGuard>
            <Shell />
          </AuthGuard>
        ),
        children: [
          ...pages(),
          { path: "*", lazy: async () => ({ Component: (await import("./NotFound")).default }) },
        ],
      },
    ],
  },
]);
