// A real run, watched by one who came early and by one who came late.
import assert from 'node:assert/strict';
import { said, WAIT, walk } from './browser.mjs';

const charts = (page) => page.evaluate(() => [...document.querySelectorAll('.chart, .group')].map((node) => node.id || node.textContent));
/** A page that shares its cores with others does not draw every second. */
const elapsed = (page, seconds) => page.waitForFunction((least) => {
  const [, minutes, rest] = document.getElementById('live').textContent.match(/(\d+):(\d\d) of /) ?? [];
  return Number(minutes) * 60 + Number(rest) >= least;
}, seconds, WAIT);
const figures = (page) => page.evaluate(() => document.getElementById('page').innerText);

await walk({
  async 'both see the same in the same order, and nothing is kept before the end'(open) {
    const early = await open({ cut: true });
    await said(early, ' left');
    assert.doesNotMatch(await figures(early), /✓/);
    await elapsed(early, 5);
    const late = await open({ cut: true });
    await Promise.all([early, late].map((page) => said(page, 'Ended after')));

    assert.ok((await charts(late)).length > 5, String(await charts(late)));
    assert.deepEqual(await charts(early), await charts(late));
    assert.equal(await figures(early), await figures(late));
    assert.match(await figures(early), /✓[^]*file:\/\/\/\S+\/verdict\.html/);
    assert.equal(await early.textContent('#live'), await late.textContent('#live'));
  },
});
