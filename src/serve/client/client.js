// Keeps a page of the preview up to date, and shows what is wrong with it. Never part of a built portal.
(() => {
  "use strict";
  const own = document.currentScript;
  const page = own.dataset.page;
  let version = own.dataset.version;
  let events = null;

  // A tab in the background holds no connection: browsers allow six of them to one server, for all tabs together. It asks
  // again when it is looked at, and then learns what it has missed.
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      const query = new URLSearchParams({ page, version });
      events = new EventSource(`/_gongkai/events?${query}`);
      events.addEventListener("reload", () => location.reload());
      events.addEventListener("style", (event) => restyle(JSON.parse(event.data)));
      events.addEventListener("findings", (event) => show(JSON.parse(event.data)));
      // A connection that was refused is not tried again by the browser.
      events.onerror = () => {
        if (events?.readyState === EventSource.CLOSED) {
          events = null;
          setTimeout(listen, 1000);
        }
      };
    }
  };

  // The new style sheet is there before the old one goes, so that the page never stands bare.
  const restyle = (news) => {
    version = news.version;
    events?.close();
    events = null;
    for (const [name, file] of Object.entries(news.styles)) {
      const [stem, end] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf("."))];
      for (const old of document.querySelectorAll("link[rel=stylesheet]")) {
        const url = new URL(old.href);
        const parts = url.pathname.split("/");
        const last = parts.pop();
        if (url.origin === location.origin && last !== file && last.startsWith(`${stem}.`) && last.endsWith(end)) {
          const fresh = old.cloneNode();
          fresh.href = [...parts, file].join("/");
          fresh.addEventListener("load", () => old.remove());
          old.after(fresh);
        }
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

  const copied = (text, done) => {
    const field = element("input", "file");
    field.value = text;
    field.readOnly = true;
    field.ariaLabel = done;
    field.addEventListener("focus", () => field.select());
    return field;
  };

  // Everything that comes from a file becomes a text node; nothing of it is ever read as HTML.
  const finding = (one, words) => {
    const open = element("a", "", one.place);
    open.href = one.open;
    return element(
      "li",
      one.level,
      element("p", "message", element("strong", "", words[one.level]), " ", one.message),
      element("p", "place", open, " ", element("code", "", one.rule)),
      one.cells.length ? element("p", "cells", ...one.cells.map((cell) => element("code", "", cell))) : null,
      one.excerpt ? element("pre", "", one.excerpt) : null,
      one.help ? element("p", "", one.help) : null,
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

  let host = null;
  let closed = null;

  const show = (news) => {
    const place = document.getElementById("findings");
    if (place && document.body.className === "shell") {
      const more = news.words.more ? [element("p", "", news.words.more)] : [];
      place.replaceChildren(news.here.length ? list(news) : element("p", "", news.words.none), ...more);
      return;
    }
    host?.remove();
    host = null;
    if (!news.words.counts) return;
    host = element("gongkai-findings");
    host.lang = news.language;
    const inside = host.attachShadow({ mode: "open" });
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/_gongkai/client.css";
    inside.append(style);
    const errors = news.here.filter((one) => one.level === "error");
    const told = JSON.stringify(news.here);
    const badge = () => {
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
    const put = (shown) => {
      inside.querySelector(".badge, .panel")?.remove();
      inside.append(shown);
    };
    const open = () => {
      closed = null;
      put(panel());
      inside.querySelector("header button").focus();
    };
    const close = () => {
      closed = told;
      put(badge());
    };
    host.close = close;
    // What a person has closed stays closed until it is something else.
    put(errors.length && closed !== told ? panel() : badge());
    document.body.append(host);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host?.shadowRoot.querySelector(".panel")) host.close();
  });
  document.addEventListener("visibilitychange", listen);
  listen();
})();
