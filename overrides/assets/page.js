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
})();
