// Two reports side by side: chosen, at an address that can be handed on, with the very numbers of their data files, and as the
// page beside the year before shows them; reports that do not exist, a failure, and from a disk.

import { complain, run, watched, withBrowser } from './run.mjs';

const PLACES = 6;

/** The rows of all comparing tables; a figure's name is where its link leads. */
const read = (tab) => tab.evaluate(() => [...document.querySelectorAll('table.compare')].flatMap((table) =>
  [...table.tBodies].flatMap((body) => [...body.rows].slice(1).map((row) => ({
    words: [table.caption, body.rows[0], row.cells[0]].map((element) => element.textContent),
    values: [...row.cells].slice(1).map((cell) => cell.textContent),
    name: [...row.querySelectorAll('a')].pop().hash.slice(1),
  })))));
const told = (tab) => tab.locator('#told').textContent();
const answered = (tab) => tab.waitForFunction(() => document.getElementById('told').textContent);
const query = ([[a, ay], [b, by]]) => `?${new URLSearchParams({ a, ay, b, by })}`;

/** A number in its smallest unit; null where the data have none. */
function units(value) {
  if (value === null) return null;
  const [, sign, whole, places] = value.match(/^([-−+]?)(\d+)(?:\.(\d+))?$/);
  const size = BigInt(whole) * 10n ** BigInt(PLACES) + BigInt((places ?? '').padEnd(PLACES, '0'));
  return sign === '-' || sign === '−' ? -size : size;
}

/** What must be shown of two data files: names and values, in the order of the later form. */
function wanted(left, right) {
  const values = ({ cells }) => new Map(cells.map(({ table, row, column, value }) => [`${table}.${row}.${column}`, value]));
  const [x, y] = [values(left), values(right)];
  return [...(left.year > right.year ? x : y).keys()]
    .filter((name) => x.has(name) && y.has(name))
    .map((name) => ({ name, before: x.get(name), after: y.get(name) }))
    .filter(({ before, after }) => units(before) || units(after));
}

function agree(report, where, rows, left, right) {
  const expected = wanted(left, right);
  const shown = rows.map(({ name, values }) => [name, values[0], values[1]].join());
  const should = expected.map(({ name, before, after }) => [name, before ?? '—', after ?? '—'].join());
  report.expect(where, 'values', JSON.stringify(shown) === JSON.stringify(should), `${shown.length} of ${should.length} rows: ${shown.find((row, at) => row !== should[at])}`);
  expected.forEach(({ name, before, after }, at) => {
    const change = rows[at]?.values[2];
    const holds = before === null || after === null
      ? change === '—'
      : /^(0|[+−]\d+(\.\d*[1-9])?)$/.test(change) && units(change) === units(after) - units(before);
    report.expect(`${where} ${name}`, 'difference', holds, `${before} to ${after}: ${change}`);
  });
}

/** A pair of reports at its address. */
async function pair({ tab }, { base, data, words }, { of, still, differ }, report) {
  const where = `${base}compare/index.html${query(of)}`;
  await tab.goto(where);
  await answered(tab);
  const rows = await read(tab);
  const [left, right] = await Promise.all(of.map(async ([agency, year]) => (await fetch(`${data}${year}/${agency}/report.json`)).json()));
  agree(report, where, rows, left, right);
  const status = await told(tab);
  report.expect(where, 'told', status === `${left.title} — ${right.title}`, status);
  const says = await tab.locator('#result > p').allTextContents();
  const should = [...(differ ? [words.forms] : []), ...(rows.length ? [] : [words.none])];
  report.expect(where, 'says', says.join('|') === should.join('|'), says);
  if (!still) return;
  await tab.goto(base + still);
  const before = await read(tab);
  report.expect(where, 'like-the-page', rows.length > 0 && JSON.stringify(rows) === JSON.stringify(before), `${rows.length} rows, ${before.length} there`);
}

/** By hand: the choice, the address, the focus, a fresh tab, back and forth. */
async function choose({ tab }, { base, choice, without }, report) {
  const where = `${base}compare/index.html`;
  const same = (what, seen, should) => report.expect(where, what, JSON.stringify(seen) === JSON.stringify(should), JSON.stringify(seen));
  await tab.goto(where);
  same('nothing-yet', [await read(tab), await told(tab)], [[], '']);
  // Years without a report of the agency cannot be chosen.
  await tab.selectOption('#a', without[0]);
  same('disabled', await tab.locator(`#ay option[value="${without[1]}"]`).isDisabled(), true);
  for (const [[agency, year], [first, second]] of [[choice[0], ['#a', '#ay']], [choice[1], ['#b', '#by']]]) {
    await tab.selectOption(first, agency);
    await tab.selectOption(second, year);
  }
  await tab.locator('.choose button').focus();
  await tab.keyboard.press('Enter');
  await answered(tab);
  const rows = await read(tab);
  same('rows', rows.length > 0, true);
  same('address', tab.url(), where + query(choice));
  same('focus-kept', await tab.evaluate(() => document.activeElement.matches('.choose button')), true);
  same('status', await tab.getAttribute('#told', 'role'), 'status');
  const fresh = await tab.context().newPage();
  await fresh.goto(tab.url());
  await answered(fresh);
  same('fresh', await read(fresh), rows);
  await fresh.close();
  await tab.goBack();
  await tab.waitForFunction(() => !document.querySelector('#result table'));
  same('back', [await told(tab), tab.url()], ['', where]);
  await tab.goForward();
  await answered(tab);
  same('forward', await read(tab), rows);
}

/** Never another report than the one of the address; and what cannot be fetched is told, and tried again. */
async function failing(browser, { base, without, choice, words }, report) {
  const tab = await browser.newPage();
  const address = (of) => `${base}compare/index.html${query(of)}`;
  const failed = async (what, of) => {
    await tab.goto(address(of));
    await answered(tab);
    const seen = [await told(tab), await tab.locator('#result *').count()];
    report.expect(address(of), what, seen.join() === `${words.failed},0`, seen);
  };
  await failed('no-such-year', [without, choice[1]]);
  await failed('no-such-agency', [choice[0], ['"><img src=x onerror=alert(1)>', choice[1][1]]]);
  await failed('no-such-number', [['../..', choice[0][1]], choice[1]]);
  const [[agency, year]] = choice;
  const pattern = `**/${year}/${agency}/index.html`;
  await tab.route(pattern, (route) => route.fulfill({ status: 503, body: 'busy' }));
  await failed('busy', choice);
  await tab.unroute(pattern);
  await tab.locator('.choose button').click();
  await tab.locator('#result table').first().waitFor();
  report.expect(base, 'tried-again', (await told(tab)) !== words.failed);
  await tab.close();
}

async function fromDisk(browser, disk, { choice, words }, report) {
  const tab = await browser.newPage();
  const errors = [];
  tab.on('pageerror', (error) => errors.push(error));
  await tab.goto(`${disk}compare/index.html${query(choice)}`);
  await answered(tab);
  report.expect('from a disk', 'failed', (await told(tab)) === words.failed, await told(tab));
  report.expect('from a disk', 'script-error', errors.length === 0, errors);
  await tab.close();
}

await run((job, report) => withBrowser(job, async (browser) => {
  const watching = await watched(await browser.newContext());
  for (const site of job.sites) {
    for (const of of site.pairs) await pair(watching, site, of, report);
    if (site.choice) await choose(watching, site, report);
    complain(watching, site.base, report);
  }
  await failing(browser, job.sites[0], report);
  await fromDisk(browser, job.disk, job.sites[0], report);
}));
