"use strict";

// Numbers by value: 46.2亿元, 462000万元 and 4,620,000,000元 are one amount. Each observation carries its
// amount as a token in its hidden field, and a number that is typed is turned into the same token. Amounts
// are moved about as digits and a power of ten, never as floating point: no two of them run together.

/** Tokens stand between private characters, their digits too: nothing that is typed matches them by chance. */
const AMOUNT_START = "\ue000";
const AMOUNT_END = "\ue001";
const UNIT_END = "\ue002";
const FIRST_DIGIT = 0xe010;

/** @type {Record<string, number>} powers of ten */
const POWERS = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };
const AMOUNT = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?[余多]?([十百千万亿]*)[余多]?([^\d,]*)$/;
/** Without a unit, such a number is a year or one among thousands. */
const TOO_COMMON = /^(?:\d{1,3}|(?:19|20)\d\d年?)$/;

/**
 * Read a printed number with its unit.
 * @param {string} folded
 * @returns {{amount: string, unit: string} | null} `amount` is the same for the same value
 */
function amountOf(folded) {
  const match = AMOUNT.exec(folded);
  if (!match) return null;
  const [, sign, whole, fraction = "", multipliers, rest] = match;
  const all = whole.replace(/,/g, "") + fraction;
  const digits = all.replace(/^0+/, "").replace(/0+$/, "");
  if (!digits) return { amount: "0", unit: rest };
  const zeros = all.length - all.replace(/0+$/, "").length;
  let power = zeros - fraction.length;
  for (const multiplier of multipliers) power += POWERS[multiplier];
  return { amount: `${sign}${digits}^${power}`, unit: rest };
}

/** @param {string} amount @param {string} unit empty: any @returns {string} what stands in a hidden field */
function amountToken(amount, unit) {
  const hidden = [...amount].map((sign) => String.fromCharCode(FIRST_DIGIT + sign.charCodeAt(0))).join("");
  return AMOUNT_START + hidden + AMOUNT_END + (unit && unit + UNIT_END);
}

/** @param {string} value of an observation, folded @returns {string[]} its token, if it is one number */
function amountsIn(value) {
  const read = amountOf(value);
  return read ? [amountToken(read.amount, read.unit)] : [];
}

/**
 * What finds entries of the value that a term says, however they print it.
 * @param {string} term folded @param {Language} language @returns {string[]}
 */
function amountNeedles(term, language) {
  const read = TOO_COMMON.test(term) ? null : amountOf(term);
  if (!read) return [];
  return [read.unit, ...language.equals(read.unit)].map((unit) => amountToken(read.amount, unit));
}
