/* Suggestions below the field as one types, and what was searched lately while it is empty: a list that the keyboard,
   a screen reader and a finger can use. On the page of results the results stand in the page itself. */
(function () {
  "use strict";
  const find = window.QingdanFind;
  if (!find || find.form.hasAttribute("data-whole")) return;
  const { make, makeButton, makeLink, put, empty } = window.QingdanKit;
  const { form, input, href, address } = find;
  const SHOWN = 8;
  const AWHILE = 250; /* milliseconds that half an answer waits for the rest, where something alike is shown already */

  /* The panel, from top to bottom: dangers, a sentence, a head, the list beside its buttons, what else one can do. */
  const panel = make("div", "q-found");
  const alarms = make("div", "q-found__danger");
  const said = make("p", "q-found__said");
  const head = make("div", "q-found__head");
  const rows = make("div", "q-found__rows");
  const list = make("div", "q-found__list");
  const removes = make("div", "q-found__removes");
  const rest = make("div", "q-found__rest");
  const status = make("p", "q-unseen"); /* what a screen reader says */
  let options = []; /* the lines of the list, … */
  let active = -1; /* … and which of them is chosen */
  let held = ""; /* the address of the line that was chosen before the list was filled anew */
  let lookedFor = null; /* the word that the list is of */
  let writing = false; /* an input method composes */
  let telling = 0;
  let soon = 0;
  list.id = "q-find-list";
  list.setAttribute("role", "listbox");
  removes.setAttribute("role", "group");
  removes.setAttribute("aria-label", "从最近搜过的里删去");
  status.setAttribute("role", "status");
  panel.hidden = true;
  put(form, [put(panel, [alarms, said, head, put(rows, [list, removes]), rest]), status]);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function tell(text) {
    clearTimeout(telling);
    telling = setTimeout(() => (status.textContent = text), 400); /* not at every keystroke */
  }
  function activate(number) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = number;
    if (!options[active]) return input.removeAttribute("aria-activedescendant");
    options[active].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[active].id);
    if (options[active].scrollIntoView) options[active].scrollIntoView({ block: "nearest" });
  }
  function option(name, href) {
    const made = makeLink(name, "", href);
    made.id = "q-find-" + options.length;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    options.push(made);
    list.appendChild(made);
    return made;
  }
  /* A line that writes a word into the field instead of leading away. */
  function wordOption(name, word) {
    const made = option("q-hit " + name, address(word));
    made.setAttribute("data-word", word);
    return made;
  }
  /* Whether the list shows what was found: neither words searched lately nor a word that may have been meant. */
  function holdsResults() {
    return options.length > 0 && !options[0].hasAttribute("data-word");
  }
  /* Empty the panel to fill it anew; the chosen line stays chosen where it comes again. */
  function begin(text, label) {
    held = options[active] ? options[active].href : "";
    activate(-1);
    options = [];
    [alarms, head, list, removes, rest].forEach(empty);
    said.textContent = text;
    said.hidden = !text;
    list.setAttribute("aria-label", label);
  }
  function open() {
    rows.hidden = !options.length;
    [removes, head, rest, alarms].forEach((part) => (part.hidden = !part.firstChild));
    if (panel.hidden && options.length) raise();
    panel.hidden = false;
    input.setAttribute("aria-expanded", String(options.length > 0));
    options.forEach((one, number) => {
      if (held && one.href === held) activate(number);
    });
    held = "";
  }
  /* Above a phone's keyboard there is little room: the field goes to the top, suggestions have the rest. */
  function raise() {
    const room = window.visualViewport ? window.visualViewport.height : window.innerHeight;
    const box = form.getBoundingClientRect();
    if (window.innerWidth < 960 && room < 520 && box.top > 80) window.scrollBy(0, box.top - 8);
  }
  function cancel() {
    find.cancel();
    clearTimeout(soon);
    lookedFor = null;
  }
  function close() {
    cancel();
    activate(-1);
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    tell("");
  }
  function isOpen() {
    return !panel.hidden;
  }

  /* What was searched lately, while the field is empty. */
  function lately() {
    const words = find.recent();
    if (!words.length) return close();
    cancel();
    begin("", "最近搜过的");
    const all = makeButton("q-found__all", "清空", () => {
      find.forget();
      input.focus();
      close();
      tell("清空了");
    });
    all.setAttribute("aria-label", "清空最近搜过的");
    put(head, [make("p", "", "最近搜过"), all]);
    words.forEach((word) => {
      wordOption("q-hit--word", word).appendChild(make("span", "", word));
      const remove = makeButton("", "×", () => {
        find.forget(word);
        input.focus();
        lately();
        tell("删去了“" + word + "”");
      });
      remove.setAttribute("aria-label", "删去“" + word + "”");
      removes.appendChild(remove);
    });
    open();
    tell("最近搜过 " + words.length + " 个，用上下键选");
  }

  /* Suggestions for what stands in the field. A single letter says nothing yet. */
  function look() {
    const word = input.value.trim();
    if (!word) return lately();
    if (word === lookedFor && isOpen()) return;
    clearTimeout(soon);
    if (/^[a-z]$/i.test(word)) return close();
    lookedFor = word;
    activate(-1);
    find.ask(word, { limit: SHOWN }, (found, finished) => {
      clearTimeout(soon);
      if (!found) return failed();
      const any = found.results.length || found.near.length || found.danger;
      /* What stands there may be for a word almost the same. */
      if (!finished && any && isOpen() && holdsResults()) soon = setTimeout(() => suggest(word, found, finished), AWHILE);
      else if (any) suggest(word, found, finished);
      else if (finished) soon = setTimeout(() => nothing(word), find.SILENCE);
      else if (panel.hidden || !holdsResults()) {
        begin("正在找……", "建议");
        open();
      }
    });
  }
  function suggest(word, found, finished) {
    begin("", "搜到的");
    if (found.danger) alarms.appendChild(find.alarm(found.danger));
    if (found.meant && found.meant !== word) put(wordOption("q-hit--meant", found.meant), ["您是不是要找：", make("strong", "", found.meant)]);
    const shown = found.results.concat(found.danger ? [] : found.near).slice(0, SHOWN);
    shown.forEach((result) => {
      const name = find.marked(make("span", "q-hit__name"), result.name, result.marks);
      put(option("q-hit", href(result.url)), [name, " ", find.about(result)]);
    });
    if (finished) {
      option("q-hit q-hit--all", address(word)).textContent = found.total > SHOWN ? "看全部 " + found.total + " 条结果" : "整页的文字里也找找";
    }
    open();
    if (!finished) return;
    if (found.sure || found.danger) tell("搜到 " + found.total + " 条，列出 " + shown.length + " 条，用上下键选");
    else soon = setTimeout(() => unsure(word, shown.length), find.SILENCE);
  }
  /* Said only when the reader has come to rest: what is shown is near what was typed, but does not answer it. */
  function unsure(word, count) {
    if (!isOpen() || writing || input.value.trim() !== word) return;
    rest.insertBefore(make("p", "", "没有正好对上的，上面" + count + "条只是有些像。也可以："), rest.firstChild);
    rest.appendChild(ways(true));
    open();
    tell("没有正好对上的，有些像的 " + count + " 条，用上下键选");
  }
  function nothing(word) {
    if (writing || input.value.trim() !== word) return;
    begin("没有找到“" + word + "”。换个说法，少写几个字，或者：", "搜到的");
    put(rest, [ways(true), make("p", "", "也可以打电话，照着念："), make("p", "q-sentence", find.sentence(word)), find.call()]);
    open();
    tell("没有找到。下面有别的办法");
  }
  function failed() {
    begin(find.trouble(), "搜到的");
    rest.appendChild(ways(false));
    open();
    tell(said.textContent);
    lookedFor = null; /* the next try is a new one */
  }
  /* The ways that need no search. */
  function ways(byMatter) {
    const byPinyin = makeLink("", "按拼音找", href("az/"));
    return put(make("p", "q-more"), byMatter ? [makeLink("", "按事说", href("themes/")), " ", byPinyin] : [byPinyin]);
  }

  function move(step) {
    if (!isOpen() || !options.length) return look();
    const places = options.length + 1; /* the field itself is one of them */
    activate((active + 1 + step + places) % places - 1);
  }
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; /* 229: an input method has the key */
    const key = event.key;
    if (key === "ArrowDown" || key === "Down") {
      if (event.altKey) look();
      else move(1);
    } else if (key === "ArrowUp" || key === "Up") {
      if (event.altKey) close();
      else move(-1);
    } else if (key === "Home" && active >= 0) activate(0);
    else if (key === "End" && active >= 0) activate(options.length - 1);
    else if (key === "Enter" && active >= 0) options[active].click();
    else if (isEscape(key) && (isOpen() || input.value)) {
      if (!isOpen()) {
        input.value = "";
        find.crossed();
      }
      close();
    } else return;
    event.preventDefault();
  });
  panel.addEventListener("keydown", (event) => {
    if (!isEscape(event.key)) return;
    input.focus();
    close();
  });
  function isEscape(key) {
    return key === "Escape" || key === "Esc";
  }
  input.addEventListener("input", look); /* typed, pasted, spoken, drawn, dropped; while pinyin is being composed too */
  input.addEventListener("compositionstart", () => (writing = true));
  input.addEventListener("compositionend", () => {
    writing = false;
    lookedFor = null; /* what was typed may be the same; now it may be said that nothing was found */
    look();
  });
  input.addEventListener("focus", () => {
    find.ready();
    if (!input.value.trim()) lately();
  });
  input.addEventListener("pointerdown", find.ready);
  input.addEventListener("click", () => {
    if (!isOpen()) look();
  });
  list.addEventListener("click", (event) => {
    const line = event.target.closest(".q-hit");
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const word = line.getAttribute("data-word");
    if (word) {
      event.preventDefault();
      input.value = word;
      find.crossed();
      input.focus();
      look();
      return;
    }
    find.remember(input.value);
    close();
  });
  /* What is pressed in the panel leaves the focus, and the keyboard of a phone, where it is. */
  list.addEventListener("mousedown", (event) => {
    if (!event.button) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const word = input.value.trim();
    if (!word) return input.focus();
    find.remember(word);
    close();
    location.href = address(word);
  });
  ["mousedown", "touchstart", "focusin"].forEach((type) => {
    document.addEventListener(type, (event) => {
      if (isOpen() && !form.contains(event.target)) close();
    }, type === "touchstart" ? { passive: true } : false);
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("online", () => {
    if (isOpen() && input.value.trim()) look();
  });
  if (document.activeElement === input) {
    find.ready();
    if (input.value.trim()) look(); /* typed before this script was there */
  }
})();
