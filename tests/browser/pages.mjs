// Every page under the strict policy, at three widths and in large print: nothing is blocked, nothing fails, nothing comes
// from elsewhere, and the page never scrolls sideways. 320 pixels are also what a window of 1280 shows at a zoom of 400 %.

import { overflow, pagesOf, run, share, watched, withBrowser } from './run.mjs';

const WIDTHS = [320, 390, 1280];
const PHONE = 390;
const REQUESTS = 5;

/** Presses the button for large print and says whether it is on. */
function press() {
  document.querySelector('[data-mode=large]')?.click();
  return document.documentElement.classList.contains('large');
}

async function look({ tab, taken }, { base, url, name }, report) {
  await tab.setViewportSize({ width: WIDTHS[0], height: 900 });
  // The server lets nothing be kept, so that all requests of a first visit are seen.
  await tab.goto(url, { waitUntil: 'networkidle' });
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 900 });
    const wide = await tab.evaluate(overflow);
    report.expect(`${name} at ${width}`, 'sideways-scroll', !wide, wide);
  }
  // The button is pressed where it stands: at this width it must be there, too.
  await tab.setViewportSize({ width: PHONE, height: 900 });
  const large = await tab.evaluate(press);
  report.expect(name, 'large-print', large);
  const wide = await tab.evaluate(overflow);
  report.expect(`${name} at ${PHONE} in large print`, 'sideways-scroll', !wide, wide);
  if (large) await tab.evaluate(press);
  const { notes, requests } = taken();
  for (const [what, detail] of notes) report.problem(name, what, detail);
  for (const request of requests) {
    report.expect(name, 'foreign-request', request.startsWith(base), request);
  }
  report.expect(name, 'many-requests', requests.length <= REQUESTS, requests.join(' '));
}

await run((job, report) => withBrowser(job, async (browser) => {
  const workers = await Promise.all([1, 2, 3].map(() => watched(browser)));
  await share(pagesOf(job), workers, (worker, page) => look(worker, page, report));
}));
