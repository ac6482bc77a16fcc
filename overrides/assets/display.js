/* How the reader wants pages shown: colours (data-theme), 长者 (data-mode). Applied before first paint,
   kept for every page, changed by the buttons of the header. The first script of a page: it also keeps what is
   sent too early. */
(function () {
  "use strict";
  var KEPT = "qingdan.display";
  var CHOICES = { theme: ["light", "dark"], mode: ["elder"] };
  var root = document.documentElement;
  var chosen = {};

  function recall() {
    try {
      chosen = JSON.parse(localStorage.getItem(KEPT)) || {};
    } catch (error) {
      /* Storage is closed or holds nothing of ours: what was chosen on this page stands. */
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(chosen));
    } catch (error) {
      /* The choice holds for this page alone. */
    }
  }

  function apply() {
    Object.keys(CHOICES).forEach(function (name) {
      if (CHOICES[name].indexOf(chosen[name]) >= 0) root.setAttribute("data-" + name, chosen[name]);
      else root.removeAttribute("data-" + name);
      [].forEach.call(document.querySelectorAll("button[data-" + name + "]"), function (button) {
        var on = button.getAttribute("data-" + name) === (root.getAttribute("data-" + name) || "");
        button.setAttribute("aria-pressed", on ? "true" : "false");
      });
    });
    /* The browser's own bar takes the header's colour, that of the chosen theme. */
    [].forEach.call(document.querySelectorAll("meta[name=theme-color]"), function (meta) {
      var own = meta.getAttribute("data-own") || meta.content;
      meta.setAttribute("data-own", own);
      var other = document.querySelector("meta[name=theme-color][media*=" + (root.getAttribute("data-theme") || "none") + "]");
      meta.content = other ? other.getAttribute("data-own") || other.content : own;
    });
  }

  function again() {
    recall();
    apply();
  }

  root.className = root.className.replace("no-js", "js");
  again();

  /* Pages send no form. What was sent before the script of that form is there is marked; it goes on from it. */
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    event.target.setAttribute("data-sent", "");
  });
  document.addEventListener("DOMContentLoaded", function () {
    apply();
    document.addEventListener("click", function (event) {
      var button = event.target;
      if (button.tagName !== "BUTTON") return;
      Object.keys(CHOICES).forEach(function (name) {
        if (!button.hasAttribute("data-" + name)) return;
        var value = button.getAttribute("data-" + name);
        chosen[name] = name === "mode" && chosen[name] === value ? "" : value;
        keep();
        apply();
      });
    });
  });
  /* Another tab changed it, or the page comes back as it was left. */
  window.addEventListener("storage", again);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) again();
  });
})();
