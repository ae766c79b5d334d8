// The pages of `redline` and `history`, made here from our own fixtures, as a reader meets them: from disk, on a phone and on
// a wide screen, light and dark, by keyboard, without scripts, on paper.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { expect_accessible, open_page } from "../support/browser.mjs";

const program = process.env.PENHOLDER_PROGRAM;
const source = process.env.PENHOLDER_SOURCE_DIR ?? "..";
const chromium = process.env.PENHOLDER_CHROMIUM ?? "/usr/bin/chromium";
// CI installs both, so there nothing is skipped.
const skip = !program || !existsSync(program)
  ? "SKIPPED: PENHOLDER_PROGRAM names no program"
  : !existsSync(chromium) && !process.env.CI
    ? "SKIPPED: no Chromium here (see packages.txt)"
    : false;

const folder = mkdtempSync(join(tmpdir(), "penholder-pages-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const texts = ["resolution/sylvania-1.xml", "redline/sylvania-2.xml"].map((name) =>
  join(source, "tests/golden", name));
const pages = Object.fromEntries(["redline", "history"].map((command) => {
  const path = join(folder, `${command}.html`);
  if (!skip) execFileSync(program, [command, ...texts, "--quiet", "--output", path]);
  return [command, path];
}));

async function with_page(command, options, check) {
  const opened = await open_page(pages[command], options);
  try {
    await check(opened.page, opened.problems);
  } finally {
    await opened.close();
  }
}

for (const command of ["redline", "history"]) {
  for (const width of [360, 1280]) {
    test(`${command} at ${width} px: no violation, no message, no request, no sideways scrolling`, { skip }, () =>
      with_page(command, { width }, async (page, problems) => {
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          assert.ok((await expect_accessible(page)) > 0);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${colorScheme}: the page is ${wide} px wide on ${width} px`);
        }
        assert.deepEqual(problems, []);
      }));
  }

  test(`${command}: nothing is lost without scripts`, { skip }, async () => {
    let with_scripts;
    await with_page(command, {}, async (page) => (with_scripts = await page.locator("body").innerText()));
    await with_page(command, { javascript: false }, async (page) => {
      assert.equal(await page.locator("body").innerText(), with_scripts);
    });
  });

  test(`${command}: the keyboard reaches the skip link first; wide tables answer to it`, { skip }, () =>
    with_page(command, { width: 360 }, async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "text");
      const unreachable = await page.evaluate(() =>
        [...document.querySelectorAll("main *")].filter((element) => {
          const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
          return scrolls && element.scrollWidth > element.clientWidth && element.tabIndex < 0;
        }).length);
      assert.equal(unreachable, 0);
    }));

  test(`${command}: dark is dark, and paper is light`, { skip }, () =>
    with_page(command, {}, async (page) => {
      const lightness = async (media) => {
        await page.emulateMedia(media);
        const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        return colour.match(/\d+/g).slice(0, 3).reduce((sum, c) => sum + Number(c), 0) / 3;
      };
      assert.ok((await lightness({ colorScheme: "light" })) > 200);
      assert.ok((await lightness({ colorScheme: "dark" })) < 60);
      assert.ok((await lightness({ media: "print", colorScheme: "dark" })) > 200);
    }));

  test(`${command}: every link within the page leads somewhere`, { skip }, () =>
    with_page(command, {}, async (page) => {
      const dead = await page.evaluate(() =>
        [...document.querySelectorAll('a[href^="#"]')]
          .map((link) => link.getAttribute("href").slice(1))
          .filter((id) => !document.getElementById(id)));
      assert.deepEqual(dead, []);
    }));
}

test("redline: inline or side by side, all or only what changed", { skip }, () =>
  with_page("redline", {}, async (page) => {
    const shown = async (selector) => page.locator(selector).evaluateAll(
      (all) => all.filter((element) => element.offsetHeight > 0).length);
    const rows = await shown(".row");
    assert.ok((await shown(".inline")) > 0);
    assert.equal(await shown(".side"), 0);
    await page.locator("#view-side").check();
    assert.equal(await shown(".inline"), 0);
    assert.ok((await shown(".side")) > 0);
    assert.ok((await expect_accessible(page)) > 0);
    await page.locator("#only-changed").check();
    assert.ok((await shown(".row")) < rows);
    assert.equal(await shown(".row.unchanged"), 0);
  }));

test("redline: what is struck and put in is told by more than colour", { skip }, () =>
  with_page("redline", {}, async (page) => {
    const lines = await page.evaluate(() =>
      ["ins", "del"].map((tag) =>
        getComputedStyle(document.querySelector(`.row ${tag}`)).textDecorationLine));
    assert.deepEqual(lines, ["underline", "line-through"]);
  }));

test("history: the picture names every mandate and its value", { skip }, () =>
  with_page("history", {}, async (page) => {
    const words = await page.locator(".growth svg desc").first().textContent();
    assert.match(words, /9001 in 2030: \d+; 9002 in 2031: \d+/);
  }));
