/* Only in the preview: after a save shows the entry that was saved, or the page anew where it was. */
(function () {
  "use strict";
  const { stored, store } = window.QingdanKit;
  const script = document.currentScript;
  const since = script.getAttribute("data-version");
  const root = script.src.replace("-/preview.js", "");
  const address = root + "-/changed?since=" + since;
  const here = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  const KEPT = "qingdan-preview"; /* in this tab: the page, and how far one had read it */
  let restored = false; /* before that the page stands at its top, wherever one had read to */

  /* Problems stand in place of a page and are shorter: how far one had read is kept for when it is back. */
  function keep() {
    if (!restored || script.hasAttribute("data-problems")) return;
    store(KEPT, [here, window.pageYOffset], "sessionStorage");
  }

  function restore() {
    restored = true;
    if (script.hasAttribute("data-problems")) return;
    const read = stored(KEPT, "sessionStorage") || [];
    store(KEPT, null, "sessionStorage");
    if (read[0] === here && read[1]) window.scrollTo({ left: 0, top: read[1], behavior: "instant" });
    /* The browser puts a page back when it first draws it, which under load comes after this: only then is it let. */
    if ("scrollRestoration" in history)
      requestAnimationFrame(() => requestAnimationFrame(() => (history.scrollRestoration = "auto")));
  }

  function show(url) {
    const target = root + url;
    if (url && here.indexOf(target) !== 0) location.assign(target);
    else {
      keep();
      /* Else the browser puts the page where the problems in its place had been read to. */
      if ("scrollRestoration" in history) history.scrollRestoration = "manual";
      location.reload();
    }
  }

  function wait() {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.onload = function () {
      const said = request.responseText.split("\n");
      if (request.status !== 200) setTimeout(wait, 1000);
      else if (said[0] !== since) show(said[1] || "");
      else wait();
    };
    request.onerror = function () {
      setTimeout(wait, 1000);
    };
    request.send();
  }

  /* What was typed into a form and is in its file now is not kept. */
  const sent = stored("qingdan-sent", "sessionStorage");
  if (sent && /[?&]saved=/.test(location.search)) {
    store(sent, null);
    store("qingdan-sent", null, "sessionStorage");
  }
  window.addEventListener("load", restore);
  wait();
})();
