// Measures a finished build against its budgets: node scripts/sizes.mjs [folder]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FIRST_LOAD_KB = 350;
const CHUNK_KB = 120;
const VENDOR = /^(index|react|antd|echarts|zrender)-/;

const folder = process.argv[2] ?? process.env.CONSOLE_OUT_DIR ?? "dist";
const assets = join(folder, "assets");
const kilobytes = (file) => gzipSync(readFileSync(file), { level: 9 }).length / 1024;

const html = readFileSync(join(folder, "index.html"), "utf8");
const named = [...html.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map((match) => match[1]);
const sizes = new Map(readdirSync(assets).map((name) => [name, kilobytes(join(assets, name))]));
const language = [...sizes.keys()].find((name) => /^zh-[\w-]+\.js$/.test(name));
const first = new Set([...named, ...(language ? [language] : [])]);

const firstLoad = [...first].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
const chunks = [...sizes]
  .filter(([name]) => !first.has(name) && !VENDOR.test(name))
  .sort((a, b) => b[1] - a[1]);
const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);

console.log(`first load  ${firstLoad.toFixed(1)} KB gzip (budget ${FIRST_LOAD_KB})`);
console.log(`everything  ${all.toFixed(1)} KB gzip in ${sizes.size} files`);
for (const [name, size] of chunks.slice(0, 8)) console.log(`  ${size.toFixed(1).padStart(7)}  ${name}`);
for (const [name, size] of sizes)
  if (VENDOR.test(name) && !first.has(name))
    console.log(`  ${size.toFixed(1).padStart(7)}  ${name} (vendor)`);

const over = chunks.filter(([, size]) => size > CHUNK_KB);
if (firstLoad > FIRST_LOAD_KB || over.length) {
  console.error(
    `over budget: ${firstLoad > FIRST_LOAD_KB ? "first load " : ""}${over.map(([name]) => name).join(" ")}`,
  );
  process.exit(1);
}
