import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = dirname(fileURLToPath(import.meta.url));

/** sha256 over the name and content of everything that decides the built file; tests/sdk computes the same. */
function sourceDigest(): string {
  const sources = readdirSync(resolve(here, "src")).map((name) => `src/${name}`);
  const digest = createHash("sha256");
  for (const name of [...sources, "package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"].sort()) {
    digest.update(`${name}\0`).update(readFileSync(resolve(here, name))).update("\0");
  }
  return digest.digest("hex");
}

export default defineConfig({
  build: {
    // CommonJS: a mini program reads the file with require().
    lib: { entry: resolve(here, "src/main.ts"), formats: ["cjs"], fileName: () => "huayuan-miniprogram.js" },
    outDir: resolve(here, "../../src/huayuan/_sdk"),
    emptyOutDir: false,
    // The oldest engines that WeChat still runs mini programs on.
    target: "es2017",
    minify: true,
    rolldownOptions: {
      output: { postBanner: `/*! Huayuan mini program tracker, Apache-2.0, source sha256:${sourceDigest()} */` },
    },
  },
  test: { environment: "node", include: ["test/**/*.test.ts"] },
});
