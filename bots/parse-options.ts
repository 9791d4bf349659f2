import type { z } from 'zod';
import type { Text } from '#core/chat/card/text.ts';
import { cleanText } from '#core/chat/clean-text.ts';
import { quoted } from '#core/contract/isolated.ts';
import { visible } from '#core/contract/visible.ts';
import { Failure } from '#core/failure.ts';
import { nearest } from '#core/nearest.ts';
import { capital } from '#core/words.ts';
import { type Asked, describeOptions } from './define-command.ts';

/** An invalid value, and why, as in `Count` `may be 4 at most`. */
interface Fault {
  name: string;
  /** How a person calls the field. */
  label: string;
  what: string;
  /** The right value that is nearest to it, if one is. */
  near?: string | number | undefined;
}

/** Checks what a person filled in against the schema. */
export function checkOptions<Options extends z.ZodObject>(
  asked: Asked<Options>,
  raw: Record<string, unknown>,
): { values: z.output<Options> } | { faults: Fault[] } {
  const fields = new Map(describeOptions(asked).map((field) => [field.name, field]));
  const cleaned = cleanedOf(asked, raw);
  const parsed = asked.options.safeParse(cleaned);
  if (parsed.success) return { values: parsed.data };
  return {
    faults: parsed.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? '');
      const what = faultOf(issue, writtenAt(issue, cleaned));
      return { name, label: fields.get(name)?.label ?? 'It', what, near: nearestTo(issue, what) };
    }),
  };
}

/** As the schema takes it: choices in any case, lists at their commas; what shows nothing is not there. */
function cleanedOf(asked: Asked, raw: Record<string, unknown>): Record<string, unknown> {
  const fields = new Map(describeOptions(asked).map((field) => [field.name, field]));
  const cleaned = Object.entries(raw).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value];
    const field = fields.get(name);
    const written = visible(cleanText(value));
    if (field?.type === 'flags') return [name, splitAtCommas(written).map((each) => asChosen(each, field.choices))];
    return [name, field?.type === 'choice' ? asChosen(written, field.choices) : written];
  });
  return Object.fromEntries(cleaned);
}

/** What a person has said so far, while something is missing: as a form begins with it, or what is wrong with it, as sentences without their full stop. */
export function checkGiven(
  asked: Asked,
  raw: Record<string, unknown>,
): { given: Record<string, unknown> } | { faults: string[] } {
  const given = cleanedOf(asked, raw);
  const labels = new Map(describeOptions(asked).map(({ name, label }) => [name, label]));
  // People and pictures are still to be looked up.
  const isWritten = ([, value]: [string, unknown]) => typeof value !== 'object' || Array.isArray(value);
  const parsed = asked.options.partial().safeParse(Object.fromEntries(Object.entries(given).filter(isWritten)));
  const faults = parsed.success
    ? (asked.faults?.({ ...given, ...parsed.data }) ?? [])
        .filter(({ name }) => raw[name] !== undefined)
        .map(({ says }) => says)
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0] ?? '');
        return `${labels.get(name) ?? 'It'} ${faultOf(issue, writtenAt(issue, given))}`;
      });
  return faults.length === 0 ? { given } : { faults: faults.map((fault) => fault.replace(/\.$/, '')) };
}

/** Like checkOptions, for people who see the faults in a card. @throws Failure bad_options, with a sentence each */
export function parseOptions<Options extends z.ZodObject>(
  asked: Asked<Options>,
  raw: Record<string, unknown>,
  next?: Text,
): z.output<Options> {
  const checked = checkOptions(asked, raw);
  if ('values' in checked) return checked.values;
  throw badValues(
    checked.faults.map(({ label, what }) => `${label} ${what}`),
    next,
    asked.refused,
  );
}

/** What was meant is plain, and cannot be: a sentence for each value. @param nothing what did not happen, as a sentence */
export const badValues = (faults: string[], next?: Text, nothing?: string): Failure =>
  badOptions(faults, next, nothing, titleOf(faults));

const titleOf = (faults: string[]) => {
  if (faults.every((fault) => fault.endsWith(' is missing'))) return 'Something is missing';
  return faults.length === 1 ? 'That value does not fit' : 'Some values do not fit';
};

/** @param nothing what did not happen, as a sentence */
export function badOptions(
  faults: string[],
  next: Text = 'Correct it and send it again.',
  nothing = 'Nothing was made and nothing was taken.',
  title = 'I did not understand that',
): Failure {
  return new Failure('bad_options', {
    title,
    happened: `${faults.map(capital).join('. ')}. ${nothing}`,
    next,
  });
}

/** What only some of a command's choices take is refused with the others, and never left out. @throws Failure bad_options */
export function refuseUnused(what: string, unused: Readonly<Record<string, unknown>>, nothing?: string): void {
  const names = Object.keys(unused).filter((name) => unused[name] !== undefined);
  if (names.length === 0) return;
  throw badOptions(
    names.map((name) => `${name} goes with something else than ${what}`),
    `Leave out ${names.join(' and ')} and send it again.`,
    nothing,
  );
}

/** Choices are taken in any case. */
const asChosen = (written: string, choices: readonly string[]) =>
  choices.find((choice) => choice.toLowerCase() === written.toLowerCase()) ?? written;

const splitAtCommas = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What the fault is in: of a list the one that is wrong. */
function writtenAt({ path: [name, at] }: z.core.$ZodIssue, values: Record<string, unknown>): unknown {
  const value = values[String(name)];
  return Array.isArray(value) && typeof at === 'number' ? value[at] : value;
}

/** What is wrong with an option, in words for a person. */
function faultOf(issue: z.core.$ZodIssue, written: unknown): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}${hint(written, issue.values)}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `may have ${issue.maximum} characters at most`
        : `may be ${issue.maximum} at most`;
    case 'too_small':
      if (issue.origin !== 'string') return `must be ${issue.minimum} at least`;
      return issue.minimum === 1 ? 'is missing' : `must have ${issue.minimum} characters at least`;
    case 'invalid_type':
      return issue.expected === 'int' || issue.expected === 'number' ? 'must be a whole number' : 'is missing';
    default:
      return written === undefined ? 'is missing' : issue.message;
  }
}

function nearestTo(issue: z.core.$ZodIssue, what: string): string | number | undefined {
  if (issue.code === 'too_big' && issue.origin !== 'string') return Number(issue.maximum);
  if (issue.code === 'too_small' && issue.origin !== 'string') return Number(issue.minimum);
  return / is nearest to (\S+)$/u.exec(what)?.[1];
}

function hint(written: unknown, values: readonly unknown[]): string {
  const near = typeof written === 'string' ? nearest(written, values.map(String)) : undefined;
  return near === undefined ? '' : `; ${quoted(String(written))} is nearest to ${near}`;
}
