// What the scripts share. A job comes in as JSON on standard input; the result goes out as JSON on standard output:
// {"checked": how many single checks were made, "problems": [{"page", "what", "detail"}]}.

import { text } from 'node:stream/consumers';
import { chromium } from 'playwright-core';

/** Reads the job, lets `work(job, report)` do it, prints what was found. A crash is a failure of the script. */
export async function run(work) {
  const job = JSON.parse(await text(process.stdin));
  const result = { checked: 0, problems: [] };
  const report = {
    checked: (n = 1) => { result.checked += n; },
    problem: (page, what, detail = '') => result.problems.push({ page, what, detail: String(detail).slice(0, 600) }),
    expect: (page, what, holds, detail = '') => {
      result.checked += 1;
      if (!holds) report.problem(page, what, detail);
    },
  };
  await work(job, report);
  process.stdout.write(JSON.stringify(result));
}

/** Starts the browser for `work` and ends it in any case. */
export async function withBrowser(job, work) {
  const args = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
  // The sandbox refuses to start for root, as in most containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const browser = await chromium.launch({ executablePath: job.chromium, args });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

/** All pages of all sites of a job, as {base, url, name}. */
export function pagesOf(job) {
  return job.sites.flatMap(({ base, pages }) =>
    pages.map((page) => ({ base, url: base + page, name: new URL(base + page).pathname })));
}

/** Lets each of `workers` take item after item until none is left. */
export async function share(items, workers, work) {
  const queue = [...items];
  const go = async (worker) => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(worker, item);
  };
  await Promise.all(workers.map(go));
}

/** What is wider than the window, or null; to be evaluated in a page. */
export function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const widest = [...document.body.querySelectorAll('*')]
    .map((element) => [element.getBoundingClientRect().right, element])
    .reduce((best, next) => (next[0] > best[0] ? next : best));
  return `${scrollWidth} > ${clientWidth}: ${widest[1].outerHTML.slice(0, 200)}`;
}

/** A tab that notes what happens in it, until the notes are taken. */
export async function watched(context) {
  const tab = await context.newPage();
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

/** Reports what a watched tab noted. A request that was broken off since the visit went on is none of it. */
export function complain({ taken }, name, report) {
  for (const [what, detail] of taken().notes) {
    if (!detail.endsWith('net::ERR_ABORTED')) report.problem(name, what, detail);
  }
}
