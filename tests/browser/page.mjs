// Looks at pages in Chromium: node page.mjs [--shots DIR] report.html…
// Every check is a line; the last line counts them; exit 1 if one failed.
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const MOST_BYTES = 1_000_000;
const MOST_MS = 2_000;

const args = process.argv.slice(2);
const shots = args[0] === "--shots" ? args.splice(0, 2)[1] : null;
if (args.length === 0) throw new Error("give pages to look at");
let checks = 0, failed = 0;
function check(page, what, holds, detail = "") {
  checks += 1;
  if (!holds) failed += 1;
  console.log(`${holds ? "ok    " : "FAILED"} ${page}: ${what}${holds || !detail ? "" : ": " + detail}`);
}

/** Opens a page in a context of its own and watches what it does. */
async function open(browser, file, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const seen = { errors: [], requests: [] };
  page.on("console", message => ["error", "warning"].includes(message.type()) && seen.errors.push(message.text()));
  page.on("pageerror", error => seen.errors.push(String(error)));
  page.on("dialog", dialog => { seen.errors.push("a dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("popup", () => seen.errors.push("a window was opened"));
  const url = pathToFileURL(resolve(file)).href;
  page.on("request", request => request.url() !== url && seen.requests.push(request.url()));
  const start = performance.now();
  await page.goto(url, { waitUntil: "load" });
  // Two frames later all is painted.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { context, page, seen, ms: performance.now() - start };
}

async function serious(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (result.passes.length < 10) throw new Error("axe has looked at nothing");
  return result.violations.filter(one => ["serious", "critical"].includes(one.impact));
}

const told = violations => violations.map(one => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 150)}`).join("; ");

async function looks(browser, name, file) {
  for (const [label, options] of [
    ["1280 px", { viewport: { width: 1280, height: 900 }, colorScheme: "light" }],
    ["1280 px, dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
    ["400 px", { viewport: { width: 400, height: 800 }, colorScheme: "light" }],
  ]) {
    const { context, page, seen, ms } = await open(browser, file, options);
    check(name, `${label}: no error in the console`, seen.errors.length === 0, seen.errors.join("; "));
    check(name, `${label}: no request leaves the page`, seen.requests.length === 0, seen.requests.join(" "));
    check(name, `${label}: drawn within ${MOST_MS} ms (${Math.round(ms)})`, ms < MOST_MS);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(name, `${label}: nothing is wider than the window`, wide <= 0, `${wide} px`);
    const violations = await serious(page);
    check(name, `${label}: axe finds nothing serious`, violations.length === 0, told(violations));
    if (shots) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name}-${label.replace(/\W+/g, "-")}.png`), fullPage: true });
    }
    await context.close();
  }
}

async function prints(browser, name, file) {
  const { context, page } = await open(browser, file, { viewport: { width: 794, height: 1123 } });
  await page.emulateMedia({ media: "print" });
  const hidden = await page.evaluate(() => ["nav", "#filter"].every(one => getComputedStyle(document.querySelector(one)).display === "none"));
  check(name, "print: neither contents nor filter", hidden);
  const heights = await page.evaluate(() => [...document.querySelectorAll("details table")].map(one => one.getBoundingClientRect().height));
  check(name, "print: folded tables are printed", heights.length > 0 && heights.every(height => height > 0), `${heights.length} tables`);
  if (shots) await page.pdf({ path: join(shots, `${name}.pdf`), format: "A4" });
  await context.close();
}

async function withoutScript(browser, name, file) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(resolve(file)).href);
  check(name, "without script: no filter that does nothing", !(await page.locator("#filter").isVisible()));
  const sections = page.locator("main > section");
  let visible = 0;
  for (let at = 0; at < (await sections.count()); at += 1) visible += await sections.nth(at).isVisible();
  check(name, "without script: every section is there", visible > 8 && visible === (await sections.count()), String(visible));
  await page.locator("summary").first().click();
  check(name, "without script: what is folded unfolds", (await page.locator("details[open]").count()) === 1);
  await context.close();
}

async function filters(browser, name, file) {
  const { context, page, seen } = await open(browser, file, {});
  const visible = (attribute, other) => page.evaluate(([attribute, other]) =>
    [...document.querySelectorAll(`[data-${attribute}]`)].filter(one => getComputedStyle(one).display !== "none" && one.dataset[attribute] !== other).length, [attribute, other]);
  const speakers = await page.locator("#by-speaker option").count();
  const groups = await page.locator("#by-group option").count();
  const before = await visible("g", "none");
  check(name, "filter: offers speakers and groups", speakers > 2 && groups > 2, `${speakers} and ${groups} with "all"`);
  if (speakers > 2) {
    await page.selectOption("#by-speaker", "1");
    check(name, "filter: one speaker alone is left", (await visible("s", "1")) === 0 && (await visible("s", "none")) > 0);
  }
  if (groups > 2) {
    await page.selectOption("#by-group", "0");
    check(name, "filter: one group alone is left", (await visible("g", "0")) === 0 && (await visible("g", "none")) > 0);
    check(name, "filter: it says what it shows", (await page.locator("#filtered").textContent()).startsWith("Showing "));
  }
  await page.click("#filter button");
  await page.waitForTimeout(50);
  check(name, "filter: all comes back", (await visible("g", "none")) === before);
  check(name, "filter: no error", seen.errors.length === 0, seen.errors.join("; "));
  await context.close();
}

async function keyboard(browser, name, file) {
  const { context, page } = await open(browser, file, { viewport: { width: 1280, height: 900 } });
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href],select,button,summary,[tabindex='0']")].filter(one => one.checkVisibility({ contentVisibilityAuto: true }));
    all.forEach((one, at) => { one.dataset.reach = at; });
    return all.length;
  });
  const reached = new Set();
  for (let press = 0; press < wanted + 10; press += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement?.dataset?.reach);
    if (at !== undefined) reached.add(at);
  }
  check(name, `keyboard: reaches all ${wanted}`, reached.size === wanted, `${reached.size}`);
  const summary = page.locator("summary").first();
  if (await summary.count()) {
    await summary.focus();
    await page.keyboard.press("Enter");
    check(name, "keyboard: Enter unfolds", await summary.evaluate(one => one.parentElement.open));
  }
  await context.close();
}

async function harmless(browser, name, file) {
  const { context, page } = await open(browser, file, {});
  const found = await page.evaluate(() => ({
    scripts: document.scripts.length,
    foreign: document.querySelectorAll("img,iframe,object,embed,link,base,foreignObject,audio,video").length,
    handlers: [...document.querySelectorAll("*")].filter(one => [...one.attributes].some(a => a.name.startsWith("on"))).length,
    links: [...document.querySelectorAll("[href]")].map(one => one.getAttribute("href")).filter(href => !/^(https?:\/\/|#|[\w./-]+$)/.test(href)),
    run: globalThis.hostile,
  }));
  check(name, "harmless: one script, the page's own", found.scripts === 1, String(found.scripts));
  check(name, "harmless: no element that loads", found.foreign === 0, String(found.foreign));
  check(name, "harmless: no handler in an attribute", found.handlers === 0, String(found.handlers));
  check(name, "harmless: links lead to the web or to files beside", found.links.length === 0, found.links.join(" "));
  check(name, "harmless: nothing of an article has run", found.run === undefined);
  await context.close();
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const file of args) {
  const name = basename(dirname(resolve(file)));
  const bytes = statSync(file).size;
  check(name, `at most a megabyte (${bytes} bytes)`, bytes <= MOST_BYTES);
  for (const test of [looks, prints, withoutScript, filters, keyboard, harmless]) await test(browser, name, file);
}
await browser.close();
console.log(`${checks - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
