// Looks at any page as a reader may meet it.
import { accessible, fits, NARROW, reachable, walk, WIDE } from './browser.mjs';

const looks = [WIDE, NARROW].flatMap((viewport) => [false, true].map((dark) => ({ viewport, dark })));

const steps = looks.map(({ viewport, dark }) => [`${viewport.width} px, ${dark ? 'dark' : 'light'}`, async (open) => {
  const page = await open({ viewport, dark });
  await fits(page);
  await accessible(page);
  await reachable(page);
}]);

await walk({
  ...Object.fromEntries(steps),
  async 'without JavaScript'(open) {
    await fits(await open({ viewport: NARROW, scripts: false }));
  },
});
