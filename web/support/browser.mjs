// Debian's Chromium for the browser tests, and what every page of ours must pass: no network, no
// message on the console, no axe-core violation (WCAG 2.2 AA).
//
//   import { open_page, expect_accessible } from "../support/browser.mjs";
//   const { page, problems, close } = await open_page("/path/to/note.html");
//
// A browser is never downloaded: without Chromium, `open_page` says which package to install.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.PENHOLDER_CHROMIUM ?? "/usr/bin/chromium";
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a file in a browser of its own with a fresh profile.
 *  `problems` collects, as they come, console messages of level warning or error, uncaught errors,
 *  and every request that leaves the disk (which is also blocked). Call `close` when done. */
export async function open_page(path, { width = 1280, height = 900, javascript = true } = {}) {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(`no ${EXECUTABLE}: install Debian's chromium (see packages.txt)`);
  }
  const profile = mkdtempSync(join(tmpdir(), "penholder-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    args: ARGUMENTS,
    viewport: { width, height },
    javaScriptEnabled: javascript,
  });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) {
      problems.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (/^(file|data|blob|about):/.test(url)) return route.continue();
    problems.push(`request: ${url}`);
    return route.abort();
  });
  await page.goto(pathToFileURL(resolve(path)).href, { waitUntil: "load" });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, problems, close };
}

/** Fails on any axe-core violation of WCAG 2.2 A or AA or of its best practices; the message lists
 *  rule, reason and place. Returns how many rules passed. */
export async function expect_accessible(page) {
  // By the debugger, not as a script element: a page whose policy forbids scripts is checked, too.
  await page.evaluate(readFileSync(AXE, "utf8"));
  const { violations, passes } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map(({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(" ")}\n  ${failureSummary}`),
  );
  assert.equal(lines.length, 0, `${lines.length} axe-core violations\n${lines.join("\n")}`);
  return passes.length;
}
