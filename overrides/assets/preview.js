/* Only in the preview: after a save shows the entry that was saved, or the page anew where it was. */
(function () {
  "use strict";
  var script = document.currentScript;
  var since = script.getAttribute("data-version");
  var root = script.src.replace("-/preview.js", "");
  var address = root + "-/changed?since=" + since;
  var here = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  var kept = "qingdan-preview";
  var restored = false; /* before that the page stands at its top, wherever one had read to */

  /* Problems stand in place of a page and are shorter: how far one had read is kept for when it is back. */
  function keep() {
    if (!restored || script.hasAttribute("data-problems")) return;
    try {
      sessionStorage.setItem(kept, JSON.stringify([here, window.pageYOffset]));
    } catch (error) {
      /* A browser that keeps nothing begins at the top. */
    }
  }

  function restore() {
    var read;
    restored = true;
    if (script.hasAttribute("data-problems")) return;
    try {
      read = JSON.parse(sessionStorage.getItem(kept) || "[]");
      sessionStorage.removeItem(kept);
    } catch (error) {
      read = [];
    }
    if (read[0] === here && read[1]) window.scrollTo({ left: 0, top: read[1], behavior: "instant" });
    /* The browser puts a page back when it first draws it, which under load comes after this: only then is it let. */
    if ("scrollRestoration" in history)
      requestAnimationFrame(function () {
        requestAnimationFrame(function () {
          history.scrollRestoration = "auto";
        });
      });
  }

  function show(url) {
    var target = root + url;
    if (url && here.indexOf(target) !== 0) location.assign(target);
    else {
      keep();
      /* Else the browser puts the page where the problems in its place had been read to. */
      if ("scrollRestoration" in history) history.scrollRestoration = "manual";
      location.reload();
    }
  }

  function wait() {
    var request = new XMLHttpRequest();
    request.open("GET", address);
    request.onload = function () {
      var said = request.responseText.split("\n");
      if (request.status !== 200) setTimeout(wait, 1000);
      else if (said[0] !== since) show(said[1] || "");
      else wait();
    };
    request.onerror = function () {
      setTimeout(wait, 1000);
    };
    request.send();
  }

  window.addEventListener("load", restore);
  wait();
})();
