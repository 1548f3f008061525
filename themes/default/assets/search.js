// Finds words in the titles and texts of all reports, in the browser. What is asked stands in the address. Only those files of
// the index are fetched that a query needs; docs/en/search-json.md says what they hold.
(() => {
  const get = id => document.getElementById(id);
  const form = document.querySelector("[data-search]");
  const [list, found, more, facets, slash] = ["results", "found", "more", "facets", "slash"].map(get);
  if (!form || !list || !found || !more || !facets || !slash) return;
  const words = form.dataset;
  const field = form.elements.q;
  const selects = [...facets.querySelectorAll("select")];
  const kinds = new Map([...form.elements.kind.options].map(option => [option.value, option.text]));
  // Results of a step, texts read for them at most, shards for a query; characters of an excerpt; milliseconds.
  const most = 10, texts = 30, shards = 8, before = 40, length = 120, pause = 150, calm = 600;

  // Ascending numbers: each as its distance to the one before, in digits of base 32; a digit of 32 more is not the last.
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const numbers = coded => {
    const all = [];
    let last = -1, distance = 1, scale = 1;
    for (const digit of coded) {
      const value = digits.indexOf(digit);
      distance += (value & 31) * scale;
      scale *= 32;
      if (value > 31) continue;
      all.push(last += distance);
      distance = scale = 1;
    }
    return all;
  };

  // Makes the function that makes alike what is the same to a reader. Its result knows of each unit which character of the
  // text it comes from, since folding changes lengths (㎡ is m2). `pairs`: a variant, then its usual form, and so on.
  const dropped = /[\p{M}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u061c\u180e\ufeff]/u, token = /[\p{Alphabetic}\p{N}]/u;
  const folder = pairs => {
    const usual = new Map((pairs.match(/../gu) || []).map(pair => Array.from(pair)));
    const known = new Map();
    // The letters of a character; for a sign a space, or a line end where it parts even what is Chinese.
    const letters = character => {
      const plain = dropped.test(character) ? "" : character.normalize("NFKC").toLowerCase();
      const made = Array.from(plain).filter(one => !dropped.test(one))
        .map(one => token.test(one) ? usual.get(one) || one : one === " " ? one : "\n");
      known.set(character, made);
      return made;
    };
    return text => {
      const origins = [];
      let folded = "", gap = "", last = "", gapAt, at = -1;
      for (const character of text) {
        at += 1;
        for (const letter of known.get(character) || letters(character)) {
          if (letter === " " || letter === "\n") {
            if (gap !== "\n") gap = letter;
            gapAt = at;
            continue;
          }
          if (gap && last && (gap === "\n" || (letter < "\u2e80" && last < "\u2e80"))) {
            folded += " ";
            origins.push(gapAt);
          }
          gap = "";
          last = letter;
          folded += letter;
          while (origins.length < folded.length) origins.push(at);
        }
      }
      return { folded, origins };
    };
  };

  // What a query asks for: all of its words.
  const terms = (query, fold) => [...new Set(query.split(/\s+/u).map(word => fold(word).folded).filter(Boolean))];

  // As few grams of a term as cover it: a character that stands alone, or every second pair and the last.
  const grams = term => term.split(" ").flatMap(run => {
    const all = Array.from(run);
    return all.filter((_, at) => at % 2 === 0).map((_, at) => {
      const from = Math.max(0, Math.min(2 * at, all.length - 2));
      return all.slice(from, from + 2).join("");
    });
  });

  // The places of the terms in a folded text: where each begins and ends in the text itself, and which term it is.
  const places = ({ folded, origins }, terms) => {
    const all = [];
    // A term that does not come any more is not looked for again.
    for (let from = 0, left = terms.map((term, index) => [term, index]); ;) {
      const hits = left.map(([term, index]) => [folded.indexOf(term, from), term.length, index]).filter(hit => hit[0] >= 0);
      if (!hits.length) return all;
      left = hits.map(([, , index]) => [terms[index], index]);
      // The first, and of several there the longest.
      const [at, size, index] = hits.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
      from = at + size;
      all.push([origins[at], origins[from - 1] + 1, index]);
    }
  };

  // Files are fetched once; after a failure all is fetched anew, for the portal may have changed meanwhile.
  const kept = new Map();
  const keep = (name, make) => {
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name);
  };
  const address = name => new URL(name, new URL(words.index, location));
  const read = (name, options) => keep(name, async () => {
    const answer = await fetch(address(name), options);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  });

  // From a disk nothing can be fetched, but a script can be run; it hands all over.
  let disk;
  const script = () => keep("disk.js", () => new Promise((done, failed) => {
    const made = document.createElement("script");
    made.src = address("disk.js");
    made.onload = () => done(disk.index);
    made.onerror = failed;
    document.head.append(made);
  }));

  // The manifest, and of every document what can be known without its text.
  const open = () => keep("", async () => {
    const local = location.protocol === "file:";
    const index = local ? await script() : await read("index.json", { cache: "no-cache" });
    if (index.version !== 2) throw new Error(`version ${index.version}`);
    const fold = folder(index.variants);
    const names = index.agencies.map(([, name, , others]) => fold(`${name}\n${others}`).folded);
    const reports = index.reports.flatMap(([year, coded]) => numbers(coded).map(at => {
      const [agency, , kind] = index.agencies[at];
      return { year: `${year}`, kind, agency, head: `${names[at]} ${year}年`, file: `text/${year}/${agency}.json` };
    }));
    const pages = index.pages.map(([slug, title]) =>
      ({ year: "", kind: "page", agency: "", head: fold(title).folded, file: `text/pages/${slug}.json` }));
    const documents = [...reports, ...pages];
    if (local) documents.forEach((one, at) => { one.text = disk.texts[at]; });
    const labels = { year: new Map(index.reports.map(([year]) => [`${year}`, year])), kind: kinds, agency: new Map(index.agencies) };
    return { ...index, local, fold, documents, labels, fetch: name => read(`${name}?v=${index.digest}`) };
  });

  const holds = (text, terms) => terms.every(term => text.folded.some(part => part.includes(term)));
  const load = async (index, one) => {
    const text = one.text = one.text || await index.fetch(one.file);
    const fold = part => index.fold(part).folded;
    text.folded = text.folded || [fold(text.title), ...text.sections.map(([, head, body]) => `${fold(head)}\n${fold(body)}`)];
    return text;
  };

  // The documents that may hold the terms, those first of which they are the name or year; `sure` if all of them do.
  const candidates = async (index, terms) => {
    const everywhere = new Set(index.everywhere), used = new Set();
    const asked = [...new Set(terms.flatMap(grams))].filter(gram => !everywhere.has(gram)).map(gram => {
      let shard = index.shards.length - 1;
      while (shard >= 0 && index.shards[shard][0] > gram) shard -= 1;
      return [gram, shard];
    });
    let all = index.documents, sure = true;
    if (index.local) {
      const texts = await Promise.all(all.map(one => load(index, one)));
      all = all.filter((_, at) => holds(texts[at], terms));
    } else {
      const looked = asked.filter(([, shard]) => used.size < shards && used.add(shard) || used.has(shard));
      const lists = await Promise.all(looked.map(async ([gram, shard]) =>
        new Set(shard < 0 ? [] : numbers((await index.fetch(`${shard}.json`))[gram] || ""))));
      all = all.filter((_, at) => lists.every(list => list.has(at)));
      sure = terms.every(term => looked.some(([gram]) => gram === term));
    }
    const named = one => terms.every(term => one.head.includes(term));
    return [[...all.filter(named), ...all.filter(one => !named(one))], sure];
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

  // A result: its title, and of the section with most of the terms the heading and an excerpt. It leads to that section,
  // unless the title is all that was asked for.
  const item = ({ fold, language }, text, terms) => {
    const held = text.folded.map(part => terms.filter(term => part.includes(term)));
    // A term that stands in few sections says more of one, and so does one that its excerpt can show.
    const worth = term => 1 + 1 / held.filter(all => all.includes(term)).length;
    const shown = (part, term) => part.slice(part.indexOf("\n")).includes(term) ? 0.5 : 0;
    const scores = text.folded.slice(1).map((part, at) =>
      held[at + 1].reduce((sum, term) => sum + worth(term) + shown(part, term), 0));
    // Of several the first, but rather one that can be linked.
    const best = Math.max(...scores), good = text.sections.filter((_, at) => scores[at] === best);
    const [id, head, body] = good.find(([id]) => id) || good[0] || ["", "", ""];
    const made = document.createElement("li");
    // Reports are in Chinese on pages of every language; plain pages and labels of tables speak that of the portal.
    const own = text.url.startsWith("pages/");
    made.lang = own ? language : "zh-CN";
    const add = (name, text, cut) => {
      if (!text) return;
      const line = document.createElement(name);
      // Characters, not units: a rare character of a name is never cut in two.
      const characters = Array.from(text), marks = places(fold(text), terms);
      let from = 0, to = characters.length;
      if (cut) {
        // Where the most of the terms stand together.
        let seenMost = 0;
        marks.forEach(([first], at) => {
          const seen = new Set();
          for (; at < marks.length && marks[at][1] <= first + length - before; at += 1) seen.add(marks[at][2]);
          if (seen.size <= seenMost) return;
          seenMost = seen.size;
          from = Math.max(0, first - before);
        });
        to = Math.min(to, from + length);
      }
      if (from > 0) line.append("…");
      append(line, characters, marks, from, to);
      if (to < characters.length) line.append("…");
      made.append(line);
      return line;
    };
    add("a", text.title).href = words.root + text.url + (id && held[0].length < terms.length ? `#${id}` : "");
    const lines = [add("cite", head), add("p", body, true)];
    if (id.includes(".")) for (const line of lines) if (line) line.lang = language;
    return made;
  };

  // Whether the chosen year, kind and agency let a document through; one of the three may be left out.
  const fits = (one, but) => selects.every(select => select === but || !select.value || one[select.name] === select.value);

  // What can be chosen, each with the number of documents there would be. What is chosen stays, or it could not be undone.
  const offer = (index, all) => {
    for (const select of selects) {
      const { name, value: chosen } = select, labels = index.labels[name], counts = new Map(chosen ? [[chosen, 0]] : []);
      for (const one of all) if (one[name] && fits(one, select)) counts.set(one[name], (counts.get(one[name]) || 0) + 1);
      const values = [...new Set([...labels.keys(), ...counts.keys()])].filter(value => counts.has(value));
      select.length = 1;
      select.append(...values.map(value => new Option(`${labels.get(value) || value} (${counts.get(value)})`, value)));
      select.value = chosen;
    }
    facets.hidden = !all.length && selects.every(select => !select.value);
  };

  // Told late while somebody types: not every step on the way to a query is to be read out.
  let telling;
  const tell = (text, delay) => {
    clearTimeout(telling);
    found.textContent = "";
    telling = setTimeout(() => { found.textContent = text; }, delay);
  };

  // What is asked now, once it is known what may answer it. What comes late to an earlier question is dropped.
  let question, turn = 0;
  const attempt = async work => {
    const mine = turn += 1;
    const late = () => mine !== turn;
    try {
      await work(late);
    } catch {
      kept.clear();
      if (late()) return;
      if (!question) list.textContent = "";
      tell(words.failed, 0);
    }
  };

  // Shows the next results.
  const step = async (late, delay) => {
    const { index, wanted, all, left, wrong, sure, end } = question, items = [];
    let at = end;
    while (items.length < most && at < Math.min(left.length, end + texts)) {
      const some = left.slice(at, Math.min(at + most - items.length, end + texts));
      const loaded = await Promise.all(some.map(one => load(index, one)));
      if (late()) return;
      for (const [of, text] of loaded.entries()) {
        if (holds(text, wanted)) items.push(item(index, text, wanted));
        else wrong.add(some[of]);
      }
      at += some.length;
    }
    if (!end) list.textContent = "";
    list.append(...items);
    question.end = at;
    more.hidden = at === left.length;
    offer(index, all.filter(one => !wrong.has(one)));
    const count = left.length - wrong.size;
    tell((!count ? words.none : sure || more.hidden ? words.found : words.about).replace("{n}", count), delay);
  };

  const search = delay => attempt(async late => {
    question = undefined;
    more.hidden = true;
    tell(words.wait, calm);
    // Nothing asked, nothing fetched.
    const index = field.value.trim() && await open();
    if (late()) return;
    const wanted = index ? terms(field.value, index.fold) : [];
    if (!wanted.length) {
      list.textContent = "";
      facets.hidden = true;
      return tell(index ? words.none : "", delay);
    }
    const [all, sure] = await candidates(index, wanted);
    if (late()) return;
    question = { index, wanted, all, sure, left: all.filter(one => fits(one)), wrong: new Set(), end: 0 };
    await step(late, delay);
  });

  // The address holds what is asked, so that it can be handed on and the back button works: one entry for each query that was
  // sent, and one for what is being typed. A move within the page (the skip link) is no question.
  let sent = true, shown, typing;
  const ask = delay => {
    clearTimeout(typing);
    const asked = new URLSearchParams([field, ...selects].filter(one => one.value).map(one => [one.name, one.value])).toString();
    const address = location.pathname + (asked && `?${asked}`);
    try {
      if (address !== location.pathname + location.search) history[sent ? "pushState" : "replaceState"](null, "", address);
    } catch { /* From a disk some browsers refuse. */ }
    sent = !delay;
    shown = location.search;
    search(delay);
  };
  const follow = () => {
    if (location.search === shown) return;
    shown = location.search;
    sent = true;
    const asked = new URLSearchParams(shown);
    field.value = asked.get("q") || "";
    for (const select of selects) {
      const value = asked.get(select.name) || "";
      if (value) select.append(new Option(value, value));
      select.value = value;
    }
    search(0);
  };

  // What an input method composes is no query yet.
  const type = event => {
    clearTimeout(typing);
    if (!event.isComposing) typing = setTimeout(ask, pause, calm);
  };
  field.addEventListener("input", type);
  field.addEventListener("compositionend", type);
  // What every query needs is there when the first one is typed; where it is not, the query tells.
  field.addEventListener("focus", () => open().catch(() => kept.clear()));
  form.addEventListener("submit", event => {
    // Without leaving the page the focus stays, and what was found is announced.
    event.preventDefault();
    ask(0);
  });
  facets.addEventListener("change", () => {
    sent = true;
    ask(0);
  });
  more.addEventListener("click", () => attempt(async late => {
    const before = list.children.length;
    await step(late, 0);
    if (late()) return;
    const fresh = list.children[before];
    (fresh ? fresh.firstChild : more.hidden ? field : more).focus();
  }));
  addEventListener("popstate", follow);

  // Arrows lead from the field through the results and back, Escape back at once. The slash leads to the field, unless the reader
  // has switched that off; where the switch is not shown there is no key either.
  document.addEventListener("keydown", event => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const stops = [field, ...list.querySelectorAll("a"), ...more.hidden ? [] : [more]];
    const at = stops.indexOf(target);
    let to;
    if (key === "/") to = slash.checked && slash.offsetParent && !target.closest("input, select, textarea") ? field : null;
    else if (at >= 0 && !event.shiftKey) to = { ArrowDown: stops[at + 1], ArrowUp: stops[at - 1], Escape: at ? field : null }[key];
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  try {
    slash.checked = localStorage.getItem("gongkai-slash") !== "off";
  } catch { /* Nothing may be kept: it holds for this page. */ }
  slash.addEventListener("change", () => {
    try { localStorage.setItem("gongkai-slash", slash.checked ? "on" : "off"); } catch { /* As above. */ }
  });

  // For disk.js, and for tests.
  globalThis.gongkaiSearch = { numbers, folder, terms, grams, disk: all => { disk = all; } };
  form.hidden = false;
  follow();
})();
