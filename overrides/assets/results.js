/* The page of results: everything that was found, also within whole pages, narrowed by list.
   What is searched stands in the address, so that it can be passed on. */
(function () {
  "use strict";
  var root = document.documentElement;
  function settled() {
    root.classList.remove("q-asking");
  }
  /* What stands below the results waits for them, but not for long: it would jump. */
  function settle() {
    requestAnimationFrame(function () { requestAnimationFrame(settled); }); /* once it lies where it will stay */
  }
  root.classList.add("q-asking");
  setTimeout(settled, 4000);
  /* This script stands in the head of its page and searchbox.js at the end: both are there by then. */
  document.addEventListener("DOMContentLoaded", function () {
    var find = window.QingdanFind;
    var page = document.querySelector(".q-results");
    if (!find || !page) return settled();
    var input = find.input, node = find.node, empty = find.empty;
    var STEP = 30, AT_ONCE = 3, FEW = 8; /* so few results are not narrowed by list */
    var status = page.querySelector(".q-results__count");
    var meant = page.querySelector(".q-results__meant");
    var lists = page.querySelector(".q-results__lists");
    var hits = page.querySelector(".q-hits");
    var more = page.querySelector(".q-results__more");
    var danger = page.querySelector(".q-results__danger");
    var near = page.querySelector(".q-results__near");
    var texts = page.querySelector(".q-results__texts");
    var none = page.querySelector(".q-results__none");
    var asking = document.querySelector(".q-results__ask");
    var words = page.querySelector(".q-results__recent");
    var keys = document.querySelector(".q-results__keys");
    var title = document.title;
    var list = "", found = null, finished = false, shown = STEP, unfolded = false, timer = 0, telling = 0;
    var rested = true, writing = false, rest = 0; /* whether it may be said that nothing was found */

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
      var told = finished && rested && Boolean(word());
      var nothing = told && found && !found.sure && !found.danger;
      status.hidden = !word();
      tell(said(results, listed));
      alarm();
      meaning();
      choices(counts, results.length);
      fill(hits, listed.slice(0, shown));
      more.hidden = listed.length <= shown;
      more.textContent = "接着看后面 " + (listed.length - shown) + " 条";
      others();
      none.hidden = !(nothing || told && !found);
      none.querySelector("p").textContent = (nothing ? "换个说法，少写几个字，再搜一次。或者" : "也可以") + "从这些事里找：";
      asking.hidden = !none.hidden;
      none.querySelector(".q-sentence").textContent = find.sentence(word());
      lately();
      if (finished) settle();
    }
    function fill(element, results) {
      empty(element);
      results.forEach(function (result) { element.appendChild(line(result)); });
    }
    function alarm() {
      var now = found && found.danger ? found.danger.name : "";
      if (danger.getAttribute("data-name") === now) return; /* said once, not at every letter */
      danger.setAttribute("data-name", now);
      empty(danger);
      if (now) danger.appendChild(find.alarm(found.danger));
    }
    /* What is near and what has the words somewhere in its page stand apart from what answers. */
    function others() {
      var like = found && !found.danger && !list ? found.near : [];
      var within = found && !list ? found.texts : [];
      near.hidden = !like.length;
      fill(near.querySelector("ol"), like);
      texts.hidden = !within.length;
      texts.querySelector("summary").textContent = "还有 " + within.length + " 页，正文里有这几个字";
      fill(texts.querySelector("ol"), within);
    }
    function said(results, listed) {
      if (!word()) return "";
      if (finished && !found) return find.trouble();
      if (!results.length && !(finished && rested)) return "正在找……";
      if (!results.length) return found.near.length || found.texts.length ? "没有正好对上“" + word() + "”的。" : "没有找到“" + word() + "”。";
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
      lists.hidden = counts.names.length < 2 || total <= FEW && !list;
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
      result.also.forEach(function (other) {
        var also = node("p", "q-hit__also", "同一件事：" + other.list + " "), to = node("a", "", other.name);
        to.href = find.href(other.url);
        also.appendChild(to);
        item.appendChild(also);
      });
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

    /* While a reader types, or an input method composes, nothing is said of what was not found. */
    function typing() {
      rested = false;
      clearTimeout(rest);
      if (!writing) rest = setTimeout(atRest, find.SILENCE);
    }
    function atRest() {
      clearTimeout(rest);
      rested = true;
      draw();
    }
    input.addEventListener("input", function () {
      list = "";
      typing();
      look();
      later();
    });
    input.addEventListener("compositionstart", function () {
      writing = true;
      clearTimeout(rest);
    });
    input.addEventListener("compositionend", function () {
      writing = false;
      typing();
      look();
    });
    find.form.addEventListener("submit", function (event) {
      event.preventDefault();
      find.remember(word());
      write();
      atRest();
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
      atRest();
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
