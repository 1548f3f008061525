// Search: from the form of the home page to a report; the same folding, grams and numbers as where the index is made; hostile
// words and words from an input method; narrowing down, the address and the way back; the keyboard alone; answers that are late or
// fail; what is fetched; any part of any text; and from a disk.

import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { complain, overflow, run, watched, withBrowser } from './run.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const HOSTILE = '"><img src=x onerror="hit=1"><script>hit=1</script>';
const KB = 1024;

/** Documents as no portal has them, one for each rule of a result. */
const ODD = [
  ['甲局', 2024, '', [['s1', `头${HOSTILE}`, `${HOSTILE}……ＡＢＣ㎡𠮷字`]]],
  ['abc乙局', 2024, '乙所', [['', '', '乙所'], ['s1', '', `${'𠮷'.repeat(60)}中${'尾'.repeat(200)}`]]],
  ['丙局', 2024, '', [['s1', '一', '补贴在前，涉农在后。'], ['s2', '二', '自2022 年 12 月\n起，政府资讯涉农补贴公开。'],
    ['s3', '三', `${'涉农'.repeat(2)}${'远'.repeat(300)}涉农以后的补贴`]]],
  ['丁局', 2023, '', [['s0', '常见', '别的'], ['s1', '一', '涉农和补贴，常见'], ['s2', '二', '常见'], ['s3', '三', '罕有']]],
  ...Array.from({ length: 25 }, (_, at) => [`镇${at}`, 2022, '', [['s1', '一', '很多']]]),
  // A phrase of three that is torn in all but the last.
  ...Array.from({ length: 45 }, (_, at) => [`乡${at}`, 2021, '', [['s1', '一', at < 44 ? '东西南，西南北' : '东西南北']]]),
];
const VARIANTS = '訊讯資资';

/** The texts of these documents by their files. */
function textsOf() {
  const reports = ODD.map(([agency, year, , sections], at) => {
    const title = `${agency}${year}年年报${at ? '' : HOSTILE}`;
    return [`text/${year}/a${at}.json`, { title, url: `${year}/a${at}/index.html`, sections }];
  });
  return new Map([...reports, ['text/pages/guide.json', { title: '指南', url: 'pages/guide/index.html', sections: [] }]]);
}

/** The characters and pairs of a folded text. */
const gramsOf = (folded) => {
  const all = Array.from(folded);
  return all.flatMap((one, at) => (one === ' ' ? [] : [one, ...(all[at + 1] ?? ' ') === ' ' ? [] : [one + all[at + 1]]]));
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const coded = (numbers) => numbers.map((number, at) => {
  let [distance, text] = [number - (numbers[at - 1] ?? -1) - 1, ''];
  for (; distance > 31; distance = Math.floor(distance / 32)) text += DIGITS[(distance % 32) + 32];
  return text + DIGITS[distance];
}).join('');

/** The index over the odd documents, as docs/search-json.md says: files by name. */
async function indexOf(tab) {
  const texts = textsOf();
  const strings = [...texts.values()].map(({ title, sections }) => [title, ...sections.flatMap(([, head, text]) => [head, text])]);
  const folded = await tab.evaluate(([all, pairs]) => {
    const fold = globalThis.gongkaiSearch.folder(pairs);
    return all.map((strings) => strings.map((one) => fold(one).folded));
  }, [strings, VARIANTS]);
  const lists = new Map();
  folded.forEach((all, number) => new Set(all.flatMap(gramsOf)).forEach((gram) => lists.set(gram, [...lists.get(gram) ?? [], number])));
  const everywhere = ['年', '年年'];
  const grams = [...lists.keys()].filter((gram) => !everywhere.includes(gram)).sort();
  const shards = Array.from({ length: 40 }, (_, at) => grams.slice(at * grams.length / 40, (at + 1) * grams.length / 40));
  const years = [2024, 2023, 2022, 2021];
  const manifest = {
    version: 2, digest: 'odd', documents: texts.size, everywhere, variants: VARIANTS,
    agencies: ODD.map(([name, year, others], at) => [`a${at}`, name, year === 2022 ? 'town' : 'department', others]),
    reports: years.map((year) => [year, coded(ODD.flatMap((one, at) => (one[1] === year ? [at] : [])))]),
    pages: [['guide', '指南']],
    shards: shards.map((all) => [all[0], 1]),
  };
  const files = new Map([...texts, ['index.json', manifest]]);
  shards.forEach((all, at) => files.set(`${at}.json`, Object.fromEntries(all.map((gram) => [gram, coded(lists.get(gram))]))));
  return files;
}

const found = (tab) => tab.evaluate(() => ({
  told: document.getElementById('found').textContent,
  items: [...document.querySelectorAll('#results li')].map((item) => item.innerHTML),
  query: document.querySelector('[data-search] input').value,
  address: new URLSearchParams(location.search).get('q'),
  hit: globalThis.hit ?? null,
}));

/** Waits for the answer to the latest question. */
const answered = (tab) => tab.waitForFunction(() => {
  const told = document.getElementById('found')?.textContent;
  return told && told !== document.querySelector('[data-search]').dataset.wait;
});

/** Types a query; it is sent with Enter, or by itself after a while. */
async function type(tab, query) {
  await tab.locator('[data-search] input[type=search]').fill(query);
  await tab.waitForFunction((query) => new URLSearchParams(location.search).get('q') === query, query);
  await answered(tab);
}
async function ask(tab, query) {
  const field = tab.locator('[data-search] input[type=search]');
  await field.fill(query);
  await field.press('Enter');
  await answered(tab);
}

const open = async (tab, { base, search }, asked = {}) => {
  await tab.goto(`${base}${search}?${new URLSearchParams(asked)}`);
  if (asked.q) await answered(tab);
};

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const comparer = (name, report) => (what, seen, wanted) =>
  report.expect(`${name} ${what}`, what, JSON.stringify(seen) === JSON.stringify(wanted), JSON.stringify(seen));
const titles = (tab) => tab.locator('#results a').allTextContents();
const hrefs = (tab) => tab.locator('#results a').evaluateAll((links) => links.map((link) => link.href));

async function journey({ tab }, { base, search, query, hits, words }, report) {
  const same = comparer(base, report);
  await tab.goto(base);
  await tab.locator('form[role=search] input').fill(query);
  await tab.locator('form[role=search] button').click();
  await answered(tab);
  same('address', tab.url(), `${base}${search}?q=${encodeURIComponent(query)}`);
  const first = await found(tab);
  same('told', first.told, words.found.replace('{n}', hits));
  same('count', first.items.length, Math.min(hits, 10));
  same('query', first.query, query);
  const marks = await tab.locator('#results li').evaluateAll((items) => items.map((item) => item.querySelectorAll('mark').length));
  same('all-marked', marks.every((count) => count > 0), true);
  const texts = await tab.locator('#results mark').evaluateAll((all) => [...new Set(all.map((mark) => mark.textContent))]);
  same('marks', texts, [query]);
  same('links-inside', (await hrefs(tab)).every((address) => address.startsWith(base)), true);

  // Nothing found; the focus stays, what is told is a status; then back and forth.
  await ask(tab, '没有这几个字');
  const none = await found(tab);
  same('none', [none.told, none.items, none.address], [words.none, [], '没有这几个字']);
  same('focus-kept', await tab.evaluate(() => document.activeElement.id), 'q');
  same('status', await tab.getAttribute('#found', 'role'), 'status');
  await tab.goBack();
  await answered(tab);
  same('back', await found(tab), first);
  await tab.goForward();
  await answered(tab);
  same('forward', await found(tab), none);
  // A move within the page is no search.
  await tab.evaluate(() => {
    globalThis.told = document.getElementById('found').firstChild;
    location.hash = 'main';
  });
  await tab.waitForTimeout(100);
  same('hash', [await found(tab), await tab.evaluate(() => globalThis.told.isConnected)], [none, true]);
  // Spaces are no words, signs are nothing to be found.
  await tab.locator('[data-search] input[type=search]').fill(' \u3000 ');
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(() => !document.getElementById('found').textContent);
  same('spaces', await found(tab), { ...none, told: '', query: ' \u3000 ', address: ' \u3000 ' });
  await ask(tab, '，。');
  same('signs', (await found(tab)).told, words.none);

  // A link leads to what was found: the section is there.
  await ask(tab, `${query} 主动公开`);
  const link = tab.locator('#results a[href*="#"]').first();
  same('section-linked', await link.count(), 1);
  await link.click();
  await tab.waitForURL((address) => address.hash.length > 1);
  same('section', await tab.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null), true);
}

/** The rules of the index are the same here as where it is made. */
async function rules({ tab }, site, vectors, report) {
  const same = comparer('vectors', report);
  await tab.goto(site.base + site.search);
  const seen = await tab.evaluate((vectors) => {
    const { folder, terms, grams, numbers } = globalThis.gongkaiSearch;
    const fold = folder(vectors.variants);
    return {
      fold: vectors.fold.map(({ text }) => {
        const { folded, origins } = fold(text);
        let unit = 0;
        // Here an origin is of a unit, there of a character.
        return { text, folded, origins: Array.from(folded, (one) => { unit += one.length; return origins[unit - one.length]; }) };
      }),
      query: vectors.query.map(({ query }) => ({ query, terms: terms(query, fold), grams: terms(query, fold).map(grams) })),
      numbers: vectors.numbers.map(({ coded }) => ({ ids: numbers(coded), coded })),
      // Whatever part of a text is asked for, it is looked up by grams of the text.
      strange: vectors.grams.flatMap(({ text, grams: all }) => {
        const folded = Array.from(fold(text).folded);
        const parts = folded.flatMap((_, at) => [1, 2, 3, 4, 5].map((size) => folded.slice(at, at + size).join('').trim()));
        return parts.filter(Boolean).flatMap(grams).filter((gram) => !all.includes(gram));
      }),
    };
  }, vectors);
  for (const kind of ['fold', 'query', 'numbers']) {
    vectors[kind].forEach((wanted, at) => {
      const plain = Object.fromEntries(Object.keys(seen[kind][at]).map((key) => [key, wanted[key]]));
      same(`${kind} ${at}`, seen[kind][at], plain);
    });
  }
  same('grams', seen.strange, []);
}

async function odd({ tab }, site, report) {
  const { words } = site;
  const same = comparer(site.base, report);
  await tab.goto(site.base + site.search);
  const files = await indexOf(tab);
  const asked = [];
  await tab.route(/\/search\/[^?]*\.json/, (route) => {
    const name = new URL(route.request().url()).pathname.split('/search/')[1];
    asked.push(name);
    return route.fulfill({ json: files.get(name) });
  });

  await open(tab, site, { q: HOSTILE });
  const hostile = await found(tab);
  same('hostile-query', [hostile.query, hostile.hit, hostile.told], [HOSTILE, null, words.found.replace('{n}', 1)]);
  same('hostile-marks', await tab.locator('#results mark').count() > 5, true);
  same('hostile-text', (await tab.locator('#results li').textContent()).includes(HOSTILE), true);
  same('hostile-elements', await tab.locator('main img, main script').count(), 0);
  await open(tab, site, { q: '很多', year: HOSTILE, kind: HOSTILE, agency: HOSTILE });
  same('hostile-choice', [(await found(tab)).told, (await found(tab)).hit], [words.none, null]);

  await open(tab, site);
  await ask(tab, 'ａｂＣ');
  const tail = `${'𠮷'.repeat(60)}中${'尾'.repeat(59)}…`;
  same('full-width', (await found(tab)).items, [
    `<a href="../2024/a1/index.html"><mark>abc</mark>乙局2024年年报</a><p>${tail}</p>`,
    `<a href="../2024/a0/index.html#s1">甲局2024年年报${escaped(HOSTILE)}</a><cite>头${escaped(HOSTILE)}</cite>`
      + `<p>…${escaped(Array.from(HOSTILE).slice(-38).join(''))}……<mark>ＡＢＣ</mark>㎡𠮷字</p>`,
  ]);
  await ask(tab, 'm2');
  same('lengths', (await found(tab)).items[0].match(/<mark>.*?<\/mark>/g), ['<mark>㎡</mark>']);
  await ask(tab, '中');
  same('excerpt', (await found(tab)).items, [
    `<a href="../2024/a1/index.html#s1">abc乙局2024年年报</a><p>…${'𠮷'.repeat(40)}<mark>中</mark>${'尾'.repeat(79)}…</p>`,
  ]);
  await ask(tab, '2022年12月');
  same('spaces-in-text', (await found(tab)).items, [
    '<a href="../2024/a2/index.html#s2">丙局2024年年报</a><cite>二</cite><p>自<mark>2022 年 12 月</mark>\n起，政府资讯涉农补贴公开。</p>',
  ]);
  await ask(tab, '政府資訊');
  same('traditional', (await found(tab)).items.map((item) => item.match(/<mark>.*?<\/mark>/g)), [['<mark>政府资讯</mark>']]);
  // One phrase, though its pairs stand apart in others; two words; the place where they stand together.
  await ask(tab, '涉农补贴');
  same('phrase', [(await found(tab)).told, await titles(tab)], [words.found.replace('{n}', 1), ['丙局2024年年报']]);
  await ask(tab, '涉农 补贴');
  same('words', [(await found(tab)).told, await titles(tab)], [words.found.replace('{n}', 2), ['丙局2024年年报', '丁局2023年年报']]);
  await ask(tab, '涉农以后 补贴');
  same('together', (await found(tab)).items[0].match(/<p>.*/)[0], `<p>…${'远'.repeat(40)}<mark>涉农以后</mark>的<mark>补贴</mark></p>`);
  await ask(tab, '常见');
  same('excerpt-marked', (await found(tab)).items, [
    '<a href="../2023/a3/index.html#s1">丁局2023年年报</a><cite>一</cite><p>涉农和补贴，<mark>常见</mark></p>',
  ]);
  await ask(tab, '常见 罕有');
  same('apart', (await found(tab)).items, [
    '<a href="../2023/a3/index.html#s3">丁局2023年年报</a><cite>三</cite><p><mark>罕有</mark></p>',
  ]);
  // The name of an agency and a year stand first, whatever else speaks of them.
  await ask(tab, '乙所 2024');
  same('other-name', (await found(tab)).items, [
    '<a href="../2024/a1/index.html">abc乙局<mark>2024</mark>年年报</a><p><mark>乙所</mark></p>',
  ]);
  await ask(tab, '指南');
  same('page', (await found(tab)).items, ['<a href="../pages/guide/index.html"><mark>指南</mark></a>']);

  // More: ten at a time, and the focus goes on where reading does.
  await ask(tab, '很多');
  const seen = [];
  for (let times = 0; times < 2; times += 1) {
    seen.push((await found(tab)).items.length);
    await tab.locator('#more').click();
    await tab.waitForFunction((shown) => document.querySelectorAll('#results li').length > shown, seen.at(-1));
    await answered(tab);
    seen.push(await tab.evaluate(() => [...document.querySelectorAll('#results a')].indexOf(document.activeElement)));
  }
  const all = await found(tab);
  same('many', [seen, all.items.length, all.told], [[10, 10, 20, 20], 25, words.found.replace('{n}', 25)]);
  same('no-more', await tab.locator('#more').isVisible(), false);
  same('each-once', new Set(await hrefs(tab)).size, 25);
  // What only looks like a hit is never shown; only so much is read at a time, and the number is no promise.
  asked.length = 0;
  await ask(tab, '东西南北');
  const first = await found(tab);
  same('not-yet', [first.items, first.told], [[], words.about.replace('{n}', 15)]);
  same('texts-read', asked.filter((name) => name.startsWith('text/')).length, 30);
  await tab.locator('#more').click();
  await tab.waitForSelector('#results li');
  await answered(tab);
  same('true-hit', [await titles(tab), (await found(tab)).told], [['乡442021年年报'], words.found.replace('{n}', 1)]);
  await ask(tab, '年');
  same('everywhere', [(await titles(tab)).length, (await found(tab)).told], [10, words.about.replace('{n}', ODD.length + 1)]);
  // However long a query is, it fetches a few shards; the texts tell the rest.
  await open(tab, site);
  asked.length = 0;
  await ask(tab, '自2022 年 12 月\n起，政府资讯涉农补贴公开。丙局2024年年报');
  same('shards', asked.filter((name) => /^\d/.test(name)).length, 8);

  // Narrowing down: what can be chosen, with what would be left.
  await open(tab, site, { q: '一' });
  const options = () => tab.locator('#facets select').evaluateAll((all) =>
    all.map((select) => [...select.options].slice(1, 5).map((option) => option.value + option.text.match(/ \(\d+\)$/)?.[0])));
  same('counts', (await options()).slice(0, 2), [['2024 (1)', '2023 (1)', '2022 (25)', '2021 (45)'], ['department (47)', 'town (25)']]);
  await tab.selectOption('[name=kind]', 'department');
  await answered(tab);
  same('chosen', [(await found(tab)).told, (await options())[0], (await options())[1]],
    [words.found.replace('{n}', 47), ['2024 (1)', '2023 (1)', '2021 (45)'], ['department (47)', 'town (25)']]);
  await tab.selectOption('[name=year]', '2023');
  await answered(tab);
  same('narrow', [await titles(tab), new URL(tab.url()).search], [['丁局2023年年报'], `?${new URLSearchParams({ q: '一', year: 2023, kind: 'department' })}`]);
  await ask(tab, '很多');
  same('narrow-none', [(await found(tab)).told, await tab.locator('#facets').isVisible(), (await options()).map(([first]) => first)],
    [words.none, true, ['2023 (0)', 'department (0)', undefined]]);
  const back = [];
  for (let times = 0; times < 3; times += 1) {
    await tab.goBack();
    await answered(tab);
    back.push([new URL(tab.url()).searchParams.size, (await found(tab)).told]);
  }
  same('narrow-back', back, [[3, 1], [2, 47], [1, 72]].map(([size, n]) => [size, words.found.replace('{n}', n)]));
  same('choice-kept-away', await tab.locator('#facets select').evaluateAll((all) => all.map((select) => select.value)), ['', '', '']);

  // While it is typed: by itself, in one entry of the history; a query that was sent stays behind it.
  await open(tab, site);
  await type(tab, '很');
  await type(tab, '很多');
  same('typed', (await found(tab)).told, words.found.replace('{n}', 25));
  await ask(tab, '很多');
  await type(tab, '涉');
  await type(tab, '涉农');
  await tab.goBack();
  await answered(tab);
  same('typed-back', [(await found(tab)).address, (await titles(tab)).length], ['很多', 10]);

  // What an input method composes is no query before it is done.
  const client = await tab.context().newCDPSession(tab);
  await tab.locator('[data-search] input[type=search]').fill('');
  await tab.waitForFunction(() => !document.querySelector('#results li'));
  await client.send('Input.imeSetComposition', { text: 'yi', selectionStart: 2, selectionEnd: 2 });
  await tab.waitForTimeout(400);
  same('composing', (await found(tab)).address, null);
  await client.send('Input.insertText', { text: '乙局' });
  await tab.waitForFunction(() => document.querySelectorAll('#results li').length === 1);
  same('composed', [(await found(tab)).address, await titles(tab)], ['乙局', ['abc乙局2024年年报']]);

  // An answer that comes late never takes the place of a newer one.
  await open(tab, site);
  let release;
  const held = new Promise((done) => { release = done; });
  await tab.route('**/search/text/2022/**', async (route) => {
    await held;
    await route.fallback();
  });
  await tab.locator('[data-search] input[type=search]').fill('很多');
  await tab.keyboard.press('Enter');
  await tab.waitForFunction((wait) => document.getElementById('found').textContent === wait, words.wait);
  await ask(tab, '丁局');
  const newer = await found(tab);
  const late = tab.waitForResponse('**/search/text/2022/**');
  release();
  await late;
  await tab.waitForTimeout(300);
  same('late', [await found(tab), newer.items.length], [newer, 1]);
  await tab.unrouteAll({ behavior: 'ignoreErrors' });
}

/** With the keyboard alone. */
async function keys({ tab }, site, report) {
  const same = comparer(site.base, report);
  const press = async (...all) => { for (const key of all) await tab.keyboard.press(key); };
  const at = () => tab.evaluate(() => {
    const { activeElement: now } = document;
    return now.closest('#results') ? [...document.querySelectorAll('#results a')].indexOf(now) : now.id || now.localName;
  });
  const after = async (...all) => { await press(...all); return at(); };
  await open(tab, site, { q: '主动公开' });
  same('slash', await after('/'), 'q');
  same('slash-typed', [await after('/'), (await found(tab)).query], ['q', '主动公开/']);
  await press('Backspace', 'Enter');
  await answered(tab);
  same('arrows', [await after('ArrowDown'), await after('ArrowDown'), await after('ArrowUp'), await after('ArrowUp')], [0, 1, 0, 'q']);
  same('up-from-field', await after('ArrowUp'), 'q');
  same('to-more', await after(...Array(11).fill('ArrowDown')), 'more');
  same('end', await after('ArrowDown'), 'more');
  same('back-to-results', await after('ArrowUp'), 9);
  same('escape', [await after('Escape'), (await found(tab)).query], ['q', '主动公开']);
  await press('ArrowDown');
  const [href] = await hrefs(tab);
  await press('Enter');
  await tab.waitForURL(href);
  await tab.goBack();
  await answered(tab);

  // Not with other keys, and not when it is switched off, here and on the next visit.
  await tab.locator('h1').click();
  same('with-control', await after('Control+/'), 'main');
  await tab.locator('#slash').uncheck();
  await tab.locator('#main').focus();
  same('switched-off', await after('/'), 'main');
  await tab.reload();
  await answered(tab);
  same('kept-off', [await tab.locator('#slash').isChecked(), await after('/')], [false, 'body']);
  await tab.locator('#slash').check();
  await tab.reload();
  await answered(tab);
  same('on-again', await after('/'), 'q');
}

/** Without the index, a shard or a text that is told; the next try, with it, works. */
async function failing(browser, { base, search, query, hits, words }, report) {
  for (const missing of ['**/search/index.json', /\/search\/\d+\.json/, '**/search/text/**']) {
    const tab = await browser.newPage();
    const name = `${base}${search} without ${missing}`;
    await tab.route(missing, (route) => route.abort());
    await tab.goto(`${base}${search}?q=${encodeURIComponent(query)}`);
    await answered(tab);
    report.expect(name, 'failed', (await found(tab)).told === words.failed, (await found(tab)).told);
    await tab.unroute(missing);
    await tab.locator('[data-search] button').first().click();
    await tab.waitForFunction((told) => document.getElementById('found').textContent === told, words.found.replace('{n}', hits));
    report.expect(name, 'tried-again', await tab.locator('#results li').count() === hits);
    await tab.close();
  }
}

/** With results and choices in sight: on the narrowest screen and in large print nothing is wider than it, and axe finds nothing. */
async function sight(browser, site, query, report) {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 320, height: 800 } });
  const tab = await context.newPage();
  await open(tab, site, { q: query, year: '2022' });
  await tab.locator('#more').waitFor();
  const looks = { light: {}, dark: { colorScheme: 'dark' }, forced: { colorScheme: 'light', forcedColors: 'active' } };
  for (const [name, media] of Object.entries(looks)) {
    await tab.emulateMedia(media);
    if (name === 'light') await tab.addScriptTag({ path: AXE });
    const { violations } = await tab.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    report.expect(`${site.base} results, ${name}`, 'axe', !violations.length,
      violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`).join('\n'));
  }
  for (const mode of ['', 'large']) {
    if (mode) await tab.locator(`[data-mode=${mode}]`).click();
    const wide = await tab.evaluate(overflow);
    report.expect(`${site.base} results ${mode}`, 'sideways-scroll', !wide, wide);
  }
  await context.close();
}

/** What a first and a later query fetch. */
async function budget(browser, site, report) {
  const tab = await browser.newPage();
  let bytes = [];
  tab.on('response', (response) => {
    if (response.url().includes('.json')) bytes.push(response.body().then((body) => gzipSync(body, { level: 6 }).length));
  });
  const fetched = async () => {
    await tab.waitForLoadState('networkidle');
    const all = await Promise.all(bytes);
    bytes = [];
    return all.reduce((a, b) => a + b, 0);
  };
  await open(tab, site);
  report.expect(site.base, 'nothing-asked', await fetched() === 0);
  await ask(tab, '涉农补贴 2022');
  for (const [query, most] of [['', 60], ['主动公开 依申请公开', 150], ['2024年12月31日', 150]]) {
    if (query) await ask(tab, query);
    const all = await fetched();
    report.expect(site.base, 'budget', all > 0 && all <= most * KB, `${query || 'first'}: ${all} bytes`);
  }
  await tab.close();
}

/** Any part of any text leads to its page. */
async function everything(browser, site, substrings, report) {
  const tab = await browser.newPage();
  await open(tab, site);
  for (const { query, choice, url } of substrings) {
    // As the back button does.
    await tab.evaluate((asked) => {
      history.pushState(null, '', asked);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `?q=${encodeURIComponent(query)}&${choice}`);
    await answered(tab);
    const all = (await hrefs(tab)).map((href) => href.split('#')[0]);
    report.expect(`${url} by ${query}`, 'not-found', all.includes(site.base + url), all);
  }
  await tab.close();
}

/** From a disk, where nothing can be fetched; and where there is no script to run instead. */
async function fromDisk(browser, { disk, search, query, hits, words }, report) {
  const same = comparer('from a disk', report);
  const tab = await browser.newPage();
  const errors = [];
  tab.on('pageerror', (error) => errors.push(error));
  await tab.goto(`${disk}index.html`);
  await tab.locator('form[role=search] input').fill(query);
  await tab.keyboard.press('Enter');
  await tab.waitForURL((address) => address.searchParams.has('q'));
  await answered(tab);
  const seen = await found(tab);
  same('found', [seen.told, seen.items.length, seen.query], [words.found.replace('{n}', hits), hits, query]);
  await ask(tab, '2024年 主动公开');
  await tab.locator('#results a[href*="#"]').first().click();
  await tab.waitForURL((address) => address.hash.length > 1);
  same('section', await tab.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null), true);
  await tab.route('**/search/disk.js', (route) => route.abort());
  await tab.goto(`${disk}${search}`);
  await ask(tab, query);
  same('failed', [(await found(tab)).told, (await found(tab)).query], [words.failed, query]);
  same('script-error', errors.map(String), []);
  await tab.close();
}

await run((job, report) => withBrowser(job, async (browser) => {
  const watching = await watched(await browser.newContext());
  const [first] = job.sites;
  for (const site of job.sites) {
    await journey(watching, site, report);
    complain(watching, site.base, report);
  }
  await rules(watching, first, job.vectors, report);
  await odd(watching, first, report);
  await keys(watching, first, report);
  complain(watching, first.base, report);
  await failing(browser, first, report);
  for (const site of job.sites) await sight(browser, site, '公开', report);
  await budget(browser, first, report);
  await everything(browser, first, job.substrings, report);
  await fromDisk(browser, { ...first, disk: job.disk }, report);
}));
