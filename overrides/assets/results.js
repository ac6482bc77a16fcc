/* The page of results: everything that was found, also within whole pages, narrowed by list.
   What is searched stands in the address, so that it can be passed on. */
(function () {
  "use strict";
  /* This script stands in the head of its page and searchbox.js at the end: both are there by then. */
  document.addEventListener("DOMContentLoaded", function () {
    var find = window.QingdanFind;
    var page = document.querySelector(".q-results");
    if (!find || !page) return;
    var input = find.input, node = find.node, empty = find.empty;
    var STEP = 30, AT_ONCE = 3;
    var status = page.querySelector(".q-results__count");
    var meant = page.querySelector(".q-results__meant");
    var lists = page.querySelector(".q-results__lists");
    var hits = page.querySelector(".q-hits");
    var more = page.querySelector(".q-results__more");
    var none = page.querySelector(".q-results__none");
    var asking = document.querySelector(".q-results__ask");
    var words = page.querySelector(".q-results__recent");
    var keys = document.querySelector(".q-results__keys");
    var title = document.title;
    var list = "", found = null, finished = false, shown = STEP, unfolded = false, timer = 0, telling = 0;

    function part(query, name) {
      var written = query.slice(1).split("&").filter(function (one) { return one.indexOf(name + "=") === 0; })[0] || "";
      try {
        return decodeURIComponent(written.slice(name.length + 1).replace(/\+/g, " "));
      } catch (error) {
        return ""; /* not an address of ours */
      }
    }
    function word() {
      return input.value.trim();
    }
    function write() {
      clearTimeout(timer);
      timer = 0;
      document.title = word() ? word() + " · " + title : title;
      var address = word() ? find.address(word(), list) : location.pathname;
      try {
        history.replaceState(history.state, "", address);
      } catch (error) {
        /* The page was opened from a file: the address stays as it is. */
      }
    }
    function later() {
      clearTimeout(timer);
      timer = setTimeout(write, 300);
    }
    function tell(text) {
      clearTimeout(telling);
      if (status.textContent !== text) telling = setTimeout(function () { status.textContent = text; }, finished ? 0 : 300);
    }

    function look() {
      shown = STEP;
      if (!word()) {
        find.cancel();
        found = null;
        finished = true;
        return draw();
      }
      finished = false;
      find.ask(word(), { texts: true }, function (came, last) {
        finished = last;
        /* Half an answer to a new question is shown where there was none at all. */
        if (!last && !came.results.length && found) return;
        found = came;
        draw();
      });
    }
    function draw() {
      var results = found ? found.results : [];
      var counts = tally(results);
      if (finished && list && !counts.by[list]) list = "";
      var listed = list ? results.filter(function (result) { return result.list === list; }) : results;
      var nothing = finished && Boolean(word()) && found && !results.length;
      status.hidden = !word();
      tell(said(results, listed));
      meaning();
      choices(counts, results.length);
      empty(hits);
      listed.slice(0, shown).forEach(function (result) { hits.appendChild(line(result)); });
      more.hidden = listed.length <= shown;
      more.textContent = "接着看后面 " + (listed.length - shown) + " 条";
      none.hidden = !(nothing || !found && word() && finished);
      none.querySelector("p").textContent = (nothing ? "换个说法，少写几个字，再搜一次。或者" : "也可以") + "从这些事里找：";
      asking.hidden = !none.hidden;
      none.querySelector(".q-sentence").textContent = find.sentence(word());
      lately();
    }
    function said(results, listed) {
      if (!word()) return "";
      if (finished && !found) return find.trouble();
      if (!finished && !results.length) return "正在找……";
      if (!results.length) return "没有找到“" + word() + "”。";
      return "“" + word() + "”搜到 " + results.length + " 条" + (list ? "，现在只看" + list + " " + listed.length + " 条" : "");
    }
    function tally(results) {
      var counts = { names: [], by: {} };
      results.forEach(function (result) {
        if (!counts.by[result.list]) counts.names.push(result.list);
        counts.by[result.list] = (counts.by[result.list] || 0) + 1;
      });
      return counts;
    }
    function choices(counts, total) {
      var had = document.activeElement && document.activeElement.getAttribute("data-list");
      empty(lists);
      lists.hidden = counts.names.length < 2;
      [""].concat(counts.names).forEach(function (name) {
        var button = node("button", "", (name || "都看") + " ");
        button.type = "button";
        button.setAttribute("data-list", name);
        button.setAttribute("aria-pressed", name === list ? "true" : "false");
        button.appendChild(node("span", "", String(name ? counts.by[name] : total)));
        lists.appendChild(button);
        if (had === name) button.focus();
      });
      /* A phone shows the first few lists; the others unfold, and lie open where one of them is chosen. */
      var behind = counts.names.length - AT_ONCE;
      if (behind < 1) return;
      var open = unfolded || counts.names.indexOf(list) >= AT_ONCE;
      var unfold = node("button", "q-results__unfold", "还有 " + behind + " 类");
      unfold.type = "button";
      unfold.addEventListener("click", function (event) {
        event.stopPropagation();
        unfolded = true;
        draw();
        lists.children[AT_ONCE + 1].focus();
      });
      lists.classList[open ? "add" : "remove"]("is-open");
      lists.appendChild(unfold);
    }
    function line(result) {
      var item = node("li", "q-hit"), link = node("a", "q-hit__name");
      link.href = find.href(result.url);
      find.marked(link, result.name, result.marks);
      item.appendChild(link);
      item.appendChild(find.about(result));
      return item;
    }
    function meaning() {
      empty(meant);
      meant.hidden = !(finished && found && found.meant && found.meant !== word());
      if (meant.hidden) return;
      meant.appendChild(document.createTextNode("您是不是要找："));
      meant.appendChild(again(found.meant, "q-button"));
    }
    /* A word to be searched by pressing it. */
    function again(text, className) {
      var button = node("button", className, text);
      button.type = "button";
      button.addEventListener("click", function () { go(text); });
      return button;
    }
    function go(text) {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      find.remember(text);
      write();
    }
    function lately() {
      var kept = find.recent(), rows = words.querySelector("ul");
      words.hidden = !kept.length || Boolean(word());
      empty(rows);
      kept.forEach(function (text) {
        var row = node("li"), remove = node("button", "q-results__remove", "×");
        remove.type = "button";
        remove.setAttribute("aria-label", "删去“" + text + "”");
        remove.addEventListener("click", function () {
          find.forget(text);
          lately();
          input.focus();
        });
        row.appendChild(again(text, "q-results__word"));
        row.appendChild(remove);
        rows.appendChild(row);
      });
    }

    input.addEventListener("input", function () {
      list = "";
      look();
      later();
    });
    input.addEventListener("compositionend", look);
    find.form.addEventListener("submit", function (event) {
      event.preventDefault();
      find.remember(word());
      write();
      if (word()) input.blur(); /* a phone's keyboard goes, the results are to be seen */
      else input.focus();
    });
    hits.addEventListener("click", function () { find.remember(word()); });
    lists.addEventListener("click", function (event) {
      var button = event.target;
      while (button !== lists && button.tagName !== "BUTTON") button = button.parentNode;
      if (button === lists) return;
      list = button.getAttribute("data-list");
      shown = STEP;
      draw();
      write();
    });
    more.addEventListener("click", function () {
      var next = shown;
      shown += STEP;
      draw();
      if (hits.children[next]) hits.children[next].querySelector("a").focus();
    });
    words.querySelector(".q-results__forget").addEventListener("click", function () {
      find.forget();
      lately();
      input.focus();
    });
    keys.checked = find.stored(find.KEYS) !== "off";
    keys.addEventListener("change", function () { find.store(find.KEYS, keys.checked ? null : "off"); });
    function read() {
      input.value = part(location.search, "q");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      clearTimeout(timer);
      list = part(location.search, "list");
      write();
      draw();
    }
    window.addEventListener("popstate", read);
    window.addEventListener("online", function () { if (finished && !found) look(); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) lately(); });
    window.addEventListener("pagehide", function () { if (timer) write(); });
    find.ready();
    page.hidden = keys.parentNode.parentNode.hidden = false;
    read();
  });
})();
