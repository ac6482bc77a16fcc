/* What was typed, taken apart: words, each with the ways it may be read, each of these a list of items.
   An item is a character or a syllable: `c` the character, `s` its readings, `f` their folds, `i` the first letter
   where no more was typed, `p` the beginning of an unfinished syllable, `l` the letters as they were typed, `typed` its weight
   before it is known how rare it is, `w` its weight. An item of no more than `LIGHT` only asks: 怎么, 在哪. */
(function () {
  "use strict";
  const LONGEST = 64; /* characters of a query; more are not read */
  const ITEMS = 28; /* items of a query; more are left out */
  const LIGHT = 0.12; /* the weight of words that only ask: 怎么, 在哪 */
  const READINGS = 3; /* ways to cut letters into syllables that are looked up */
  const SYLLABLE = 6; /* letters of the longest syllable: zhuang */
  /* What a piece of letters costs: the cheapest ways to cut a word are looked up. */
  const WHOLE = 1; /* a syllable, … */
  const UNFINISHED = 1.3; /* … the beginning of one at the end, … */
  const INITIAL_ALONE = 1.6; /* … a first letter, … */
  const NO_INITIAL = 3; /* … a letter that begins no syllable */
  const DEARER = 1.3; /* a way that costs so much more than the cheapest is not looked up */
  const HAN = /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud87f][\udc00-\udfff]/;
  const MARK = /[\u2000-\u2fef\u3000-\u303f\ufe00-\uffff\ud800-\udfff]/;
  const LETTERS = /^[a-z]+$/;
  const INITIAL = /^(?:[zcs]h|[b-hj-np-tw-z])/;
  const ARTICLE = /第?([零一二三四五六七八九十百]+|\d{1,4})条(?:之[一二三四五六七八九十])?/;
  const NUMERALS = "零一二三四五六七八九";

  /* Small letters, half width, tones off: hù wài → hu wai, ＨＷＧＧ → hwgg. */
  function plain(text) {
    let out = "";
    for (let one of Array.from(text.normalize("NFKC").toLowerCase()).slice(0, 4 * LONGEST)) {
      if (/[\u00c0-\u02af\u1e00-\u1eff]/.test(one)) {
        one = one.normalize("NFD").replace(/u\u0304?\u0308/, "v").replace(/[\u0300-\u036f]/g, "");
      }
      out += one;
    }
    return out.replace(/[\u0300-\u036f]/g, "");
  }
  function isWord(one) {
    return HAN.test(one) || /[a-z0-9]/.test(one) || (one > "\u00ff" && !MARK.test(one));
  }
  /* The sound that stands for a syllable, as generator/search/sounds.py folds it. */
  function folder(folds) {
    const known = new Map();
    return function (syllable) {
      let kept = known.get(syllable);
      if (kept !== undefined) return kept;
      kept = syllable;
      for (const start of folds[0]) {
        if (kept.startsWith(start[0])) {
          kept = start[1] + kept.slice(start[0].length);
          break;
        }
      }
      for (const end of folds[1]) {
        if (kept.length > end[0].length && kept.slice(-end[0].length) === end[0]) {
          kept = kept.slice(0, -end[0].length) + end[1];
          break;
        }
      }
      if (known.size < 5000) known.set(syllable, kept);
      return kept;
    };
  }
  /* 三十八, 38, 一百零二 → a number; 0 where it is none. */
  function number(text) {
    if (/^\d+$/.test(text)) return Number(text.slice(0, 6));
    let total = 0;
    let digit = 0;
    for (const one of text) {
      if (one === "十" || one === "百") {
        total += (digit || 1) * (one === "十" ? 10 : 100);
        digit = 0;
      } else digit = NUMERALS.indexOf(one);
    }
    return total + digit;
  }

  /* 38 → 第三十八条, as laws number their articles and their pages name the places. */
  function article(value) {
    let text = "";
    let gap = false;
    [[1000, "千"], [100, "百"], [10, "十"], [1, ""]].forEach((unit) => {
      const digit = Math.floor(value / unit[0]) % 10;
      if (digit) text += (gap && text ? "零" : "") + NUMERALS[digit] + unit[1];
      gap = !digit;
    });
    return "第" + (text.slice(0, 2) === "一十" ? text.slice(1) : text) + "条";
  }
  function pure(text) {
    return Array.from(text).filter(isWord).join("");
  }
  /* What may be a code, told by its figures: all of it, and each piece between spaces. */
  function codes(text) {
    const pieces = [text].concat(text.split(/\s+/)).map(pure);
    return pieces.filter((piece, at) => piece.length > 1 && /\d/.test(piece) && pieces.indexOf(piece) === at);
  }

  class Reader {
    constructor(parts) {
      const index = parts.index;
      this.parts = parts;
      this.fold = folder(index.folds);
      this.greetings = index.greetings;
      this.asks = index.asks;
      this.empty = index.empty;
      this.syllables = new Set(Object.keys(index.readings).map(this.fold));
      this.beginnings = new Set();
      this.syllables.forEach((syllable) => {
        for (let end = 1; end <= syllable.length; end++) this.beginnings.add(syllable.slice(0, end));
      });
    }
    /* {words: [[reading, …], …], plain, codes, article}: a reading is a list of items; the article as its law names it. */
    read(query) {
      let text = this._simplified(plain(query));
      let place = "";
      text = text.replace(ARTICLE, (all, given, at, whole) => {
        if (!whole.replace(all, "").trim()) return all;
        place = number(given) ? article(number(given)) : "";
        return " ";
      });
      return { words: this._words(this._askedFor(text)), plain: pure(text), codes: codes(text), article: place };
    }
    _simplified(text) {
      return Array.from(text, (one) => {
        if (!HAN.test(one) || this.parts.readings.has(one)) return one;
        const known = this.parts.character(one);
        return known && HAN.test(known) ? known : one;
      }).join("");
    }
    /* Without 你好 and 谢谢, which nobody looks for; empty where particles are all that is left. */
    _askedFor(text) {
      this.greetings.forEach((greeting) => (text = text.split(greeting).join(" ")));
      return Array.from(text).some((one) => isWord(one) && this.empty.indexOf(one) < 0) ? text : "";
    }
    /* Pieces between spaces and marks; syllables typed one by one belong together. */
    _words(text) {
      const pieces = [[]];
      Array.from(text).slice(0, LONGEST).forEach((one) => {
        if (isWord(one)) pieces[pieces.length - 1].push(one);
        else if (one !== "'" && one !== "’") pieces.push([]);
      });
      const words = [];
      pieces.map((piece) => piece.join("")).filter(Boolean).forEach((piece) => {
        const before = words[words.length - 1];
        if (/^(?:[a-z]{2,6}[1-5])+$/.test(piece)) piece = piece.replace(/\d/g, "");
        if (LETTERS.test(piece) && before && LETTERS.test(before[before.length - 1])) before.push(piece);
        else words.push([piece]);
      });
      const read = words.map((runs) => this._readings(runs));
      /* What an item weighs before it is known how rare it is. */
      read.forEach((ways) => ways.forEach((way) => way.forEach((item) => (item.typed = item.w))));
      return read;
    }
    /* The ways to read a word: each run of letters may be cut in more than one way. */
    _readings(runs) {
      let found = [[]];
      runs.forEach((run, number) => {
        const pieces = run.match(/[a-z]+|[^a-z]+/g);
        pieces.forEach((piece, place) => {
          const last = number === runs.length - 1 && place === pieces.length - 1;
          const ways = LETTERS.test(piece) ? this._syllables(piece, last) : [this._characters(piece)];
          found = [].concat.apply([], found.map((before) => ways.map((way) => before.concat(way).slice(0, ITEMS)))).slice(0, READINGS);
        });
      });
      return found;
    }
    _characters(piece) {
      const ones = Array.from(piece);
      const light = this._light(ones.join(""), ones.length);
      return ones.map((one, place) => {
        let known = this.parts.readings.get(one);
        if (!known) {
          known = HAN.test(one) ? this.parts.character(one) : one;
          known = known ? [known] : [];
        }
        return { c: one, s: known, f: known.map(this.fold), w: light[place] ? LIGHT : 1 };
      });
    }
    /* Which characters only ask: phrases and particles anywhere, other single ones at the ends or beside such. */
    _light(text, length) {
      const light = new Array(length).fill(false);
      this.asks.forEach((ask) => {
        if (ask.length < 2) return;
        for (let at = text.indexOf(ask); at >= 0; at = text.indexOf(ask, at + 1)) light.fill(true, at, at + ask.length);
      });
      for (let place = 0; place < length; place++) if (this.empty.indexOf(text[place]) >= 0) light[place] = true;
      for (let changed = true; changed; ) {
        changed = false;
        for (let at = 0; at < length; at++) {
          const edge = at === 0 || at === length - 1 || light[at - 1] || light[at + 1];
          if (!light[at] && edge && this.asks.indexOf(text[at]) >= 0) light[at] = changed = true;
        }
      }
      return light.every(Boolean) ? light.fill(false) : light;
    }
    /* The cheapest ways to cut letters into syllables, first letters, and a beginning at the end. */
    _syllables(letters, last) {
      const ways = [[{ cost: 0, items: [] }]];
      for (let at = 0; at < letters.length; at++) {
        const here = ways[at];
        if (!here) continue;
        this._steps(letters, at, last).forEach((step) => {
          const end = at + step.length;
          const list = (ways[end] = ways[end] || []);
          here.forEach((way) => list.push({ cost: way.cost + step.cost, items: way.items.concat(step.item) }));
          list.sort((a, b) => a.cost - b.cost);
          list.splice(READINGS);
        });
      }
      const whole = ways[letters.length] || [];
      if (!whole.length) return [Array.from(letters, (one) => ({ c: one, s: [one], f: [one], w: 1 }))];
      return whole.filter((way) => way.cost <= whole[0].cost + DEARER).map((way) => way.items.slice(0, ITEMS));
    }
    _steps(letters, at, last) {
      const steps = [];
      for (let length = 1; length <= SYLLABLE && at + length <= letters.length; length++) {
        const piece = letters.slice(at, at + length);
        const fold = this.fold(piece);
        const ends = at + length === letters.length;
        const open = last && ends; /* the reader may be about to go on */
        const item = { s: [], f: [], p: open ? fold : "", l: piece, w: 1 };
        if (this.syllables.has(fold)) {
          item.s.push(piece);
          item.f.push(fold);
          steps.push({ length, cost: WHOLE, item });
        } else if (open && length > 1 && this.beginnings.has(fold)) steps.push({ length, cost: UNFINISHED, item });
      }
      const initial = INITIAL.exec(letters.slice(at));
      if (initial) steps.push({ length: initial[0].length, cost: INITIAL_ALONE, item: { s: [], f: [], i: this.fold(initial[0]), l: initial[0], w: 1 } });
      else if (!steps.length) steps.push({ length: 1, cost: NO_INITIAL, item: { s: [], f: [], i: letters[at], l: letters[at], w: 1 } });
      return steps;
    }
  }
  QingdanSearch.Reader = Reader;
  QingdanSearch.plain = plain;
  QingdanSearch.isWord = isWord;
  QingdanSearch.pure = pure;
})();
