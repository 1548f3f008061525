// Finds words in the titles and texts of all reports, in the browser. The query stands in the address.
(() => {
  const form = document.querySelector("[data-search]");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  if (!form || !list || !found) return;
  const words = form.dataset;
  const most = 50, before = 40, length = 120;
  // Full-width and half-width, large and small are the same to a reader.
  const plain = text => text.normalize("NFKC").toLowerCase();

  // The places of the terms in a text: pairs of where one begins and ends, in order, counted in characters. Each
  // character is folded by itself, since folding may change lengths (… becomes ...).
  const places = (characters, terms) => {
    let low = "";
    const origin = [];
    characters.forEach((character, index) => {
      const folded = plain(character);
      for (let unit = 0; unit < folded.length; unit += 1) origin.push(index);
      low += folded;
    });
    const all = [];
    let from = 0;
    for (;;) {
      const hits = terms.map(term => [low.indexOf(term, from), term.length]).filter(hit => hit[0] >= 0);
      if (!hits.length) return all;
      // The first, and of several there the longest.
      const [at, size] = hits.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
      from = at + size;
      all.push([origin[at], origin[from - 1] + 1]);
    }
  };

  // Appends a part of a text, as text and never as HTML, with the places in it marked.
  const append = (parent, characters, marks, from, to) => {
    const text = (start, end) => characters.slice(start, end).join("");
    let at = from;
    for (const [start, end] of marks) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text(start, end);
      parent.append(text(at, start), mark);
      at = end;
    }
    parent.append(text(at, to));
  };

  const item = (entry, terms) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = words.root + entry.url;
    // Characters, not units: a rare character of a name is never cut in two.
    const title = Array.from(entry.title);
    append(link, title, places(title, terms), 0, title.length);
    const excerpt = document.createElement("p");
    const text = Array.from(entry.text);
    const marks = places(text, terms);
    const from = marks.length ? Math.max(0, marks[0][0] - before) : 0;
    const to = Math.min(text.length, from + length);
    if (from > 0) excerpt.append("…");
    append(excerpt, text, marks, from, to);
    if (to < text.length) excerpt.append("…");
    made.append(link, excerpt);
    return made;
  };

  // Fetched once, when first asked for; after a failure the next search tries again.
  let fetched;
  const entries = () => {
    fetched = fetched || fetch(words.index).then(answer => answer.json()).then(index => {
      for (const entry of index.entries) {
        entry.head = plain(entry.title);
        entry.whole = `${entry.head}\n${plain(entry.text)}`;
      }
      return index.entries;
    });
    return fetched;
  };

  const search = async query => {
    const terms = plain(query).split(/\s+/).filter(Boolean);
    list.textContent = "";
    found.textContent = "";
    if (!terms.length) return;
    let all;
    try {
      all = await entries();
    } catch {
      fetched = shown = undefined;
      found.textContent = words.failed;
      return;
    }
    // Meanwhile another was asked for.
    if (query !== shown) return;
    const has = text => terms.every(term => text.includes(term));
    const hits = all.filter(entry => has(entry.whole));
    // Reports of the agency that was typed before those that only speak of it.
    hits.sort((a, b) => has(b.head) - has(a.head));
    const told = hits.length > most ? words.many : hits.length ? words.found : words.none;
    found.textContent = told.replace("{n}", hits.length).replace("{m}", most);
    list.append(...hits.slice(0, most).map(entry => item(entry, terms)));
  };

  // Only what the address asks for is shown, so that it can be handed on and the back button works. A move within the
  // page (the skip link) changes nothing.
  let shown;
  const follow = () => {
    const query = new URLSearchParams(location.search).get("q") || "";
    if (query === shown) return;
    shown = query;
    form.elements.q.value = query;
    search(query);
  };
  form.addEventListener("submit", event => {
    const query = form.elements.q.value;
    try {
      if (query !== shown) history.pushState(null, "", `?${new URLSearchParams({ q: query })}`);
    } catch {
      // From a disk some browsers refuse; then the form is sent as it would be without a script.
      return;
    }
    // Without leaving the page the focus stays, and what was found is announced.
    event.preventDefault();
    follow();
  });
  addEventListener("popstate", follow);
  // Reports are in Chinese on pages of every language.
  list.lang = "zh-CN";
  form.hidden = false;
  follow();
})();
