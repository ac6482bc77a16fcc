/* The search field: the keys that lead to it, the cross that empties it, what was searched lately on this device. What
   is typed never leaves the device. Without scripts there is a link to the list by pinyin instead. */
(function () {
  "use strict";
  const { make, makeButton, stored, store } = window.QingdanKit;
  const form = document.querySelector(".q-find");
  if (!form) return;
  const input = form.querySelector("input");
  const base = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  const onDisk = location.protocol === "file:";
  const WORDS = "qingdan.searched";
  const KEYS = "qingdan.keys"; /* "off" where the reader wants no keys that lead to the field */
  const KEPT = 8;

  function recent() {
    const words = stored(WORDS);
    if (!Array.isArray(words)) return [];
    return words.filter((word) => typeof word === "string" && word).slice(0, KEPT);
  }
  function forget(word) {
    const left = word === undefined ? [] : recent().filter((one) => one !== word);
    store(WORDS, left.length ? left : null);
  }
  function remember(typed) {
    const word = typed.trim();
    /* The number of a person or a telephone is nobody's to keep, not even here. */
    if (!word || /\d{11}/.test(word.replace(/[\s-]/g, ""))) return;
    store(WORDS, [word].concat(recent().filter((one) => one !== word)).slice(0, KEPT));
  }

  /* The address of a page below the site's root. A disk shows no folder's page by itself. */
  function href(url) {
    return base + (onDisk ? url.replace(/(^|\/)(?=$|[?#])/, "$1index.html") : url);
  }
  /* The page of results for a word, narrowed to a list where one is named. */
  function address(word, list) {
    return href("search/?q=" + encodeURIComponent(word) + (list ? "&list=" + encodeURIComponent(list) : ""));
  }
  /* Writes a text into the field as if it had been typed. */
  function type(text) {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* On a phone the field of the header lies below a glass: who presses it, or the key, wants to write. */
  const look = document.querySelector(".q-look");
  function ready() {
    if (look) look.open = true;
    input.focus();
  }
  if (look) {
    look.addEventListener("click", (event) => {
      if (look.open) return;
      event.preventDefault();
      ready();
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (["f", "s", "/"].indexOf(event.key) < 0 || stored(KEYS) === "off") return;
    const at = event.target;
    if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    event.preventDefault();
    ready();
    input.select();
  });

  /* A cross that empties the field; phones have no Escape. */
  const clear = makeButton("q-find__clear", "", () => {
    input.focus();
    type("");
  });
  clear.setAttribute("aria-label", "清掉写的字");
  clear.appendChild(make("span", "", "×")).setAttribute("aria-hidden", "true");
  input.parentNode.insertBefore(clear, input.nextSibling);
  function crossed() {
    clear.hidden = !input.value;
  }
  input.addEventListener("input", crossed);
  crossed();

  const sent = form.hasAttribute("data-sent") && input.value.trim(); /* before this script was there */
  if (sent) return location.replace(address(sent));
  /* The other parts of the search field add what they do. */
  window.QingdanFind = { form, input, KEYS, base, onDisk, recent, forget, remember, href, address, type, crossed };
})();
