/* What scripts add to a page that is whole without them. */
(function () {
  "use strict";
  const { all, make } = window.QingdanKit;
  /* A page does not know by itself that it has grown old: after a year it says so, by the reader's clock. */
  const made = document.querySelector(".q-made");
  if (made && Date.now() - Date.parse(made.getAttribute("datetime")) > 366 * 864e5) {
    const call = document.querySelector(".q-footer a[href^='tel:']");
    const whom = call ? call.textContent.replace(" ", "") : "打电话";
    const old = make("p", "q-old", "这页一年多没有更新，去之前先" + whom + "。");
    const text = document.querySelector(".q-article");
    old.setAttribute("role", "note");
    text.insertBefore(old, text.firstChild);
  }
  /* Paper cannot be unfolded: what is folded opens for printing, and folds again. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all(".q-fold:not([open])");
    folded.forEach((fold) => fold.setAttribute("open", ""));
  });
  window.addEventListener("afterprint", () => {
    folded.forEach((fold) => fold.removeAttribute("open"));
  });
})();
