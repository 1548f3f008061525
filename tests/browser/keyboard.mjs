// A visit by keyboard alone, on a phone's width: from home to a report and into its widest table; then every stop of
// every page. Wherever the focus is, it is seen.

import { pagesOf, run, withBrowser } from './run.mjs';

const STOPS = 400;
// Else the page still glides when the next key comes.
const STILL = { reducedMotion: 'reduce' };

/** What holds the focus and whether a person can see that. */
function focus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const [box] = element.getClientRects();
  const x = Math.min(box.left + box.width / 2, innerWidth - 1);
  const y = Math.min(Math.max(box.top, 0) + Math.min(box.height, innerHeight - Math.max(box.top, 0)) / 2, innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {
    html: element.cloneNode(false).outerHTML,
    href: element.getAttribute('href'),
    id: element.id,
    outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    inView: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    uncovered: top !== null && (element.contains(top) || top.contains(element)),
  };
}

async function press(page, key, name, report) {
  await page.keyboard.press(key);
  const at = await page.evaluate(focus);
  // Where a skip link leads is the whole page: a frame around that would show nothing.
  if (at && key === 'Tab') {
    report.expect(name, 'focus-outline', at.outlined, at.html);
    report.expect(name, 'focus-in-view', at.inView, at.html);
    report.expect(name, 'focus-uncovered', at.uncovered, at.html);
  }
  return at;
}

/** Goes on with Tab until the focus is what `wanted` says. */
async function tabTo(page, name, report, wanted) {
  for (let stop = 0; stop < STOPS; stop += 1) {
    const at = await press(page, 'Tab', name, report);
    if (at && await wanted(at)) return at;
  }
  throw new Error(`${name}: not reached with Tab: ${wanted}`);
}

async function skip(page, name, report) {
  const first = await press(page, 'Tab', name, report);
  report.expect(name, 'skip-link-first', first?.href === '#main', first?.html);
  const main = await press(page, 'Enter', name, report);
  report.expect(name, 'skip-link-works', main?.id === 'main', main?.html);
}

async function open(page, base, path, name, report, href) {
  await tabTo(page, name, report, (at) => at.href === href);
  await page.keyboard.press('Enter');
  await page.waitForURL(base + path);
}

async function journey(browser, job, report) {
  const { base, year, agency, table, cell } = job.journey;
  const page = await browser.newPage({ ...STILL, viewport: { width: 390, height: 800 } });
  await page.goto(base);
  await skip(page, 'home', report);
  await open(page, base, `${year}/index.html`, 'home', report, `${year}/index.html`);
  await skip(page, 'year', report);
  await open(page, base, `${year}/${agency}/index.html`, 'year', report, `${agency}/index.html`);
  await skip(page, 'report', report);

  const region = page.locator('[tabindex="0"]', { has: page.locator(`#${table}-caption`) });
  await tabTo(page, 'report', report, () => region.evaluate((element) => element === document.activeElement));
  report.expect('report', 'region', await region.getAttribute('role') === 'region');
  const named = await region.evaluate((element) =>
    document.getElementById(element.getAttribute('aria-labelledby'))?.textContent.trim());
  report.expect('report', 'region-name', Boolean(named), named);
  const places = await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  if (places > 0) {
    for (let times = 0; times < 40; times += 1) await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(400);
    const reached = await region.evaluate(({ scrollLeft }) => scrollLeft);
    report.expect('report', 'region-scrolls', reached >= places - 1, `${reached} of ${places}`);
  }

  const found = await region.evaluate((element, { row, column }) => {
    const td = element.querySelectorAll('tbody tr')[row].querySelectorAll('td')[column];
    const headers = td.headers.split(' ').map((id) => document.getElementById(id));
    return {
      text: td.textContent,
      headers: headers.map((header) => header.textContent),
      scopes: headers.every((header) => /^(row|col)(group)?$/.test(header.scope)),
    };
  }, cell);
  report.expect('report', 'cell', found.text === cell.text, `${found.text}, not ${cell.text}`);
  report.expect('report', 'headers', found.headers.join('|') === cell.headers.join('|'), found.headers.join('|'));
  report.expect('report', 'scopes', found.scopes);

  await tabTo(page, 'report', report, (at) => at.html.includes('rel="prev"'));
  await page.keyboard.press('Enter');
  await page.waitForURL(`${base}${year - 1}/${agency}/index.html`);
  await page.close();
}

/** Every stop of a page, from the first to the last; none holds the focus for ever. */
async function sweep(page, { url, name }, report) {
  await page.goto(url);
  let stops = 0;
  while (await press(page, 'Tab', name, report)) {
    stops += 1;
    if (stops === STOPS) throw new Error(`${name}: the focus never leaves the page`);
  }
  const links = await page.locator('a[href]:visible').count();
  report.expect(name, 'all-links-reached', stops >= links && links > 0, `${stops} stops, ${links} links`);
}

await run((job, report) => withBrowser(job, async (browser) => {
  await journey(browser, job, report);
  // In one tab: only one at a time has the focus.
  const tab = await browser.newPage({ ...STILL, viewport: { width: 1280, height: 800 } });
  for (const page of pagesOf(job)) await sweep(tab, page, report);
}));
