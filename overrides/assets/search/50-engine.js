/* The search: from what was typed to a list, best first. It fetches nothing and touches no page.

   var engine = new QingdanSearch.Engine();
   var found = engine.search("户外gg");
   while (found.missing.length) { … engine.put(path, text) for each path below search/ …; found = engine.search("户外gg"); }

   found.results: {id, list, url, name, note, score, why, marks, also} - `marks` are the stretches of the name
   that were meant, `why` says what led there where the name does not show it, `also` are results of the same matter,
   a guide's power or a power's guide. Only what answers the question is a result: `found.sure` says whether anything
   does, `found.near` are at most three that are merely like it, `found.texts` those whose page has the words somewhere.
   found.danger: where what was typed is no errand but a danger, {name, calls: [[number, name], …]}; else null.
   found.meant: a whole word of the record that was probably meant, where a character was wrong; "" else. */
(function () {
  "use strict";
  /* How many matters are compared in full, and out of how many files of cards: files cost time on a slow network. */
  var SHOWN = 24; /* of the candidates */
  var CARD_FILES = 5;
  var LED_TO = 10; /* of those that an official word leads to */
  var LED_TO_FILES = 3;
  var TEXTS = 60; /* of those whose whole page has what was typed */
  var TEXTS_FILES = 12;
  /* Everyday words: how many are compared, how many of these lead to their official word, how well they have to fit. */
  var SYNONYMS = 6;
  var FOLLOWED = 4;
  var MEANT = 0.3;
  /* What a score is multiplied by: found through an everyday word, ended, an example. */
  var BY_SYNONYM = 0.93;
  var ENDED = 0.72;
  var EXAMPLE = 0.9;
  /* Scores and likenesses. What fits exactly has 1, a score times the worth of its list. */
  var STRONG = 0.62; /* a best score below it: the search is done again, with slips allowed for */
  var BY_CODE = 1.1; /* the score of what is found by its whole code, so that it comes first */
  var ASKED = 1.05; /* the score from which a matter was asked for by its code */
  var LEAST = 0.11; /* with a score below it nothing is shown */
  var LETTERS = 0.4; /* the likeness below which first letters alone fit by chance */
  var SURE = 0.28; /* the score from which a matter is shown, however good the best one is */
  var NEXT = 0.5; /* of the best score: what has less, and less than `SURE`, is not shown */
  var LONG = 4; /* items: a longer word is a sentence, and may fit several words of a matter */
  var COVERED = 0.72; /* the most that a sentence gets which several words of a matter share */
  var MARKED = 0.4; /* the likeness from which the characters that were meant are marked in the name */
  var CLEAR = 0.4; /* the likeness from which a reader is asked whether a word was meant, … */
  var MEANT_SHARE = 0.7; /* … and the share of it, and of what was typed, that must stand for each other */
  var TIERS = [0.93, 0.62]; /* of the best score: what fits as well as the best, what fits nearly as well */
  var LAST_TURN = 3; /* the turn of laws, bodies and documents: they stand below what can be done */
  var NEAR = 3; /* so many that are merely near are shown, where there are fewer answers */

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
        this.known = new Map(); /* official word → numbers of matters */
      }
    }
    /* options: {texts: whether to look through whole pages too, limit}. */
    search(query, options) {
      var wanted = options || {};
      if (!this.parts.ready()) return this._answer([], [], null, wanted);
      var typed = this.reader.read(query);
      if (!typed.words.length) return this._answer([], [], typed, wanted);
      var found = this._found(typed, false);
      var slip = best(found) < STRONG && typed.words.some(maySlip);
      if (!this.parts.missing.size && slip) found = merged(found, this._found(typed, true));
      if (!this.parts.missing.size && (wanted.texts || best(found) < SURE)) this._addTexts(typed, found);
      var ordered = this._ordered(found, typed);
      var danger = this._danger(typed);
      var sure = ordered.filter((entry) => this._answers(entry, typed) && (!danger || entry.tier < 0 || this._says(entry, typed)));
      return this._answer(together(sure), ordered.filter((entry) => sure.indexOf(entry) < 0), typed, wanted);
    }
    /* What is told of answers and of what is near them; incomplete while parts are missing. */
    _answer(answers, others, typed, wanted) {
      var told = (entries) => entries.map((entry) => this._result(entry, typed));
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
      var word = entry.synonym || entry.best.word;
      return typed.words.some((readings) => readings.some((items) => this.likeness.wholeAt(items, word) >= 0));
    }
    /* The danger that was typed, among other words or, in pinyin, by itself. */
    _danger(typed) {
      var said = this.parts.index.danger.filter((danger) => {
        return danger[2].some((words) => typed.plain.indexOf(words) >= 0) || danger[3].indexOf(typed.plain) >= 0;
      })[0];
      return said ? { name: said[0], calls: said[1] } : null;
    }
    /* Whether an entry is what was asked for: by its code, by its whole name, or because its words cover the question. */
    _answers(entry, typed) {
      if (!entry.best) return false;
      if (entry.tier < 0 || !entry.best.items.length) return true;
      var texts = [entry.card[2]].concat(entry.card[4].filter((_, at) => at % 2));
      /* An everyday word speaks for a matter that its official word fits. */
      if (entry.official && this.sureness.answers(this.reader.read(entry.official).words, texts, 0)) texts.push(entry.synonym);
      return this.sureness.answers(typed.words, texts, entry.score);
    }
    /* The entries found, by number of their matter: how well each fits, and why. Incomplete while parts are missing. */
    _found(typed, slips) {
      var found = new Map();
      var near = this.candidates.of(typed.words, slips, 3 * SHOWN, typed.words.some(tells) ? SYNONYMS : 0);
      if (this.parts.missing.size) return found;
      var matters = this._near(near.matters, SHOWN, CARD_FILES);
      matters.concat(near.synonyms).forEach((number) => this.parts.card(number));
      typed.codes.forEach((code) => this._byCode(code, found));
      if (this.parts.missing.size) return found;
      matters.forEach((number) => this._judge(number, typed.words, found, 1, null));
      this._bySynonyms(near.synonyms, typed.words, found);
      return found;
    }
    /* The first numbers whose cards are in no more than `files` files; at most `most` of them. */
    _near(numbers, most, files) {
      var near = [];
      var used = new Set();
      for (var number of numbers) {
        var file = this.parts.cardFile(number);
        if (!used.has(file) && used.size === files) continue;
        used.add(file);
        near.push(number);
        if (near.length === most) break;
      }
      return near;
    }
    /* Compare a matter's words with what was typed; keep the result in `found` if it is better than one found before. */
    _judge(number, words, found, factor, synonym) {
      var card = this.parts.card(number);
      if (!card) return;
      var others = card[4];
      var total = 0;
      var weights = 0;
      var strongest = null;
      words.forEach((readings) => {
        var best = this._best(readings, card, others);
        if (best) this._cover(readings, card, others, best);
        var weight = Math.max.apply(null, readings.map((items) => items.reduce((sum, item) => sum + item.w, 0)));
        weights += weight;
        if (!best) return;
        total += weight * best.likeness;
        if (!strongest || weight * best.likeness > strongest.weighted) {
          best.weighted = weight * best.likeness;
          strongest = best;
        }
      });
      if (!strongest) return;
      var entry = this._entry(number, card, (total / weights) * factor, strongest, synonym);
      var known = found.get(number);
      if (!known || known.score < entry.score) found.set(number, entry);
    }
    /* The word of a matter that is most like one reading of what was typed; null where none is. */
    _best(readings, card, others) {
      var said = this.parts.index.said;
      var best = null;
      for (var items of readings) {
        for (var at = -2; at < others.length; at += 2) {
          var kind = said[at < 0 ? 0 : others[at]]; /* the name comes first, and has kind 0 */
          var word = at < 0 ? card[2] : others[at + 1];
          var likeness = kind[1] * this.likeness.of(items, word);
          if (likeness < LETTERS && items.every((item) => item.i)) continue;
          if (likeness > (best ? best.likeness : 0)) best = { likeness: likeness, kind: kind[0], word: word, items: items };
        }
      }
      return best;
    }
    /* Raise the likeness of a sentence to the share of it that the words of a matter have together. */
    _cover(readings, card, others, best) {
      if (best.items.length < LONG) return;
      var words = [card[2]].concat(others.filter((_, at) => at % 2));
      var covered = COVERED * Math.pow(this.likeness.covered(best.items, words), 1.3);
      if (covered > best.likeness) best.likeness = covered;
    }
    /* Add the matters that have a code, or a code that begins with it. */
    _byCode(code, found) {
      var step = this.parts.index.codes.filter((length) => length < code.length).pop();
      var numbers = [].concat.apply([], this.parts.sound("#" + code));
      if (step) numbers = numbers.concat.apply(numbers, this.parts.sound("#" + code.slice(0, step)));
      numbers = numbers.slice(0, SHOWN);
      numbers.forEach((number) => {
        var card = this.parts.card(number);
        if (!card) return;
        var index = this.parts.index;
        for (var at = 0; at < card[4].length; at += 2) {
          if (card[4][at] !== index.code) continue;
          var whole = QingdanSearch.pure(QingdanSearch.plain(card[4][at + 1]));
          if (whole.slice(0, code.length) !== code) continue;
          var best = { likeness: 1, kind: index.said[index.code][0], word: card[4][at + 1], items: [] };
          found.set(number, this._entry(number, card, whole.length === code.length ? BY_CODE : 0.9, best, null));
        }
      });
    }
    _entry(number, card, score, best, synonym) {
      var list = this.parts.index.lists[card[0]];
      var prior = list[1] * (number >= this.parts.index.ended ? ENDED : 1) * (/（示例）$/.test(card[2]) ? EXAMPLE : 1);
      if (score !== BY_CODE) score *= prior;
      var entry = { number: number, card: card, list: list[0], turn: list[2], score: score, best: best };
      return synonym ? Object.assign(entry, { synonym: synonym.said, official: synonym.word }) : entry;
    }
    /* Search once more with the official word in the place of an everyday one; the other words stay. */
    _bySynonyms(numbers, words, found) {
      var meant = [];
      numbers.forEach((number) => {
        var card = this.parts.card(number);
        if (!card) return;
        words.forEach((readings, place) => {
          var like = this._best(readings, ["", "", "", "", []], card[4]);
          if (!like || like.likeness < MEANT) return;
          meant.push({ word: card[2], said: like.word, likeness: Math.min(1, like.likeness), place: place });
        });
      });
      meant.sort((a, b) => b.likeness - a.likeness);
      var least = best(found) * NEXT;
      meant.slice(0, FOLLOWED).forEach((one) => {
        if (BY_SYNONYM * one.likeness < least) return;
        var instead = this.reader.read(one.word).words;
        var others = words.slice(0, one.place).concat(instead, words.slice(one.place + 1));
        this._near(this._known(one.word, instead), LED_TO, LED_TO_FILES).forEach((number) => {
          this._judge(number, others, found, BY_SYNONYM * one.likeness, one);
        });
      });
    }
    /* The candidates for an official word; looked up once, and then remembered. */
    _known(word, words) {
      var known = this.known.get(word);
      if (known) return known;
      var before = this.parts.missing.size;
      known = this.candidates.of(words, false, SHOWN, 0).matters;
      if (this.parts.missing.size === before) this.known.set(word, known);
      return known;
    }
    /* Add the matters whose whole page has every pair of neighbouring characters that was typed. */
    _addTexts(typed, found) {
      var counts = new Map();
      var pairs = 0;
      typed.words.forEach((readings) => {
        var items = readings[0];
        for (var at = 0; at + 1 < items.length; at++) {
          if (!items[at].c || !items[at + 1].c || items[at].typed < 1 || items[at + 1].typed < 1) continue;
          pairs++;
          this.parts.text(items[at].c + items[at + 1].c).forEach((numbers) => {
            numbers.forEach((number) => counts.set(number, (counts.get(number) || 0) + 1));
          });
        }
      });
      if (!pairs) return;
      var numbers = Array.from(counts.keys()).filter((number) => counts.get(number) === pairs && !found.has(number));
      this._near(numbers.sort((a, b) => a - b), TEXTS, TEXTS_FILES).forEach((number) => {
        var card = this.parts.card(number);
        if (!card) return;
        var entry = this._entry(number, card, 0, null, null);
        entry.score = SURE - (number >= this.parts.index.ended ? 0.01 : 0);
        found.set(number, entry);
      });
    }
    /* Sort what was found. First what was asked for by its code or its whole name; then three tiers by score, in each what
       can be done before laws and bodies, and in the first the lists in their order; at the end what has ended. */
    _ordered(found, typed) {
      var top = best(found);
      var least = Math.max(LEAST, Math.min(SURE, top * NEXT));
      var ended = this.parts.index.ended;
      var entries = Array.from(found.values()).filter((entry) => entry.score >= least);
      entries.forEach((entry) => {
        entry.tier = entry.score >= top * TIERS[0] ? 0 : entry.score >= top * TIERS[1] ? 1 : 2;
        if (entry.number >= ended) entry.tier = 3;
        var asked = entry.score >= ASKED || (idOf(entry.card) && typed.plain === plainName(entry.card[2]));
        if (asked) entry.tier = entry.number < ended ? -2 : -1;
        if (entry.tier) entry.turn = entry.turn === LAST_TURN ? 1 : 0;
      });
      return entries.sort((a, b) => a.tier - b.tier || a.turn - b.turn || b.score - a.score || a.number - b.number);
    }
    _result(entry, typed) {
      var card = entry.card;
      var best = entry.best;
      var marks = best && !entry.synonym && best.items.length && this.likeness.of(best.items, card[2]) > MARKED;
      return {
        id: idOf(card),
        list: entry.list,
        url: card[1] + (typed.article && card.indexOf(typed.article, 6) > 0 ? "#" + typed.article : ""),
        name: card[2],
        note: card[3],
        score: Math.round(entry.score * 1000) / 1000,
        why: this._why(entry),
        marks: marks ? joined(this.likeness.places(best.items, card[2]).places) : [],
        also: (entry.also || []).map((other) => this._result(other, typed)),
      };
    }
    /* Why a matter was found, in a few words; "" where its name shows it. */
    _why(entry) {
      var best = entry.best;
      if (!best) return "正文里有";
      if (entry.synonym) return "近义：" + entry.synonym;
      if (best.word !== entry.card[2]) return best.kind + "：" + best.word;
      if (this.likeness.places(best.items, best.word).exact) return "";
      return best.items.every(isCharacter) ? "读音或字形相近" : "拼音";
    }
    /* The word of the record that was probably meant, where a character was wrong; "" where nothing tells. */
    _meant(entries, typed) {
      var top = null;
      entries.forEach((entry) => {
        if (!top || entry.score > top.score) top = entry;
      });
      var best = top && top.best;
      if (!best || top.synonym || typed.words.length > 1 || best.likeness < CLEAR || !best.items.every(isCharacter)) return "";
      if (this.likeness.places(best.items, best.word).exact) return "";
      var texts = [top.card[2]].concat(top.card[4].filter((_, at) => at % 2));
      var whole = texts.filter((text) => this._isMeant(best.items, text));
      return whole.sort((a, b) => a.length - b.length)[0] || "";
    }
    /* Whether nearly all of a word and of what was typed stand for each other. */
    _isMeant(items, text) {
      var stretch = this.likeness.places(items, text).places.length;
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
    var score = 0;
    found.forEach((entry) => (score = Math.max(score, entry.score)));
    return score;
  }
  function merged(one, other) {
    other.forEach((entry, number) => {
      if (!one.has(number) || one.get(number).score < entry.score) one.set(number, entry);
    });
    return one;
  }
  /* Entries of one matter put together, below the first of them: a guide and its power are one thing to a reader. */
  function together(entries) {
    var heads = [];
    entries.forEach(function (entry) {
      var head = heads.filter((one) => tellsOf(one, entry) || tellsOf(entry, one))[0];
      if (head) head.also.push(entry);
      else heads.push(Object.assign(entry, { also: [] }));
    });
    return heads;
  }
  /* Whether a power's card names the guide that another entry is. */
  function tellsOf(power, guide) {
    return power.card[5].indexOf(guide.number) >= 0;
  }
  /* Places that touch each other joined into one. */
  function joined(places) {
    var out = [];
    places.forEach(function (place) {
      var before = out[out.length - 1];
      if (before && before[1] >= place[0]) before[1] = Math.max(before[1], place[1]);
      else out.push(place.slice());
    });
    return out;
  }
  QingdanSearch.Engine = Engine;
})();
