/* The parts of the index that are here, and those that are missing.
   The engine fetches nothing itself: it says which parts it lacks, and whoever runs it (the page, the command, a test)
   fetches them and asks again. generator/search/ says what is written in them. */
var QingdanSearch = {}; /* not const: a page that lies open while the site is published anew runs the new engine too */
(function () {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = {};
  for (let at = 0; at < 64; at++) VALUE[DIGITS.charCodeAt(at)] = at;

  /* The number of the file that has a key; `begins` are the first keys of the files, sorted. */
  function fileOf(begins, key) {
    let low = 0;
    let high = begins.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= key) low = middle;
      else high = middle;
    }
    return low;
  }
  /* Numbers of matters by grade, from what is packed as generator/search/postings.py says. */
  function unpacked(packed) {
    return packed.split(",").map((steps) => {
      const numbers = [];
      let last = 0;
      let at = 0;
      while (at < steps.length) {
        let value = 0;
        let shift = 0;
        let digit;
        do {
          digit = VALUE[steps.charCodeAt(at++)];
          value += (digit & 31) << shift;
          shift += 5;
        } while (digit > 31);
        last += value;
        numbers.push(last);
      }
      return numbers;
    });
  }

  class Parts {
    constructor() {
      this.index = null;
      this.texts = null;
      this.held = new Map(); /* name → what it holds */
      this.lists = new Map(); /* "sounds hu-wai" → numbers by grade */
      this.begun = new Map(); /* beginning → keys */
      this.missing = new Set();
    }
    /* Take a part in: its path below search/, as in `missing`, and its text. */
    put(path, text) {
      const content = JSON.parse(text);
      if (path === "index.json") this._begin(content);
      else this.held.set(path.slice(path.indexOf("/") + 1), content);
    }
    _begin(index) {
      this.index = index;
      this.held.clear();
      this.lists.clear();
      this.begun.clear();
      this.readings = new Map();
      Object.keys(index.readings).forEach(function (syllable) {
        for (const character of index.readings[syllable]) {
          const known = this.readings.get(character);
          if (known) known.push(syllable);
          else this.readings.set(character, [syllable]);
        }
      }, this);
    }
    /* Whether the index itself is here; what is needed next is in `missing`. */
    ready() {
      this.missing.clear();
      if (!this.index) this.missing.add("index.json");
      return !!this.index;
    }
    _part(name) {
      const found = this.held.get(name);
      if (found === undefined) this.missing.add(this.index.at + "/" + name);
      return found;
    }
    /* The matters of a key, by grade; an empty list while its part is missing. */
    matters(kind, begins, key) {
      const name = kind + " " + key;
      let list = this.lists.get(name);
      if (list) return list;
      const part = this._part(kind + "-" + fileOf(begins, key) + ".json");
      if (!part) return [];
      list = Object.prototype.hasOwnProperty.call(part, key) ? unpacked(part[key]) : [];
      this.lists.set(name, list);
      return list;
    }
    sound(key) {
      return this.matters("sounds", this.index.sounds, key);
    }
    /* All keys of the index that begin so, in no more files than `most`. */
    keysFrom(beginning, most) {
      const known = this.begun.get(beginning);
      if (known) return known;
      const begins = this.index.sounds;
      let file = fileOf(begins, beginning);
      let found = [];
      let whole = true;
      for (let count = 0; count < most && file < begins.length; count++, file++) {
        if (count && !begins[file].startsWith(beginning)) break;
        const part = this._part("sounds-" + file + ".json");
        if (part) found = found.concat(Object.keys(part).filter((key) => key.startsWith(beginning)));
        else whole = false;
      }
      if (whole) this.begun.set(beginning, found);
      return found;
    }
    /* The matters whose page holds two neighbouring characters. */
    text(pair) {
      if (!this.index) return [];
      const begins = this._part(this.index.texts);
      return begins ? this.matters("texts", begins, pair) : [];
    }
    /* The card of a matter: [list, url, name, note, [kind of word, word, …], [the numbers of its guides, or of what an official word leads to], what it is, place on its page, …]. */
    card(number) {
      const begins = this.index.cards;
      const file = fileOf(begins, number);
      const part = this._part("cards-" + file + ".json");
      return part && part[number - begins[file]];
    }
    cardFile(number) {
      return fileOf(this.index.cards, number);
    }
    /* How a character that occurs nowhere is read, or the character it stands for (廣 → 广). */
    character(one) {
      const part = this._part("characters-" + fileOf(this.index.characters, one) + ".json");
      return part && Object.prototype.hasOwnProperty.call(part, one) ? part[one] : "";
    }
  }
  QingdanSearch.Parts = Parts;
})();
