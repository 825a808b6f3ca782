/** Brings all types of question, as the page that is made for a browser has them. */
import { readdirSync } from "node:fs";

const folder = new URL("../../src/lesson_utils/questions/", import.meta.url);
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  const has = entry.isDirectory() && readdirSync(new URL(`${entry.name}/`, folder));
  if (has && has.includes("view.js")) await import(new URL(`${entry.name}/view.js`, folder).href);
}
