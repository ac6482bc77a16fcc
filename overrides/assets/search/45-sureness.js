/* Whether a matter answers what was typed or is merely near it. A score does not tell: a long honest sentence scores
   low, and a word that the record knows nothing of scores high by chance. What tells is how much of what was asked the
   words of a matter cover, and whether they hold one of its words whole. The numbers are those at which `python -m
   tests.search` shows the labelled questions answered and those without an answer not. */
(function () {
  "use strict";
  const SHARE = 0.6; /* of the characters that do not merely ask, which a matter's words must cover … [0.48: found +2, first +1, wrong +8; 0.75: found −3, first −3] */
  const FEW = 3; /* … and where there are no more of them than this, [2: wrong +2; 4: nothing] */
  const SHARE_OF_FEW = 0.74; /* … so much must be covered [0.592: wrong +3; 0.925: found −3, first −2] */
  const WHOLE = 2; /* characters: a word of the matter of so many, typed whole, is enough … [1: nothing; 3: wrong −3] */
  const HALF = 0.5; /* … where it is so much of what was asked, … [0.4: found +1, first +1, forgiven −1; 0.625: found −4, first −4, wrong −1] */
  const SENTENCE = 7; /* … or what was asked is a sentence of so many characters, and the word … [5: found +2, first +1, wrong +2; 9: found −3, first −2, wrong −1] */
  const PART = 0.22; /* … is so much of it, … [0.176: nothing; 0.275: wrong −1] */
  const LONG = 11; /* … or the sentence has so many characters: then any whole word is enough [8 or 14: nothing] */
  const WELL = 0.44; /* the score from which a sentence is answered whatever its words cover: nothing scores so by chance [0.352: nothing; 0.55: found −3, first −3] */
  const PLAIN = 0.3; /* what the commonest characters weigh; those that the record does not know weigh 1 [0.24 or 0.375: nothing] */
  /* A slip of the pen: two characters swapped, one left out, one wrong. */
  const RUN = 0.85; /* the share that one run of matches has, … [0.68: found +2, first +1, wrong +4; 1.0625: found −4, first −4, wrong −1, forgiven −1] */
  const SPREAD = 2.4; /* … over no more than so many times the characters typed [1.92: found −2, first −2; 3: nothing] */
  const LEAST = 3; /* characters: of fewer a slip cannot be told from another word [2: nothing; 4: found −3, first −3, wrong −1, forgiven −1] */
  const WRONG = 4; /* one wrong character among so many, … [3: nothing; 5: found −9, first −9, forgiven −1] */
  const RIGHT = 0.75; /* … the others just as they are in the word [0.6: found +2, first +1, wrong +2; 0.9375: found −11, first −11, forgiven −1] */
  const INITIALS = 3; /* first letters: fewer of them fit by chance, … [2: nothing; 4: found −2, first −2] */
  const INITIALS_ANYWHERE = 4; /* … and so do fewer than these in the middle of a word [3 or 5: nothing] */

  class Sureness {
    constructor(likeness) {
      this.likeness = likeness;
    }
    /* Whether some words of the record, which scored so, answer all the words of a query together. */
    answers(words, texts, score) {
      const asked = { items: 0, weight: 0, covered: 0, whole: 0 };
      words.forEach((readings) => {
        let best = null;
        readings.forEach((items) => {
          const one = this._reading(items, texts);
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
      const run = this.likeness.run(items, text);
      if (run.share >= RUN && run.span <= SPREAD * items.length) return true;
      return items.length >= WRONG && run.same >= RIGHT * items.length && run.span <= items.length + 1;
    }
    /* One reading of a word: how many of its items ask for something, what these weigh, how much of that the texts cover,
       and the most that one of the texts has which stands in it whole. */
    _reading(items, texts) {
      const stands = this._stands(items, texts);
      const weights = items.map((item) => (item.typed < 1 ? 0 : PLAIN + (1 - PLAIN) * (item.rare === undefined ? 1 : item.rare)));
      const found = { items: weights.filter(Boolean).length, weight: sum(weights), covered: 0, whole: 0 };
      found.covered = sum(weights.map((weight, place) => weight * stands[place]));
      texts.forEach((text) => {
        const at = this.likeness.wholeAt(items, text);
        const length = this.likeness.word(text).numbers.length;
        if (at < 0 || cuts(items, at) || cuts(items, at + length)) return;
        const held = weights.slice(at, at + length).filter(Boolean).length;
        if (held >= WHOLE) found.whole = Math.max(found.whole, held);
      });
      return found;
    }
    _stands(items, texts) {
      if (items.every((item) => item.l)) {
        const letters = items.map((item) => item.l).join("");
        const anywhere = letters.length >= INITIALS_ANYWHERE;
        const known = letters.length >= INITIALS && texts.some((text) => this.likeness.abbreviates(letters, text, anywhere));
        if (known || items.every((item) => item.i)) return items.map(() => (known ? 1 : 0));
      }
      const stands = this.likeness.stands(items, texts);
      /* A number is one thing: 120 is not in q120, nor 12345 in 123456. */
      for (let from = 0; from < items.length; ) {
        let to = from + 1;
        while (cuts(items, to)) to++;
        const figures = items.slice(from, to).map((item) => item.c).join("");
        if (to > from + 1) stands.fill(texts.some((text) => numbers(text).indexOf(figures) >= 0) ? 1 : 0, from, to);
        from = to;
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
