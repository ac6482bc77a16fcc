/* The page of results: everything that was found, also within whole pages, narrowed by list.
   What is searched stands in the address, so that it can be passed on. */
(function () {
  "use strict";
  const { make, makeButton, makeLink, put, empty, copy, stored, store, asked, readdress, unhurried } = window.QingdanKit;
  const root = document.documentElement;
  function settled() {
    root.classList.remove("q-asking");
  }
  /* What stands below the results waits for them, but not for long: it would jump. */
  function settle() {
    requestAnimationFrame(() => requestAnimationFrame(settled)); /* once it lies where it will stay */
  }
  root.classList.add("q-asking");
  setTimeout(settled, 4000);

  /* This script stands in the head of its page and page.js at the end: both are there by then. */
  document.addEventListener("DOMContentLoaded", () => {
    const find = window.QingdanFind;
    const page = document.querySelector(".q-results");
    if (find && page) results(find, page);
    else settled();
  });

  function results(find, page) {
    const input = find.input;
    const part = (name) => page.querySelector(".q-results__" + name);
    const STEP = 30; /* results that are shown at first, and more each time */
    const AT_ONCE = 1; /* lists that a phone shows beside “都看” before the others unfold: what is found is to be seen */
    const FEW = 8; /* so few results are not narrowed by list */
    const status = part("count");
    const meant = part("meant");
    const lists = part("lists");
    const hits = page.querySelector(".q-hits");
    const more = part("more");
    const danger = part("danger");
    const near = part("near");
    const texts = part("texts");
    const none = part("none");
    const sentence = none.querySelector(".q-sentence");
    const words = part("recent");
    const asking = document.querySelector(".q-results__ask");
    const keys = document.querySelector(".q-results__keys");
    const title = document.title;
    let list = ""; /* the one that is looked at alone */
    let found = null;
    let finished = false; /* all parts that the answer needs are here */
    let shown = STEP;
    let unfolded = false;
    let writing = false; /* an input method composes */
    let rested = true; /* whether it may be said that nothing was found */
    let rest = 0;
    let telling = 0;

    function word() {
      return input.value.trim();
    }
    const address = unhurried(() => {
      document.title = word() ? word() + " · " + title : title;
      readdress(word() ? find.address(word(), list) : location.pathname);
    });
    function tell(text) {
      clearTimeout(telling);
      if (status.textContent !== text) telling = setTimeout(() => (status.textContent = text), finished ? 0 : 300);
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
      find.ask(word(), { texts: rested }, (came, last) => {
        finished = last;
        /* Half an answer to a new question is shown where there was none at all. */
        if (!last && !came.results.length && found) return;
        found = came;
        draw();
      });
    }
    function draw() {
      const results = found ? found.results : [];
      const counts = tally(results);
      if (finished && list && !counts.by[list]) list = "";
      const listed = list ? results.filter((result) => result.list === list) : results;
      const told = finished && rested && Boolean(word());
      const nothing = told && found && !found.sure && !found.danger;
      status.hidden = !word();
      tell(said(results, listed));
      alarm();
      meaning();
      choices(counts, results.length);
      fill(hits, listed.slice(0, shown));
      if (!list && hits.firstChild) hits.firstChild.classList.add("q-hit--best");
      more.hidden = listed.length <= shown;
      more.textContent = "接着看后面 " + (listed.length - shown) + " 条";
      others();
      none.hidden = !(nothing || told && !found);
      part("again").textContent = (nothing ? "换个说法，少写几个字，再搜一次。或者" : "也可以") + "从这些事里找：";
      asking.hidden = !none.hidden;
      sentence.textContent = find.sentence(word());
      part("copied").textContent = "";
      lately();
      if (finished) settle();
    }
    function fill(element, results) {
      empty(element);
      put(element, results.map(line));
    }
    function alarm() {
      const now = found && found.danger ? found.danger.name : "";
      if (danger.getAttribute("data-name") === now) return; /* said once, not at every letter */
      danger.setAttribute("data-name", now);
      empty(danger);
      if (now) danger.appendChild(find.alarm(found.danger));
    }
    /* What is near and what has the words somewhere in its page stand apart from what answers. */
    function others() {
      const like = found && !found.danger && !list ? found.near : [];
      const within = found && !list ? found.texts : [];
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
      const counts = { names: [], by: {} };
      results.forEach((result) => {
        if (!counts.by[result.list]) counts.names.push(result.list);
        counts.by[result.list] = (counts.by[result.list] || 0) + 1;
      });
      return counts;
    }
    function choices(counts, total) {
      const had = document.activeElement && document.activeElement.getAttribute("data-list");
      empty(lists);
      lists.hidden = counts.names.length < 2 || total <= FEW && !list;
      [""].concat(counts.names).forEach((name) => {
        const button = makeButton("", (name || "都看") + " ", () => narrow(name));
        button.setAttribute("data-list", name);
        button.setAttribute("aria-pressed", String(name === list));
        button.appendChild(make("span", "", String(name ? counts.by[name] : total)));
        lists.appendChild(button);
        if (had === name) button.focus();
      });
      /* A phone shows the first few lists; the others unfold, and lie open where one of them is chosen. */
      const behind = counts.names.length - AT_ONCE;
      if (behind < 1) return;
      const open = unfolded || counts.names.indexOf(list) >= AT_ONCE;
      lists.classList.toggle("is-open", open);
      lists.appendChild(makeButton("q-results__unfold", "还有 " + behind + " 类", () => {
        unfolded = true;
        draw();
        lists.children[AT_ONCE + 1].focus();
      }));
    }
    function narrow(name) {
      list = name;
      shown = STEP;
      draw();
      address.now();
    }
    function line(result) {
      const link = makeLink("q-hit__name", "", find.href(result.url));
      const also = result.also.map((other) =>
        put(make("p", "q-hit__also"), [makeLink("", other.list + "里的“" + other.name + "”", find.href(other.url))])
      );
      const gist = result.gist ? [" ", make("span", "q-hit__gist", result.gist)] : [];
      return put(make("li", "q-hit"), [find.marked(link, result.name, result.marks)].concat(gist, " ", find.about(result), also));
    }
    function meaning() {
      empty(meant);
      meant.hidden = !(finished && found && found.meant && found.meant !== word());
      if (meant.hidden) return;
      put(meant, ["您是不是要找：", again(found.meant, "q-button")]);
    }
    /* A word to be searched by pressing it. */
    function again(text, name) {
      return makeButton(name, text, () => {
        find.type(text);
        find.remember(text);
        address.now();
      });
    }
    function lately() {
      const kept = find.recent();
      const rows = words.querySelector("ul");
      words.hidden = !kept.length || Boolean(word());
      empty(rows);
      kept.forEach((text) => {
        const remove = makeButton("q-results__remove", "×", () => {
          find.forget(text);
          lately();
          input.focus();
        });
        remove.setAttribute("aria-label", "删去“" + text + "”");
        rows.appendChild(put(make("li"), [again(text, "q-results__word"), " ", remove]));
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
      look(); /* whole pages are looked through now that the word stands */
    }
    input.addEventListener("input", () => {
      list = "";
      typing();
      look();
      address.later();
    });
    input.addEventListener("compositionstart", () => {
      writing = true;
      clearTimeout(rest);
    });
    input.addEventListener("compositionend", () => {
      writing = false;
      typing();
      look();
    });
    find.form.addEventListener("submit", (event) => {
      event.preventDefault();
      find.remember(word());
      address.now();
      atRest();
      if (word()) input.blur(); /* a phone's keyboard goes, the results are to be seen */
      else input.focus();
    });
    hits.addEventListener("click", () => find.remember(word()));
    part("copy").addEventListener("click", () => copy(sentence.textContent, (said) => (part("copied").textContent = said)));
    more.addEventListener("click", () => {
      const next = shown;
      shown += STEP;
      draw();
      if (hits.children[next]) hits.children[next].querySelector("a").focus();
    });
    words.querySelector(".q-results__forget").addEventListener("click", () => {
      find.forget();
      lately();
      input.focus();
    });
    keys.checked = stored(find.KEYS) !== "off";
    keys.addEventListener("change", () => store(find.KEYS, keys.checked ? null : "off"));
    function read() {
      const query = asked(location.search);
      find.type(query.q || "");
      list = query.list || "";
      address.now();
      atRest();
    }
    window.addEventListener("popstate", read);
    window.addEventListener("online", () => {
      if (finished && !found) look();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) lately();
    });
    find.ready();
    page.hidden = keys.parentNode.parentNode.hidden = false;
    read();
  }
})();
