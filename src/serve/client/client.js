// Keeps a page of the preview up to date, and shows what is wrong with it. Never part of a built portal.
(() => {
  "use strict";
  const own = document.currentScript;
  const page = own.dataset.page;
  let version = own.dataset.version;
  let events = null;
  let told = null;

  // So many cells are shown at once.
  const FEW = 4;

  // A browser may keep nothing for anybody: then nothing is remembered.
  const store = (name) => {
    try {
      window[name].setItem("gongkai-browser-keeps", "1");
      return window[name];
    } catch {
      return {};
    }
  };
  const memory = store("sessionStorage");

  // By this the preview knows the windows of one browser, which share its connections.
  const shared = store("localStorage");
  const browser = (shared["gongkai-browser"] ??= Math.random().toString(36).slice(2));

  // A tab in the background holds no connection: browsers allow six of them to one server, for all tabs together. It asks
  // again when it is looked at, and then learns what it has missed.
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      const query = new URLSearchParams({ page, version, browser });
      events = new EventSource(`/_gongkai/events?${query}`);
      events.addEventListener("reload", () => location.reload());
      events.addEventListener("style", (event) => restyle(JSON.parse(event.data)));
      events.addEventListener("findings", (event) => {
        if (event.data !== told) show(JSON.parse((told = event.data)));
      });
      // A connection that was refused is not tried again by the browser.
      events.onerror = () => {
        if (events?.readyState === EventSource.CLOSED) {
          events = null;
          setTimeout(listen, 1000);
        }
      };
    }
  };

  // What a style sheet is called in the theme: its address has a digest in its name.
  const plain = (link) => {
    const { origin, pathname } = new URL(link.href);
    if (origin !== location.origin) return null;
    return decodeURI(pathname).replace(/^.*\/assets\//, "").replace(/\.[^./]+(\.[^./]+)$/, "$1");
  };

  // The new style sheet is there before the old one goes, so that the page never stands bare. A newer one may be on its way
  // when the next comes.
  const restyle = (news) => {
    version = news.version;
    events?.close();
    events = null;
    for (const [name, file] of Object.entries(news.styles)) {
      const links = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => plain(link) === name);
      const newest = links.at(-1);
      const address = newest && new URL(encodeURIComponent(file), newest.href).href;
      if (newest && newest.href !== address) {
        const fresh = newest.cloneNode();
        fresh.href = address;
        fresh.addEventListener("load", () => links.forEach((link) => link.remove()));
        newest.after(fresh);
      }
    }
    listen();
  };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  const button = (text, act) => {
    const made = element("button", "", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  const copied = (text, label) => {
    const field = element("input", "file");
    field.value = text;
    field.readOnly = true;
    field.ariaLabel = label;
    field.title = label;
    field.addEventListener("focus", () => field.select());
    return field;
  };

  // A cell, leading to where it stands: by the names that it has on the page, on other pages by its id.
  const cell = (id, report) => {
    const heads = document.getElementById(id)?.getAttribute("headers")?.split(" ") ?? [];
    const names = heads.map((head) => document.getElementById(head)?.textContent.trim()).filter(Boolean);
    const made = element("a", "", names.length ? names.join(" · ") : element("code", "", id));
    if (names.length) made.href = `#${id}`;
    else if (report) made.href = `${report}#${id}`;
    return made;
  };

  // The one that is most likely wrong comes first, or the one at which it is told; the others, if they are many, when they are
  // asked for.
  const cells = (one, words) => {
    const links = (ids, ...before) => element("p", "cells", ...before, ...ids.map((id) => cell(id, one.page)));
    if (!one.cells.length) return [];
    if (one.suspect === null && one.cells.length <= FEW) return [links(one.cells)];
    const all = element("details", "", element("summary", "", words.cells), links(one.cells));
    return [one.suspect === null ? links(one.cells.slice(0, 1)) : links([one.suspect], words.suspect, " "), all];
  };

  // Long lines are looked along with the keyboard, too.
  const excerpt = (text) => {
    const made = element("pre", "", text);
    made.tabIndex = 0;
    return made;
  };

  // Everything that comes from a file becomes a text node; nothing of it is ever read as HTML.
  const finding = (one, words) => {
    const open = element("a", "", one.place);
    open.href = one.open;
    return element(
      "li",
      one.level,
      element("p", "message", element("strong", "", words[one.level]), " ", one.message),
      ...cells(one, words),
      one.help ? element("p", "", one.help) : null,
      element("p", "place", open, " ", element("code", "", one.rule)),
      one.excerpt ? excerpt(one.excerpt) : null,
      element("p", "", copied(one.file, words.copy)),
    );
  };

  const list = (news) => element("ol", "", ...news.here.map((one) => finding(one, news.words)));

  const link = (news) => {
    const made = element("a", "", news.words.counts || news.words.none);
    made.href = "/_gongkai/";
    made.title = news.words.list;
    return made;
  };

  // What a person has closed stays closed, also when the page is loaded anew, until something else is wrong. That the same stands
  // in another line is not something else.
  const closed = `gongkai-closed:${page}`;

  let host = null;

  // It stays where it is, so that what changes in it is read aloud.
  const overlay = () => {
    const made = element("gongkai-findings");
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/_gongkai/client.css";
    const said = element("p", "unseen");
    said.setAttribute("role", "status");
    made.attachShadow({ mode: "open" }).append(style, said);
    document.body.append(made);
    return made;
  };

  const show = (news) => {
    const place = document.getElementById("findings");
    if (place && document.body.className === "shell") {
      const more = news.words.more ? [element("p", "", news.words.more)] : [];
      const home = element("a", "", news.words.home);
      home.href = news.home;
      place.replaceChildren(news.here.length ? list(news) : element("p", "", news.words.none), ...more, element("p", "", home));
      return;
    }
    host ??= overlay();
    host.lang = news.language;
    const inside = host.shadowRoot;
    const before = inside.querySelector(".panel");
    const [focused, scrolled] = [before && inside.activeElement, before?.scrollTop];
    const errors = news.here.filter((one) => one.level === "error");
    const gist = JSON.stringify(errors.map(({ rule, path, cells, message }) => [rule, path, cells, message]));
    if (!errors.length) delete memory[closed];
    const put = (shown) => {
      inside.querySelector(".badge, .panel")?.remove();
      if (shown) inside.append(shown);
      return shown;
    };
    const badge = () => {
      if (!news.words.counts) return null;
      const shown = news.here.length ? button(news.words.counts, open) : link(news);
      shown.classList.add("badge", news.summary.errors ? "error" : "warning");
      return shown;
    };
    const panel = () => {
      const shown = element(
        "section",
        "panel",
        element("header", "", element("h2", "", news.words.title), link(news), button(news.words.close, close)),
        list(news),
        news.words.more ? element("p", "", news.words.more) : null,
      );
      shown.setAttribute("role", "dialog");
      shown.ariaLabel = news.words.title;
      return shown;
    };
    const open = () => {
      delete memory[closed];
      put(panel()).querySelector("header button").focus();
    };
    const close = () => {
      memory[closed] = gist;
      const focused = inside.activeElement;
      const shown = put(badge());
      if (focused) shown?.focus();
    };
    host.close = close;
    // A panel that a person looks at stays as it is, with what is new in it.
    const opened = before && news.here.length;
    const shown = put(opened || (errors.length && memory[closed] !== gist) ? panel() : badge());
    if (opened) shown.scrollTop = scrolled;
    if (focused) (shown?.querySelector("header button") ?? shown)?.focus();
    inside.querySelector(".unseen").textContent = errors.map((one) => `${news.words.error} ${one.message}`).slice(0, 3).join(" ");
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host?.shadowRoot.querySelector(".panel")) host.close();
  });
  document.addEventListener("visibilitychange", listen);
  listen();
})();
