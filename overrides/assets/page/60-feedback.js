/* Under “报告本页有误” and “报告有误”: the report, ready to be copied. Without this the link leads to what to write. */
(function () {
  "use strict";
  const { all, make, makeButton, makeLink, put, copy } = window.QingdanKit;
  const mail = document.currentScript.getAttribute("data-mail");

  function text(selector) {
    const found = document.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }
  function prepared() {
    const id = text(".q-proof [data-field='编号']");
    return [
      "报告一处错误",
      "页面：" + (id ? id + " " : "") + text("h1"),
      "网址：" + location.href.split("#")[0],
      "哪一句不对：",
      "对的是什么，凭哪份文件、哪一条：",
    ].join("\n");
  }
  function panel(link, id) {
    const made = make("div", "q-report");
    const label = make("label", "", "添上哪里不对");
    const area = make("textarea");
    const status = make("p", "q-report__said");
    const tools = [makeButton("q-button", "复制", () => copy(area.value, (said) => (status.textContent = said)))];
    made.id = id;
    made.hidden = true;
    area.id = label.htmlFor = id + "-text";
    area.rows = 7;
    area.value = prepared();
    status.setAttribute("role", "status");
    if (mail) {
      const send = makeLink("", "发邮件到 " + mail, "mailto:" + mail);
      send.addEventListener("click", () => {
        send.href =
          "mailto:" + mail + "?subject=" + encodeURIComponent("报告有误：" + text("h1")) +
          "&body=" + encodeURIComponent(area.value.replace(/\n/g, "\r\n"));
      });
      tools.push(send);
    }
    tools.push(makeLink("", mail ? "报告要写什么" : "报告寄到哪里", link.href));
    return put(made, [
      make("p", "", mail ? "写好的话在下面，不用写您的姓名、电话。" : "本站还没有公布纠错邮箱，收不到您的报告。这段话可以先复制留着；要办事的，打12345问准。"),
      label, area, put(make("p", "q-tools"), tools), status,
    ]);
  }
  all(".q-tools a[href$='#report-error'], .q-footer__links a[href$='#report-error']").forEach((link, number) => {
    if (link.pathname === location.pathname) return;
    const id = "report-" + number;
    const opened = panel(link, id);
    const button = makeButton("q-as-link", link.textContent, () => {
      opened.hidden = !opened.hidden;
      button.setAttribute("aria-expanded", String(!opened.hidden));
    });
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", id);
    const row = link.closest("p, ul");
    link.parentNode.replaceChild(button, link);
    row.parentNode.insertBefore(opened, row.nextSibling);
  });
})();
