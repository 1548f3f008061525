// An address that does not exist, also far down: the status says so and the page looks like the portal.

import { run, withBrowser } from './run.mjs';

const ADDRESSES = ['nowhere.html', 'nowhere/', '1999/nobody/none/index.html'];

await run((job, report) => withBrowser(job, async (browser) => {
  const page = await browser.newPage();
  for (const { base } of job.sites) {
    for (const path of ADDRESSES) {
      const name = new URL(base + path).pathname;
      const response = await page.goto(base + path, { waitUntil: 'networkidle' });
      report.expect(name, 'status', response.status() === 404, response.status());
      const heading = await page.locator('main h1').textContent();
      report.expect(name, 'heading', heading === job.heading, heading);
      const styles = await page.evaluate(() => [...document.styleSheets].map((sheet) => sheet.cssRules.length));
      report.expect(name, 'styles', styles.length > 0 && styles.every((rules) => rules > 0), styles);
      await page.locator('.brand a').click();
      report.expect(name, 'way-home', page.url() === base, page.url());
    }
  }
}));
