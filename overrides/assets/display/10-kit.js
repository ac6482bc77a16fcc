/* What the scripts of a page share: elements, what is kept on this device, the address. It stands in the first script of
   a page, display.js, so that it is there for every other one. */
(function () {
  "use strict";

  /* Elements. A `name` is what the style sheet calls it; text is text, never markup. */
  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }
  function make(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }
  function makeButton(name, text, press) {
    const made = make("button", name, text);
    made.type = "button";
    if (press) made.addEventListener("click", press);
    return made;
  }
  function makeLink(name, text, href) {
    const made = make("a", name, text);
    made.href = href;
    return made;
  }
  /* Adds parts to the end of an element, in their order; a string becomes text. */
  function put(element, parts) {
    parts.forEach((part) => element.appendChild(typeof part === "string" ? document.createTextNode(part) : part));
    return element;
  }
  function empty(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
  }

  /* What stays on this device: null where nothing is kept, undefined where storage is closed or holds nothing of ours.
     What cannot be kept holds as long as the page is open. `where` is "sessionStorage" for what only this tab needs. */
  function stored(key, where) {
    try {
      return JSON.parse(window[where || "localStorage"].getItem(key));
    } catch (error) {
      return undefined;
    }
  }
  function store(key, value, where) {
    try {
      if (value === null) window[where || "localStorage"].removeItem(key);
      else window[where || "localStorage"].setItem(key, JSON.stringify(value));
    } catch (error) {
      /* Closed, or full. */
    }
  }

  /* The address: {name: value} of what stands behind its question mark. */
  function asked(query) {
    const found = {};
    query.replace(/^\?/, "").split("&").forEach((part) => {
      const at = part.indexOf("=");
      if (at < 1) return;
      try {
        found[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1).replace(/\+/g, " "));
      } catch (error) {
        /* Not an address of ours. */
      }
    });
    return found;
  }
  /* Puts another address in the place of this one; one can go back to where one was before. */
  function readdress(address) {
    if (address === location.pathname + location.search) return;
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      /* The page was opened from a file: its address stays as it is. */
    }
  }
  /* Does a piece of work (`now`) or has it done in a moment (`later`), once for many calls: browsers refuse too many
     addresses at once. What is still to be done when the page is left is done then. */
  function unhurried(work) {
    let timer = 0;
    function now() {
      clearTimeout(timer);
      timer = 0;
      work();
    }
    function later() {
      clearTimeout(timer);
      timer = setTimeout(now, 300);
    }
    window.addEventListener("pagehide", () => {
      if (timer) now();
    });
    return { now, later };
  }

  /* Copies a text and says whether that went well; some browsers know the old way only, some the new. */
  function copy(text, said) {
    const area = make("textarea", "q-unseen");
    const before = document.activeElement;
    const told = (done) => said(done ? "复制好了。" : "这里不能自动复制：长按上面的字，自己复制。");
    area.value = text;
    document.body.appendChild(area).select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      /* Forbidden here: the newer way is tried. */
    }
    document.body.removeChild(area);
    if (before) before.focus();
    if (done || !navigator.clipboard) return told(done);
    navigator.clipboard.writeText(text).then(() => told(true), () => told(false));
  }

  window.QingdanKit = { all, make, makeButton, makeLink, put, empty, copy, stored, store, asked, readdress, unhurried };
})();
