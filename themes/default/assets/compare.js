// Sets two reports side by side. It reads them from their own pages, so it shows what they show, in their language.
(() => {
  const form = document.querySelector("[data-compare]");
  const result = document.getElementById("result");
  if (!form || !result) return;
  const words = form.dataset;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Only the years of which the chosen agency has a report can be chosen.
  const agree = (agency, years) => {
    const known = agency.selectedOptions[0].dataset.years.split(" ");
    for (const option of years.options) option.disabled = !known.includes(option.value);
    if (years.selectedOptions[0]?.disabled) years.value = known[0];
  };

  // The tables of a report: its figures by their names, each with the labels that lead to it.
  const read = async (agency, year) => {
    const address = `${words.root}${year}/${agency}/index.html`;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const cells = new Map();
    for (const cell of page.querySelectorAll("table.form td[headers]")) {
      const heads = cell.headers.split(" ").map(id => page.getElementById(id)).filter(Boolean);
      const labels = kind => heads.filter(head => head.scope.startsWith(kind)).map(head => head.textContent.trim());
      const rows = labels("row"), columns = labels("col");
      const table = cell.closest("table").caption.textContent;
      const [row, column] = rows.length
        ? [rows.slice(-2).join(" "), columns.at(-1)]
        : [columns.slice(0, -1).join(" "), columns.at(-1)];
      cells.set(cell.id, { table, row, column, text: cell.textContent.trim() });
    }
    return { address, year, title: page.querySelector("h1").textContent, cells };
  };

  // Exact: a decimal of at most six places in millionths.
  const millionths = text => {
    if (!/^-?\d+(\.\d{1,6})?$/.test(text)) return null;
    const [whole, places = ""] = text.split(".");
    return BigInt(whole + places.padEnd(6, "0"));
  };
  const change = (before, after) => {
    const [a, b] = [millionths(before), millionths(after)];
    if (a === null || b === null) return "—";
    const by = b - a, size = by < 0n ? -by : by;
    const places = (size % 1000000n).toString().padStart(6, "0").replace(/0+$/, "");
    const sign = by > 0n ? "+" : by < 0n ? "−" : "";
    return `${sign}${size / 1000000n}${places ? `.${places}` : ""}`;
  };

  const show = (a, b) => {
    result.replaceChildren();
    const heads = [a, b].map(side => {
      const head = element("th", undefined, { scope: "col" });
      head.append(element("a", side.title, { href: side.address }));
      return head;
    });
    const names = [...a.cells.keys()].filter(name => b.cells.has(name));
    if (names.length < Math.max(a.cells.size, b.cells.size)) result.append(element("p", words.forms));
    let table, body, last;
    for (const name of names) {
      const [x, y] = [a.cells.get(name), b.cells.get(name)];
      if (x.text === "0" && y.text === "0") continue;
      if (table?.caption.textContent !== x.table) {
        table = element("table", undefined, { class: "compare" });
        table.append(element("caption", x.table));
        const line = table.createTHead().insertRow();
        line.append(element("th", words.figure, { scope: "col" }), ...heads.map(head => head.cloneNode(true)),
          element("th", words.change, { scope: "col" }));
        const region = { class: "table-scroll", tabindex: "0", role: "region", "aria-label": x.table };
        const around = element("div", undefined, region);
        around.append(table);
        result.append(around);
        last = undefined;
      }
      if (last !== x.row) {
        last = x.row;
        body = table.createTBody();
        const line = body.insertRow();
        line.className = "row";
        line.append(element("th", x.row, { colspan: "4", scope: "rowgroup" }));
      }
      const line = body.insertRow();
      line.append(element("th", x.column, { scope: "row" }), element("td", x.text), element("td", y.text),
        element("td", change(x.text, y.text)));
    }
    if (!table) result.append(element("p", words.none));
  };

  const { a, ay, b, by } = form.elements;
  const asked = new URLSearchParams(location.search);
  const wanted = [[a, asked.get("a")], [ay, asked.get("ay")], [b, asked.get("b")], [by, asked.get("by")]];
  for (const [field, value] of wanted) {
    if ([...field.options].some(option => option.value === value)) field.value = value;
  }
  for (const [agency, years] of [[a, ay], [b, by]]) {
    agree(agency, years);
    agency.addEventListener("change", () => agree(agency, years));
  }
  form.hidden = false;
  if (asked.has("a") && asked.has("b")) {
    Promise.all([read(a.value, ay.value), read(b.value, by.value)])
      .then(([left, right]) => show(left, right))
      .catch(() => result.replaceChildren(element("p", words.failed)));
  }
})();
