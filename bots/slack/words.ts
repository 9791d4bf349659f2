/** A piece of what a person typed. */
export interface Word {
  /** Without the quotes around it. */
  text: string;
  isQuoted: boolean;
  /** As it was typed, with the space before it. */
  typed: string;
}

/** A double quote of any kind: phones and Slack itself turn straight ones into curly ones. */
const quote = '["“”„«»]';
const notQuote = '[^"“”„«»]';
const dashes = '(?:--|[—–]-?)';

/**
 * A quoted word begins and ends with its quotes, or follows `--flag=`; a lone quote, as for inches, is a letter. A mention is one word, whatever the
 * person's name.
 */
const pattern = new RegExp(
  `\\s*(?:(${dashes}[\\w-]+=)?${quote}(${notQuote}*)${quote}(?=\\s|$)|(?:${dashes}[\\w-]+=)?<@[^<>]*>|\\S+)`,
  'gu',
);

export function wordsOf(text: string): Word[] {
  // The pattern would be tried from each character of trailing white space: 40,000 of them took ten seconds.
  return [...text.trimEnd().matchAll(pattern)].map(([typed, flag, inside]) => ({
    typed,
    text: inside === undefined ? typed.trim() : `${flag ?? ''}${inside}`,
    isQuoted: inside !== undefined && flag === undefined,
  }));
}

/** `--name`, `--name=value`; also with the dash that Slack and phones make out of two hyphens. */
const flagPattern = new RegExp(`^(${dashes})([a-z][\\w-]*)(?:=(.*))?$`, 'isu');

export interface Flag {
  name: string;
  value: string | undefined;
  /** Written with two hyphens, so it can only be a flag. */
  isPlain: boolean;
}

export function flagOf(word: Word): Flag | undefined {
  const [, dash, name, value] = (word.isQuoted ? undefined : flagPattern.exec(word.text)) ?? [];
  if (dash === undefined || name === undefined) return undefined;
  return { name: name.toLowerCase(), value, isPlain: dash === '--' };
}

/**
 * What a person typed, from what Slack delivers: `&lt;` for `<`; and in messages, though not in commands, links and channels as
 * `<https://example.com|example.com>`. With `keepPeople` mentions stay as they came, `<@U123|ada>`.
 */
export function typedText(text: string, options: { keepPeople?: boolean } = {}): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (all: string, kind: string, target: string, label?: string) => {
      if (kind === '@' && options.keepPeople) return all;
      const sign = kind === '!' ? '@' : kind;
      return label === undefined || label === ''
        ? `${sign}${target}`
        : label.startsWith(sign)
          ? label
          : `${sign}${label}`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** People by name instead of id. */
export const typedPeople = (text: string): string =>
  text.replace(/<@([^<>|]*)(?:\|([^<>]*))?>/g, (_all, id: string, name?: string) => `@${name || id}`);
