/* Narrows a list by what its reader chooses. The list is whole without it.

   Rows carry what they can be chosen by (data-mode, data-type …; several values are joined by "|"),
   controls are named after it. What is chosen stands in the address, so that it can be passed on. */
(function () {
  "use strict";
  var form = document.querySelector(".q-filter");
  if (!form) return;
  var box = form.querySelector("input[name=q]");
  var sort = form.querySelector("select[name=sort]");
  var selects = all("select", form).filter(function (select) { return select !== sort; });
  var unit = form.getAttribute("data-unit");
  var more = form.querySelector(".q-filter__more");
  var count = document.querySelector(".q-tally__count");
  var said = document.querySelector(".q-tally__said");
  var clear = document.querySelector(".q-tally__clear");
  var none = document.querySelector(".q-nothing");
  emptied();
  var every = document.querySelector(".q-jumps__all");
  var atFirst = count.textContent;
  var groups = null, words = [], sorted = "", timer = 0, waiting = [], slice = 0, counted = null;
  var AT_ONCE = 30; /* what fits on a screen, and some more */
  var area = document.querySelector(".q-groups");

  function all(selector, within) {
    return [].slice.call((within || document).querySelectorAll(selector));
  }

  function node(tag, text, name) {
    var made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return made;
  }
  /* That nothing is left, above what is to be done then: only a page with this script can say so. */
  function emptied() {
    var said = node("p", ""), how = none.querySelector("p"), button = node("button", "清掉条件", "q-nothing__clear");
    said.appendChild(node("strong", "没有对得上的。"));
    button.type = "button";
    [document.createTextNode("少写几个字，或者"), button, document.createTextNode("再看。")].forEach(function (part, place) {
      how.insertBefore(part, how.childNodes[place]);
    });
    none.insertBefore(said, how);
  }

  function plain(text) {
    return (text.normalize ? text.normalize("NFKC") : text).toLowerCase();
  }

  /* Values as places among the choices of a select: numbers are quicker to compare and to count than words. */
  var known = selects.map(function (select) {
    var found = {};
    [].forEach.call(select.options, function (option, place) { found[option.value] = [place]; });
    return found;
  });
  function places(written, i) {
    if (!written) return [];
    if (!known[i][written]) {
      known[i][written] = written.split("|").map(function (value) { return known[i][value] ? known[i][value][0] : -1; });
    }
    return known[i][written];
  }

  function row(element) {
    return {
      element: element, shown: true, fits: true, id: element.getAttribute("data-id"), text: plain(element.textContent),
      order: Number(element.getAttribute("data-order")), day: element.getAttribute("data-day") || "",
      ended: element.hasAttribute("data-ended"),
      values: selects.map(function (select, i) { return places(element.getAttribute("data-" + select.name), i); })
    };
  }

  /* Everything the rows say is read once, when it is first needed. */
  function index() {
    if (groups) return;
    groups = all(".q-group").map(function (element) {
      var jump = document.querySelector('.q-jumps a[href="#' + element.id + '"]');
      var held = jump && jump.querySelector("span");
      var group = { element: element, jump: jump && jump.parentNode, held: held, atFirst: held && held.textContent, more: element.querySelector(".q-group__more"), tables: [] };
      all(".q-list", element).forEach(function (table) {
        var fold = table.parentNode.tagName === "DETAILS" ? table.parentNode : null;
        var listed = { element: table, fold: fold, wasOpen: fold && fold.open, rows: [], parts: [] };
        [].forEach.call(table.tBodies, function (body) {
          var part = { body: body, finding: false, rows: [].map.call(body.rows, function (element) { return row(element); }) };
          part.rows.forEach(function (row, place) { row.place = listed.rows.length + place; row.example = Boolean(fold); });
          listed.rows = listed.rows.concat(part.rows);
          listed.parts.push(part);
        });
        group.tables.push(listed);
      });
      return group;
    });
  }

  /* One pass over the rows. A row that only one select turns away counts for the choices of that select. */
  function apply(whole) {
    index();
    order();
    whole = whole || !document.querySelector(".q-list--long");
    words = plain(box.value).split(/\s+/).filter(Boolean);
    var wanted = selects.map(function (select) { return select.selectedIndex; });
    var narrowed = words.length > 0 || wanted.some(Boolean);
    var counts = selects.map(function (select) {
      return [].map.call(select.options, function () { return 0; });
    });
    var real = 0, examples = 0, left = 0, leftExamples = 0, shown = 0;
    clearTimeout(slice);
    waiting = [];
    groups.forEach(function (group) {
      var inGroup = 0;
      group.tables.forEach(function (table) {
        var inTable = 0;
        table.parts.forEach(function (part) {
          part.left = 0;
          part.rows.forEach(function (row) {
            var off = -1, turned = 0, i;
            for (i = 0; i < words.length && !turned; i++) if (row.text.indexOf(words[i]) < 0) turned = 2;
            for (i = 0; i < wanted.length && turned < 2; i++) {
              if (wanted[i] > 0 && row.values[i].indexOf(wanted[i]) < 0) { turned++; off = i; }
            }
            if (turned < 2) tell(row, off, counts);
            row.fits = !turned;
            if (row.fits) part.left++;
          });
          inTable += part.left;
          if (!part.left || whole || shown < AT_ONCE) settle(part);
          else if (!settled(part)) {
            hide(part.body, true);
            waiting.push(part);
          }
          shown += part.left;
        });
        if (table.fold) { examples += table.rows.length; leftExamples += inTable; }
        else { real += table.rows.length; left += inTable; }
        inGroup += inTable;
        hide(table.element, !inTable);
        if (table.fold) {
          hide(table.fold, !inTable);
          if (narrowed && inTable) table.fold.open = true;
          else if (!narrowed) table.fold.open = table.wasOpen;
        }
      });
      hide(group.element, narrowed && !inGroup);
      if (group.jump) {
        hide(group.jump, narrowed && !inGroup);
        group.held.textContent = narrowed ? inGroup : group.atFirst;
      }
      if (group.more) hide(group.more, narrowed);
    });
    if (every) hide(every, narrowed);
    mark(area, "q-narrowed", narrowed);
    report(narrowed, real, examples, left, leftExamples);
    counted = counts;
    if (whole) finish();
    else slice = setTimeout(follow, 60);
  }

  /* A part of a table shows what fits. Of many parts those in sight come at once, the others right after the picture. */
  function settled(part) {
    return !part.body.hidden && part.finding === (words.length > 0) && part.rows.every(function (row) { return row.shown === row.fits; });
  }
  function settle(part) {
    hide(part.body, !part.left);
    if (!part.left) return;
    part.finding = words.length > 0;
    mark(part.body, "q-finding", part.finding);
    part.rows.forEach(function (row) {
      if (row.shown !== row.fits) row.element.hidden = !(row.shown = row.fits);
    });
  }
  function follow() {
    if (counted) choices(counted);
    counted = null;
    waiting.splice(0, 5).forEach(settle);
    if (waiting.length) slice = setTimeout(follow, 0);
  }
  function finish() {
    clearTimeout(slice);
    if (counted) choices(counted);
    counted = null;
    waiting.splice(0).forEach(settle);
  }

  function mark(element, name, on) {
    element.classList[on ? "add" : "remove"](name);
  }

  function hide(element, hidden) {
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  function tell(row, off, counts) {
    var last = off < 0 ? counts.length : off + 1;
    for (var i = off < 0 ? 0 : off; i < last; i++) {
      for (var j = 0; j < row.values[i].length; j++) counts[i][row.values[i][j]]++;
    }
  }

  function name(option) {
    return option.text.replace(/（\d+）$/, "");
  }

  /* Each choice says how many rows it would leave. */
  function choices(counts) {
    selects.forEach(function (select, i) {
      for (var j = 1; j < select.options.length; j++) {
        var option = select.options[j];
        var text = name(option) + "（" + counts[i][j] + "）";
        if (option.text !== text) option.text = text;
      }
    });
  }

  function report(narrowed, real, examples, left, leftExamples) {
    var text = atFirst;
    if (narrowed) {
      text = "共 " + real + " " + unit + "，现在显示 " + left + " " + unit;
      if (examples) text += "；另有示例 " + examples + " " + unit + "，现在显示 " + leftExamples + " " + unit;
    }
    if (count.textContent !== text) count.textContent = text;
    var chosen = selects.filter(function (select) { return select.value; }).map(function (select) {
      return form.querySelector("label[for=" + select.id + "]").textContent + "：" + name(select.options[select.selectedIndex]);
    });
    if (words.length) chosen.push("写着“" + words.join("”“") + "”");
    said.textContent = chosen.length ? "只列出　" + chosen.join("；") : "";
    hide(said, !chosen.length);
    hide(clear, !narrowed);
    hide(none, !narrowed || left + leftExamples > 0);
  }

  /* Within each group; what has ended stays last. */
  var BY = {
    "": function (a, b) { return a.place - b.place; },
    name: function (a, b) { return a.order - b.order; },
    id: function (a, b) {
      var one = a.id.charAt(0), other = b.id.charAt(0);
      return one === other ? Number(a.id.slice(1)) - Number(b.id.slice(1)) : one < other ? -1 : 1;
    },
    "new": function (a, b) { return a.day === b.day ? a.place - b.place : a.day > b.day ? -1 : 1; }
  };
  function order() {
    var by = BY[sort.value] ? sort.value : "";
    if (by === sorted) return;
    sorted = by;
    groups.forEach(function (group) {
      group.tables.forEach(function (table) {
        var sorted = table.rows.slice().sort(function (a, b) {
          return by && a.ended !== b.ended ? (a.ended ? 1 : -1) : BY[by](a, b);
        });
        table.parts.forEach(function (part) {
          var held = document.createDocumentFragment();
          part.rows = sorted.splice(0, part.rows.length);
          part.rows.forEach(function (row) { held.appendChild(row.element); });
          part.body.appendChild(held);
        });
      });
    });
  }

  /* The address: written a moment after the last change, for browsers refuse too many at once. */
  function controls() {
    return selects.concat([box, sort]);
  }
  function write() {
    clearTimeout(timer);
    timer = 0;
    var parts = controls().filter(function (control) { return control.value.trim(); }).map(function (control) {
      return control.name + "=" + encodeURIComponent(control.value.trim());
    });
    var address = location.pathname + (parts.length ? "?" + parts.join("&") : "");
    if (address === location.pathname + location.search) return;
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      /* The page was opened from a file: what is chosen is not kept. */
    }
  }
  function later() {
    clearTimeout(timer);
    timer = setTimeout(write, 300);
  }
  function asked(query) {
    var found = {};
    query.replace(/^\?/, "").split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at < 1) return;
      try {
        found[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1).replace(/\+/g, " "));
      } catch (error) {
        /* Not an address of ours. */
      }
    });
    return found;
  }
  function set(values) {
    controls().forEach(function (control) {
      control.value = values[control.name] || "";
      if (control.selectedIndex < 0) control.value = "";
    });
  }
  function read() {
    set(asked(location.search));
    apply(true); /* whole, so that the place where one left off is there */
  }
  function reset() {
    var kept = sort.value;
    set({ sort: kept });
    changed();
    box.focus();
  }
  function changed() {
    apply();
    later();
  }

  /* A door leads to its part of the page; where there is a filter for it, it chooses that. */
  function door(link) {
    set(asked(link.getAttribute("data-choose")));
    apply();
    write();
  }
  function through() {
    all("a[data-choose]").forEach(function (link) {
      if (location.hash && link.getAttribute("href") === location.hash) door(link);
    });
  }

  box.addEventListener("input", function (event) {
    if (!event.isComposing) changed(); /* pinyin being typed is not yet what is meant */
  });
  box.addEventListener("compositionend", changed);
  box.addEventListener("focus", index);
  selects.concat([sort]).forEach(function (select) {
    select.addEventListener("change", changed);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    box.blur();
  });
  all(".q-tally__clear, .q-nothing__clear").forEach(function (button) {
    button.addEventListener("click", reset);
  });
  all("a[data-choose]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      door(link);
      count.scrollIntoView();
    });
  });
  more.addEventListener("click", function () {
    var open = more.getAttribute("aria-expanded") !== "true";
    more.setAttribute("aria-expanded", String(open));
    form.classList[open ? "add" : "remove"]("is-open");
  });
  window.addEventListener("beforeprint", finish);
  window.addEventListener("popstate", read);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) read();
  });
  window.addEventListener("pagehide", function () {
    if (timer) write();
  });
  if (location.search.length > 1) read();
  else if (location.hash) through();
  window.addEventListener("hashchange", through);
})();
