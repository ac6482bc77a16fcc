/* The search: from what was typed to a list, best first. It fetches nothing and touches no page.

   const engine = new QingdanSearch.Engine();
   let found = engine.search("户外gg");
   while (found.missing.length) { … engine.put(path, text) for each path below search/ …; found = engine.search("户外gg"); }

   found.results: {id, list, url, name, note, gist, score, why, marks, also} - `gist` is what it is in a sentence, `marks` are the
   stretches of the name that were meant, `why` says what led there where the name does not show it, `also` are results of
   the same matter, a guide's power or a power's guide. Only what answers the question is a result: `found.sure` says whether anything
   does, `found.near` are at most three that are merely like it, `found.texts` those whose page has the words somewhere.
   found.danger: where what was typed is no errand but a danger, {name, calls: [[number, name], …]}; else null.
   found.meant: a whole word of the record that was probably meant, where a character was wrong; "" else. */
(function () {
  "use strict";
  /* How many matters are compared in full, and out of how many files of cards: files cost time on a slow network. */
  const CANDIDATES = 72; /* numbers of matters, before their cards are fetched [54 or 90: nothing] */
  const SHOWN = 24; /* of the candidates [18 or 30: nothing] */
  const CARD_FILES = 4; /* in which their cards lie … [3: found −1, first −1; 5: nothing] */
  const SLIP_FILES = 2; /* … and where slips are allowed for [3: nothing] */
  const LED_TO = 6; /* of those that an official word leads to [4: first −1; 10: nothing] */
  const LED_TO_FILES = 2; /* in which the cards of these lie [1: first −1; 3: nothing] */
  const TEXTS = 60; /* of those whose whole page has what was typed [45 or 75: nothing] */
  const TEXTS_FILES = 12; /* in which the cards of these lie [9 or 15: nothing] */
  const BEHIND = 0.01; /* what of these has ended scores so much less than the others [0.008 or 0.0125: nothing] */
  const SYNONYMS = 6; /* everyday words that are compared with what was typed, … [4 or 8: nothing] */
  const MEANT = 0.3; /* … so well one has to fit, … [0.24 or 0.375: nothing] */
  const FOLLOWED = 4; /* … and so many lead on to their official word [3 or 5: nothing] */
  /* What a score is multiplied by. */
  const BY_SYNONYM = 0.93; /* found through an everyday word [0.744: found −1, first −3; 1.1625: found +1, first −3] */
  const ENDED = 0.72; /* ended: what can be done today comes first [0.576 or 0.9: nothing] */
  const EXAMPLE = 0.9; /* an example, where the real thing may be in the record too [0.72: found +1, forgiven −1; 1.125: nothing] */
  /* Scores and likenesses. What fits exactly has 1, a score times the worth of its list. */
  const STRONG = 0.62; /* a best score below it: the search is done again, with slips allowed for [0.496 or 0.775: nothing] */
  const BY_CODE = 1.1; /* the score of what is found by its whole code, so that it comes first, … [0.88 or 1.375: nothing] */
  const BY_PART_OF_CODE = 0.9; /* … and by the beginning of it [0.72 or 1.125: nothing] */
  const ASKED = 1.05; /* the score from which a matter was asked for by its code [0.84: first −2; 1.3125: nothing] */
  const LEAST = 0.11; /* with a score below it nothing is shown [0.088 or 0.1375: nothing] */
  const LETTERS = 0.4; /* the likeness below which first letters alone fit by chance [0.32: nothing; 0.5: found −6, first −6] */
  const SURE = 0.28; /* the score from which a matter is shown, however good the best one is [0.224 or 0.35: nothing] */
  const NEXT = 0.5; /* of the best score: what has less, and less than `SURE`, is not shown [0.4 or 0.625: nothing] */
  const LONG = 4; /* items: a longer word is a sentence, and may fit several words of a matter [3: nothing; 5: first −1] */
  const COVERED = 0.72; /* the most that a sentence gets which several words of a matter share, … [0.576: first −2; 0.9: first −1] */
  const COVERED_SHARPLY = 1.3; /* … by this power of the share that they have [1.04 or 1.625: nothing] */
  const MARKED = 0.4; /* the likeness from which the characters that were meant are marked in the name [0.32 or 0.5: nothing] */
  const CLEAR = 0.4; /* the likeness from which a reader is asked whether a word was meant, … [0.32 or 0.5: nothing] */
  const MEANT_SHARE = 0.7; /* … and the share of it, and of what was typed, that must stand for each other [0.56 or 0.875: nothing] */
  const AS_WELL = 0.93; /* of the best score: what has so much fits as well as the best, … [0.744: first −3, forgiven −1; 1.1625: first −12, forgiven −2] */
  const NEARLY = 0.62; /* … and what has so much nearly as well */
  const LAST_TURN = 3; /* the turn of laws, bodies and documents: they stand below what can be done */
  const NEAR = 3; /* so many that are merely near are shown, where there are fewer answers */

  class Engine {
    constructor() {
      this.parts = new QingdanSearch.Parts();
      this.reader = null;
    }
    put(path, text) {
      this.parts.put(path, text);
      if (path === "index.json") {
        this.reader = new QingdanSearch.Reader(this.parts);
        this.likeness = new QingdanSearch.Likeness(this.parts, this.reader.fold);
        this.candidates = new QingdanSearch.Candidates(this.parts, this.reader, this.likeness);
        this.sureness = new QingdanSearch.Sureness(this.likeness);
      }
    }
    /* options: {texts: whether to look through whole pages too, limit}. */
    search(query, options) {
      const wanted = options || {};
      if (!this.parts.ready()) return this._answer([], [], null, wanted);
      const typed = this.reader.read(query);
      if (!typed.words.length) return this._answer([], [], typed, wanted);
      let found = this._found(typed, false);
      const slip = best(found) < STRONG && typed.words.some(maySlip);
      if (!this.parts.missing.size && slip) found = merged(found, this._found(typed, true));
      if (!this.parts.missing.size && wanted.texts) this._addTexts(typed, found);
      const ordered = this._ordered(found, typed);
      const danger = this._danger(typed);
      const sure = ordered.filter((entry) => this._answers(entry, typed) && (!danger || entry.tier < 0 || this._says(entry, typed)));
      return this._answer(together(sure), ordered.filter((entry) => sure.indexOf(entry) < 0), typed, wanted);
    }
    /* What is told of answers and of what is near them; incomplete while parts are missing. */
    _answer(answers, others, typed, wanted) {
      const told = (entries) => entries.map((entry) => this._result(entry, typed));
      return {
        missing: Array.from(this.parts.missing),
        sure: answers.length > 0,
        total: answers.length,
        results: told(answers.slice(0, wanted.limit || answers.length)),
        near: told(others.filter((entry) => entry.best).slice(0, Math.max(0, NEAR - answers.length))),
        texts: told(others.filter((entry) => !entry.best)),
        meant: this._meant(answers.concat(others), typed),
        danger: typed && this._danger(typed),
      };
    }
    /* Whether the word that led to an entry was typed whole: beside a danger nothing stands that only sounds like it. */
    _says(entry, typed) {
      const word = entry.synonym || entry.best.word;
      return typed.words.some((readings) => readings.some((items) => this.likeness.wholeAt(items, word) >= 0));
    }
    /* The danger that was typed, among other words or, in pinyin, by itself. */
    _danger(typed) {
      const said = this.parts.index.danger.filter((danger) => danger[2].some((words) => typed.plain.indexOf(words) >= 0) || danger[3].indexOf(typed.plain) >= 0)[0];
      return said ? { name: said[0], calls: said[1] } : null;
    }
    /* Whether an entry is what was asked for: by its code, by its whole name, or because its words cover the question. */
    _answers(entry, typed) {
      if (!entry.best) return false;
      if (entry.tier < 0 || !entry.best.items.length) return true;
      const texts = [entry.card[2]].concat(entry.card[4].filter((_, at) => at % 2));
      /* An everyday word speaks for a matter that its official word fits. */
      if (entry.official && this.sureness.answers(this.reader.read(entry.official).words, texts, 0)) texts.push(entry.synonym);
      return this.sureness.answers(typed.words, texts, entry.score);
    }
    /* The entries found, by number of their matter: how well each fits, and why. Incomplete while parts are missing. */
    _found(typed, slips) {
      const found = new Map();
      const near = this.candidates.of(typed.words, slips, CANDIDATES, typed.words.some(tells) ? SYNONYMS : 0);
      if (this.parts.missing.size) return found;
      const matters = this._near(near.matters, SHOWN, slips ? SLIP_FILES : CARD_FILES);
      matters.concat(near.synonyms).forEach((number) => this.parts.card(number));
      typed.codes.forEach((code) => this._byCode(code, found));
      if (this.parts.missing.size) return found;
      matters.forEach((number) => this._judge(number, typed.words, found, 1, null));
      this._bySynonyms(near.synonyms, typed.words, found);
      return found;
    }
    /* The first numbers whose cards are in no more than `files` files; at most `most` of them. */
    _near(numbers, most, files) {
      const near = [];
      const used = new Set();
      for (const number of numbers) {
        const file = this.parts.cardFile(number);
        if (!used.has(file) && used.size === files) continue;
        used.add(file);
        near.push(number);
        if (near.length === most) break;
      }
      return near;
    }
    /* Compare a matter's words with what was typed; keep the result in `found` if it is better than one found before. */
    _judge(number, words, found, factor, synonym) {
      const card = this.parts.card(number);
      if (!card) return;
      const others = card[4];
      let total = 0;
      let weights = 0;
      let strongest = null;
      words.forEach((readings) => {
        const best = this._best(readings, card, others);
        if (best) this._cover(readings, card, others, best);
        const weight = Math.max.apply(null, readings.map((items) => items.reduce((sum, item) => sum + item.w, 0)));
        weights += weight;
        if (!best) return;
        total += weight * best.likeness;
        if (!strongest || weight * best.likeness > strongest.weighted) {
          best.weighted = weight * best.likeness;
          strongest = best;
        }
      });
      if (!strongest) return;
      const entry = this._entry(number, card, (total / weights) * factor, strongest, synonym);
      const known = found.get(number);
      if (!known || known.score < entry.score) found.set(number, entry);
    }
    /* The word of a matter that is most like one reading of what was typed; null where none is. */
    _best(readings, card, others) {
      const said = this.parts.index.said;
      let best = null;
      for (const items of readings) {
        for (let at = -2; at < others.length; at += 2) {
          const kind = said[at < 0 ? 0 : others[at]]; /* the name comes first, and has kind 0 */
          const word = at < 0 ? card[2] : others[at + 1];
          const likeness = kind[1] * this.likeness.of(items, word);
          if (likeness < LETTERS && items.every((item) => item.i)) continue;
          if (likeness > (best ? best.likeness : 0)) best = { likeness, kind: kind[0], word, items };
        }
      }
      return best;
    }
    /* Raise the likeness of a sentence to the share of it that the words of a matter have together. */
    _cover(readings, card, others, best) {
      if (best.items.length < LONG) return;
      const words = [card[2]].concat(others.filter((_, at) => at % 2));
      const covered = COVERED * Math.pow(this.likeness.covered(best.items, words), COVERED_SHARPLY);
      if (covered > best.likeness) best.likeness = covered;
    }
    /* Add the matters that have a code, or a code that begins with it. */
    _byCode(code, found) {
      const step = this.parts.index.codes.filter((length) => length < code.length).pop();
      let numbers = [].concat.apply([], this.parts.sound("#" + code));
      if (step) numbers = numbers.concat.apply(numbers, this.parts.sound("#" + code.slice(0, step)));
      numbers = numbers.slice(0, SHOWN);
      numbers.forEach((number) => {
        const card = this.parts.card(number);
        if (!card) return;
        const index = this.parts.index;
        for (let at = 0; at < card[4].length; at += 2) {
          if (card[4][at] !== index.code) continue;
          const whole = QingdanSearch.pure(QingdanSearch.plain(card[4][at + 1]));
          if (!whole.startsWith(code)) continue;
          const best = { likeness: 1, kind: index.said[index.code][0], word: card[4][at + 1], items: [] };
          found.set(number, this._entry(number, card, whole.length === code.length ? BY_CODE : BY_PART_OF_CODE, best, null));
        }
      });
    }
    _entry(number, card, score, best, synonym) {
      const list = this.parts.index.lists[card[0]];
      const prior = list[1] * (number >= this.parts.index.ended ? ENDED : 1) * (/（示例）$/.test(card[2]) ? EXAMPLE : 1);
      if (score !== BY_CODE) score *= prior;
      const entry = { number, card, list: list[0], turn: list[2], score, best };
      return synonym ? Object.assign(entry, { synonym: synonym.said, official: synonym.word }) : entry;
    }
    /* Search once more with the official word in the place of an everyday one; the other words stay. */
    _bySynonyms(numbers, words, found) {
      const meant = [];
      numbers.forEach((number) => {
        const card = this.parts.card(number);
        if (!card) return;
        words.forEach((readings, place) => {
          const like = this._best(readings, ["", "", "", "", []], card[4]);
          if (!like || like.likeness < MEANT) return;
          meant.push({ word: card[2], said: like.word, likeness: Math.min(1, like.likeness), place, to: card[5] });
        });
      });
      meant.sort((a, b) => b.likeness - a.likeness);
      const least = best(found) * NEXT;
      meant.slice(0, FOLLOWED).forEach((one) => {
        if (BY_SYNONYM * one.likeness < least) return;
        const instead = this.reader.read(one.word).words;
        const others = words.slice(0, one.place).concat(instead, words.slice(one.place + 1));
        this._near(one.to, LED_TO, LED_TO_FILES).forEach((number) => {
          this._judge(number, others, found, BY_SYNONYM * one.likeness, one);
        });
      });
    }
    /* Add the matters whose whole page has every pair of neighbouring characters that was typed. */
    _addTexts(typed, found) {
      const counts = new Map();
      let pairs = 0;
      typed.words.forEach((readings) => {
        const items = readings[0];
        for (let at = 0; at + 1 < items.length; at++) {
          if (!items[at].c || !items[at + 1].c || items[at].typed < 1 || items[at + 1].typed < 1) continue;
          pairs++;
          this.parts.text(items[at].c + items[at + 1].c).forEach((numbers) => {
            numbers.forEach((number) => counts.set(number, (counts.get(number) || 0) + 1));
          });
        }
      });
      if (!pairs) return;
      const numbers = Array.from(counts.keys()).filter((number) => counts.get(number) === pairs && !found.has(number));
      this._near(numbers.sort((a, b) => a - b), TEXTS, TEXTS_FILES).forEach((number) => {
        const card = this.parts.card(number);
        if (!card) return;
        const entry = this._entry(number, card, 0, null, null);
        entry.score = SURE - (number >= this.parts.index.ended ? BEHIND : 0);
        found.set(number, entry);
      });
    }
    /* Sort what was found. First what was asked for by its code or its whole name; then three tiers by score, in each what
       can be done before laws and bodies, and in the first the lists in their order; at the end what has ended. */
    _ordered(found, typed) {
      const top = best(found);
      const least = Math.max(LEAST, Math.min(SURE, top * NEXT));
      const ended = this.parts.index.ended;
      const entries = Array.from(found.values()).filter((entry) => entry.score >= least);
      entries.forEach((entry) => {
        entry.tier = entry.score >= top * AS_WELL ? 0 : entry.score >= top * NEARLY ? 1 : 2;
        /* What an everyday word leads to is asked for to get something done: laws and bodies do not come before that. */
        if (entry.turn === LAST_TURN && entry.synonym) entry.tier = Math.max(entry.tier, 1);
        if (entry.number >= ended) entry.tier = 3;
        const asked = entry.score >= ASKED || (idOf(entry.card) && typed.plain === plainName(entry.card[2]));
        if (asked) entry.tier = entry.number < ended ? -2 : -1;
        if (entry.tier) entry.turn = entry.turn === LAST_TURN ? 1 : 0;
      });
      return entries.sort((a, b) => a.tier - b.tier || a.turn - b.turn || b.score - a.score || a.number - b.number);
    }
    _result(entry, typed) {
      const card = entry.card;
      const best = entry.best;
      const marks = best && !entry.synonym && best.items.length && this.likeness.of(best.items, card[2]) > MARKED;
      return {
        id: idOf(card),
        list: entry.list,
        url: card[1] + (typed.article && card.indexOf(typed.article, 7) > 0 ? "#" + typed.article : ""),
        name: card[2],
        note: card[3],
        gist: card[6],
        score: Math.round(entry.score * 1000) / 1000,
        why: this._why(entry),
        marks: marks ? joined(this.likeness.places(best.items, card[2]).places) : [],
        also: (entry.also || []).map((other) => this._result(other, typed)),
      };
    }
    /* Why a matter was found, in a few words; "" where its name shows it. */
    _why(entry) {
      const best = entry.best;
      if (!best) return "正文里有";
      if (entry.synonym) return "近义：" + entry.synonym;
      if (best.word !== entry.card[2]) return best.kind + "：" + best.word;
      if (this.likeness.places(best.items, best.word).exact) return "";
      return best.items.every(isCharacter) ? "读音或字形相近" : "拼音";
    }
    /* The word of the record that was probably meant, where a character was wrong; "" where nothing tells. */
    _meant(entries, typed) {
      let top = null;
      entries.forEach((entry) => {
        if (!top || entry.score > top.score) top = entry;
      });
      const best = top && top.best;
      if (!best || top.synonym || typed.words.length > 1 || best.likeness < CLEAR || !best.items.every(isCharacter)) return "";
      if (this.likeness.places(best.items, best.word).exact) return "";
      const texts = [top.card[2]].concat(top.card[4].filter((_, at) => at % 2));
      const whole = texts.filter((text) => this._isMeant(best.items, text));
      return whole.sort((a, b) => a.length - b.length)[0] || "";
    }
    /* Whether nearly all of a word and of what was typed stand for each other. */
    _isMeant(items, text) {
      const stretch = this.likeness.places(items, text).places.length;
      return stretch > 1 && stretch >= MEANT_SHARE * Math.max(items.length, this.likeness.word(text).numbers.length);
    }
  }
  /* A name as people type it: without （示例） and punctuation. */
  function plainName(name) {
    return QingdanSearch.pure(QingdanSearch.plain(name.replace(/（示例）$/, "")));
  }
  /* `tells`: whether a word is long enough to look for everyday words. `maySlip`: whether to allow for slips in it. */
  function tells(readings) {
    return readings.some((items) => items.length > (items.every((item) => item.i) ? 2 : 1));
  }
  function maySlip(readings) {
    return readings.some((items) => items.length > 1 && !items.every((item) => item.i));
  }
  function idOf(card) {
    return (/\/([a-z]\d+)\/$/.exec(card[1]) || [])[1] || "";
  }
  function isCharacter(item) {
    return item.c && !/[a-z0-9]/.test(item.c);
  }
  function best(found) {
    let score = 0;
    found.forEach((entry) => (score = Math.max(score, entry.score)));
    return score;
  }
  function merged(one, other) {
    other.forEach((entry, number) => {
      if (!one.has(number) || one.get(number).score < entry.score) one.set(number, entry);
    });
    return one;
  }
  /* Entries of one matter put together in the place of the first of them: a guide and its power are one thing to a reader.
     The guide tells how to get it done and leads, unless the power was asked for by its name. */
  function together(entries) {
    const heads = [];
    entries.forEach((entry) => {
      const at = heads.findIndex((one) => tellsOf(one, entry) || tellsOf(entry, one));
      if (at < 0) return heads.push(Object.assign(entry, { also: [] }));
      const head = heads[at];
      if (head.tier < 0 || !tellsOf(head, entry)) return head.also.push(entry);
      heads[at] = Object.assign(entry, { also: [head].concat(head.also) });
      head.also = [];
    });
    return heads;
  }
  /* Whether a power's card names the guide that another entry is. */
  function tellsOf(power, guide) {
    return power.card[5].indexOf(guide.number) >= 0;
  }
  /* Places that touch each other joined into one. */
  function joined(places) {
    const out = [];
    places.forEach((place) => {
      const before = out[out.length - 1];
      if (before && before[1] >= place[0]) before[1] = Math.max(before[1], place[1]);
      else out.push(place.slice());
    });
    return out;
  }
  QingdanSearch.Engine = Engine;
})();
