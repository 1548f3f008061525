// Large print and high contrast, as the reader last chose; kept in this browser only.
(() => {
  const root = document.documentElement;
  const read = mode => {
    try { return localStorage.getItem(`gongkai-${mode}`) === "on"; } catch { return false; }
  };
  const write = (mode, on) => {
    // Where nothing may be stored, the choice holds for this page.
    try { localStorage.setItem(`gongkai-${mode}`, on ? "on" : "off"); } catch { }
  };
  for (const mode of ["large", "contrast"]) root.classList.toggle(mode, read(mode));
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-display]");
    if (!box) return;
    for (const button of box.querySelectorAll("[data-mode]")) {
      const mode = button.dataset.mode;
      const show = on => {
        root.classList.toggle(mode, on);
        button.setAttribute("aria-pressed", String(on));
      };
      show(read(mode));
      button.addEventListener("click", () => {
        const on = !root.classList.contains(mode);
        write(mode, on);
        show(on);
      });
    }
    box.hidden = false;
  });
})();
