// The pages of several runs in one file: each frame is used as the page alone is.
import assert from 'node:assert/strict';
import { accessible, fits, NARROW, walk } from './browser.mjs';

/** The pages of the frames, once they are drawn. */
async function frames(page) {
  const all = page.frames().slice(1);
  await Promise.all(all.map((frame) => frame.waitForSelector('body[data-rendered]')));
  return all;
}

await walk({
  async 'each page can be chosen, and is whole'(open) {
    const page = await open();
    const names = await page.locator('nav a').allTextContents();
    const all = await frames(page);
    assert.equal(all.length, names.length);
    for (const [i, frame] of all.entries()) {
      await page.locator('nav a').nth(i).click();
      assert.ok(await frame.locator('#verdict').isVisible(), names[i]);
      assert.equal(await frame.locator('#files').isVisible(), false, 'its files are not beside it');
      await accessible(frame);
    }
  },

  async 'charts of a page that was not shown at first are drawn'(open) {
    const page = await open();
    const [, second] = await frames(page);
    await page.locator('nav a').nth(1).click();
    const widths = await second.locator('#chart-latency canvas').evaluate((canvas) => [globalThis.Chart.getChart(canvas)?.width, canvas.clientWidth]);
    assert.ok(widths[0] > 300, `drawn ${widths[0]} px wide`);
    assert.equal(widths[0], widths[1]);
  },

  async 'contents and a marked moment stay within their page'(open) {
    const page = await open({ viewport: NARROW });
    await fits(page);
    const [first] = await frames(page);
    await first.locator('#contents a[href="#requests"]').click();
    assert.ok(await first.evaluate(() => scrollY) > 0);
    await first.locator('#chart-latency canvas').click({ position: { x: 150, y: 60 } });
    await first.waitForFunction(() => location.hash.startsWith('#t='));
    assert.match(await first.locator('.moment').textContent(), /^\d\d:\d\d · /);
    assert.equal(await first.locator('#verdict').count(), 1);
  },
});
