// Takes the pictures of the README: node pictures.mjs report.html SAID DIR, where SAID is what a run said, colours and all.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [report, said, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1100, height: 860 }, colorScheme: "light" });
await page.goto(pathToFileURL(resolve(report)).href);
const { x, y, width } = await page.locator("#speakers").boundingBox();
await page.screenshot({ path: join(folder, "page.png"), fullPage: true, clip: { x: x - 20, y, width: width + 40, height: 760 } });

const escaped = readFileSync(said, "utf8").replace(/&/g, "&amp;").replace(/</g, "&lt;");
const text = escaped.replace(/\x1b\[1m/g, "<b>").replace(/\x1b\[0m/g, "</b>").replace(/\x1b\[[\d;]*m/g, "").trimEnd();
// The page lets no style of others in.
const terminal = await browser.newPage();
await terminal.setContent(`<style>
  body { margin: 0; background: #fff }
  pre { margin: 0; padding: 18px 22px; display: inline-block; background: #1d2127; color: #d6dae0; font: 14px/1.35 "DejaVu Sans Mono", monospace }
  b { color: #fff } i { color: #8fbc8f; font-style: normal }
</style><pre><i>$ tone run corpus/</i>\n${text}</pre>`);
await terminal.locator("pre").screenshot({ path: join(folder, "terminal.png") });
await browser.close();
