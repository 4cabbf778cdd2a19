// What every walk does: opens pages in the machine's own browser, fails on any error they report, and looks at them by
// width, colours, keyboard and axe. A walk prints the name of each step once it has held.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

export const [address, ...rest] = process.argv.slice(2);
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 400, height: 800 };

/** For what must come; nothing is proved by the time it takes. */
export const WAIT = { timeout: 90_000 };

/** What a browser says of a server that is gone; a step that cuts the connection opens its page with {cut: true}. */
const CUT = /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/;

/** Runs each step with a function that opens a page: open({ viewport, dark, scripts, at, cut }). */
export async function walk(steps) {
  // It does not start as root with a sandbox, and it sees the suite's own pages alone.
  const browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    for (const [name, step] of Object.entries(steps)) {
      const contexts = [];
      const errors = [];
      try {
        await step((how) => open(browser, contexts, errors, how));
        assert.deepEqual(errors, [], 'errors of the page');
      } catch (error) {
        console.log(`in "${name}":`);
        throw error;
      }
      await Promise.all(contexts.map((context) => context.close()));
      console.log(name);
    }
  } finally {
    await browser.close();
  }
}

async function open(browser, contexts, errors, { viewport = WIDE, dark = false, scripts = true, at = address, cut = false } = {}) {
  const context = await browser.newContext({
    viewport, colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: scripts, permissions: ['clipboard-read', 'clipboard-write'],
  });
  contexts.push(context);
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && !(cut && CUT.test(message.text())) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(at);
  return page;
}

/** Waits until the bar of a run under way says a text. */
export const said = (page, text) => page.waitForFunction((wanted) => document.getElementById('live').textContent.includes(wanted), text, WAIT);

/** Fails with every violation that axe finds, and where. */
export async function accessible(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const said = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 5).map((node) => node.target).join(' | ')}`);
  assert.deepEqual(said, [], 'axe');
}

/** Tables may scroll by themselves; the page as a whole may not. */
export async function fits(page) {
  const [wanted, width] = await page.evaluate(() => {
    const root = document.documentElement;
    return [Math.max(root.scrollWidth, document.body.scrollWidth), root.clientWidth];
  });
  assert.ok(wanted <= width, `the page is ${wanted} px wide in a window of ${width} px`);
}

/** The tab key reaches everything that can be used, in the order in which it stands, and what it reaches is in sight. */
export async function reachable(page) {
  const count = await page.evaluate(() => {
    const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    globalThis.stops = [...document.querySelectorAll(usable)].filter((node) => node.tabIndex >= 0 && node.checkVisibility({ visibilityProperty: true }) && !node.disabled)
      .filter((node) => node.type !== 'radio' || node.checked);
    document.activeElement.blur();
    scrollTo(0, 0);
    return globalThis.stops.length;
  });
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('Tab');
    const { found, wanted, seen } = await page.evaluate((n) => {
      const said = (node) => node?.outerHTML.slice(0, 160);
      const at = document.activeElement;
      const box = at.getBoundingClientRect();
      const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { found: said(at), wanted: said(globalThis.stops[n]), seen: inSight && at === globalThis.stops[n] };
    }, i);
    assert.equal(found, wanted, `stop ${i + 1} of ${count} of the tab key`);
    assert.ok(seen, `stop ${i + 1} is out of sight: ${found}`);
  }
}
