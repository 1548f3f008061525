// axe-core over every page, in light and dark, in forced colours, as a phone shows it, and in both modes of display.

import { createRequire } from 'node:module';
import { pagesOf, run, share, withBrowser } from './run.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What the modes of display can break: they change sizes and colours only. All other rules have nothing new to see then, and
// take half the time.
const SIGHT = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];
// Of rules that found nothing the elements are not wanted: to name them all takes most of the time.
const ALL = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] };
const SEEN = { runOnly: { type: 'rule', values: SIGHT }, resultTypes: ['violations'] };
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const PLAIN = { colorScheme: 'light', forcedColors: 'none' };
const DARK = { ...PLAIN, colorScheme: 'dark' };
const MODES = {
  light: { media: PLAIN, viewport: WIDE, rules: ALL },
  phone: { media: PLAIN, viewport: PHONE, rules: ALL },
  'large print': { media: PLAIN, viewport: PHONE, rules: SEEN, chosen: ['large'] },
  'high contrast': { media: PLAIN, viewport: WIDE, rules: SEEN, chosen: ['contrast'] },
  dark: { media: DARK, viewport: WIDE, rules: ALL },
  'high contrast in the dark': { media: DARK, viewport: WIDE, rules: SEEN, chosen: ['contrast'] },
  'forced colours': { media: { ...PLAIN, forcedColors: 'active' }, viewport: WIDE, rules: ALL },
};

/** Presses the buttons so that just these modes are on; says which are. */
function choose(chosen) {
  const { classList } = document.documentElement;
  for (const button of document.querySelectorAll('[data-mode]')) {
    const { mode } = button.dataset;
    if (chosen.includes(mode) !== classList.contains(mode)) button.click();
  }
  return classList.value;
}

async function examine(page, { url, name }, report) {
  await page.goto(url);
  await page.addScriptTag({ path: AXE });
  for (const [mode, { media, viewport, rules, chosen = [] }] of Object.entries(MODES)) {
    await page.emulateMedia(media);
    await page.setViewportSize(viewport);
    const on = await page.evaluate(choose, chosen);
    if (on !== chosen.join(' ')) report.problem(`${name} in ${mode}`, 'not-chosen', on);
    const result = await page.evaluate((options) => globalThis.axe.run(options), rules);
    for (const violation of result.violations) {
      const [node] = violation.nodes;
      const more = violation.nodes.length > 1 ? ` and ${violation.nodes.length - 1} more` : '';
      report.problem(`${name} in ${mode}`, violation.id, `${node.html}${more}: ${node.failureSummary}`);
    }
    // A page on which hardly a rule had anything to look at was not examined.
    const least = rules === ALL ? 10 : 1;
    if (result.passes.length < least) report.problem(`${name} in ${mode}`, 'hardly-examined', result.passes.length);
    report.checked();
  }
}

await run((job, report) => withBrowser(job, async (browser) => {
  // Only here, to bring axe in: the policy itself is checked in pages.mjs.
  const context = () => browser.newContext({ bypassCSP: true });
  // A context for each: in one of them the modes would follow each other from tab to tab.
  const workers = await Promise.all([1, 2].map(async () => (await context()).newPage()));
  await share(pagesOf(job), workers, (tab, page) => examine(tab, page, report));
}));
