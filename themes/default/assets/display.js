// Large print and high contrast, as the reader last chose; kept in this browser only.
(() => {
  const root = document.documentElement;
  const modes = ["large", "contrast"];
  // Where nothing may be stored, reading throws: what is shown stays as it is.
  const chosen = mode => {
    try { return localStorage.getItem(`gongkai-${mode}`) === "on"; } catch { return root.classList.contains(mode); }
  };
  const keep = (mode, on) => {
    try { localStorage.setItem(`gongkai-${mode}`, on ? "on" : "off"); } catch { /* It holds for this page. */ }
  };
  const show = (mode, on) => {
    root.classList.toggle(mode, on);
    const button = document.querySelector(`[data-display] [data-mode="${mode}"]`);
    if (button) button.setAttribute("aria-pressed", String(on));
  };
  const showAll = () => modes.forEach(mode => show(mode, chosen(mode)));

  // At once, before anything is drawn; the buttons come later.
  showAll();
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-display]");
    if (!box) return;
    showAll();
    box.addEventListener("click", event => {
      const button = event.target.closest("[data-mode]");
      if (!button) return;
      const mode = button.dataset.mode;
      const on = !root.classList.contains(mode);
      keep(mode, on);
      show(mode, on);
    });
    box.hidden = false;
  });
  // A page that comes back with the back button, or stands in another tab, follows what was chosen since.
  addEventListener("pageshow", event => { if (event.persisted) showAll(); });
  addEventListener("storage", showAll);
})();
