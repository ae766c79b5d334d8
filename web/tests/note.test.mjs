// The briefing of cases/minusma-2021 as a reader meets it: from disk, on a phone and on a wide screen, light and dark,
// by keyboard, without scripts, on paper. PENHOLDER_NOTE names the file (web/CMakeLists.txt).

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { expect_accessible, open_page } from "../support/browser.mjs";

const note = process.env.PENHOLDER_NOTE;
const chromium = process.env.PENHOLDER_CHROMIUM ?? "/usr/bin/chromium";
// CI installs both, so there nothing is skipped.
const skip = !note || !existsSync(note)
  ? "SKIPPED: PENHOLDER_NOTE names no briefing"
  : !existsSync(chromium) && !process.env.CI
    ? "SKIPPED: no Chromium here (see packages.txt)"
    : false;

async function with_note(options, check) {
  const opened = await open_page(note, options);
  try {
    await check(opened.page, opened.problems);
  } finally {
    await opened.close();
  }
}

for (const width of [360, 768, 1280]) {
  test(`at ${width} px: no violation, no message, no request, no sideways scrolling`, { skip }, () =>
    with_note({ width }, async (page, problems) => {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assert.ok((await expect_accessible(page)) > 0);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${colorScheme}: the page is ${wide} px wide on ${width} px`);
      }
      assert.deepEqual(problems, []);
    }));
}

test("dark is dark and light is light", { skip }, () =>
  with_note({}, async (page) => {
    const lightness = async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      return colour.match(/\d+/g).slice(0, 3).reduce((sum, c) => sum + Number(c), 0) / 3;
    };
    assert.ok((await lightness("light")) > 200);
    assert.ok((await lightness("dark")) < 60);
  }));

test("the keyboard reaches the skip link first, then the note; disclosures and wide tables answer to it", { skip }, () =>
  with_note({ width: 360 }, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const left = await page.evaluate(() => document.activeElement.getBoundingClientRect().left);
    assert.ok(left >= 0, "the skip link stays out of sight when it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");

    const details = page.locator("details").first();
    await details.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    assert.ok(await details.evaluate((element) => element.open));

    const unreachable = await page.evaluate(() =>
      [...document.querySelectorAll("main *")].filter((element) => {
        const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
        return scrolls && element.scrollWidth > element.clientWidth && element.tabIndex < 0;
      }).length);
    assert.equal(unreachable, 0);
  }));

test("one drawing of each figure is shown, by the width of the screen", { skip }, () =>
  with_note({}, async (page) => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll("figure")].map(
          (figure) => [...figure.querySelectorAll(".drawn")].filter((d) => d.offsetHeight > 0).length));
      assert.ok(shown.length >= 5, `${shown.length} figures`);
      assert.deepEqual(shown, shown.map(() => 1));
    }
  }));

test("nothing is lost without scripts", { skip }, async () => {
  let with_scripts;
  await with_note({}, async (page) => (with_scripts = await page.locator("body").innerText()));
  await with_note({ javascript: false }, async (page, problems) => {
    assert.equal(await page.locator("body").innerText(), with_scripts);
    assert.deepEqual(problems, []);
  });
});

test("motion is left out for those who ask for none", { skip }, () =>
  with_note({}, async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
  }));

test("it prints on A4 and Letter, on more than one page, without the contents and in light colours", { skip }, () =>
  with_note({}, async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await page.locator("nav.contents").isVisible(), false);
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--chart-paper").trim()),
      "#ffffff");
    await page.emulateMedia({ media: null, colorScheme: "light" });
    for (const [format, width] of [["A4", 595], ["Letter", 612]]) {
      const pdf = (await page.pdf({ format })).toString("latin1");
      const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
      assert.ok(pages > 1, `${format}: ${pages} page`);
      const box = pdf.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+)/);
      assert.ok(Math.abs(Number(box[1]) - width) < 2, `${format}: ${box[1]} points wide`);
    }
  }));
