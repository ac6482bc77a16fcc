/* Only in the preview: loads the page anew when something was saved. */
(function () {
  "use strict";
  var script = document.currentScript;
  var since = script.getAttribute("data-version");
  var address = script.src.replace("preview.js", "changed") + "?since=" + since;
  function wait() {
    var request = new XMLHttpRequest();
    request.open("GET", address);
    request.onload = function () {
      if (request.responseText !== since) location.reload();
      else wait();
    };
    request.onerror = function () {
      setTimeout(wait, 1000);
    };
    request.send();
  }
  wait();
})();
