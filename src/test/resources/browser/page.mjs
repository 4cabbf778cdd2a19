// Looks at any page as a reader may meet it.
import { accessible, fits, NARROW, reachable, walk, WIDE } from './browser.mjs';

const looks = [WIDE, NARROW].flatMap((viewport) => [false, true].map((dark) => ({ viewport, dark })));

await walk(Object.fromEntries(looks.map(({ viewport, dark }) => [`${viewport.width} px, ${dark ? 'dark' : 'light'}`, async (open) => {
  const page = await open({ viewport, dark });
  await fits(page);
  await accessible(page);
  await reachable(page);
}])));
