"use strict";

// What a printed number amounts to: 46.2亿元, 462000万元 and 4,620,000,000元 are one value. Only digits are
// moved, nothing is calculated, so that no value is rounded.

/**
 * `number` is the digits without zeros at either end and the power of ten they are multiplied by.
 * @typedef {{number: string, unit: string}} Value
 */

const PRINTED = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?[余多]?([十百千万亿]*)[余多]?([^\d.,\-+]*)$/;
/** @type {Record<string, number>} zeros a character stands for */
const ZEROS = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };
const LONGEST_NUMBER = 40;

/** @param {string} printed folded @returns {Value | null} null where it is not one number, with or without a unit */
function valueOf(printed) {
  const found = printed.length <= LONGEST_NUMBER && PRINTED.exec(printed);
  if (!found) return null;
  const [, sign, whole, fraction = "", multiplier, unit] = found;
  const digits = (whole + fraction).replace(/\D/g, "").replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  let power = digits.length - kept.length - Math.max(0, fraction.length - 1);
  for (const character of multiplier) power += ZEROS[character];
  const negative = sign === "-" ? "-" : "";
  return { number: kept ? `${negative}${kept}e${power}` : "0", unit };
}

/** The printed values of an index, by what they amount to. */
class Values {
  /** @param {Iterable<{value: string}>} entries */
  constructor(entries) {
    /** @type {Map<string, Map<string, string>>} number → print → unit */
    this.prints = new Map();
    for (const { value } of entries) {
      const read = value ? valueOf(value) : null;
      if (!read) continue;
      const prints = this.prints.get(read.number) || new Map();
      this.prints.set(read.number, prints.set(value, read.unit));
    }
  }

  /**
   * Other prints of a value. A unit, where one is asked for, is the same; short whole numbers and years
   * without one are no values: they stand everywhere.
   * @param {string} term folded @returns {string[]}
   */
  equals(term) {
    if (/^(?:\d{1,3}|(?:19|20)\d\d年?)$/.test(term)) return [];
    const asked = valueOf(term);
    const prints = asked && this.prints.get(asked.number);
    if (!prints) return [];
    return [...prints].flatMap(([print, unit]) =>
      print !== term && (!asked.unit || asked.unit === unit) ? [print] : [],
    );
  }
}
