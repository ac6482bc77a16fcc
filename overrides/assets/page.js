/* What scripts add to a page that is whole without them. */
(function () {
  "use strict";
  var root = document.documentElement;
  /* 长者 leaves the secondary aside; one switch brings all of it back, and so does a link into it. */
  var whole = document.querySelector(".q-whole");
  var extras = [].slice.call(document.querySelectorAll(".q-extra"));
  function show(all) {
    if (all) root.setAttribute("data-extra", "shown");
    else root.removeAttribute("data-extra");
    whole.querySelector("button").setAttribute("aria-pressed", all ? "true" : "false");
  }
  function offer() {
    whole.hidden = root.getAttribute("data-mode") !== "elder";
  }
  function follow() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var within = extras.some(function (extra) {
      return target && extra.contains(target);
    });
    if (!within || root.getAttribute("data-extra")) return;
    show(true);
    target.scrollIntoView();
  }
  if (whole && extras.length) {
    whole.querySelector("button").addEventListener("click", function () {
      show(!root.hasAttribute("data-extra"));
    });
    new MutationObserver(offer).observe(root, { attributes: true, attributeFilter: ["data-mode"] });
    window.addEventListener("hashchange", follow);
    offer();
    follow();
  }
  /* Paper cannot be unfolded: what is folded opens for printing, and folds again. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = [].slice.call(document.querySelectorAll(".q-fold:not([open])"));
    folded.forEach(function (fold) {
      fold.setAttribute("open", "");
    });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (fold) {
      fold.removeAttribute("open");
    });
  });
})();
