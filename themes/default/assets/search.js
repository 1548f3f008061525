// Finds words in the titles and texts of all reports, in the browser. The query stands in the address.
(() => {
  const form = document.querySelector("[data-search]");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  if (!form || !list || !found) return;
  const words = form.dataset;
  const plain = text => text.normalize("NFKC").toLowerCase();
  const most = 50, around = 40;

  // The text about the first match; matches are marked.
  const excerpt = (text, terms) => {
    const part = document.createElement("p");
    const low = plain(text);
    // Folding may change lengths; then the excerpt goes unmarked rather than wrong.
    const exact = low.length === text.length;
    const first = Math.max(0, Math.min(...terms.map(term => low.indexOf(term)).filter(at => at >= 0)));
    const from = Number.isFinite(first) ? Math.max(0, first - around) : 0;
    const shown = text.slice(from, from + 3 * around);
    let at = 0;
    while (exact && at < shown.length) {
      const rest = plain(shown.slice(at));
      const hits = terms.map(term => [rest.indexOf(term), term]).filter(([where]) => where >= 0);
      if (!hits.length) break;
      const [where, term] = hits.reduce((a, b) => (b[0] < a[0] ? b : a));
      const mark = document.createElement("mark");
      mark.textContent = shown.slice(at + where, at + where + term.length);
      part.append(shown.slice(at, at + where), mark);
      at += where + term.length;
    }
    part.append(shown.slice(at));
    return part;
  };

  const search = async query => {
    const terms = plain(query).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    found.textContent = "";
    if (!terms.length) return;
    let index;
    try {
      index = await (await fetch(words.index)).json();
    } catch {
      found.textContent = words.failed;
      return;
    }
    const hits = index.entries.filter(entry => {
      const text = plain(`${entry.title}\n${entry.text}`);
      return terms.every(term => text.includes(term));
    });
    found.textContent = hits.length ? words.found.replace("{n}", hits.length) : words.none;
    for (const entry of hits.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = words.root + entry.url;
      link.textContent = entry.title;
      item.append(link, excerpt(entry.text, terms));
      list.append(item);
    }
  };

  form.hidden = false;
  const query = new URLSearchParams(location.search).get("q") ?? "";
  form.elements.q.value = query;
  search(query);
})();
