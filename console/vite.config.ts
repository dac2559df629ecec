import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.HUAYUAN_SERVER ?? "http://127.0.0.1:8000";

export default defineConfig({
  // Absolute, because pages have deep addresses (/customers/12) and are served from the root.
  base: "/",
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: process.env.CONSOLE_OUT_DIR ?? "dist",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "react",
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next|openapi-fetch)[\\/]/,
              priority: 30,
            },
            { name: "zrender", test: /node_modules[\\/]zrender[\\/]/, priority: 30 },
            { name: "echarts", test: /node_modules[\\/]echarts[\\/]/, priority: 30 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": server, "/v1": server } },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
  },
});
