// Search: from the form of the home page to a report, nothing found, hostile words, words from an input method, the address
// and the way back, a failure; and from a disk.

import { complain, run, watched, withBrowser } from './run.mjs';

const HOSTILE = '"><img src=x onerror="hit=1"><script>hit=1</script>';

/** An index as a server never sends it: every rule of an excerpt in one entry, and more entries than are listed. */
const INDEX = {
  version: 1,
  entries: [
    { title: `甲局${HOSTILE}`, agency: '甲局', year: 2024, url: '2024/a/index.html', text: `${HOSTILE}……ＡＢＣ㎡𠮷字` },
    { title: 'abc乙局', agency: '乙局', year: 2024, url: '2024/b/index.html', text: `${'𠮷'.repeat(60)}中${'尾'.repeat(200)}` },
    ...Array.from({ length: 60 }, (_, at) => ({ title: `镇${at}`, agency: '镇', year: 2023, url: `2023/${at}/index.html`, text: '多' })),
  ],
};

const found = (tab) => tab.evaluate(() => ({
  told: document.getElementById('found').textContent,
  items: [...document.querySelectorAll('#results li')].map((item) => item.innerHTML),
  query: document.querySelector('[data-search] input').value,
  address: new URLSearchParams(location.search).get('q'),
  hit: globalThis.hit ?? null,
}));

/** Lets a query be typed and sent with Enter; waits for what is told. */
async function ask(tab, query) {
  const field = tab.locator('[data-search] input');
  await field.fill(query);
  await field.press('Enter');
  await tab.waitForFunction(() => document.getElementById('found').textContent);
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function journey({ tab }, { base, search, query, hits, words }, report) {
  const same = (what, seen, wanted) =>
    report.expect(`${base} ${what}`, what, JSON.stringify(seen) === JSON.stringify(wanted), JSON.stringify(seen));
  await tab.goto(base);
  await tab.locator('form[role=search] input').fill(query);
  await tab.locator('form[role=search] button').click();
  await tab.waitForFunction(() => document.getElementById('found')?.textContent);
  same('address', tab.url(), `${base}${search}?q=${encodeURIComponent(query)}`);
  const first = await found(tab);
  same('told', first.told, words.found.replace('{n}', hits));
  same('count', first.items.length, hits);
  same('query', first.query, query);
  const marks = await tab.locator('#results li').evaluateAll((items) => items.map((item) => item.querySelectorAll('mark').length));
  same('all-marked', marks.every((count) => count > 0), true);
  const texts = await tab.locator('#results mark').evaluateAll((all) => [...new Set(all.map((mark) => mark.textContent))]);
  same('marks', texts, [query]);
  const addresses = await tab.locator('#results a').evaluateAll((links) => links.map((link) => link.href));
  same('links-inside', addresses.every((address) => address.startsWith(base)), true);

  // Nothing found; the focus stays, what is told is a status; then back and forth.
  await ask(tab, '没有这几个字');
  const none = await found(tab);
  same('none', [none.told, none.items, none.address], [words.none, [], '没有这几个字']);
  same('focus-kept', await tab.evaluate(() => document.activeElement.id), 'q');
  same('status', await tab.getAttribute('#found', 'role'), 'status');
  await tab.goBack();
  await tab.waitForFunction((hits) => document.querySelectorAll('#results li').length === hits, hits);
  same('back', await found(tab), first);
  await tab.goForward();
  await tab.waitForFunction(() => !document.querySelector('#results li') && document.getElementById('found').textContent);
  same('forward', await found(tab), none);
  // A move within the page is no search.
  await tab.evaluate(() => { location.hash = 'main'; });
  same('hash', await found(tab), none);
  // Spaces are no words.
  await tab.locator('[data-search] input').fill(' \u3000 ');
  await tab.keyboard.press('Enter');
  same('spaces', await found(tab), { ...none, told: '', query: ' \u3000 ', address: ' \u3000 ' });
}

async function odd({ tab }, { base, search, words }, report) {
  const same = (what, seen, wanted) =>
    report.expect(`${base} ${what}`, what, JSON.stringify(seen) === JSON.stringify(wanted), JSON.stringify(seen));
  await tab.route('**/search/index.json', (route) => route.fulfill({ json: INDEX }));
  await tab.goto(`${base}${search}?q=${encodeURIComponent(HOSTILE)}`);
  await tab.waitForFunction(() => document.getElementById('found').textContent);
  // Words of a query are parted by spaces: each is marked, all of them as text.
  const [one, two] = HOSTILE.split(' ').map(escaped).slice(0, 2);
  const hostile = await found(tab);
  same('hostile-query', [hostile.query, hostile.hit, hostile.told], [HOSTILE, null, words.found.replace('{n}', 1)]);
  same('hostile-marks', hostile.items[0].startsWith(`<a href="../2024/a/index.html">甲局<mark>${one}</mark> <mark>${two}</mark> <mark>`), true);
  same('hostile-elements', await tab.locator('main img, main script').count(), 0);

  await ask(tab, 'ａｂＣ');
  const rest = escaped(HOSTILE);
  const tail = `${'𠮷'.repeat(60)}中${'尾'.repeat(59)}…`;
  same('full-width', (await found(tab)).items, [
    `<a href="../2024/b/index.html"><mark>abc</mark>乙局</a><p>${tail}</p>`,
    `<a href="../2024/a/index.html">甲局${rest}</a><p>…${escaped(Array.from(HOSTILE).slice(-38).join(''))}……<mark>ＡＢＣ</mark>㎡𠮷字</p>`,
  ]);
  await ask(tab, 'm2\u3000...');
  same('lengths', (await found(tab)).items[0].match(/<mark>.*?<\/mark>/g), ['<mark>…</mark>', '<mark>…</mark>', '<mark>㎡</mark>']);
  await ask(tab, '中');
  same('excerpt', (await found(tab)).items, [
    `<a href="../2024/b/index.html">abc乙局</a><p>…${'𠮷'.repeat(40)}<mark>中</mark>${'尾'.repeat(79)}…</p>`,
  ]);
  await ask(tab, '多');
  const many = await found(tab);
  same('many', [many.told, many.items.length], [words.many.replace('{n}', 60).replace('{m}', 50), 50]);

  // What an input method composes is no query before it is sent.
  const client = await tab.context().newCDPSession(tab);
  await tab.locator('[data-search] input').fill('');
  await client.send('Input.imeSetComposition', { text: 'yi', selectionStart: 2, selectionEnd: 2 });
  same('composing', (await found(tab)).address, '多');
  await client.send('Input.insertText', { text: '乙局' });
  same('composed', [(await found(tab)).address, (await found(tab)).items.length], ['多', 50]);
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(() => document.querySelectorAll('#results li').length === 1);
  same('composed-and-sent', (await found(tab)).address, '乙局');
  await tab.unroute('**/search/index.json');
}

/** Without the index that is told; the next try, with it, works. */
async function failing(browser, { base, search, query, hits, words }, report) {
  const tab = await browser.newPage();
  const name = `${base}${search}`;
  await tab.route('**/search/index.json', (route) => route.abort());
  await tab.goto(`${name}?q=${encodeURIComponent(query)}`);
  await tab.waitForFunction(() => document.getElementById('found').textContent);
  report.expect(name, 'failed', (await found(tab)).told === words.failed, (await found(tab)).told);
  await tab.unroute('**/search/index.json');
  await tab.locator('[data-search] button').click();
  await tab.waitForFunction((told) => document.getElementById('found').textContent === told, words.found.replace('{n}', hits));
  report.expect(name, 'tried-again', await tab.locator('#results li').count() === hits);
  await tab.close();
}

async function fromDisk(browser, { disk, search, query, words }, report) {
  const tab = await browser.newPage();
  const errors = [];
  tab.on('pageerror', (error) => errors.push(error));
  await tab.goto(`${disk}${search}`);
  await ask(tab, query);
  const seen = await found(tab);
  report.expect('from a disk', 'failed', seen.told === words.failed && seen.query === query, JSON.stringify(seen));
  report.expect('from a disk', 'script-error', errors.length === 0, errors);
  await tab.close();
}

await run((job, report) => withBrowser(job, async (browser) => {
  const watching = await watched(await browser.newContext());
  for (const site of job.sites) {
    await journey(watching, site, report);
    await odd(watching, site, report);
    complain(watching, site.base, report);
    await failing(browser, site, report);
  }
  await fromDisk(browser, { ...job.sites[0], disk: job.disk }, report);
}));
