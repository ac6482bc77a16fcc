/* Before first paint: tells the style sheet that scripts run, and applies what the reader chose. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.className = root.className.replace("no-js", "js");
  try {
    var chosen = JSON.parse(localStorage.getItem("qingdan.display") || "{}");
    Object.keys(chosen).forEach(function (name) {
      root.setAttribute("data-" + name, chosen[name]);
    });
  } catch (error) {
    /* Storage is closed: the page is shown as it comes. */
  }
})();
