/* Under “报告本页有误” and “报告有误”: the report, ready to be copied, without this the link leads to what to write; and
   under “这页有没有帮到您”. */
(function () {
  "use strict";
  const { all, make, makeButton, makeLink, put, copy } = window.QingdanKit;
  const mail = document.currentScript.getAttribute("data-mail");

  function text(selector) {
    const found = document.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }
  const phone = document.querySelector(".q-footer a[href^='tel:']");
  function page() {
    const id = text(".q-proof [data-field='编号']");
    return (id ? id + " " : "") + text("h1");
  }
  function report() {
    return [
      "报告一处错误",
      "页面：" + page(),
      "网址：" + location.href.split("#")[0],
      "哪一句不对：",
      "对的是什么，凭哪份文件、哪一条：",
    ].join("\n");
  }
  function question() {
    return "我在" + text(".q-brand__name") + "的网站上看了“" + page() + "”，没看明白、没找到的是：";
  }
  /* What is to be sent, ready to be completed, copied or mailed; `ways` are links that stand beside. */
  function panel(id, said, label, written, subject, ways) {
    const made = make("div", "q-report");
    const head = make("label", "", label);
    const area = make("textarea");
    const status = make("p", "q-report__said");
    const tools = [makeButton("q-button", "复制", () => copy(area.value, (told) => (status.textContent = told)))];
    made.id = id;
    made.hidden = true;
    area.id = head.htmlFor = id + "-text";
    area.rows = written.split("\n").length + 2;
    area.value = written;
    status.setAttribute("role", "status");
    if (mail) {
      const send = makeLink("", "发邮件到 " + mail, "mailto:" + mail);
      send.addEventListener("click", () => {
        send.href =
          "mailto:" + mail + "?subject=" + encodeURIComponent(subject + "：" + text("h1")) +
          "&body=" + encodeURIComponent(area.value.replace(/\n/g, "\r\n"));
      });
      tools.push(send);
    }
    return put(made, [make("p", "", said), head, area, put(make("p", "q-tools"), tools.concat(ways)), status]);
  }
  /* A button that opens and closes a panel. */
  function opener(name, words, opened) {
    const button = makeButton(name, words, () => {
      opened.hidden = !opened.hidden;
      button.setAttribute("aria-expanded", String(!opened.hidden));
    });
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", opened.id);
    return button;
  }
  all(".q-tools a[href$='#report-error'], .q-footer__links a[href$='#report-error']").forEach((link, number) => {
    if (link.pathname === location.pathname) return;
    const id = "report-" + number;
    const said = mail
      ? "写好的话在下面，不用写您的姓名、电话。"
      : "本站还没有公布纠错邮箱，收不到您的报告。这段话可以先复制留着；要办事的，打12345问准。";
    const more = makeLink("", mail ? "报告要写什么" : "报告寄到哪里", link.href);
    const opened = panel(id, said, "添上哪里不对", report(), "报告有误", [more]);
    const button = opener("q-as-link", link.textContent, opened);
    const row = link.closest("p, ul");
    link.parentNode.replaceChild(button, link);
    row.parentNode.insertBefore(opened, row.nextSibling);
  });

  /* 这页有没有帮到您: nothing is sent and nothing counted; whoever was not helped has a sentence for those who can. */
  const helped = document.querySelector(".q-helped");
  if (helped) {
    const said = mail ? "添上一句，复制或者发邮件。不用写您的姓名、电话。" : "添上一句，打" + (phone ? " " + phone.textContent.replace("打", "").trim() : "电话") + " 照着念。";
    const ways = mail || !phone ? [] : [makeLink("q-call", phone.textContent, phone.href)];
    const opened = panel("helped", said, "想问的", question(), "没看明白", ways);
    const answer = make("span", "q-helped__said");
    answer.setAttribute("role", "status");
    const yes = makeButton("q-button", "帮到了", () => (answer.textContent = "好，谢谢。这句话只留在这一页，没有发到别处。"));
    put(helped, [put(make("p", "q-tools"), [yes, opener("q-button", "没帮到", opened), answer]), opened]);
    helped.hidden = false;
  }
})();
