// The preview in a browser: pages follow the files, what is wrong is told on the page, and nothing is lost when a tab was away or
// the preview was started anew. The program runs as a person starts it; the script saves files as an editor does.

import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { complain, overflow, run, watched, withBrowser } from './run.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PATIENCE = 60_000;
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const REPORT = 'content/2022/jiaoyu.md';
const PAGE = '/2022/jiaoyu/';
const OTHER = 'content/2022/shuiwu.md';
const OTHER_PAGE = '/2022/shuiwu/';
const STYLE = 'themes/default/assets/style.css/99-own.css';

/** The reports: with a figure, with an equation that does not hold, with front matter that cannot be read. */
const figure = (text, number) => text.replace('licence: [0]', `licence: [${number}]`);
const unequal = (text) => text.replace('[0, 0, 0, 0, 0]', '[1, 0, 0, 0, 5]');
const BROKEN = '---\nagency: [\n---\n';

/** A preview that runs: its address and port, and how to end it. */
async function start(job, folder, port = 0) {
  const args = ['--root', folder, '--lang', 'zh-CN', 'serve', '--addr', `127.0.0.1:${port}`, '--now', '2023-01-20'];
  const child = spawn(job.program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { NO_COLOR: '1' } });
  const ended = new Promise((done) => { child.once('exit', done); });
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  process.once('exit', () => child.kill('SIGKILL'));
  const seen = [];
  for await (const line of createInterface(child.stderr)) {
    seen.push(line);
    const [base, taken] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
    if (base) {
      child.stderr.resume();
      return { base, port: Number(taken), stop };
    }
  }
  throw new Error(`no address: ${seen.join('\n')}`);
}

/** Saves a file below a folder. */
async function save(folder, path, text) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** A site of its own, its preview and a browser window of its own, for a subject. */
async function inSite({ job, browser, report }, name, work, without = []) {
  const folder = join(job.folder, name);
  for (const [path, text] of Object.entries(job.files)) {
    if (!without.includes(path)) await save(folder, path, text);
  }
  const site = {
    job, name, folder, report,
    preview: await start(job, folder),
    context: await browser.newContext({ viewport: WIDE }),
    save: (path, text) => save(folder, path, text),
    expect: (what, holds, detail) => report.expect(name, what, holds, detail),
  };
  site.context.setDefaultTimeout(PATIENCE);
  await site.context.exposeFunction('violated', (text) => report.problem(name, 'policy', text));
  await site.context.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) =>
    globalThis.violated(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)));
  try {
    await work(site);
  } catch (error) {
    report.problem(name, 'given-up', error.stack ?? error);
  } finally {
    await site.context.close();
    await site.preview.stop();
  }
}

/** A tab with a page of the preview in it, which counts how often it is loaded from now on. */
async function open(site, path) {
  const tab = await site.context.newPage();
  await tab.goto(site.preview.base + path);
  counted(tab);
  return tab;
}

/** Counts how often a tab is loaded: when its new text arrives, before any of it can be seen. */
function counted(tab) {
  tab.loads = 0;
  tab.on('framenavigated', (frame) => {
    if (frame === tab.mainFrame() && !frame.url().includes('#')) tab.loads += 1;
  });
}

/** Waits until a page has a figure in one of its tables. */
const shows = (tab, number) => tab.locator('td', { hasText: new RegExp(`^\\s*${number}\\s*$`) }).first().waitFor();
const panel = (tab) => tab.locator('gongkai-findings .panel');
const badge = (tab) => tab.locator('gongkai-findings .badge');
/** Waits until the overlay is there and says something. */
const tells = (tab, words) => panel(tab).filter({ hasText: words }).waitFor();
const gone = (locator) => locator.waitFor({ state: 'detached' });

async function edits(site) {
  const { job, expect } = site;
  const [tab, other] = [await open(site, PAGE), await open(site, OTHER_PAGE)];
  const text = job.files[REPORT];
  await tab.evaluate(() => scrollTo(0, 700));
  expect('scrolled', await tab.evaluate(() => scrollY) === 700);
  await site.save(REPORT, figure(text, 4711));
  await shows(tab, 4711);
  await tab.waitForFunction(() => scrollY === 700);
  expect('loads', tab.loads === 1, tab.loads);
  // The same once more, and a comment, change nothing that a page shows.
  await site.save(REPORT, figure(text, 4711));
  await site.save(REPORT, figure(text, 4711).replace('---\n', '---\n# 注\n'));
  await site.save(REPORT, figure(text, 4712));
  await shows(tab, 4712);
  expect('loads', tab.loads === 2, tab.loads);
  // Everything that the other tab has been told came before this.
  await site.save(OTHER, figure(job.files[OTHER], 815));
  await shows(other, 815);
  expect('loads-of-another', other.loads === 1, other.loads);
  expect('loads', tab.loads === 2, tab.loads);
  await tab.waitForFunction(() => scrollY === 700);
  expect('nothing-is-wrong', await panel(tab).count() === 0);
}

async function overlay(site) {
  const { job, expect } = site;
  const text = job.files[REPORT];
  const tab = await open(site, PAGE);
  await site.save(REPORT, figure(text, 4711));
  await shows(tab, 4711);
  await tab.evaluate(() => { globalThis.same = true; });

  await site.save(REPORT, BROKEN);
  await tells(tab, /content\/2022\/jiaoyu\.md:\d+:\d+/);
  await shows(tab, 4711);
  expect('last-good', await tab.evaluate(() => globalThis.same === true));

  const wrong = unequal(text);
  const line = wrong.slice(0, wrong.indexOf('[1, 0, 0, 0, 5]')).split('\n').length;
  await site.save(REPORT, wrong);
  await tells(tab, `${REPORT}:${line}:`);
  const told = await panel(tab).innerText();
  // The cell has the names of its row and its column, and leads to where it stands.
  const cell = panel(tab).locator('.cells a').first();
  const at = await cell.getAttribute('href');
  expect('cell', /^#review\..*\.total$/.test(at), at);
  const names = await tab.evaluate((id) => document.getElementById(id).getAttribute('headers').split(' ')
    .map((head) => document.getElementById(head).textContent.trim()), at.slice(1));
  expect('names', names.length > 1 && names.every((name) => told.includes(name)), `${names}: ${told}`);
  await cell.click();
  expect('row', told.includes('[1, 0, 0, 0, 5]'), told);
  // It glides there, and stands above the overlay.
  await tab.waitForFunction((id) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    const over = document.querySelector('gongkai-findings').shadowRoot.querySelector('.panel').getBoundingClientRect();
    return top >= 0 && bottom <= over.top && document.querySelector(':target')?.id === id;
  }, at.slice(1));
  // So it does from the list of all that was found.
  const list = await open(site, '/_gongkai/');
  await list.locator('#findings .cells a').first().click();
  await list.waitForURL(`**${PAGE}${at}`);
  await tells(list, `${REPORT}:${line}:`);
  await list.close();
  const link = await panel(tab).getByRole('link', { name: `${REPORT}:${line}:` }).first().getAttribute('href');
  const file = `vscode://file/${join(site.folder, REPORT).replace(/^\//, '')}:${line}:`;
  expect('link', decodeURI(link).startsWith(file), `${link} ${file}`);
  const copied = await panel(tab).getByRole('textbox').first().inputValue();
  expect('copied', copied.startsWith(`${join(site.folder, REPORT)}:${line}:`), copied);

  // Closed with the keyboard, it stays closed while the same is wrong, also on a page that was loaded anew.
  await tab.keyboard.press('Escape');
  await gone(panel(tab));
  await badge(tab).waitFor();
  expect('badge', (await badge(tab).innerText()).includes('1'), await badge(tab).innerText());
  await site.save(REPORT, figure(wrong, 4712));
  await shows(tab, 4712);
  await badge(tab).waitFor();
  expect('stays-closed', await panel(tab).count() === 0);
  await badge(tab).click();
  await tells(tab, REPORT);
  await tab.keyboard.press('Escape');
  await gone(panel(tab));
  expect('focus', await tab.evaluate(() => document.activeElement.localName === 'gongkai-findings'));
  // Something else is wrong.
  await site.save(REPORT, figure(text.replace('[0, 0, 0, 0, 0]', '[1, 0, 0, 0, 6]'), 4712));
  await tells(tab, '6');
  await tab.getByRole('button', { name: '关闭' }).click();
  await gone(panel(tab));
  await site.save(REPORT, BROKEN);
  await tells(tab, REPORT);
  await tab.evaluate(() => { globalThis.same = true; });

  // Mended: it goes.
  await site.save(REPORT, figure(text, 4713));
  await gone(panel(tab));
  await shows(tab, 4713);
  await gone(badge(tab));
  // The same fault once more is news after it was mended.
  await site.save(REPORT, wrong);
  await tells(tab, `${REPORT}:${line}:`);
  await tab.keyboard.press('Escape');
  await gone(panel(tab));
  await site.save(REPORT, figure(text, 4714));
  await shows(tab, 4714);
  await site.save(REPORT, figure(wrong, 4714));
  await tells(tab, `${REPORT}:${line}:`);
}

async function hostile(site) {
  const { job, expect } = site;
  const text = job.files[REPORT];
  const tab = await open(site, PAGE);
  const values = [
    '<img src=x onerror="globalThis.hit=1">',
    '</p></section><script>globalThis.hit=1</script>',
    '"><svg onload=globalThis.hit=1>',
    'javascript:globalThis.hit=1',
  ];
  for (const value of values) {
    await site.save(REPORT, text.replace('agency: jiaoyu', `agency: '${value}'`));
    await tells(tab, value);
    const inside = await tab.evaluate(() => {
      const root = document.querySelector('gongkai-findings').shadowRoot;
      return [...root.querySelectorAll('img, script, svg, iframe, object')].map((one) => one.outerHTML);
    });
    expect('elements', inside.length === 0, inside);
    const links = await panel(tab).locator('a').evaluateAll((all) => all.map((one) => one.href));
    expect('links', links.length > 1 && links.every((href) => /^(vscode:\/\/file\/|http:\/\/127)/.test(href)), links);
    const list = await open(site, '/_gongkai/');
    await list.locator('#findings', { hasText: value }).waitFor();
    expect('hit', await list.evaluate(() => globalThis.hit) === undefined);
    await list.close();
  }
  expect('hit', await tab.evaluate(() => globalThis.hit) === undefined);
  await site.save(REPORT, text);
  await gone(panel(tab));
}

async function style(site) {
  const { job, expect } = site;
  const tab = await open(site, PAGE);
  await tab.evaluate(() => { globalThis.same = true; });
  const coloured = (colour) => tab.waitForFunction(
    (colour) => (getComputedStyle(document.querySelector('h1')).color === colour), colour);
  const before = await tab.evaluate(() => getComputedStyle(document.querySelector('h1')).color);
  const many = await tab.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').length);
  for (const colour of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
    await site.save(STYLE, `h1 { color: ${colour} }\n`);
    await coloured(colour);
    await tab.waitForFunction((many) => document.querySelectorAll('link[rel=stylesheet]').length === many, many);
  }
  await rm(join(site.folder, STYLE));
  await coloured(before);
  expect('loads', tab.loads === 0 && await tab.evaluate(() => globalThis.same), tab.loads);
  await site.save(REPORT, figure(job.files[REPORT], 4711));
  await shows(tab, 4711);
  expect('loads', tab.loads === 1, tab.loads);
}

/** Lets the page believe that it is in the background, or not. */
const away = (tab, hidden) => tab.evaluate((hidden) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') });
  document.dispatchEvent(new Event('visibilitychange'));
}, hidden);

/** Of many cells the one that is most likely wrong comes first; the others are there when they are asked for. */
async function suspect(site) {
  const { job, expect } = site;
  const tab = await open(site, PAGE);
  await site.save(REPORT, job.files[REPORT].replace(/^( +new: +\[)0/m, '$14'));
  await tells(tab, '4 + 0 ≠ 0 + 0');
  const cells = panel(tab).locator('.cells a');
  expect('first', await cells.first().getAttribute('href') === '#requests.new.natural', await cells.first().innerText());
  const seen = await cells.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  expect('seen', seen === 1, seen);
  await panel(tab).locator('summary').first().click();
  const opened = await cells.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  expect('opened', opened > 4, opened);
}

async function background(site) {
  const { job, expect } = site;
  const text = job.files[REPORT];
  const tab = await site.context.newPage();
  const connections = new Set();
  const isOne = (request) => request.url().includes('/_gongkai/events');
  tab.on('request', (request) => isOne(request) && connections.add(request));
  tab.on('requestfailed', (request) => connections.delete(request));
  tab.on('requestfinished', (request) => connections.delete(request));
  const [first] = await Promise.all([tab.waitForRequest(isOne), tab.goto(site.preview.base + PAGE)]);
  expect('connected', connections.has(first), connections.size);
  counted(tab);
  const ended = tab.waitForEvent('requestfailed', isOne);
  await away(tab, true);
  await ended;
  expect('connections-in-the-background', connections.size === 0, connections.size);
  // Another tab shows when the change is told.
  const other = await open(site, PAGE);
  await site.save(REPORT, figure(text, 4711));
  await shows(other, 4711);
  expect('loads-in-the-background', tab.loads === 0, tab.loads);
  await away(tab, false);
  await shows(tab, 4711);
  expect('loads', tab.loads === 1, tab.loads);
  // What is wrong is caught up with, too.
  await away(tab, true);
  await site.save(REPORT, BROKEN);
  await tells(other, REPORT);
  expect('told-in-the-background', await panel(tab).count() === 0);
  await away(tab, false);
  await tells(tab, REPORT);
}

async function nothing(site) {
  const { job, expect } = site;
  const tab = await open(site, PAGE);
  await tab.locator('#findings li', { hasText: 'site.toml' }).waitFor();
  expect('why', (await tab.locator('h1').innerText()).length > 4);
  await site.save('site.toml', 'title = \n');
  await tab.locator('#findings li', { hasText: 'site.toml:1:' }).waitFor();
  expect('loads', tab.loads === 0, tab.loads);
  await site.save('site.toml', job.files['site.toml']);
  await tab.locator('main table').first().waitFor();
  expect('address', tab.url() === site.preview.base + PAGE, tab.url());
  expect('overlay', await panel(tab).count() === 0);
  expect('loads', tab.loads === 1, tab.loads);
}

async function restart(site) {
  const { job, expect } = site;
  const text = job.files[REPORT];
  const [tab, other] = [await open(site, PAGE), await open(site, OTHER_PAGE)];
  await site.preview.stop();
  await site.save(REPORT, figure(text, 4711));
  const again = await start(job, site.folder, site.preview.port);
  expect('port', again.port === site.preview.port, again.port);
  site.preview = again;
  await shows(tab, 4711);
  expect('loads', tab.loads === 1, tab.loads);
  await site.save(OTHER, figure(job.files[OTHER], 815));
  await shows(other, 815);
  expect('loads-of-another', other.loads === 1, other.loads);
}

async function tabs(site) {
  const { job, expect } = site;
  const pages = [PAGE, OTHER_PAGE, '/', '/2022/', '/agencies/', '/_gongkai/'];
  const all = [];
  // All of them in view, as in windows side by side: more than a browser has connections for.
  for (let number = 0; number < 12; number += 1) all.push(await open(site, pages[number % pages.length]));
  for (const [number, tab] of all.entries()) {
    expect(`tab ${number}`, await tab.evaluate(() => document.readyState) !== 'loading');
  }
  await site.save(REPORT, figure(job.files[REPORT], 4711));
  await Promise.all([shows(all[0], 4711), shows(all[6], 4711)]);
  await site.save(OTHER, figure(job.files[OTHER], 815));
  await Promise.all([shows(all[1], 815), shows(all[7], 815)]);
}

/** All kinds of pages of the sample portal, in the preview: nothing is blocked and nothing fails. */
async function policy({ job, browser, report }) {
  const preview = await start(job, job.sample);
  const context = await browser.newContext({ viewport: WIDE });
  try {
    const one = await watched(context);
    for (const path of [...job.pages, '_gongkai/']) {
      const url = `${preview.base}/${path}`;
      const [asked] = await Promise.all([
        one.tab.waitForResponse((response) => response.url().includes('/_gongkai/events')),
        one.tab.goto(url),
      ]);
      report.expect(path, 'events', asked.status() === 200, asked.status());
      for (const width of [320, WIDE.width]) {
        await one.tab.setViewportSize({ ...WIDE, width });
        const wide = await one.tab.evaluate(overflow);
        report.expect(path, 'sideways-scroll', !wide, wide);
      }
      complain(one, path, report);
    }
  } finally {
    await context.close();
    await preview.stop();
  }
}

/** The overlay and the list under axe, at both widths; pictures of them where they are asked for. */
async function axe(site) {
  const { job, browser, report } = site;
  const text = job.files[REPORT];
  await site.save(REPORT, unequal(text).replace('phone: 0999-5550100', 'phone: 12'));
  const context = await browser.newContext({ bypassCSP: true });
  context.setDefaultTimeout(PATIENCE);
  const tab = await context.newPage();
  const examine = async (what) => {
    await tab.addScriptTag({ path: AXE });
    const options = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] };
    const result = await tab.evaluate((options) => globalThis.axe.run(options), options);
    for (const { id, nodes } of result.violations) {
      report.problem(what, id, `${nodes[0].html}: ${nodes[0].failureSummary}`);
    }
    report.expect(what, 'hardly-examined', result.passes.length > 10, result.passes.length);
    const wide = await tab.evaluate(overflow);
    report.expect(what, 'sideways-scroll', !wide, wide);
    if (process.env.PICTURES) await tab.screenshot({ path: join(process.env.PICTURES, `${what.replaceAll(' ', '-')}.png`) });
  };
  for (const [name, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
    await tab.setViewportSize(viewport);
    await tab.goto(site.preview.base + PAGE);
    await tells(tab, REPORT);
    await examine(`overlay ${name}`);
    // It leaves enough of the page to be seen.
    const { height } = await panel(tab).boundingBox();
    report.expect(`overlay ${name}`, 'covers', height < viewport.height * 0.75, height);
    await tab.keyboard.press('Escape');
    await badge(tab).waitFor();
    await examine(`badge ${name}`);
    await tab.evaluate(() => sessionStorage.clear());
    await tab.goto(`${site.preview.base}/_gongkai/`);
    await tab.locator('#findings li').first().waitFor();
    await examine(`list ${name}`);
  }
  await context.close();
}

const SUBJECTS = { edits, overlay, suspect, hostile, style, background, restart, tabs };

await run((job, report) => withBrowser(job, async (browser) => {
  const all = { job, browser, report };
  const wanted = process.env.SUBJECT;
  const is = (name) => !wanted || wanted === name;
  for (const [name, subject] of Object.entries(SUBJECTS)) {
    if (is(name)) await inSite(all, name, subject);
  }
  if (is('nothing')) await inSite(all, 'nothing', nothing, ['site.toml']);
  if (is('axe')) await inSite(all, 'axe', (site) => axe({ ...site, browser }));
  if (is('policy')) await policy(all);
}));
