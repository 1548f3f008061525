// Sets two reports side by side. It reads them from their own pages, so it shows what they show, in their language, and
// as the pages that compare a report with that of the year before do.
(() => {
  const form = document.querySelector("[data-compare]");
  const result = document.getElementById("result");
  const told = document.getElementById("told");
  if (!form || !result || !told) return;
  const words = form.dataset;
  const { a, ay, b, by } = form.elements;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Years of which the chosen agency has a report; only these can be chosen.
  const years = agency => agency.selectedOptions[0].dataset.years.split(" ");
  const agree = (agency, year, wanted = year.value) => {
    const known = years(agency);
    for (const option of year.options) option.disabled = !known.includes(option.value);
    year.value = known.includes(wanted) ? wanted : known[0];
  };

  // The figures of a report by their names, in the order of its form, each with the words that lead to it.
  const figures = page => {
    const cells = new Map();
    for (const cell of page.querySelectorAll("table.form td[headers]")) {
      const heads = cell.headers.split(" ").map(id => page.getElementById(id)).filter(Boolean);
      const labels = kind => heads.filter(head => head.scope.startsWith(kind)).map(head => head.textContent.trim());
      const columns = labels("col");
      const column = columns.pop();
      const rows = labels("row");
      // A table of one line has its rows above it, over the columns.
      const [row, group] = (rows.length ? rows : columns).reverse();
      cells.set(cell.id, {
        table: cell.closest("table").caption.textContent,
        // Where numerals begin anew under each group, a row is understood with its group only.
        row: group && /^\d/.test(row) ? `${group} ${row}` : row,
        column,
        text: cell.textContent.trim(),
      });
    }
    return cells;
  };

  const read = async (agency, year) => {
    const address = `${words.root}${year}/${agency}/index.html`;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const title = page.querySelector("h1");
    return { address, year: Number(year), title: title.textContent, lang: title.lang, cells: figures(page) };
  };

  // Exact, where floats are not: a decimal of at most six places, in millionths. Words (blank, unclear) are no number.
  const millionths = text => {
    if (!/^-?\d+(\.\d{1,6})?$/.test(text)) return null;
    const [whole, places = ""] = text.split(".");
    return BigInt(whole + places.padEnd(6, "0"));
  };
  const change = (before, after) => {
    if (before === null || after === null) return "—";
    const by = after - before, size = by < 0n ? -by : by;
    const places = String(size % 1000000n).padStart(6, "0").replace(/0+$/, "");
    const sign = by > 0n ? "+" : by < 0n ? "−" : "";
    return `${sign}${size / 1000000n}${places && `.${places}`}`;
  };

  const table = (caption, heads) => {
    const made = element("table", "", { class: "compare" });
    made.append(element("caption", caption));
    const line = made.createTHead().insertRow();
    line.append(element("th", words.figure, { scope: "col" }), ...heads.map(head => head.cloneNode(true)),
      element("th", words.change, { scope: "col" }));
    const region = element("div", "", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": caption });
    region.append(made);
    result.append(region);
    return made;
  };

  // What a report has in a cell, as a link to it.
  const value = (side, name, number, text) => {
    const cell = element("td", "");
    cell.append(element("a", number === null ? "—" : text, { href: `${side.address}#${name}` }));
    return cell;
  };

  const show = (left, right) => {
    const heads = [left, right].map(side => {
      const head = element("th", "", { scope: "col" });
      const link = element("a", side.title, { href: side.address });
      link.lang = side.lang;
      head.append(link);
      return head;
    });
    // The later form leads: its order, its words.
    const leading = (left.year > right.year ? left : right).cells;
    const names = [...leading.keys()].filter(name => left.cells.has(name) && right.cells.has(name));
    if (names.length < Math.max(left.cells.size, right.cells.size)) result.append(element("p", words.forms));
    let made, body, caption, row;
    for (const name of names) {
      const figure = leading.get(name);
      const texts = [left.cells.get(name).text, right.cells.get(name).text];
      const [x, y] = texts.map(millionths);
      // A row that says nothing in either report. (!0n and !null.)
      if (!x && !y) continue;
      if (caption !== figure.table) {
        caption = figure.table;
        row = undefined;
        made = table(caption, heads);
      }
      if (row !== figure.row) {
        row = figure.row;
        body = made.createTBody();
        const line = body.insertRow();
        line.className = "row";
        line.append(element("th", row, { colspan: "4", scope: "rowgroup" }));
      }
      body.insertRow().append(element("th", figure.column, { scope: "row" }), value(left, name, x, texts[0]),
        value(right, name, y, texts[1]), element("td", change(x, y)));
    }
    if (!made) result.append(element("p", words.none));
  };

  // Only what the address asks for is shown, so that it can be handed on and the back button works. A move within the
  // page (the skip link) changes nothing.
  let shown;
  const follow = async () => {
    const search = location.search;
    if (search === shown) return;
    shown = search;
    result.textContent = told.textContent = "";
    const asked = new URLSearchParams(search);
    const fields = [a, ay, b, by];
    for (const agency of [a, b]) {
      const slug = asked.get(agency.name);
      if ([...agency.options].some(option => option.value === slug)) agency.value = slug;
    }
    // Nothing asked: the newest report and the one before it.
    agree(a, ay, asked.get("ay") || years(a)[1]);
    agree(b, by, asked.get("by") || years(b)[0]);
    if (!fields.every(field => asked.has(field.name))) return;
    // Never another report than the one that was asked for.
    if (!fields.every(field => asked.get(field.name) === field.value)) {
      told.textContent = words.failed;
      return;
    }
    try {
      const [left, right] = await Promise.all([read(a.value, ay.value), read(b.value, by.value)]);
      // Meanwhile others were asked for.
      if (search !== shown) return;
      show(left, right);
      told.textContent = `${left.title} — ${right.title}`;
    } catch {
      if (search !== shown) return;
      // The next try is another one.
      shown = undefined;
      result.textContent = "";
      told.textContent = words.failed;
    }
  };
  for (const [agency, year] of [[a, ay], [b, by]]) agency.addEventListener("change", () => agree(agency, year));
  form.addEventListener("submit", event => {
    const asked = `?${new URLSearchParams(new FormData(form))}`;
    try {
      if (asked !== location.search) history.pushState(null, "", asked);
    } catch {
      // From a disk some browsers refuse; then the form is sent as it would be without a script.
      return;
    }
    // Without leaving the page the focus stays, and what is compared is announced.
    event.preventDefault();
    follow();
  });
  addEventListener("popstate", follow);
  form.hidden = false;
  follow();
})();
