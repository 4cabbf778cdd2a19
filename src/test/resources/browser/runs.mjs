// Chooses in the list of runs: by mouse and by keyboard, with its script and without.
import assert from 'node:assert/strict';
import { accessible, fits, NARROW, walk } from './browser.mjs';

const rows = (page, text) => page.locator('details.day tbody tr:visible').filter({ hasText: text });
const choose = (page, group, value) => page.getByRole('group', { name: group }).getByText(value, { exact: true }).click();

await walk({
  'a verdict shows its runs, and opens their days': async (open) => {
    const page = await open();
    await choose(page, 'Verdict', 'INTERRUPTED');
    assert.equal(await rows(page, 'INTERRUPTED').count(), 1);
    assert.equal(await rows(page, '').count(), 1);
    assert.equal(await page.getByRole('status').textContent(), 'Runs shown: 1');
    await choose(page, 'Verdict', 'all');
    assert.equal(await page.locator('details.day[open]').count(), 1);
    assert.equal(await page.locator('details.day:visible').count(), 30);
  },
  'two filters count together, in a narrow window, too': async (open) => {
    const page = await open({ viewport: NARROW });
    await choose(page, 'Profile', 'local');
    await choose(page, 'Scenario', 'api_smoke');
    assert.equal(await rows(page, '').count(), 1);
    assert.equal(await page.locator('.tile:visible').count(), 1);
    await fits(page);
    await accessible(page);
  },
  'the arrow keys choose': async (open) => {
    const page = await open();
    await page.locator('#o').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await rows(page, 'FAILED').count(), await rows(page, '').count());
  },
  'without its script the style sheet hides': async (open) => {
    const page = await open({ scripts: false });
    await choose(page, 'Target', 'the stand-in');
    assert.equal(await page.locator('details.day:visible').count(), 1);
    await page.locator('details.day:visible > summary').click();
    assert.equal(await rows(page, '').count(), 2);
  },
  'the strip of a tile leads to its runs': async (open) => {
    const page = await open();
    const strip = page.locator('.tile').filter({ hasText: 'station_redeem_peak' }).first().locator('.strip a');
    assert.equal(await strip.count(), 29); // the rehearsal is no part of it
    assert.match(await strip.last().getAttribute('href'), /stationredeempeak-20300301\d+\/summary\.json$/);
  },
});
