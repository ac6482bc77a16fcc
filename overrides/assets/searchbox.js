/* The search field: suggestions as one types, what was searched lately, keys that lead to it.
   The engine (assets/search/) comes when the field is first used; what is typed never leaves the device:
   only parts of the index are fetched. Without scripts there is a link to the list by pinyin instead. */
(function () {
  "use strict";
  var form = document.querySelector(".q-find");
  if (!form) return;
  var input = form.querySelector("input");
  var base = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  var onDisk = location.protocol === "file:";
  var phone = form.getAttribute("data-phone") || "";
  var whole = form.hasAttribute("data-whole"); /* the page of results, where results stand in the page itself */
  var SHOWN = 8, KEPT = 8, ROUNDS = 20;
  var SILENCE = 600; /* milliseconds without a letter, before a reader is told that nothing was found */
  var WORDS = "qingdan.searched", KEYS = "qingdan.keys";

  function node(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
  function empty(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
  }

  /* What stays on this device. */
  function stored(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch (error) {
      return null; /* Storage is closed or holds nothing of ours. */
    }
  }
  function store(name, value) {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(value));
    } catch (error) {
      /* It is not kept; the search works all the same. */
    }
  }
  function recent() {
    var words = stored(WORDS);
    if (!Array.isArray(words)) return [];
    return words.filter(function (word) { return typeof word === "string" && word; }).slice(0, KEPT);
  }
  function forget(word) {
    var left = word === undefined ? [] : recent().filter(function (one) { return one !== word; });
    store(WORDS, left.length ? left : null);
  }
  function remember(typed) {
    var word = typed.trim();
    /* The number of a person or a telephone is nobody's to keep, not even here. */
    if (!word || /\d{11}/.test(word.replace(/[\s-]/g, ""))) return;
    store(WORDS, [word].concat(recent().filter(function (one) { return one !== word; })).slice(0, KEPT));
  }

  /* A file of the site as text: `done(text)`, or done(null) where it cannot be had. A page opened from a disk may read
     no file: the disk edition has each part of the search as a script, which hands its text to `came`. */
  var came = {};
  function fetchText(path, done) {
    if (onDisk) {
      return runScript(path.replace(/\.json$/, ".js"), function (ran) { done(ran ? came[path.slice(FOLDER.length)] : null); });
    }
    var request = new XMLHttpRequest();
    request.open("GET", base + path + (path === INDEX ? anew : ""));
    request.timeout = 20000;
    request.onloadend = function () { done(request.status === 200 ? request.responseText : null); };
    request.send();
  }
  function runScript(path, done) {
    var script = node("script");
    script.src = base + path;
    script.onload = script.onerror = function (event) {
      document.head.removeChild(script);
      done(event.type === "load");
    };
    document.head.appendChild(script);
  }

  /* The search begins with its index, which names the engine that reads it; the engine asks for the parts it needs. */
  var FOLDER = "search/", INDEX = FOLDER + "index.json";
  var engine = null, running = "", waiting = null, flights = {}, anew = "", turn = 0, soon = 0;

  function withEngine(done) {
    if (engine) return done(true);
    if (waiting) return waiting.push(done);
    waiting = [done];
    function finish(fresh) {
      var told = waiting;
      engine = fresh;
      flights = {};
      waiting = null;
      told.forEach(function (one) { one(fresh !== null); });
    }
    function start(again) {
      fetchText(INDEX, function (text) {
        var index = parsed(text);
        if (!index) return finish(null); /* nothing came, or the page of a network that wants one to sign in first */
        if (running === index.engine) return finish(made(text));
        runScript(index.engine, function (ran) {
          if (ran) {
            running = index.engine;
            return finish(made(text));
          }
          if (again) return finish(null);
          anew = "?" + Date.now(); /* the browser kept an index whose engine is gone */
          start(true);
        });
      });
    }
    start(false);
  }
  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return null;
    }
  }
  function made(text) {
    var fresh = new window.QingdanSearch.Engine();
    fresh.put("index.json", text);
    return fresh;
  }
  function bring(path, done) {
    var flying = flights, mine = engine;
    if (flying[path]) return flying[path].push(done);
    flying[path] = [done];
    fetchText(FOLDER + path, function (text) {
      var whole = text !== null && mine === engine && taken(path, text);
      var told = flying[path];
      delete flying[path];
      told.forEach(function (one) { one(whole); });
    });
  }
  function taken(path, text) {
    try {
      engine.put(path, text);
      return true;
    } catch (error) {
      return false; /* not ours, or half a file */
    }
  }
  /* The site was published anew while this page lay open: begin again, past what the browser keeps. */
  function renew() {
    engine = null;
    anew = "?" + Date.now();
  }
  /* Answers `show(found, finished)`, more than once while parts come in; null where nothing can be had.
     A newer question silences the older ones. */
  function ask(query, options, show) {
    var mine = ++turn, rounds = 0, again = false;
    function round() {
      if (mine !== turn) return;
      var found;
      try {
        found = engine.search(query, options);
      } catch (error) {
        window.console.error(error);
        return show(null, true);
      }
      var left = found.missing.length, lost = false;
      if (!left || ++rounds > ROUNDS) {
        return show(found, true);
      }
      show(found, false);
      found.missing.forEach(function (path) {
        bring(path, function (whole) {
          lost = lost || !whole;
          if (--left || mine !== turn) return;
          if (lost && (again || navigator.onLine === false)) return show(null, true);
          if (!lost) return round();
          again = true;
          renew();
          first();
        });
      });
    }
    function first() {
      withEngine(function (began) {
        if (mine !== turn) return;
        if (began) round();
        else show(null, true);
      });
    }
    first();
  }
  function cancel() {
    turn++;
    clearTimeout(soon);
  }
  function ready() {
    withEngine(function () {});
  }

  /* What is shown of a result, the same in suggestions and on the page of results. */
  function marked(element, name, marks) {
    var from = 0;
    (marks || []).forEach(function (mark) {
      var start = Math.max(from, mark[0]), end = Math.min(name.length, mark[1]);
      if (!(start < end)) return;
      element.appendChild(document.createTextNode(name.slice(from, start)));
      element.appendChild(node("mark", "", name.slice(start, end)));
      from = end;
    });
    element.appendChild(document.createTextNode(name.slice(from)));
  }
  function about(result) {
    var line = node("span", "q-hit__about");
    line.appendChild(node("span", "q-hit__list", result.list));
    if (result.note) line.appendChild(node("strong", "q-hit__note", result.note));
    if (result.why) line.appendChild(node("span", "q-hit__why", result.why));
    return line;
  }
  /* A danger that was typed: the numbers, to be pressed, before anything else. */
  function alarm(danger) {
    var box = node("div", "q-danger"), calls = node("p", "q-danger__calls");
    box.setAttribute("role", "alert");
    box.appendChild(node("p", "q-danger__name", danger.name + "？先打电话："));
    danger.calls.forEach(function (call) {
      var link = node("a", "q-danger__call", call[0] + " " + call[1]);
      link.href = "tel:" + call[0];
      calls.appendChild(link);
    });
    box.appendChild(calls);
    return box;
  }
  /* The address of a page below the site's root. A disk shows no folder's page by itself. */
  function href(url) {
    return base + (onDisk ? url.replace(/(^|\/)(?=$|[?#])/, "$1index.html") : url);
  }
  function address(word, list) {
    return href("search/?q=" + encodeURIComponent(word) + (list ? "&list=" + encodeURIComponent(list) : ""));
  }
  function sentence(word) {
    return "您好，我想问一下，“" + word + "”这件事归哪个部门办，要带什么？";
  }
  function call() {
    var line = node("p", "q-found__call");
    if (!phone) return line;
    var link = node("a", "q-call", "打 " + phone);
    link.href = "tel:" + phone;
    line.appendChild(link);
    return line;
  }
  function trouble() {
    return navigator.onLine === false
      ? "现在没有网络，搜不了。连上网再试。" + (phone ? "急的话，打 " + phone + " 问。" : "")
      : "搜索要用的东西没有取到。等一会儿再试，或者按拼音找。";
  }

  window.QingdanFind = {
    form: form, input: input, KEYS: KEYS, href: href,
    came: function (path, text) { came[path] = text; },
    SILENCE: SILENCE, ready: ready, ask: ask, cancel: cancel, marked: marked, about: about, alarm: alarm, address: address, sentence: sentence, trouble: trouble,
    recent: recent, remember: remember, forget: forget, stored: stored, store: store, node: node, empty: empty
  };

  /* Keys that lead to the field, unless the reader switched them off. */
  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (["f", "s", "/"].indexOf(event.key) < 0 || stored(KEYS) === "off") return;
    var at = event.target;
    if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  /* Sent before this script was there. */
  if (form.hasAttribute("data-sent") && input.value.trim()) {
    location.replace(address(input.value.trim()));
    return;
  }

  /* A cross that empties the field; phones have no Escape. */
  var clear = node("button", "q-find__clear");
  clear.type = "button";
  clear.setAttribute("aria-label", "清掉写的字");
  clear.appendChild(node("span", "", "×"));
  clear.firstChild.setAttribute("aria-hidden", "true");
  input.parentNode.insertBefore(clear, input.nextSibling);
  function crossed() {
    clear.hidden = !input.value;
  }
  clear.addEventListener("click", function () {
    input.value = "";
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.addEventListener("input", crossed);
  crossed();
  if (whole) return;

  /* The panel below the field. */
  var panel = node("div", "q-found");
  var said = node("p", "q-found__said");
  var head = node("div", "q-found__head");
  var rows = node("div", "q-found__rows");
  var list = node("div", "q-found__list");
  var removes = node("div", "q-found__removes");
  var rest = node("div", "q-found__rest");
  var status = node("p", "q-unseen");
  var alarms = node("div", "q-found__danger");
  var options = [], active = -1, asked = null, telling = 0, held = "", writing = false;
  list.id = "q-find-list";
  list.setAttribute("role", "listbox");
  removes.setAttribute("role", "group");
  removes.setAttribute("aria-label", "从最近搜过的里删去");
  status.setAttribute("role", "status");
  rows.appendChild(list);
  rows.appendChild(removes);
  [alarms, said, head, rows, rest].forEach(function (part) { panel.appendChild(part); });
  panel.hidden = true;
  form.appendChild(panel);
  form.appendChild(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function tell(text) {
    clearTimeout(telling);
    telling = setTimeout(function () { status.textContent = text; }, 400); /* not at every keystroke */
  }
  function activate(number) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = number;
    if (!options[active]) return input.removeAttribute("aria-activedescendant");
    options[active].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[active].id);
    if (options[active].scrollIntoView) options[active].scrollIntoView({ block: "nearest" });
  }
  function option(className, href) {
    var made = node("a", className);
    made.href = href;
    made.id = "q-find-" + options.length;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    options.push(made);
    list.appendChild(made);
    return made;
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
    removes.hidden = !removes.firstChild;
    head.hidden = !head.firstChild;
    rest.hidden = !rest.firstChild;
    alarms.hidden = !alarms.firstChild;
    if (panel.hidden && options.length) raise();
    panel.hidden = false;
    input.setAttribute("aria-expanded", options.length ? "true" : "false");
    options.forEach(function (one, number) {
      if (held && one.href === held) activate(number);
    });
    held = "";
  }
  /* Above a phone's keyboard there is little room: the field goes to the top, suggestions have the rest. */
  function raise() {
    var room = window.visualViewport ? window.visualViewport.height : window.innerHeight;
    var box = form.getBoundingClientRect();
    if (window.innerWidth < 960 && room < 520 && box.top > 80) window.scrollBy(0, box.top - 8);
  }
  function close() {
    cancel();
    asked = null;
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
    var words = recent();
    if (!words.length) return close();
    cancel();
    asked = null;
    begin("", "最近搜过的");
    head.appendChild(node("p", "", "最近搜过"));
    var all = node("button", "q-found__all", "清空");
    all.type = "button";
    all.setAttribute("aria-label", "清空最近搜过的");
    all.addEventListener("click", function () {
      forget();
      input.focus();
      close();
      tell("清空了");
    });
    head.appendChild(all);
    words.forEach(function (word) {
      var line = option("q-hit q-hit--word", address(word));
      line.setAttribute("data-word", word);
      line.appendChild(node("span", "", word));
      var remove = node("button", "", "×");
      remove.type = "button";
      remove.setAttribute("aria-label", "删去“" + word + "”");
      remove.addEventListener("click", function () {
        forget(word);
        input.focus();
        lately();
        tell("删去了“" + word + "”");
      });
      removes.appendChild(remove);
    });
    open();
    tell("最近搜过 " + words.length + " 个，用上下键选");
  }

  /* Suggestions for what stands in the field. A single letter says nothing yet. */
  function look() {
    var word = input.value.trim();
    if (!word) return lately();
    if (word === asked && isOpen()) return;
    clearTimeout(soon);
    if (/^[a-z]$/i.test(word)) return close();
    asked = word;
    activate(-1);
    ask(word, { limit: SHOWN }, function (found, finished) {
      clearTimeout(soon);
      if (!found) return failed();
      var any = found.results.length || found.near.length || found.danger;
      if (!finished && any && isOpen() && options.length && !options[0].hasAttribute("data-word")) {
        /* What stands there is for a word almost the same: half an answer replaces it only where the rest is long in coming. */
        soon = setTimeout(function () { suggest(word, found, finished); }, 250);
      } else if (any) suggest(word, found, finished);
      else if (finished) soon = setTimeout(function () { nothing(word); }, SILENCE);
      else if (panel.hidden || !options.length || options[0].hasAttribute("data-word")) {
        begin("正在找……", "建议");
        open();
      }
    });
  }
  function suggest(word, found, finished) {
    begin("", "搜到的");
    if (found.danger) alarms.appendChild(alarm(found.danger));
    if (found.meant && found.meant !== word) {
      var meant = option("q-hit q-hit--meant", address(found.meant));
      meant.setAttribute("data-word", found.meant);
      meant.appendChild(document.createTextNode("您是不是要找："));
      meant.appendChild(node("strong", "", found.meant));
    }
    var shown = found.results.concat(found.danger ? [] : found.near).slice(0, SHOWN);
    shown.forEach(function (result) {
      var line = option("q-hit", href(result.url)), name = node("span", "q-hit__name");
      marked(name, result.name, result.marks);
      line.appendChild(name);
      line.appendChild(about(result));
    });
    if (finished) {
      option("q-hit q-hit--all", address(word)).textContent = found.total > SHOWN ? "看全部 " + found.total + " 条结果" : "整页的文字里也找找";
    }
    open();
    if (!finished) return;
    if (found.sure || found.danger) tell("搜到 " + found.total + " 条，列出 " + shown.length + " 条，用上下键选");
    else soon = setTimeout(function () { unsure(word, shown.length); }, SILENCE);
  }
  /* Said only when the reader has come to rest: what is shown is near what was typed, but does not answer it. */
  function unsure(word, count) {
    if (!resting(word)) return;
    rest.insertBefore(node("p", "", "没有正好对上的，上面" + count + "条只是有些像。也可以："), rest.firstChild);
    rest.appendChild(ways());
    open();
    tell("没有正好对上的，有些像的 " + count + " 条，用上下键选");
  }
  function resting(word) {
    return isOpen() && !writing && input.value.trim() === word;
  }
  function nothing(word) {
    if (writing || input.value.trim() !== word) return;
    begin("没有找到“" + word + "”。换个说法，少写几个字，或者：", "搜到的");
    rest.appendChild(ways());
    rest.appendChild(node("p", "", "也可以打电话，照着念："));
    rest.appendChild(node("p", "q-sentence", sentence(word)));
    rest.appendChild(call());
    open();
    tell("没有找到。下面有别的办法");
  }
  function ways() {
    var line = node("p", "q-more");
    [["按事说", "themes/"], ["按拼音找", "az/"]].forEach(function (way) {
      var link = node("a", "", way[0]);
      link.href = href(way[1]);
      line.appendChild(link);
    });
    return line;
  }
  function failed() {
    begin(trouble(), "搜到的");
    var ways = node("p", "q-more"), link = node("a", "", "按拼音找");
    link.href = href("az/");
    ways.appendChild(link);
    rest.appendChild(ways);
    open();
    tell(said.textContent);
    asked = null; /* the next try is a new one */
  }

  function composing(event) {
    return event.isComposing || event.keyCode === 229;
  }
  function move(step) {
    if (!isOpen() || !options.length) return look();
    var places = options.length + 1; /* the field itself is one of them */
    activate((active + 1 + step + places) % places - 1);
  }
  input.addEventListener("keydown", function (event) {
    if (composing(event)) return;
    var key = event.key;
    if (key === "ArrowDown" || key === "Down") {
      if (event.altKey) look();
      else move(1);
    } else if (key === "ArrowUp" || key === "Up") {
      if (event.altKey) close();
      else move(-1);
    } else if (key === "Home" && active >= 0) activate(0);
    else if (key === "End" && active >= 0) activate(options.length - 1);
    else if (key === "Enter" && active >= 0) options[active].click();
    else if ((key === "Escape" || key === "Esc") && (isOpen() || input.value)) {
      if (!isOpen()) {
        input.value = "";
        crossed();
      }
      close();
    } else return;
    event.preventDefault();
  });
  panel.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" && event.key !== "Esc") return;
    input.focus();
    close();
  });
  input.addEventListener("input", look); /* typed, pasted, spoken, drawn, dropped; while pinyin is being composed too */
  input.addEventListener("compositionstart", function () { writing = true; });
  input.addEventListener("compositionend", function () {
    writing = false;
    asked = null; /* what was typed may be the same; now it may be said that nothing was found */
    look();
  });
  input.addEventListener("focus", function () {
    ready();
    if (!input.value.trim()) lately();
  });
  input.addEventListener("pointerdown", ready);
  input.addEventListener("click", function () {
    if (!isOpen()) look();
  });
  list.addEventListener("click", function (event) {
    var line = event.target;
    while (line !== list && line.parentNode !== list) line = line.parentNode;
    if (line === list || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var word = line.getAttribute("data-word");
    if (word) {
      event.preventDefault();
      input.value = word;
      crossed();
      input.focus();
      look();
      return;
    }
    remember(input.value);
    close();
  });
  /* What is pressed in the panel leaves the focus, and the keyboard of a phone, where it is. */
  list.addEventListener("mousedown", function (event) {
    if (!event.button) event.preventDefault();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var word = input.value.trim();
    if (!word) return input.focus();
    remember(word);
    close();
    location.href = address(word);
  });
  ["mousedown", "touchstart", "focusin"].forEach(function (type) {
    document.addEventListener(type, function (event) {
      if (isOpen() && !form.contains(event.target)) close();
    }, type === "touchstart" ? { passive: true } : false);
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("online", function () {
    if (isOpen() && input.value.trim()) look();
  });
  if (document.activeElement === input) {
    ready();
    if (input.value.trim()) look(); /* typed before this script was there */
  }
})();
