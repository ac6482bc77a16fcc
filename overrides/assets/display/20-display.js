/* How the reader wants pages shown: colours (data-theme), 长者 (data-mode). Applied before first paint,
   kept for every page, changed by the buttons of the header. It also keeps what is sent too early. */
(function () {
  "use strict";
  const { all, stored, store } = window.QingdanKit;
  const KEPT = "qingdan.display";
  const CHOICES = { theme: ["light", "dark"], mode: ["elder"] };
  const root = document.documentElement;
  let chosen = {};

  function apply() {
    Object.keys(CHOICES).forEach((name) => {
      if (CHOICES[name].indexOf(chosen[name]) >= 0) root.setAttribute("data-" + name, chosen[name]);
      else root.removeAttribute("data-" + name);
      all("button[data-" + name + "]").forEach((button) => {
        const on = button.getAttribute("data-" + name) === (root.getAttribute("data-" + name) || "");
        button.setAttribute("aria-pressed", String(on));
      });
    });
    /* The browser's own bar takes the header's colour, that of the chosen theme. */
    all("meta[name=theme-color]").forEach((meta) => {
      const own = meta.getAttribute("data-own") || meta.content;
      meta.setAttribute("data-own", own);
      const other = document.querySelector("meta[name=theme-color][media*=" + (root.getAttribute("data-theme") || "none") + "]");
      meta.content = other ? other.getAttribute("data-own") || other.content : own;
    });
  }

  function again() {
    const kept = stored(KEPT);
    if (kept !== undefined) chosen = Object(kept); /* else what was chosen on this page stands */
    apply();
  }

  root.className = root.className.replace("no-js", "js");
  again();

  /* Pages send no form; only those of the clerk's preview do, by post. What was sent before the script of that form is
     there is marked; it goes on from it. */
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.getAttribute("method") === "post") return;
    event.preventDefault();
    event.target.setAttribute("data-sent", "");
  });
  document.addEventListener("DOMContentLoaded", () => {
    apply();
    document.addEventListener("click", (event) => {
      const button = event.target;
      if (button.tagName !== "BUTTON") return;
      Object.keys(CHOICES).forEach((name) => {
        if (!button.hasAttribute("data-" + name)) return;
        const value = button.getAttribute("data-" + name);
        chosen[name] = name === "mode" && chosen[name] === value ? "" : value;
        store(KEPT, chosen);
        apply();
      });
    });
  });
  /* Another tab changed it, or the page comes back as it was left. */
  window.addEventListener("storage", again);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) again();
  });
})();
