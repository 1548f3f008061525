// Text at 200 %, as a reader sets it in the browser, and a link that leads to a single cell: nothing is cut off, the page does not
// scroll sideways, and the cell is seen.

import { overflow, pagesOf, run, share, withBrowser } from './run.mjs';

const SIZE = ':root { font-size: 200% !important; }';

/** Texts of which something is out of sight for good: beyond a box that hides what is too large for it. */
function cut() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (!text.data.trim() || !rects.length) continue;
    for (let box = text.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(box);
      // Words for those who listen are hidden on purpose. Above and below its letters a line has some room.
      if (clipPath !== 'none') break;
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const hides = (way) => way === 'hidden' || way === 'clip';
      if (rects.some((rect) => (hides(overflowX) && (rect.left < left - 1 || rect.right > right + 1))
        || (hides(overflowY) && (rect.top < top - rect.height / 4 || rect.bottom > bottom + rect.height / 4)))) {
        found.push(`${text.data.trim()} in ${box.cloneNode(false).outerHTML}`);
      }
      if (overflowX === 'auto' || overflowX === 'scroll') break;
    }
  }
  return found;
}

async function magnify(tab, { url, name }, report) {
  await tab.goto(url);
  await tab.addStyleTag({ content: SIZE });
  const size = await tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  report.expect(name, 'size', size === 32, size);
  const lost = await tab.evaluate(cut);
  report.expect(name, 'cut-off', lost.length === 0, lost.join('\n'));
  const wide = await tab.evaluate(overflow);
  report.expect(name, 'sideways-scroll', !wide, wide);
}

/** From a sum to what it is made of, to the cell of a report. */
async function target(tab, { base, year, sum, agency, cell }, report) {
  const start = `${base}${year}/index.html`;
  await tab.goto(start);
  await tab.locator(`[id="${cell}"] a`).click();
  await tab.waitForURL(`${base}totals/${year}/index.html#${sum}`);
  await tab.locator(`main a[href="../../${year}/${agency}/index.html#${cell}"]`).click();
  await tab.waitForURL(`${base}${year}/${agency}/index.html#${cell}`);
  const seen = await tab.evaluate((id) => {
    const cell = document.getElementById(id);
    const { outlineStyle, outlineWidth } = getComputedStyle(cell);
    const { top, bottom, left, right } = cell.getBoundingClientRect();
    return {
      target: document.querySelector(':target') === cell,
      outline: `${outlineStyle} ${outlineWidth}`,
      inView: top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth,
      others: [...document.querySelectorAll('td[headers]')].filter((td) => getComputedStyle(td).outlineStyle !== 'none').length,
    };
  }, cell);
  const wanted = { target: true, outline: 'solid 2px', inView: true, others: 1 };
  report.expect(`${start} to ${cell}`, 'target', JSON.stringify(seen) === JSON.stringify(wanted), JSON.stringify(seen));
}

await run((job, report) => withBrowser(job, async (browser) => {
  // Only here, to bring the size in: the policy itself is checked in pages.mjs.
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
  const tabs = [await context.newPage(), await context.newPage()];
  await share(pagesOf(job), tabs, (tab, page) => magnify(tab, page, report));
  // Under the policy, as readers do, without the gliding.
  const still = await browser.newPage({ reducedMotion: 'reduce' });
  if (job.target) await target(still, job.target, report);
}));
