// Every page under the strict policy, at three widths: nothing is blocked, nothing fails, nothing comes from elsewhere, and
// the page never scrolls sideways. 320 pixels are also what a window of 1280 shows at a zoom of 400 %.

import { pagesOf, run, share, withBrowser } from './run.mjs';

const WIDTHS = [320, 390, 1280];
const REQUESTS = 5;

/** What is wider than the window, or null. */
function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const widest = [...document.body.querySelectorAll('*')]
    .map((element) => [element.getBoundingClientRect().right, element])
    .reduce((best, next) => (next[0] > best[0] ? next : best));
  return `${scrollWidth} > ${clientWidth}: ${widest[1].outerHTML.slice(0, 200)}`;
}

/** A tab that notes what happens in it, until the notes are taken. */
async function watched(browser) {
  const tab = await browser.newPage();
  let notes = [];
  let requests = [];
  const note = (what, detail) => notes.push([what, String(detail)]);
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) note('console', message.text());
  });
  tab.on('pageerror', (error) => note('script-error', error));
  tab.on('request', (request) => requests.push(request.url()));
  tab.on('requestfailed', (request) => note('failed-request', `${request.url()} ${request.failure()?.errorText}`));
  tab.on('response', (response) => {
    if (response.status() !== 200) note('status', `${response.status()} ${response.url()}`);
  });
  await tab.exposeFunction('violated', (text) => note('policy', text));
  await tab.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) =>
    globalThis.violated(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)));
  const taken = () => {
    const all = { notes, requests };
    [notes, requests] = [[], []];
    return all;
  };
  return { tab, taken };
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
