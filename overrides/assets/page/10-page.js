/* What scripts add to a page that is whole without them. */
(function () {
  "use strict";
  const { all } = window.QingdanKit;
  const root = document.documentElement;
  /* 长者 leaves the secondary aside; one switch brings all of it back, and so does a link into it. */
  const whole = document.querySelector(".q-whole");
  const extras = all(".q-extra");
  function show(extra) {
    if (extra) root.setAttribute("data-extra", "shown");
    else root.removeAttribute("data-extra");
    whole.querySelector("button").setAttribute("aria-pressed", String(extra));
  }
  function offer() {
    whole.hidden = root.getAttribute("data-mode") !== "elder";
  }
  function follow() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const within = extras.some((extra) => target && extra.contains(target));
    if (!within || root.getAttribute("data-extra")) return;
    show(true);
    target.scrollIntoView();
  }
  if (whole && extras.length) {
    whole.querySelector("button").addEventListener("click", () => show(!root.hasAttribute("data-extra")));
    new MutationObserver(offer).observe(root, { attributes: true, attributeFilter: ["data-mode"] });
    window.addEventListener("hashchange", follow);
    offer();
    follow();
  }
  /* Paper cannot be unfolded: what is folded opens for printing, and folds again. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all(".q-fold:not([open])");
    folded.forEach((fold) => fold.setAttribute("open", ""));
  });
  window.addEventListener("afterprint", () => {
    folded.forEach((fold) => fold.removeAttribute("open"));
  });
})();
