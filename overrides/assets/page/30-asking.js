/* Asks the engine (assets/search/), which comes when the field is first used; only parts of the index are fetched. */
(function () {
  "use strict";
  const find = window.QingdanFind;
  if (!find) return;
  const { make } = window.QingdanKit;
  const FOLDER = "search/";
  const INDEX = FOLDER + "index.json";
  const ROUNDS = 20; /* in which the engine asked for parts: more there are not */
  const came = {}; /* of a disk edition: path → text */
  let engine = null;
  let running = ""; /* the file that the engine came in */
  let waiting = null; /* who waits for the engine */
  let flights = {}; /* path → who waits for that part */
  let anew = ""; /* added to an address that the browser shall not take from what it keeps */
  let turn = 0;

  /* A file of the site as text: `done(text)`, or done(null) where it cannot be had. A page opened from a disk may read
     no file: the disk edition has each part of the search as a script, which hands its text to `came`. */
  function fetchText(path, done) {
    if (find.onDisk) {
      return runScript(path.replace(/\.json$/, ".js"), (ran) => done(ran ? came[path.slice(FOLDER.length)] : null));
    }
    const request = new XMLHttpRequest();
    request.open("GET", find.base + path + (path === INDEX ? anew : ""));
    request.timeout = 20000;
    request.onloadend = () => done(request.status === 200 ? request.responseText : null);
    request.send();
  }
  function runScript(path, done) {
    const script = make("script");
    script.src = find.base + path;
    script.onload = script.onerror = (event) => {
      document.head.removeChild(script);
      done(event.type === "load");
    };
    document.head.appendChild(script);
  }

  /* The search begins with its index, which names the engine that reads it; the engine asks for the parts it needs. */
  function withEngine(done) {
    if (engine) return done(true);
    if (waiting) return waiting.push(done);
    waiting = [done];
    function finish(fresh) {
      const told = waiting;
      engine = fresh;
      flights = {};
      waiting = null;
      told.forEach((one) => one(fresh !== null));
    }
    function start(again) {
      fetchText(INDEX, (text) => {
        const index = parsed(text);
        if (!index) return finish(null); /* nothing came, or the page of a network that wants one to sign in first */
        if (running === index.engine) return finish(made(text));
        runScript(index.engine, (ran) => {
          if (ran) {
            running = index.engine;
            return finish(made(text));
          }
          if (again) return finish(null);
          anew = "?" + Date.now(); /* the browser kept an index whose engine is gone */
          start(true);
        });
      });
    }
    start(false);
  }
  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return null;
    }
  }
  function made(text) {
    const fresh = new window.QingdanSearch.Engine();
    fresh.put("index.json", text);
    return fresh;
  }
  function bring(path, done) {
    const flying = flights;
    const mine = engine;
    if (flying[path]) return flying[path].push(done);
    flying[path] = [done];
    fetchText(FOLDER + path, (text) => {
      const whole = text !== null && mine === engine && taken(path, text);
      const told = flying[path];
      delete flying[path];
      told.forEach((one) => one(whole));
    });
  }
  function taken(path, text) {
    try {
      engine.put(path, text);
      return true;
    } catch (error) {
      return false; /* not ours, or half a file */
    }
  }
  /* The site was published anew while this page lay open: begin again, past what the browser keeps. */
  function renew() {
    engine = null;
    anew = "?" + Date.now();
  }

  /* Answers `show(found, finished)`, more than once while parts come in; null where nothing can be had.
     A newer question silences the older ones. */
  function ask(query, options, show) {
    const mine = ++turn;
    let rounds = 0;
    let again = false;
    function round() {
      if (mine !== turn) return;
      let found;
      try {
        found = engine.search(query, options);
      } catch (error) {
        window.console.error(error);
        return show(null, true);
      }
      let left = found.missing.length;
      let lost = false;
      if (!left || ++rounds > ROUNDS) {
        return show(found, true);
      }
      show(found, false);
      found.missing.forEach((path) => bring(path, (whole) => {
        lost = lost || !whole;
        if (--left || mine !== turn) return;
        if (lost && (again || navigator.onLine === false)) return show(null, true);
        if (!lost) return round();
        again = true;
        renew();
        first();
      }));
    }
    function first() {
      withEngine((began) => {
        if (mine !== turn) return;
        if (began) round();
        else show(null, true);
      });
    }
    first();
  }
  function cancel() {
    turn++;
  }
  /* Has the engine come before it is asked. */
  function ready() {
    withEngine(() => {});
  }

  Object.assign(find, { ask, cancel, ready, came: (path, text) => (came[path] = text) });
})();
