/* Narrows a list by what its reader chooses. The list is whole without it.

   Rows carry what they can be chosen by (data-mode, data-type …; several values are joined by "|"),
   controls are named after it. What is chosen stands in the address, so that it can be passed on. */
(function () {
  "use strict";
  const { all, make, makeButton, put, asked, readdress, unhurried } = window.QingdanKit;
  const form = document.querySelector(".q-filter");
  if (!form) return;
  const box = form.querySelector("input[name=q]");
  const sort = form.querySelector("select[name=sort]");
  const selects = all("select", form).filter((select) => select !== sort);
  const controls = selects.concat([box, sort]);
  const unit = form.getAttribute("data-unit");
  const more = form.querySelector(".q-filter__more");
  const count = document.querySelector(".q-tally__count");
  const said = document.querySelector(".q-tally__said");
  const clear = document.querySelector(".q-tally__clear");
  const none = document.querySelector(".q-nothing");
  const every = document.querySelector(".q-jumps__all");
  const area = document.querySelector(".q-groups");
  const atFirst = count.textContent;
  const AT_ONCE = 30; /* what fits on a screen, and some more */
  const PAUSE = 60; /* milliseconds for the picture, before what is out of sight follows */
  let groups = null; /* what the rows say, once it was read */
  let words = []; /* what is written in the field */
  let sorted = ""; /* the order in which the rows lie */
  let counted = null; /* how many rows each choice would leave, until it is shown */
  let waiting = []; /* parts of tables that do not show yet what fits */
  let slice = 0;

  /* That nothing is left, above what is to be done then: only a page with this script can say so. */
  (function () {
    const how = none.querySelector("p");
    none.insertBefore(put(make("p"), [make("strong", "", "没有对得上的。")]), how);
    how.insertBefore(put(document.createDocumentFragment(), ["少写几个字，或者", makeButton("q-nothing__clear", "清掉条件"), "再看。"]), how.firstChild);
  })();

  function plain(text) {
    return (text.normalize ? text.normalize("NFKC") : text).toLowerCase();
  }
  function hide(element, hidden) {
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  /* How many entries there are, examples apart; the page says it in the same way (listing.py). */
  function howMany(real, examples) {
    if (!examples) return String(real);
    return (real ? real + "，" : "") + "示例 " + examples;
  }

  /* Values as places among the choices of a select: numbers are quicker to compare and to count than words. */
  const known = selects.map((select) => {
    const found = {};
    all("option", select).forEach((option, place) => (found[option.value] = [place]));
    return found;
  });
  function places(written, i) {
    if (!written) return [];
    if (!known[i][written]) {
      known[i][written] = written.split("|").map((value) => (known[i][value] ? known[i][value][0] : -1));
    }
    return known[i][written];
  }

  /* Everything the rows say is read once, when it is first needed. */
  function index() {
    if (!groups) groups = all(".q-group").map(group);
  }
  function group(element) {
    const jump = document.querySelector('.q-jumps a[href="#' + element.id + '"]');
    const held = jump && jump.querySelector("span");
    return {
      element, held, jump: jump && jump.parentNode, atFirst: held && held.textContent,
      more: element.querySelector(".q-group__more"), tables: all(".q-list", element).map(table)
    };
  }
  function table(element) {
    const fold = element.parentNode.tagName === "DETAILS" ? element.parentNode : null;
    const listed = { element, fold, wasOpen: fold && fold.open, rows: [], parts: [] };
    Array.from(element.tBodies).forEach((body) => {
      const part = { body, finding: false, left: 0, rows: Array.from(body.rows, row) };
      part.rows.forEach((row, place) => (row.place = listed.rows.length + place));
      listed.rows = listed.rows.concat(part.rows);
      listed.parts.push(part);
    });
    return listed;
  }
  function row(element) {
    return {
      element, shown: true, fits: true, id: element.getAttribute("data-id"), text: plain(element.textContent),
      order: Number(element.getAttribute("data-order")), day: element.getAttribute("data-day") || "",
      ended: element.hasAttribute("data-ended"),
      values: selects.map((select, i) => places(element.getAttribute("data-" + select.name), i))
    };
  }

  /* One pass over the rows: `whole` shows all that fits at once, else what is out of sight follows. */
  function apply(whole) {
    index();
    order();
    clearTimeout(slice);
    words = plain(box.value).split(/\s+/).filter(Boolean);
    waiting = [];
    const wanted = selects.map((select) => select.selectedIndex);
    const pass = {
      wanted, narrowed: words.length > 0 || wanted.some(Boolean), whole: whole || !document.querySelector(".q-list--long"),
      counts: selects.map((select) => Array.from(select.options, () => [0, 0])), shown: 0,
      real: 0, left: 0, examples: 0, leftExamples: 0
    };
    groups.forEach((group) => narrowGroup(group, pass));
    if (every) hide(every, pass.narrowed);
    area.classList.toggle("q-narrowed", pass.narrowed);
    report(pass);
    counted = pass.counts;
    if (pass.whole) finish();
    else slice = setTimeout(follow, PAUSE);
  }
  function narrowGroup(group, pass) {
    let left = 0;
    let examples = 0;
    group.tables.forEach((table) => {
      const found = narrowTable(table, pass);
      left += found;
      if (table.fold) examples += found;
    });
    hide(group.element, pass.narrowed && !left);
    if (group.jump) {
      hide(group.jump, pass.narrowed && !left);
      group.held.textContent = pass.narrowed ? howMany(left - examples, examples) : group.atFirst;
    }
    if (group.more) hide(group.more, pass.narrowed);
  }
  function narrowTable(table, pass) {
    pass.kind = table.fold ? 1 : 0;
    const left = table.parts.reduce((sum, part) => sum + narrowPart(part, pass), 0);
    hide(table.element, !left);
    if (!table.fold) {
      pass.real += table.rows.length;
      pass.left += left;
      return left;
    }
    pass.examples += table.rows.length;
    pass.leftExamples += left;
    hide(table.fold, !left);
    if (pass.narrowed && left) table.fold.open = true;
    else if (!pass.narrowed) table.fold.open = table.wasOpen;
    return left;
  }
  function narrowPart(part, pass) {
    part.left = 0;
    part.rows.forEach((row) => {
      row.fits = fits(row, pass);
      if (row.fits) part.left++;
    });
    if (!part.left || pass.whole || pass.shown < AT_ONCE) settle(part);
    else if (!settled(part)) {
      hide(part.body, true);
      waiting.push(part);
    }
    pass.shown += part.left;
    return part.left;
  }
  /* Whether a row has every word and every choice. One that a single select turns away counts for the choices of that. */
  function fits(row, pass) {
    let off = -1; /* the select that turns it away */
    for (let i = 0; i < words.length; i++) if (row.text.indexOf(words[i]) < 0) return false;
    for (let i = 0; i < pass.wanted.length; i++) {
      if (pass.wanted[i] <= 0 || row.values[i].indexOf(pass.wanted[i]) >= 0) continue;
      if (off >= 0) return false;
      off = i;
    }
    const last = off < 0 ? selects.length : off + 1;
    for (let i = off < 0 ? 0 : off; i < last; i++) {
      for (let j = 0; j < row.values[i].length; j++) pass.counts[i][row.values[i][j]][pass.kind]++;
    }
    return off < 0;
  }

  /* A part of a table shows what fits. Of many parts those in sight come at once, the others right after the picture. */
  function settled(part) {
    return !part.body.hidden && part.finding === (words.length > 0) && part.rows.every((row) => row.shown === row.fits);
  }
  function settle(part) {
    hide(part.body, !part.left);
    if (!part.left) return;
    part.finding = words.length > 0;
    part.body.classList.toggle("q-finding", part.finding);
    part.rows.forEach((row) => {
      if (row.shown !== row.fits) row.element.hidden = !(row.shown = row.fits);
    });
  }
  function follow() {
    choices();
    waiting.splice(0, 5).forEach(settle);
    if (waiting.length) slice = setTimeout(follow, 0);
  }
  function finish() {
    clearTimeout(slice);
    choices();
    waiting.splice(0).forEach(settle);
  }

  /* Each choice says how many rows it would leave. */
  function choices() {
    if (!counted) return;
    selects.forEach((select, i) => {
      for (let j = 1; j < select.options.length; j++) {
        const option = select.options[j];
        const text = name(option) + "（" + howMany(counted[i][j][0], counted[i][j][1]) + "）";
        if (option.text !== text) option.text = text;
      }
    });
    counted = null;
  }
  function name(option) {
    return option.text.replace(/（(?:示例 )?\d+(?:，示例 \d+)?）$/, "");
  }
  function report(pass) {
    let text = atFirst;
    if (pass.narrowed) {
      text = "共 " + pass.real + " " + unit + "，现在显示 " + pass.left + " " + unit;
      if (pass.examples) text += "；另有示例 " + pass.examples + " " + unit + "，现在显示 " + pass.leftExamples + " " + unit;
    }
    if (count.textContent !== text) count.textContent = text;
    const chosen = selects.filter((select) => select.value).map((select) => {
      const label = form.querySelector("label[for=" + select.id + "]").textContent;
      return label + "：" + name(select.options[select.selectedIndex]);
    });
    if (words.length) chosen.push("写着“" + words.join("”“") + "”");
    said.textContent = chosen.length ? "只列出　" + chosen.join("；") : "";
    hide(said, !chosen.length);
    hide(clear, !pass.narrowed);
    hide(none, !pass.narrowed || pass.left + pass.leftExamples > 0);
  }

  /* Within each group; what has ended stays last. */
  const BY = {
    "": (a, b) => a.place - b.place,
    name: (a, b) => a.order - b.order,
    id: (a, b) => {
      const one = a.id.charAt(0);
      const other = b.id.charAt(0);
      return one === other ? Number(a.id.slice(1)) - Number(b.id.slice(1)) : one < other ? -1 : 1;
    },
    "new": (a, b) => (a.day === b.day ? a.place - b.place : a.day > b.day ? -1 : 1)
  };
  function order() {
    const by = BY[sort.value] ? sort.value : "";
    if (by === sorted) return;
    sorted = by;
    groups.forEach((group) => group.tables.forEach((table) => {
      const rows = table.rows.slice().sort((a, b) => (by && a.ended !== b.ended ? (a.ended ? 1 : -1) : BY[by](a, b)));
      table.parts.forEach((part) => {
        part.rows = rows.splice(0, part.rows.length);
        put(part.body, part.rows.map((row) => row.element));
      });
    }));
  }

  const address = unhurried(() => {
    const parts = controls.filter((control) => control.value.trim()).map((control) => control.name + "=" + encodeURIComponent(control.value.trim()));
    readdress(location.pathname + (parts.length ? "?" + parts.join("&") : ""));
  });
  function set(values) {
    controls.forEach((control) => {
      control.value = values[control.name] || "";
      if (control.selectedIndex < 0) control.value = "";
    });
  }
  function read() {
    set(asked(location.search));
    apply(true); /* whole, so that the place where one left off is there */
  }
  function changed() {
    apply();
    address.later();
  }
  function reset() {
    set({ sort: sort.value });
    changed();
    box.focus();
  }

  /* A door leads to its part of the page; where there is a filter for it, it chooses that. */
  const doors = all("a[data-choose]");
  function door(link) {
    set(asked(link.getAttribute("data-choose")));
    apply();
    address.now();
  }
  function through() {
    doors.filter((link) => location.hash && link.getAttribute("href") === location.hash).forEach(door);
  }

  box.addEventListener("input", (event) => {
    if (!event.isComposing) changed(); /* pinyin being typed is not yet what is meant */
  });
  box.addEventListener("compositionend", changed);
  box.addEventListener("focus", index);
  selects.concat([sort]).forEach((select) => select.addEventListener("change", changed));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    box.blur();
  });
  all(".q-tally__clear, .q-nothing__clear").forEach((button) => button.addEventListener("click", reset));
  doors.forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      door(link);
      count.scrollIntoView();
    });
  });
  more.addEventListener("click", () => {
    const open = more.getAttribute("aria-expanded") !== "true";
    more.setAttribute("aria-expanded", String(open));
    form.classList.toggle("is-open", open);
  });
  window.addEventListener("beforeprint", finish);
  window.addEventListener("popstate", read);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) read();
  });
  if (location.search.length > 1) read();
  else if (location.hash) through();
  window.addEventListener("hashchange", through);
})();
