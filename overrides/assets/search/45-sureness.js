/* Whether a matter answers what was typed or is merely near it. A score does not tell: a long honest sentence scores
   low, and a word that the record knows nothing of scores high by chance. What tells is how much of what was asked the
   words of a matter cover, and whether they hold one of its words whole. The numbers are those at which `python -m
   tests.search` shows the labelled questions answered and those without an answer not. */
(function () {
  "use strict";
  var SHARE = 0.6; /* of the characters that do not merely ask, which a matter's words must cover … */
  var FEW = 3; /* … and where there are no more of them than this, */
  var SHARE_OF_FEW = 0.74; /* so much */
  var WHOLE = 2; /* characters: a word of the matter of so many, typed whole, is enough … */
  var HALF = 0.5; /* … where it is so much of what was asked, … */
  var SENTENCE = 7; /* … or what was asked is a sentence of so many characters, and the word … */
  var PART = 0.22; /* … is so much of it, or stands in a long one of … */
  var LONG = 11;
  var WELL = 0.44; /* the score from which a sentence is answered whatever its words cover: nothing scores so by chance */
  var PLAIN = 0.3; /* what the commonest characters weigh; those that the record does not know weigh 1 */
  /* A slip of the pen: two characters swapped, one left out, one wrong. */
  var RUN = 0.85; /* the share that one run of matches has, … */
  var SPREAD = 2.4; /* … over no more than so many times the characters typed */
  var LEAST = 3; /* characters: of fewer a slip cannot be told from another word */
  var WRONG = 4; /* one wrong character among so many, … */
  var RIGHT = 0.75; /* … the others just as they are in the word */
  var INITIALS = 3; /* first letters: fewer of them fit by chance, … */
  var INITIALS_ANYWHERE = 4; /* … and so do fewer than these in the middle of a word */

  class Sureness {
    constructor(likeness) {
      this.likeness = likeness;
    }
    /* Whether some words of the record, which scored so, answer all the words of a query together. */
    answers(words, texts, score) {
      var asked = { items: 0, weight: 0, covered: 0, whole: 0 };
      words.forEach((readings) => {
        var best = null;
        readings.forEach((items) => {
          var one = this._reading(items, texts);
          if (!best || one.covered / one.weight > best.covered / best.weight) best = one;
        });
        asked.items += best.items;
        asked.weight += best.weight;
        asked.covered += best.covered;
        asked.whole = Math.max(asked.whole, best.whole);
      });
      if (asked.covered >= asked.weight * (asked.items > FEW ? SHARE : SHARE_OF_FEW)) return true;
      if (asked.whole && (asked.items >= LONG || asked.whole >= asked.items * (asked.items < SENTENCE ? HALF : PART))) return true;
      if (asked.items >= SENTENCE && asked.covered && score >= WELL) return true;
      return words.length === 1 && words[0].some((items) => texts.some((text) => this._slipped(items, text)));
    }
    /* Whether what was typed is a word of the record but for a slip of the pen. */
    _slipped(items, text) {
      if (items.length < LEAST || items.length >= SENTENCE || items.every(isFigure)) return false;
      var run = this.likeness.run(items, text);
      if (run.share >= RUN && run.span <= SPREAD * items.length) return true;
      return items.length >= WRONG && run.same >= RIGHT * items.length && run.span <= items.length + 1;
    }
    /* One reading of a word: how many of its items ask for something, what these weigh, how much of that the texts cover,
       and the most that one of the texts has which stands in it whole. */
    _reading(items, texts) {
      var stands = this._stands(items, texts);
      var weights = items.map((item) => (item.typed < 1 ? 0 : PLAIN + (1 - PLAIN) * (item.rare === undefined ? 1 : item.rare)));
      var found = { items: weights.filter(Boolean).length, weight: sum(weights), covered: 0, whole: 0 };
      found.covered = sum(weights.map((weight, place) => weight * stands[place]));
      texts.forEach((text) => {
        var at = this.likeness.wholeAt(items, text);
        var length = this.likeness.word(text).numbers.length;
        if (at < 0 || cuts(items, at) || cuts(items, at + length)) return;
        var held = weights.slice(at, at + length).filter(Boolean).length;
        if (held >= WHOLE) found.whole = Math.max(found.whole, held);
      });
      return found;
    }
    _stands(items, texts) {
      if (items.every((item) => item.l)) {
        var letters = items.map((item) => item.l).join("");
        var anywhere = letters.length >= INITIALS_ANYWHERE;
        var known = letters.length >= INITIALS && texts.some((text) => this.likeness.abbreviates(letters, text, anywhere));
        if (known || items.every((item) => item.i)) return items.map(() => (known ? 1 : 0));
      }
      var stands = this.likeness.stands(items, texts);
      /* A number is one thing: 120 is not in q120, nor 12345 in 123456. */
      for (var from = 0, to; from < items.length; from = to + 1) {
        for (to = from; cuts(items, to + 1); ) to++;
        if (to === from) continue;
        var figures = items.slice(from, to + 1).map((item) => item.c).join("");
        stands.fill(texts.some((text) => numbers(text).indexOf(figures) >= 0) ? 1 : 0, from, to + 1);
      }
      return stands;
    }
  }
  function sum(numbers) {
    return numbers.reduce((all, one) => all + one, 0);
  }
  function numbers(text) {
    return QingdanSearch.plain(text).match(/\d+/g) || [];
  }
  /* Whether a place lies within a number. */
  function cuts(items, place) {
    return place > 0 && place < items.length && isFigure(items[place - 1]) && isFigure(items[place]);
  }
  function isFigure(item) {
    return Boolean(item.c) && item.c >= "0" && item.c <= "9";
  }
  QingdanSearch.Sureness = Sureness;
})();
