// Writes src/api/schema.ts from a running server: npm run api -- http://127.0.0.1:8000
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = process.argv[2] ?? "http://127.0.0.1:8000";
const address = source.endsWith(".json") ? source : `${source}/api/openapi.json`;
const document = source.startsWith("http")
  ? await (await fetch(address)).json()
  : JSON.parse(readFileSync(source, "utf8"));
const header = "/** Written by `npm run api` from the server's /api/openapi.json. Do not edit. */\n";
writeFileSync(
  "src/api/schema.ts",
  header + astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false })),
);
console.log(`src/api/schema.ts written from ${address}`);
