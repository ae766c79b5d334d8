// The harness itself: it must see what is wrong with a page, or the other browser tests prove nothing.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { expect_accessible, open_page } from "../support/browser.mjs";

let folder;
before(() => (folder = mkdtempSync(join(tmpdir(), "penholder-pages-"))));
after(() => rmSync(folder, { recursive: true, force: true }));

async function with_page(html, check) {
  const path = join(folder, "page.html");
  writeFileSync(path, html);
  const opened = await open_page(path);
  try {
    await check(opened);
  } finally {
    await opened.close();
  }
}

const head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>';

test("a sound page has no problems and no violations", () =>
  with_page(`${head}<body><main><h1>Words</h1></main></body></html>`, async ({ page, problems }) => {
    assert.deepEqual(problems, []);
    assert.ok((await expect_accessible(page)) > 0);
  }));

test("console errors, uncaught errors and requests are problems", () =>
  with_page(
    `${head}<body><main><h1>Words</h1><img alt="" src="https://example.org/x.png"></main>
     <script>console.error("spoken"); setTimeout(() => { throw new Error("thrown"); });</script>`,
    async ({ page, problems }) => {
      await page.waitForTimeout(100);
      const all = problems.join("\n");
      assert.match(all, /console error: spoken/);
      assert.match(all, /uncaught: thrown/);
      assert.match(all, /request: https:\/\/example.org/);
    },
  ));

test("a missing alternative text and faint letters are violations", () =>
  with_page(
    `${head}<body><main><h1>Words</h1><img src="data:,"><p style="color:#ccc">faint</p></main>`,
    async ({ page }) => {
      await assert.rejects(expect_accessible(page), /image-alt[\s\S]*color-contrast|color-contrast[\s\S]*image-alt/);
    },
  ));
