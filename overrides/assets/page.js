/* What scripts add to a page that is whole without them. */
(function () {
  "use strict";
  /* The menu folds on a phone and is open on a wide screen. */
  var menu = document.querySelector(".q-menu");
  var wide = window.matchMedia ? window.matchMedia("(min-width: 60em)") : null;
  function follow() {
    if (wide && wide.matches) menu.setAttribute("open", "");
    else menu.removeAttribute("open");
  }
  if (menu && wide) {
    follow();
    if (wide.addEventListener) wide.addEventListener("change", follow);
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
