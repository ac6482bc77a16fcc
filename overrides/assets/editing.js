/* Only in the preview: what makes the form easier. Without it the form does all it has to. */
(function () {
  "use strict";
  const { all, make, makeButton, put, stored, store } = window.QingdanKit;
  const form = document.querySelector(".e-form");
  const find = document.getElementById("找一格");
  const KEPT = "qingdan-form " + location.pathname;
  const digest = form.elements.digest.value;
  const summary = document.querySelector(".e-summary");
  let changed = !!summary; /* whether something is typed that no file holds */

  /* What was typed, as the browser would send it. */
  function typed() {
    return Array.from(new FormData(form)).filter((pair) => pair[0] !== "token");
  }

  function keep() {
    changed = true;
    store(KEPT, { digest: digest, fields: typed() });
  }

  /* Send what was kept as if it had been typed now: the server makes the form of it, and writes nothing. */
  function putBack(fields) {
    const again = make("form");
    again.method = "post";
    again.action = form.action;
    fields.concat([["token", form.elements.token.value], ["do", "更多"]]).forEach((pair) => {
      const field = make("input");
      field.type = "hidden";
      field.name = pair[0];
      field.value = pair[1];
      again.appendChild(field);
    });
    document.body.appendChild(again);
    again.submit();
  }

  /* What was sent and is in the file by now needs no offer. */
  function offer() {
    const kept = stored(KEPT);
    if (!kept || !kept.fields || changed) return;
    if (kept.sent && kept.digest !== digest) {
      store(KEPT, null);
      return;
    }
    const box = put(make("div", "e-kept"), [
      make("p", "", "上次在这里写了，没有存。"),
      makeButton("", "放回来", () => putBack(kept.fields)),
      makeButton("", "不要了", () => {
        store(KEPT, null);
        box.parentNode.removeChild(box);
      }),
    ]);
    box.setAttribute("role", "status");
    form.parentNode.insertBefore(box, form);
  }

  /* “待核” and “无” empty the box above them; whoever types in it takes them back. */
  function answered(radio) {
    const name = radio.name.slice(0, -2);
    all("input[type=text], textarea, select", form)
      .filter((one) => one.name === name)
      .forEach((one) => (one.value = ""));
  }

  function taken(box) {
    all("input[type=radio]", form)
      .filter((one) => one.name === box.name + ".无")
      .forEach((one) => (one.checked = !box.value && one.value === "待核"));
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "radio") answered(event.target);
    else taken(event.target);
    keep();
  });
  form.addEventListener("keydown", (event) => {
    /* 229: an input method has the key. */
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
  });
  /* A numbered list that is pasted where a line is a thing loses its numbers. */
  const NUMBER = /^\s*(?:\d+\s*[.．、)）]|[（(][\d零〇一二三四五六七八九十]+[）)]|[零〇一二三四五六七八九十]+、|[①-⑳])\s*/;
  form.addEventListener("paste", (event) => {
    const box = event.target;
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const lines = text.split(/\r?\n/).filter((line) => line.trim());
    if (!box.hasAttribute("data-lines") || lines.length < 2) return;
    event.preventDefault();
    box.setRangeText(lines.map((line) => line.replace(NUMBER, "").trim()).join("\n"), box.selectionStart, box.selectionEnd, "end");
    taken(box);
    keep();
  });
  form.addEventListener("submit", () => {
    store(KEPT, { digest: digest, fields: typed(), sent: true });
    store("qingdan-sent", KEPT, "sessionStorage");
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.querySelector(".e-do").click();
    }
  });

  /* A field that is folded away is shown before one goes to it. */
  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    if (target) target.scrollIntoView();
  }

  find.parentNode.hidden = false;
  find.addEventListener("input", () => {
    all(".e-contents li").forEach((one) => {
      one.hidden = one.textContent.indexOf(find.value.trim()) < 0;
    });
  });
  window.addEventListener("hashchange", unfold);
  if (window.matchMedia("(max-width: 59.99em)").matches)
    document.querySelector(".e-contents details").open = false;
  offer();
  if (location.hash) unfold();
  else if (summary) summary.focus();
})();
