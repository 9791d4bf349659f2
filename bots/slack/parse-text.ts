import type { ChoiceField, Field } from '#core/chat/card/form.ts';
import { quoted } from '#core/contract/isolated.ts';
import { nearest } from '#core/nearest.ts';
import { type Flag, flagOf, typedPeople, type Word, wordsOf } from './words.ts';

/** A picture named by Slack's id of its file, still to be looked up. */
export interface NamedFile {
  fileId: string;
}

/** A person named by their Slack id, still to be looked up. */
export interface NamedPerson {
  personId: string;
}

export interface ParsedText {
  /** Values by option name, for the command's schema to check. */
  raw: Record<string, unknown>;
  /** What was not understood: sentences without the full stop. */
  faults: string[];
  /** Some of it belongs to no option: then the list of them helps. A wrong value has its own sentence. */
  isUnknown?: true;
}

/** Options that need no flag, because their words are recognizable by form: `@ada 50`. */
export const shortOptions = (options: readonly Field[]) =>
  options.filter((option) => option.required && (option.type === 'person' || option.type === 'number'));

/** The option that takes the words that belong to no flag: the prompt, or the words that go with a gift. */
export const mainOption = (options: readonly Field[]) => options.find((option) => option.isMain);

/** Reads `a fox knight --model rd-fast --count=4`. A bare `--` ends the flags. */
export function parseText(options: readonly Field[], text: string): ParsedText {
  const parsed: ParsedText = { raw: {}, faults: [] };
  const rest: Word[] = [];
  const words = wordsOf(text);
  const knownFlag = (word: Word | undefined) => {
    const flag = word && flagOf(word);
    // A dash of one character is a flag only before a name we know: people write dashes too.
    return flag && (flag.isPlain || options.some(({ name }) => name === flag.name)) ? flag : undefined;
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    if (isBareDashes(word)) {
      rest.push(...words.slice(at + 1));
      break;
    }
    const flag = knownFlag(word);
    const option = flag && options.find(({ name }) => name === flag.name);
    if (!flag) rest.push(word);
    else if (option?.type === 'choice' && option.isSwitch && flag.value === undefined) {
      // `--private a fox`: the next word is its value only if it can be one.
      const next = words[at + 1]?.text.toLowerCase() ?? '';
      if (option.choices.includes(next)) at += 1;
      parsed.raw[option.name] = option.choices.includes(next) ? next : 'yes';
    } else if (takesSeveral(options, option) && !endsInQuotes(word)) {
      const following = words.slice(at + 1);
      const end = following.findIndex((next) => knownFlag(next) || isBareDashes(next));
      const all = end < 0 ? following : following.slice(0, end);
      const taken = isList(option) ? listWords(all, flag.value, entryOf(option)) : openWords(all);
      at += taken.length;
      const value = [flag.value, textOf(taken)].filter(Boolean).join(' ');
      read(options, { ...flag, value: isList(option) ? value.replace(/[,\s]+$/, '') : value }, parsed);
    } else if (flag.value === undefined && words[at + 1] && !knownFlag(words[at + 1])) {
      at += 1;
      read(options, { ...flag, value: words[at]?.text }, parsed);
    } else read(options, flag, parsed);
  }
  keepRest(options, rest, parsed);
  return parsed;
}

/** `--negative="cars, people"` says itself where it ends. */
const endsInQuotes = ({ typed }: Word) => /=["“”„«»]/u.test(typed);

const isBareDashes = ({ text, isQuoted }: Word) => text === '--' && !isQuoted;

/** Names with commas between them. */
const isList = (option: Field | undefined) =>
  option?.type === 'flags' || (option?.type === 'text' && option.isList === true);

/** Its flag takes more than one word: where no words are a prompt or a message by themselves, those after a flag can only be its own. */
const takesSeveral = (options: readonly Field[], option: Field | undefined) =>
  isList(option) || (option?.type === 'text' && (option.isOpen === true || mainOption(options)?.type !== 'text'));

/** All the words up to the next flag; a quoted one alone, if it is the first. */
const openWords = (words: Word[]): Word[] => (words[0]?.isQuoted ? words.slice(0, 1) : words);

const entryOf = (option: Field | undefined) =>
  new RegExp((option?.type === 'text' ? option.entry : undefined) ?? '', 'i');

/**
 * `--reference last, upixel-1a2b3c4d-1`: the next word for as long as a comma is before it, and it may be a name: in `last, a fox` the prompt begins.
 * @param begun what the flag has already, after its `=`
 */
function listWords(words: Word[], begun: string | undefined, entry: RegExp): Word[] {
  const goesOn = (before: string | undefined, { text }: Word) => {
    const isNamed = text.split(',').every((name) => name === '' || entry.test(name));
    return before === undefined || ((before.endsWith(',') || text.startsWith(',')) && isNamed);
  };
  const end = words.findIndex((word, at) => !goesOn(at === 0 ? begun : words[at - 1]?.text, word));
  return end < 0 ? words : words.slice(0, end);
}

/** What was typed; quotes around all of it are delimiters. */
const textOf = (words: Word[]) =>
  words.length === 1 && words[0]?.isQuoted
    ? words[0].text
    : words
        .map(({ typed }) => typed)
        .join('')
        .trim();

function read(options: readonly Field[], { name, value }: Flag, parsed: ParsedText) {
  const { raw, faults } = parsed;
  const option = options.find((each) => each.name === name);
  if (!option) {
    const near = nearest(
      name,
      options.map((each) => each.name),
    );
    parsed.isUnknown = true;
    return void faults.push(`There is no flag --${name}${near === undefined ? '' : `, but --${near}`}`);
  }
  if (value === undefined || value === '') return void faults.push(`--${name} needs a value`);
  switch (option.type) {
    case 'number':
      if (wholeNumber.test(value)) raw[name] = Number(value);
      else faults.push(`--${name} takes a whole number, not ${quoted(value)}`);
      return;
    case 'image': {
      // Also a link to the file, which contains the id.
      const fileId = /\bF[A-Z0-9]{6,}\b/.exec(value)?.[0];
      if (fileId) raw[name] = { fileId } satisfies NamedFile;
      else faults.push(`--${name} takes the id of a file in Slack, such as F0123456789, or a link to it`);
      return;
    }
    case 'person': {
      const personId = personIn(value);
      if (personId) raw[name] = { personId } satisfies NamedPerson;
      else
        faults.push(
          `I do not know who ${quoted(value)} is: choose the person from the list that Slack shows after an @`,
        );
      return;
    }
    case 'text':
    case 'choice':
    case 'flags':
      raw[name] = spoken(options, value);
  }
}

const wholeNumber = /^[+-]?\d{1,15}$/;
const personIn = (word: string) => /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/.exec(word)?.[1];

/** People in text-only options are shown by name. */
const spoken = (options: readonly Field[], text: string) =>
  options.some(({ type }) => type === 'person') ? typedPeople(text) : text;

function keepRest(options: readonly Field[], rest: Word[], parsed: ParsedText) {
  readShort(options, rest, parsed);
  const [first] = rest;
  if (!first) return;
  const main = mainOption(options);
  if (main?.type === 'choice') return keepChoice(options, main, rest, parsed);
  // Quotes around all of it are delimiters; quotes inside belong to the prompt.
  const words = textOf(rest).trim();
  if (main) parsed.raw[main.name] = spoken(options, words);
  else isForNothing(parsed, words);
}

/** Takes the leading words that belong to such options, in any order. */
function readShort(options: readonly Field[], rest: Word[], parsed: ParsedText) {
  const open = shortOptions(options).filter(({ name }) => parsed.raw[name] === undefined);
  while (open.length > 0) {
    const [word] = rest;
    const at = meantBy(open, rest);
    const [option] = at < 0 ? [] : open.splice(at, 1);
    if (!word || !option) return;
    rest.shift();
    read(options, { name: option.name, value: word.text, isPlain: true }, parsed);
  }
}

/** The place of the option that the first word is meant for; less than 0: of none. */
function meantBy(open: readonly Field[], [word, next]: readonly Word[]): number {
  const at = open.findIndex(({ type }) => word && looksLike[type === 'person' ? 'person' : 'number'](word.text));
  // `gift ada 50`: what stands right before the number is meant as the person, and reported if it is none.
  const isBefore = next && looksLike.number(next.text) && open.some(({ type }) => type === 'number');
  return at < 0 && isBefore ? open.findIndex(({ type }) => type === 'person') : at;
}

/** `@ada` alone names nobody, so it is reported. */
const looksLike = {
  person: (word: string) => personIn(word) !== undefined || word.startsWith('@'),
  number: (word: string) => wholeNumber.test(word),
};

/** `cap 50`, `access artists, testers`, `block @ada`: one of the choices, and the rest for the first option that it fits. */
function keepChoice(options: readonly Field[], main: ChoiceField, words: Word[], parsed: ParsedText) {
  const { raw } = parsed;
  const [first, ...rest] = main.required ? withoutNumber(options, words, raw) : words;
  raw[main.name] = first?.text.toLowerCase();
  const others = rest
    .map((word) => word.typed)
    .join('')
    .trim();
  if (others === '') return;
  const isNumber = /^\d{1,15}$/.test(others);
  const personId = personIn(others);
  const fits = ({ type }: Field) => {
    if (isNumber || personId !== undefined) return type === (isNumber ? 'number' : 'person');
    return ['text', 'choice', 'flags'].includes(type);
  };
  const next = options.find((option) => option !== main && raw[option.name] === undefined && fits(option));
  if (next?.type === 'person' && personId !== undefined) raw[next.name] = { personId } satisfies NamedPerson;
  else if (next) raw[next.name] = isNumber ? Number(others) : others;
  else isForNothing(parsed, others);
}

function isForNothing(parsed: ParsedText, words: string) {
  parsed.isUnknown = true;
  parsed.faults.push(`I do not know what ${quoted(words)} is for`);
}

/** `report 2 violence`, `report violence 2 with words`: a number before the choice that has to be made, or right after it, is no word of either. */
function withoutNumber(options: readonly Field[], words: Word[], raw: ParsedText['raw']): Word[] {
  const at = words.slice(0, 2).findIndex(({ text }) => /^\d{1,15}$/.test(text));
  const option = options.find(({ name, type }) => type === 'number' && raw[name] === undefined);
  if (at < 0 || words.length === 1 || !option) return words;
  raw[option.name] = Number(words[at]?.text);
  return words.toSpliced(at, 1);
}
