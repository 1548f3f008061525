// Large print and high contrast: by keyboard, on the next page too, kept in this browser only, and never late.

import { complain, run, watched, withBrowser } from './run.mjs';

const MODES = ['large', 'contrast'];
const PATIENCE = 50;

/** What a reader sees of the modes. */
function look() {
  const { fontSize, color, backgroundColor } = getComputedStyle(document.body);
  const pressed = (mode) => document.querySelector(`[data-mode=${mode}]`).getAttribute('aria-pressed');
  return { size: parseFloat(fontSize), color, backgroundColor, large: pressed('large'), contrast: pressed('contrast') };
}

/** Notes the modes at the moment at which there is something to draw. */
function early() {
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    globalThis.early = document.documentElement.className;
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

async function tabTo(tab, mode) {
  for (let stop = 0; stop < PATIENCE; stop += 1) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate(() => document.activeElement.dataset.mode ?? '') === mode) return;
  }
  throw new Error(`the button ${mode} is not reached with Tab`);
}

async function visit(browser, { base, pages }, report) {
  const context = await browser.newContext();
  const watching = await watched(context);
  const { tab } = watching;
  const [first, second] = pages.map((page) => base + page);
  const same = (what, found, wanted) =>
    report.expect(first, what, JSON.stringify(found) === JSON.stringify(wanted), JSON.stringify(found));
  await tab.addInitScript(early);
  await tab.goto(first);
  const before = await tab.evaluate(look);
  same('not-pressed', [before.large, before.contrast], ['false', 'false']);
  for (const [mode, key] of [['large', 'Enter'], ['contrast', 'Space']]) {
    await tabTo(tab, mode);
    await tab.keyboard.press(key);
    const held = await tab.evaluate(() => document.activeElement.dataset.mode);
    report.expect(first, 'focus-kept', held === mode, held);
  }
  const on = await tab.evaluate(look);
  same('pressed', [on.large, on.contrast], ['true', 'true']);
  report.expect(first, 'larger', on.size >= before.size * 1.25, `${on.size} after ${before.size}`);
  same('colours', [on.color, on.backgroundColor], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  report.expect(first, 'colours-change', on.color !== before.color, before.color);

  // Another tab follows at once, a reload and another page from their first moment.
  const other = await context.newPage();
  await other.goto(second);
  for (const go of [() => tab.reload(), () => tab.goto(second), () => tab.goto(first)]) {
    await go();
    same('kept', await tab.evaluate(look), on);
    same('not-late', await tab.evaluate(() => globalThis.early), MODES.join(' '));
  }
  const { cookies, origins } = await context.storageState();
  same('cookies', cookies, []);
  const kept = origins.flatMap(({ localStorage }) => localStorage.map(({ name, value }) => `${name}: ${value}`));
  same('kept-where', kept.sort(), ['gongkai-contrast: on', 'gongkai-large: on']);

  for (const mode of MODES) {
    await tabTo(tab, mode);
    await tab.keyboard.press('Space');
  }
  same('off', await tab.evaluate(look), before);
  await other.waitForFunction(() => document.documentElement.className === '', undefined, { timeout: 5000 });
  same('off-elsewhere', await other.evaluate(look), before);
  complain(watching, first, report);
  await context.close();
}

/** In the dark the contrast is the other way round. */
async function dark(browser, { base, pages }, report) {
  const tab = await browser.newPage({ colorScheme: 'dark' });
  await tab.goto(base + pages[0]);
  await tab.locator('[data-mode=contrast]').click();
  const { color, backgroundColor } = await tab.evaluate(look);
  report.expect(base, 'dark-colours', `${color} on ${backgroundColor}` === 'rgb(255, 255, 255) on rgb(0, 0, 0)', color);
  await tab.close();
}

/** Where nothing may be stored, a choice holds for the page and nothing fails. */
async function refused(browser, { base, pages }, report) {
  const context = await browser.newContext();
  const watching = await watched(context);
  const { tab } = watching;
  await tab.addInitScript(() => Object.defineProperty(globalThis, 'localStorage', {
    get() { throw new DOMException('refused', 'SecurityError'); },
  }));
  await tab.goto(base + pages[0]);
  const seen = [];
  for (let times = 0; times < 2; times += 1) {
    await tab.locator('[data-mode=large]').click();
    seen.push((await tab.evaluate(look)).large);
  }
  report.expect(base, 'refused', seen.join() === 'true,false', seen);
  complain(watching, `${base} where nothing may be stored`, report);
  await context.close();
}

await run((job, report) => withBrowser(job, async (browser) => {
  for (const visited of [visit, dark, refused]) await visited(browser, job, report);
}));
