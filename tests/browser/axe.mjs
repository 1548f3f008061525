// axe-core over every page, in light and dark, in forced colours, and as a phone shows it.

import { createRequire } from 'node:module';
import { pagesOf, run, share, tabs, withBrowser } from './run.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Of rules that found nothing the elements are not wanted: to name them all takes most of the time.
const OPTIONS = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] };
const WIDE = { width: 1280, height: 900 };
const MODES = {
  light: { media: { colorScheme: 'light', forcedColors: 'none' }, viewport: WIDE },
  dark: { media: { colorScheme: 'dark', forcedColors: 'none' }, viewport: WIDE },
  'forced colours': { media: { colorScheme: 'light', forcedColors: 'active' }, viewport: WIDE },
  phone: { media: { colorScheme: 'light', forcedColors: 'none' }, viewport: { width: 390, height: 844 } },
};

async function examine(page, { url, name }, report) {
  await page.goto(url);
  await page.addScriptTag({ path: AXE });
  for (const [mode, { media, viewport }] of Object.entries(MODES)) {
    await page.emulateMedia(media);
    await page.setViewportSize(viewport);
    const result = await page.evaluate((options) => globalThis.axe.run(options), OPTIONS);
    for (const violation of result.violations) {
      const [node] = violation.nodes;
      const more = violation.nodes.length > 1 ? ` and ${violation.nodes.length - 1} more` : '';
      report.problem(`${name} in ${mode}`, violation.id, `${node.html}${more}: ${node.failureSummary}`);
    }
    // A page on which hardly a rule had anything to look at was not examined.
    if (result.passes.length < 10) report.problem(`${name} in ${mode}`, 'hardly-examined', result.passes.length);
    report.checked();
  }
}

await run((job, report) => withBrowser(job, async (browser) => {
  // Only here, to bring axe in: the policy itself is checked in pages.mjs.
  const context = await browser.newContext({ bypassCSP: true });
  await share(pagesOf(job), await tabs(context, 2), (tab, page) => examine(tab, page, report));
}));
