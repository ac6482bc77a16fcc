/* One way to ask each search, and a list that paints what came: a bare page, so that only the searches differ.

   An engine is {start, find}: `start` brings what it needs before the first letter; `find` gives the addresses
   and names of the first results. All run on the page's own thread, which is the one that is slowed down. */
"use strict";
const SHOWN = 10;
const PAUSE = 150; /* milliseconds between two letters */
const ENGINES = {
  ours: {
    async start() {
      this.engine = new QingdanSearch.Engine();
      await this.find("");
    },
    async find(text, show) {
      for (;;) {
        const found = this.engine.search(text, { limit: SHOWN });
        const results = found.results.map((one) => ({ url: one.url, name: one.name }));
        if (!found.missing.length) return results;
        if (results.length && show) show(results);
        await this.bring(found.missing);
      }
    },
    async bring(parts) {
      const brought = await Promise.all(parts.map((part) => fetch("search/" + part).then((answer) => answer.text())));
      parts.forEach((part, at) => this.engine.put(part, brought[at]));
    }
  },
  /* The theme's worker, unchanged; only that it runs here. */
  theme: {
    async start() {
      const listing = await fetch("theme-worker").then((answer) => answer.text());
      const worker = await fetch("/" + listing).then((answer) => answer.text());
      const index = await fetch("/search/search_index.json").then((answer) => answer.json());
      const base = "/assets/javascripts/workers/";
      const bring = (...scripts) =>
        scripts.forEach((script) => {
          const request = new XMLHttpRequest();
          request.open("GET", new URL(script, new URL(base, location.href)), false);
          request.send();
          (0, eval)(request.responseText);
        });
      const told = (answer) => this.told(answer);
      new Function("addEventListener", "postMessage", "importScripts", worker)((_, ask) => (this.ask = ask), told, bring);
      await this.send({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
    },
    send(message) {
      return new Promise((told) => {
        this.told = told;
        this.ask({ data: message });
      });
    },
    async find(text) {
      const { data } = await this.send({ type: 2, data: text });
      return data.items.slice(0, SHOWN).map((parts) => ({ url: parts[0].location.split("#")[0], name: parts[0].title }));
    },
  },
  pagefind: {
    async start() {
      this.engine = await import("/pagefind/pagefind.js");
      await this.engine.init();
    },
    async find(text) {
      const found = await this.engine.search(text);
      const pages = await Promise.all(found.results.slice(0, SHOWN).map((one) => one.data()));
      return pages.map((page) => ({ url: page.url.replace(/^\//, ""), name: page.meta.title }));
    },
  },
};

let engine = null;
async function start(name) {
  engine = ENGINES[name];
  await engine.start();
}
function paint(found) {
  const list = document.getElementById("results");
  list.textContent = "";
  found.forEach((one) => {
    const link = document.createElement("a");
    link.href = "/" + one.url;
    link.textContent = one.name;
    list.appendChild(document.createElement("li")).appendChild(link);
  });
}
/* After the next frame has been drawn. */
function painted() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}
/* Type a query letter by letter, as fast as people do; from each letter the milliseconds to its first painted
   results, and to all of them: parts that come late may add some. */
async function type(text) {
  const input = document.getElementById("typed");
  const times = [];
  const letters = Array.from(text);
  for (let end = 1; end <= letters.length; end++) {
    const until = performance.now() + PAUSE;
    await new Promise((done) => setTimeout(done, Math.max(0, until - performance.now())));
    await painted();
    const start = performance.now();
    let first = null;
    input.value = letters.slice(0, end).join("");
    const found = await engine.find(input.value, (some) => {
      paint(some);
      first = first || painted().then(() => performance.now() - start);
    });
    paint(found);
    await painted();
    const all = performance.now() - start;
    times.push([first ? Math.min(all, await first) : all, all]);
  }
  return times;
}
async function ask(texts) {
  const found = [];
  for (const text of texts) found.push((await engine.find(text)).map((one) => one.url));
  return found;
}
