/* How alike what was typed and a word of the record are, and which characters of the word were meant. */
(function () {
  "use strict";
  /* How well a typed item stands for a character. */
  const SAME = 1; /* it is the character [0: found −413, first −409, wrong −5, forgiven −303; 2: found −27, first −95, wrong +84, forgiven −27] */
  const SOUND = 0.78; /* another character that sounds the same, … [0.624: found −1, wrong −1; 0.975: found −1, first −3, wrong +9] */
  const NEAR = 0.68; /* … nearly the same: zh for z, … [0.544: nothing; 0.85: wrong +1] */
  const SHAPE = 0.72; /* … or looks alike [0.576 or 0.9: nothing] */
  const TYPED = 0.96; /* its syllable, … [0.768: found −49, first −49; 1.2: nothing] */
  const TYPED_NEAR = 0.86; /* … one that sounds nearly the same, … [0.688: found −1, first −1; 1.075: nothing] */
  const BEGUN = 0.88; /* … or the beginning of it [0.704 or 1.1: nothing] */
  const SURELY = 0.95; /* with more it is the character itself, or its syllable [0.76: wrong +5; 1.1875: found −17, first −17, wrong −3] */
  const FIRST = 0.72; /* its first letter, … [0.576: found −31, first −31; 0.9: found +1, first +1] */
  const FIRST_NEAR = 0.6; /* … or one that is taken for it: n for l [0.48 or 0.75: nothing] */
  /* What a run of matches loses. */
  const GAP = 0.16; /* for characters of the word that were not typed, and … [0.128: nothing; 0.2: found −5, first −5] */
  const STEP = 0.03; /* … for each further one of them [0.024 or 0.0375: nothing] */
  const SKIPPED = 0.3; /* for an item that is not in the word, and … [0.24: nothing; 0.375: found −2, first −1] */
  const LEFT_OUT = 0.04; /* … for each further one of them [0.032 or 0.05: nothing] */
  const SWAPPED = 0.8; /* two swapped neighbours count for this much of what they would have [0.64 or 1: nothing] */
  /* What the likeness of a word is made of: how much of what was typed a run holds, how much of the word, where it begins. */
  const SHARPLY = 1.6; /* the power of the share that was typed: what is half there is less than half as good [1.28: nothing; 2: found −2, first −2] */
  const OF_TYPED = 0.74; /* for the share alone, … [0.592: found −5, first −9, forgiven −1; 0.925: first +1] */
  const OF_WORD = 0.18; /* … as much more as the run is of the word, … [0.144: found −1, first −2; 0.225: first −1] */
  const AT_START = 0.08; /* … and this where it begins with the word [0.064 or 0.1: nothing] */
  const FILLED = 0.6; /* a word that is there by more than this much of itself counts though much else was typed: [0.48 or 0.75: nothing] */
  const FILLED_WORTH = 0.86; /* so much where all of it is there, … [0.688: found −2, first −3; 1.075: first −6, forgiven −1] */
  const FILLED_SHARPLY = 3; /* … by this power of what is there, … [2: nothing; 4: found −2, first −2] */
  const FILLED_ALONE = 0.45; /* … and so much of it however little of what was typed it is [0.36: found −3, first −3; 0.5625: first −1] */
  const KEPT = 20000; /* words of the record that are remembered taken apart */
  const NOWHERE = -9; /* less than any run has */
  const UNASKED = 255; /* in a table of likes: not compared yet */
  const WIDEST = 80; /* characters of a word that are compared */
  /* One table for all comparisons, which are many and short; one row for each item, one column for each character. */
  const CELLS = 64 * WIDEST;
  const matches = new Float32Array(CELLS);
  const value = new Float32Array(CELLS);
  const held = new Float32Array(CELLS);
  const from = new Int16Array(CELLS);
  const begin = new Int16Array(CELLS);
  const over = new Float32Array(WIDEST); /* for each column the best of the rows above the last one, less what that loses */
  const overFrom = new Int16Array(WIDEST);

  class Likeness {
    constructor(parts, fold) {
      this.readings = parts.readings;
      this.fold = fold;
      this.characters = []; /* every character met so far: itself, its readings, their folds */
      this.numbers = new Map(); /* character → its number in `characters` */
      this.plains = new Map(); /* a character as it is written → the numbers of those it is compared as */
      this.words = new Map();
      this.room = 4096;
      this.items = new Map(); /* what an item is known by → how well it stands for each character, by number */
      this.alike = new Map();
      parts.index.alike.forEach((group) => {
        for (const one of group) this.alike.set(one, (this.alike.get(one) || "") + group);
      });
    }
    /* A word of the record taken apart: the numbers of its characters, and where each begins and ends in the text. */
    word(text) {
      const known = this.words.get(text);
      if (known) return known;
      const word = { numbers: [], at: [], end: [] };
      let at = 0;
      for (const one of text) {
        this._plain(one).forEach((number) => {
          word.numbers.push(number);
          word.at.push(at);
          word.end.push(at + one.length);
        });
        at += one.length;
      }
      if (this.words.size > KEPT) this.words.clear();
      this.words.set(text, word);
      return word;
    }
    _plain(one) {
      let known = this.plains.get(one);
      if (!known) {
        known = Array.from(QingdanSearch.plain(one)).filter(QingdanSearch.isWord).map((part) => this._number(part));
        this.plains.set(one, known);
      }
      return known;
    }
    _number(character) {
      let number = this.numbers.get(character);
      if (number === undefined) {
        const readings = this.readings.get(character) || [character];
        number = this.characters.push({ c: character, s: readings, f: readings.map(this.fold) }) - 1;
        this.numbers.set(character, number);
      }
      return number;
    }
    /* The table of an item: how well it stands for each character, in hundredths, or UNASKED. */
    _likes(item) {
      if (this.characters.length > this.room) {
        this.room *= 2;
        this.items.clear();
      }
      const name = item.c || item.s + "|" + item.l + "|" + item.i + "|" + item.p;
      let likes = this.items.get(name);
      if (!likes) {
        likes = new Uint8Array(this.room).fill(UNASKED);
        if (this.items.size > 400) this.items.clear();
        this.items.set(name, likes);
      }
      return likes;
    }
    /* How well one typed item stands for one character, 0 to 1. */
    _one(item, character) {
      if (item.c) {
        if (item.c === character.c) return SAME;
        if (meet(item.s, character.s)) return SOUND;
        if ((this.alike.get(item.c) || "").indexOf(character.c) >= 0) return SHAPE;
        return meet(item.f, character.f) ? NEAR : 0;
      }
      if (item.i) {
        if (character.s.some((syllable) => syllable.startsWith(item.l))) return FIRST;
        return character.f.some((fold) => fold[0] === item.i[0]) ? FIRST_NEAR : 0;
      }
      if (meet(item.s, character.s)) return TYPED;
      if (meet(item.f, character.f)) return TYPED_NEAR;
      return item.p && character.f.some((fold) => fold.startsWith(item.p)) ? BEGUN : 0;
    }
    /* Fill `matches` for some items and a word; the number of its columns, or 0 where no item stands for any character. */
    _match(items, word) {
      const m = Math.min(word.numbers.length, WIDEST);
      let any = 0;
      for (let i = 0; i < items.length; i++) {
        const likes = this._likes(items[i]);
        for (let j = 0; j < m; j++) {
          const number = word.numbers[j];
          let like = likes[number];
          if (like === UNASKED) like = likes[number] = Math.round(100 * this._one(items[i], this.characters[number]));
          matches[i * m + j] = like / 100;
          any |= like;
        }
      }
      return any ? m : 0;
    }
    /* How alike some items and a word are, 0 to 1: by the best run of matches, how much of the word it is, and whether
       it is at the beginning. */
    of(items, text) {
      const word = this.word(text);
      const m = this._match(items, word);
      if (!m) return 0;
      let weight = 0;
      for (const item of items) weight += item.w;
      const end = stretch(items, m);
      const typed = Math.min(1, value[end] / weight);
      const whole = Math.min(1, held[end] / word.numbers.length);
      const start = begin[end] ? 0 : 1;
      const likeness = Math.pow(typed, SHARPLY) * (OF_TYPED + OF_WORD * whole + AT_START * start);
      if (word.numbers.length < 2 || whole <= FILLED) return likeness;
      return Math.max(likeness, FILLED_WORTH * Math.pow(whole, FILLED_SHARPLY) * (FILLED_ALONE + (1 - FILLED_ALONE) * typed));
    }
    /* {exact, places} of the best run of matches: whether all of it is as typed, and where each character is in the text. */
    places(items, text) {
      const word = this.word(text);
      const m = this._match(items, word);
      const found = { exact: true, places: [] };
      for (let at = m ? stretch(items, m) : -1; at >= 0; at = from[at]) {
        found.places.unshift([word.at[at % m], word.end[at % m]]);
        if (matches[at] < SAME) found.exact = false;
      }
      return found;
    }
    /* For each item how well it and a neighbour of its stand in one of some words; one item has no neighbour. */
    stands(items, texts) {
      const stands = items.map(() => 0);
      texts.forEach((text) => {
        const m = this._match(items, this.word(text));
        for (let j = 0; items.length === 1 && j < m; j++) stands[0] = Math.max(stands[0], matches[j]);
        for (let i = 0; i + 1 < items.length; i++) {
          for (let j = 0; j + 1 < m; j++) {
            const both = matches[i * m + j] * matches[(i + 1) * m + j + 1];
            if (both > stands[i]) stands[i] = both;
            if (both > stands[i + 1]) stands[i + 1] = both;
          }
        }
      });
      return stands;
    }
    /* Where a word stands in some items, whole and character for character (or in full syllables); -1 if nowhere. */
    wholeAt(items, text) {
      const m = this._match(items, this.word(text));
      const last = this.word(text).numbers.length > m ? -1 : items.length - m;
      for (let at = 0; m && at <= last; at++) {
        let j = 0;
        while (j < m && matches[(at + j) * m + j] > SURELY) j++;
        if (j === m) return at;
      }
      return -1;
    }
    /* Whether letters are the first ones of a stretch of a word: zjd of 宅基地. `anywhere`: not at its beginning alone. */
    abbreviates(letters, text, anywhere) {
      const syllables = this.word(text).numbers.map((number) => this.characters[number].s);
      for (let at = 0; at < (anywhere ? syllables.length : 1); at++) if (beginsSo(letters, syllables, at)) return true;
      return false;
    }
    /* Of the best run of matches: the share of the items, by weight, that it holds, how many stand for just their
       character, and over how many characters of the word it goes. */
    run(items, text) {
      const m = this._match(items, this.word(text));
      const run = { share: 0, same: 0, span: 0 };
      if (!m) return run;
      const end = stretch(items, m);
      run.share = value[end] / items.reduce((sum, item) => sum + item.w, 0);
      run.span = (end % m) - begin[end] + 1;
      for (let at = end; at >= 0; at = from[at]) if (matches[at] > SURELY) run.same++;
      return run;
    }
    /* The share of some items, by weight, that stand beside a neighbour of theirs in one of some words. */
    covered(items, texts) {
      const stands = this.stands(items, texts);
      let sum = 0;
      let weight = 0;
      items.forEach((item, place) => {
        sum += item.w * stands[place];
        weight += item.w;
      });
      return sum / weight;
    }
  }
  /* Find the best run of matches in a table of `m` columns, and give the place where it ends. A run goes down and to the
     right; it may leave out characters and items, and swap two neighbours. For the run that ends at a place, `value` is
     the sum of its matches by the weights of the items, `held` the sum without weights, `begin` its first column, and
     `from` the place before. */
  function stretch(items, m) {
    let best = 0;
    let end = 0;
    for (let k = 0; k < m; k++) over[k] = NOWHERE;
    for (let i = 0; i < items.length; i++) {
      const row = i * m;
      const weight = items[i].w;
      let gap = NOWHERE; /* the best value of the row above, less what the characters left out since then lose */
      let gapFrom = -1;
      for (let j = 0; j < m; j++) {
        const here = row + j;
        if (i && j > 1) {
          gap -= STEP;
          if (value[here - m - 2] - GAP > gap) {
            gap = value[here - m - 2] - GAP;
            gapFrom = here - m - 2;
          }
        }
        const like = matches[here];
        value[here] = 0;
        if (!like) continue;
        let before = 0;
        let came = -1;
        let lost = 0;
        if (i && j) {
          if (value[here - m - 1] > before) {
            before = value[here - m - 1];
            came = here - m - 1;
          }
          if (gap > before) {
            before = gap;
            came = gapFrom;
            lost = GAP;
          }
          if (over[j - 1] > before) {
            before = over[j - 1];
            came = overFrom[j - 1];
            lost = GAP;
          }
          /* The item above stands for the character to the left, but is quite another one. */
          if (i > 1 && j > 1 && value[here - 2 * m - 2] - SKIPPED > before) {
            before = value[here - 2 * m - 2] - SKIPPED;
            came = here - 2 * m - 2;
            lost = 2 * GAP;
          }
        }
        let total = before + like * weight;
        if (i && j && matches[here - m] && matches[here - 1]) {
          const swapped = SWAPPED * (matches[here - m] * items[i - 1].w + matches[here - 1] * weight);
          const earlier = i > 1 && j > 1 ? value[here - 2 * m - 2] : 0;
          if (earlier + swapped > total) {
            total = earlier + swapped;
            came = earlier ? here - 2 * m - 2 : -1;
            lost = -SWAPPED;
          }
        }
        value[here] = total;
        from[here] = came;
        held[here] = like - lost + (came < 0 ? 0 : held[came]);
        begin[here] = came < 0 ? j : begin[came];
        if (total > best) {
          best = total;
          end = here;
        }
      }
      /* `over` is for the next row: the row above this one joins it, where it is better. */
      for (let k = 0; i && k < m; k++) {
        over[k] -= LEFT_OUT * weight;
        if (value[row - m + k] - SKIPPED * weight > over[k]) {
          over[k] = value[row - m + k] - SKIPPED * weight;
          overFrom[k] = row - m + k;
        }
      }
    }
    return end;
  }
  /* Whether letters are the first ones, or zh, ch and sh, of the syllables from a place on. */
  function beginsSo(letters, syllables, at) {
    if (!letters) return true;
    if (at === syllables.length) return false;
    return syllables[at].some((syllable) => [1, 2].some((length) => {
      if (length === 2 && !/^[zcs]h/.test(syllable)) return false;
      const first = syllable.slice(0, length);
      return letters.startsWith(first) && beginsSo(letters.slice(length), syllables, at + 1);
    }));
  }
  function meet(some, others) {
    for (const one of some) if (others.indexOf(one) >= 0) return true;
    return false;
  }
  QingdanSearch.Likeness = Likeness;
})();
