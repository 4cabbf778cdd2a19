// A run under way, as it is watched: by one who came early, and by one who came late.
import assert from 'node:assert/strict';
import { accessible, fits, NARROW, reachable, rest, said, WAIT, walk, WIDE } from './browser.mjs';

const [control] = rest;
const then = (step) => fetch(control + step).then((answer) => assert.ok(answer.ok, step));
const drawn = (page) => page.evaluate(() => Number(document.body.dataset.rendered));
const later = async (page) => {
  const before = await drawn(page);
  await page.waitForFunction((times) => Number(document.body.dataset.rendered) > times + 1, before, WAIT);
};

await walk({
  async 'what a reader has focused, selected, opened and scrolled to stays while figures come'(open) {
    const page = await open();
    await said(page, ' left');
    await page.evaluate(() => document.querySelector('#chart-latency summary').click());
    const region = page.locator('#requests .scroll');
    await region.focus();
    const chosen = await page.evaluate(() => {
      const cell = document.querySelector('#requests tbody td');
      getSelection().selectAllChildren(cell);
      scrollTo(0, 300);
      document.querySelector('#chart-latency details .scroll').scrollTop = 20;
      return cell.textContent;
    });
    const held = () => page.evaluate(() => ({
      focus: document.activeElement.closest('section').id, selection: String(getSelection()), top: scrollY,
      open: document.querySelector('#chart-latency details').open, table: document.querySelector('#chart-latency details .scroll').scrollTop,
    }));
    const before = await held();
    await later(page);
    assert.equal(before.selection, chosen);
    assert.deepEqual(await held(), before);
  },

  async 'it can be read in every width and colour, and by keyboard'(open) {
    for (const look of [{ viewport: WIDE }, { viewport: NARROW, dark: true }]) {
      const page = await open(look);
      await said(page, ' left');
      await fits(page);
      await accessible(page);
      await reachable(page);
      await page.close();
    }
  },

  async 'a lost connection is said until it is back'(open) {
    const page = await open({ cut: true });
    await said(page, ' left');
    await then('cut');
    await said(page, 'Connection lost');
    assert.match(await page.textContent('#live .state'), /what is shown is of \d\d:\d\d:\d\d UTC\. Trying again/);
    await accessible(page);
    await then('mend');
    await later(page);
    assert.equal(await page.textContent('#live .state'), '');
  },

  async 'the next scenario of the command takes the page over, another command does not'(open) {
    const page = await open({ cut: true });
    const early = page.locator('h1');
    await said(page, ' left');
    await then('end');
    await said(page, 'Ended after');
    assert.match(await early.textContent(), /FAILED/);
    await then('next');
    await page.waitForFunction(() => document.body.textContent.includes('20300131T150000-aaaaaa'), null, WAIT);
    assert.match(await early.textContent(), /RUNNING/);
    await said(page, 'Before this scenario: 0 of 1 passed');
    assert.match(await page.textContent('#live .earlier'), /✗ FAILED station_redeem_peak file:\/\/\/\S+\/verdict\.html/);
    await then('end');
    await said(page, 'This command has no other scenario.');
    await then('another');
    await said(page, "Another command's run");
    assert.match(await early.textContent(), /FAILED/);
  },
});
