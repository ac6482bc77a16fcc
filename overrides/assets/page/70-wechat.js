/* WeChat's browser neither downloads nor prints, and says nothing: here it is said what to do instead. */
(function () {
  "use strict";
  const { make, makeButton, put } = window.QingdanKit;
  if (!/MicroMessenger/i.test(navigator.userAgent)) return;
  let box = null;
  let before = null;

  function close() {
    if (!box) return;
    document.body.removeChild(box);
    box = null;
    if (before && before.focus) before.focus();
  }
  function explain(what) {
    close();
    before = document.activeElement;
    box = make("div", "q-wechat");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", "wechat-said");
    const said = make("p", "", "微信里不能" + what + "。点右上角“…”，选“用浏览器打开”，再" + what + "。");
    said.id = "wechat-said";
    const button = makeButton("q-button", "知道了", close);
    put(box, [said, button]);
    document.body.appendChild(box);
    button.focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  window.print = () => explain("打印");
  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest("a[href]") : null;
    if (!link) return;
    if (link.hasAttribute("download") || /\.(csv|json|xlsx?|docx?|pdf|zip|ics|txt|wps)$/i.test(link.pathname)) {
      event.preventDefault();
      explain("下载");
    }
  });
})();
