// Reports on paper: nothing is cut at the edge, the widest table shows every column, its head stands on each of its pages,
// every page has its number, the report ends with agency and date, and no address is printed that the page does not show.

import { run, withBrowser } from './run.mjs';

// The reader asks for it as soon as it is loaded, for drawing, which is not wanted here.
globalThis.DOMMatrix ??= class {};
const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');

const PUSHED = 'with its table begun low on a page';
// Fonts draw some characters with the glyphs of radicals, and the reader gives those back; NFKC knows only half of them.
const RADICALS = { '⺠': '民', '⻔': '门', '⻓': '长', '⻅': '见', '⻋': '车', '⻢': '马', '⻛': '风', '⻩': '黄' };
const squeeze = (text) =>
  text.normalize('NFKC').replace(/[\u2e80-\u2eff]/gu, (radical) => RADICALS[radical] ?? radical).replace(/\s+/g, '');

/** The words that stand on one height of a page, from left to right. */
function line(words, height) {
  const there = words.filter((item) => Math.abs(item.transform[5] - height) < 1);
  return squeeze(there.sort((a, b) => a.transform[4] - b.transform[4]).map((item) => item.str).join(''));
}

/** The pages of a PDF: width, text without spaces, its last line (in the margin below), where the rightmost piece of text ends, and the smallest size. */
async function read(data) {
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS, useSystemFonts: false }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const words = items.filter((item) => item.str.trim());
    pages.push({
      width: page.view[2],
      text: squeeze(items.map((item) => item.str).join('')),
      foot: line(words, Math.min(...words.map((item) => item.transform[5]))),
      right: Math.max(0, ...words.map((item) => item.transform[4] + item.width)),
      size: Math.min(...words.map((item) => Math.hypot(item.transform[2], item.transform[3]))),
    });
  }
  await pdf.destroy();
  return pages;
}

/** Lets the table begin low on a page, where it must break: else the check of its repeated head might see nothing. */
function begin(table) {
  const region = document.getElementById(`${table}-caption`).closest('.table-scroll');
  region.style.breakBefore = 'page';
  region.style.paddingTop = '150mm';
}

async function print(context, { url, table, columns, last, signature }, way, report) {
  const page = await context.newPage();
  const name = `${new URL(url).pathname} ${way}`;
  await page.goto(url);
  const shown = squeeze(await page.evaluate(() => document.body.innerText));
  if (way === PUSHED) await page.evaluate(begin, table);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pages = await read(new Uint8Array(pdf));
  await page.close();

  report.expect(name, 'pages', pages.length >= 2 && pages.length <= 20, pages.length);
  pages.forEach(({ width, right, size, foot }, index) => {
    report.expect(name, 'page-number', foot === `${index + 1}/${pages.length}`, `page ${index + 1}: ${foot}`);
    report.expect(name, 'cut-at-the-edge', right <= width - 30, `page ${index + 1}: text ends at ${right} of ${width}`);
    // What is too wide for the paper makes the browser print everything smaller.
    report.expect(name, 'small-print', size >= 8, `page ${index + 1}: ${size} pt`);
  });

  const lacking = ({ text }) => columns.filter((column) => !text.includes(squeeze(column)));
  const first = pages.findIndex((page) => lacking(page).length === 0);
  const end = pages.findLastIndex(({ text }) => text.includes(squeeze(last)));
  report.expect(name, 'columns', first >= 0, `no page has all of ${columns}`);
  report.expect(name, 'last-row', end >= first, `${last}: page ${end + 1}`);
  for (let index = first; first >= 0 && index <= end; index += 1) {
    report.expect(name, 'head-repeated', lacking(pages[index]).length === 0, `page ${index + 1} lacks ${lacking(pages[index])}`);
  }
  if (way === PUSHED) report.expect(name, 'table-breaks', end > first, `pages ${first + 1} to ${end + 1}`);

  // Below the last row of its tables, where an official paper is signed.
  const whole = pages.map(({ text }) => text).join('');
  const signed = whole.lastIndexOf(squeeze(signature));
  report.expect(name, 'signature', signed > whole.lastIndexOf(squeeze(last)), `${signature}: ${signed}`);

  const addresses = pages.flatMap(({ text }) => text.match(/https?:\/\/[\w./:-]*|[\w./-]+\.html/g) ?? []);
  report.expect(name, 'address-printed', addresses.every((address) => shown.includes(address)), addresses);
}

await run((job, report) => withBrowser(job, async (browser) => {
  const context = await browser.newContext();
  for (const one of job.reports) {
    for (const way of ['as it is', PUSHED]) await print(context, one, way, report);
  }
}));
