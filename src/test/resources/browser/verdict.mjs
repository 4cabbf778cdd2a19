// Uses the verdict page of a failed run, and beside it that of one that passed, as readers do: by mouse, keyboard and link.
import assert from 'node:assert/strict';
import { accessible, address, fits, NARROW, rest, walk } from './browser.mjs';

const [passed] = rest;
const chart = (id) => `#chart-${id} canvas`;

/** The part of the run that each chart over time shows, in seconds. */
const parts = (page) => page.evaluate(() => [...document.querySelectorAll('.chart:not(#chart-percentiles) canvas')]
  .map((canvas) => globalThis.Chart.getChart(canvas).scales.x).map(({ min, max }) => `${Math.round(min)} to ${Math.round(max)}`));

async function everyChartShows(page, part) {
  const shown = await parts(page);
  assert.ok(shown.length > 10, `${shown.length} charts`);
  assert.deepEqual([...new Set(shown)], [part]);
}

/** Presses the mouse at a part of a chart's width, and lets it go at another. */
async function drag(page, id, from, to) {
  await page.locator(chart(id)).scrollIntoViewIfNeeded();
  const area = await page.locator(chart(id)).evaluate((canvas) => {
    const { left, right, top } = globalThis.Chart.getChart(canvas).chartArea;
    const box = canvas.getBoundingClientRect();
    return { x: box.left + left, width: right - left, y: box.top + top + 20 };
  });
  await page.mouse.move(area.x + from * area.width, area.y);
  await page.mouse.down();
  await page.mouse.move(area.x + ((from + to) / 2) * area.width, area.y);
  await page.mouse.move(area.x + to * area.width, area.y);
  await page.mouse.up();
}

const boxes = (page, ...ids) => Promise.all(ids.map((id) => page.locator(`#chart-${id}`).boundingBox()));

await walk({
  async 'charts stand beside each other where there is room, beneath each other elsewhere'(open) {
    const [wide, second] = await boxes(await open({ at: passed }), 'throughput', 'latency');
    assert.equal(wide.y, second.y);
    const [narrow, next] = await boxes(await open({ at: passed, viewport: NARROW }), 'throughput', 'latency');
    assert.ok(next.y >= narrow.y + narrow.height);
  },

  async 'the server is folded where all is well, and open elsewhere'(open) {
    assert.equal(await (await open({ at: passed })).locator(chart('cpu')).isVisible(), false);
    const page = await open();
    assert.equal(await page.locator(chart('cpu')).isVisible(), true);
    await page.locator('#group-server > summary').click();
    assert.equal(await page.locator(chart('cpu')).isVisible(), false);
  },

  async 'the contents lead to each section, and name no other'(open) {
    const page = await open();
    const named = await page.locator('#contents a').evaluateAll((links) => links.map((link) => link.hash.slice(1)));
    const shown = await page.locator('main > section').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));
    assert.deepEqual(named, shown);
    await page.locator('#contents a[href="#requests"]').press('Enter');
    const { y } = await page.locator('#requests').boundingBox();
    assert.ok(y >= 0 && y < 300, `the section is at ${y} px`);
  },

  async 'a drag zooms all charts, and a button shows the whole run again'(open) {
    const page = await open();
    await everyChartShows(page, '0 to 600');
    await drag(page, 'latency', 0.25, 0.5);
    await everyChartShows(page, '150 to 300');
    await page.getByRole('button', { name: 'Whole run' }).click();
    await everyChartShows(page, '0 to 600');
    await drag(page, 'users', 0.75, 0.5);
    await everyChartShows(page, '300 to 450');
    await page.keyboard.press('Escape');
    await everyChartShows(page, '0 to 600');
  },

  async 'the keyboard marks a moment and zooms around it'(open) {
    const page = await open();
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await slider.getAttribute('aria-valuetext'), '09:59 · 14:09:59 UTC');
    assert.equal(await page.evaluate(() => location.hash), '#t=09:59');
    await page.getByRole('button', { name: 'Zoom in' }).press('Enter');
    await everyChartShows(page, '300 to 600');
    await page.getByRole('button', { name: 'Zoom out' }).press('Space');
    await everyChartShows(page, '0 to 600');
  },

  async 'a click marks a moment for a link, and the link marks it in all charts'(open) {
    const page = await open();
    await drag(page, 'throughput', 0.5, 0.5);
    assert.equal(await page.evaluate(() => location.hash), '#t=05:00');
    const other = await open({ at: `${address}#t=05:12` });
    const said = await other.locator('.chart:not(#chart-percentiles) .at').allTextContents();
    assert.ok(said.length > 10);
    said.forEach((text) => assert.match(text, /^05:1\d|^04:[345]\d|^05:0\d/));
    assert.equal(await other.locator('a.moment').textContent(), '05:12 · 14:05:12 UTC');
    const { y } = await other.locator('#time').boundingBox();
    assert.ok(y < 300, `the charts are at ${y} px`);
  },

  async 'the legend switches a series off and on'(open) {
    const page = await open();
    const shown = () => page.locator(chart('latency')).evaluate((canvas) => globalThis.Chart.getChart(canvas).getVisibleDatasetCount());
    const key = page.locator('#chart-latency').getByRole('button', { name: 'p99' });
    await key.click();
    assert.deepEqual([await shown(), await key.getAttribute('aria-pressed')], [2, 'false']);
    await accessible(page);
    await key.press('Space');
    assert.deepEqual([await shown(), await key.getAttribute('aria-pressed')], [3, 'true']);
  },

  async 'what is drawn again leaves each row of a table in its place'(open) {
    const page = await open();
    const count = await page.evaluate(() => {
      globalThis.rows = [...document.querySelectorAll('main tbody tr')];
      return globalThis.rows.length;
    });
    assert.ok(count > 20, `${count} rows`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForSelector('body[data-rendered="2"]');
    assert.deepEqual(await page.evaluate(() => globalThis.rows.filter((row) => !row.isConnected).map((row) => row.textContent)), []);
  },

  async 'what is fine is folded, and opens'(open) {
    const page = await open({ at: passed });
    for (const [section, title] of [['slowest', '5 more'], ['comparison', 'One request within the noise']]) {
      const rows = page.locator(`#${section} details tbody tr`);
      assert.equal(await rows.first().isVisible(), false);
      await page.locator(`#${section} summary`, { hasText: title }).press('Enter');
      assert.equal(await rows.first().isVisible(), true);
    }
    await accessible(page);
  },

  async 'a ticket is copied, also where the browser does not allow it'(open) {
    const page = await open();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.getByText('Copied, for a ticket.').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^### FAILED: station\\_redeem\\_peak[^]*\| POST \/redeem p95 \|/);
    const other = await open();
    await other.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await other.getByRole('button', { name: 'Copy as Markdown' }).click();
    const selected = await other.getByRole('textbox').evaluate((text) => text.value.slice(text.selectionStart, text.selectionEnd));
    assert.match(selected, /^### FAILED/);
    await accessible(other);
  },

  async 'it can be read without JavaScript, and on paper'(open) {
    const plain = await open({ scripts: false, viewport: NARROW });
    await fits(plain);
    assert.match(await plain.locator('body').innerText(), /FAILED: station_redeem_peak[^]*MISSED/);
    const page = await open();
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await page.locator('nav, .tools, .copy').evaluateAll((all) => all.map((one) => one.checkVisibility())), [false, false, false]);
    assert.ok((await page.pdf()).length > 50_000);
  },
});
