/* What is shown of an answer, the same in suggestions and on the page of results. */
(function () {
  "use strict";
  const find = window.QingdanFind;
  if (!find) return;
  const { make, makeLink, put } = window.QingdanKit;
  const phone = find.form.getAttribute("data-phone") || "";
  const SILENCE = 600; /* milliseconds without a letter, before a reader is told that nothing was found */

  /* Writes a name into an element, with the stretches of it marked that were meant. */
  function marked(element, name, marks) {
    let from = 0;
    (marks || []).forEach((mark) => {
      const start = Math.max(from, mark[0]);
      const end = Math.min(name.length, mark[1]);
      if (!(start < end)) return;
      put(element, [name.slice(from, start), make("mark", "", name.slice(start, end))]);
      from = end;
    });
    return put(element, [name.slice(from)]);
  }
  function about(result) {
    const line = make("span", "q-hit__about");
    line.appendChild(make("span", "q-hit__list", result.list));
    if (result.note) put(line, [" ", make("strong", "q-hit__note", result.note)]);
    if (result.why) put(line, [" ", make("span", "q-hit__why", result.why)]);
    return line;
  }
  function dial(name, text, number) {
    return makeLink(name, text, "tel:" + number);
  }
  /* A danger that was typed: the numbers, to be pressed, before anything else. */
  function alarm(danger) {
    const box = make("div", "q-danger");
    const calls = danger.calls.map((call) => dial("q-danger__call", call[0] + " " + call[1], call[0]));
    box.setAttribute("role", "alert");
    return put(box, [make("p", "q-danger__name", danger.name + "？先打电话："), put(make("p", "q-danger__calls"), calls)]);
  }
  /* What can be said on the telephone, and the number to call, where the town has one. */
  function sentence(word) {
    return "您好，我想问一下，“" + word + "”这件事归哪个部门办，要带什么？";
  }
  function call() {
    return put(make("p", "q-found__call"), phone ? [dial("q-call", "打 " + phone, phone)] : []);
  }
  function trouble() {
    return navigator.onLine === false
      ? "现在没有网络，搜不了。连上网再试。" + (phone ? "急的话，打 " + phone + " 问。" : "")
      : "搜索要用的东西没有取到。等一会儿再试，或者按拼音找。";
  }

  Object.assign(find, { SILENCE, marked, about, alarm, sentence, call, trouble });
})();
