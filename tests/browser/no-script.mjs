// A visit without JavaScript: home, year, report, the report of the year before, the agency, and the data as a file.

import { readFile } from 'node:fs/promises';
import { run, withBrowser } from './run.mjs';

await run((job, report) => withBrowser(job, async (browser) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const { base, year, agency } = job;
  const follow = async (selector, path) => {
    await page.locator(selector).first().click();
    await page.waitForURL(base + path);
    report.expect(path, 'heading', await page.locator('h1').count() === 1);
  };
  // What needs a script is not there without one, and the way round it is.
  for (const [path, needs, instead] of [
    ['index.html', '[data-display]', 'main a'],
    ['search/index.html', '[data-search]', '.ways a'],
    ['compare/index.html', '[data-compare]', '.agencies a'],
  ]) {
    await page.goto(base + path);
    const seen = [await page.locator(needs).count(), await page.locator(needs).isVisible(), await page.locator(instead).first().isVisible()];
    report.expect(path, 'needs-a-script', seen.join() === '1,false,true', seen);
  }
  await page.goto(base);
  await follow(`main a[href="${year}/index.html"]`, `${year}/index.html`);
  await follow(`main a[href="${agency}/index.html"]`, `${year}/${agency}/index.html`);
  await follow('a[rel=prev]', `${year - 1}/${agency}/index.html`);
  await follow(`main a[href="../../agencies/${agency}/index.html"]`, `agencies/${agency}/index.html`);
  await follow(`main a[href="../../${year}/${agency}/index.html"]`, `${year}/${agency}/index.html`);

  const link = page.locator('a[href="report.csv"]');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  report.expect('report.csv', 'name', download.suggestedFilename() === 'report.csv', download.suggestedFilename());
  const bytes = await readFile(await download.path());
  report.expect('report.csv', 'bytes', bytes.equals(Buffer.from(job.csv)), `${bytes.length} bytes`);
  const response = await context.request.get(`${base}${year}/${agency}/report.csv`);
  report.expect('report.csv', 'status', response.status() === 200, response.status());
  const type = response.headers()['content-type'];
  report.expect('report.csv', 'type', type === 'text/csv; charset=utf-8', type);
}));
