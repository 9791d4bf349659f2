import type { ZodError } from 'zod';

type Issue = ZodError['issues'][number];

/** What is wrong with one field, as a sentence that says what is allowed: our own words where a shape has them, else made of the rule. */
function issueWords(issue: Issue): string {
  if (issue.message.endsWith('.')) return issue.message;
  if (issue.message.endsWith('received undefined')) return 'It is missing.';
  switch (issue.code) {
    case 'too_big':
      return `${issue.inclusive === false ? 'Below' : 'At most'} ${sizeOf(issue.origin, Number(issue.maximum))}.`;
    case 'too_small':
      return `${issue.inclusive === false ? 'Above' : 'At least'} ${sizeOf(issue.origin, Number(issue.minimum))}.`;
    case 'invalid_type':
      return `It has to be ${kinds[issue.expected] ?? `of the type ${issue.expected}`}.`;
    case 'invalid_value':
      return `${issue.values.length === 1 ? 'Only' : 'One of'} ${issue.values.map((value) => JSON.stringify(value)).join(', ')} is allowed.`;
    case 'unrecognized_keys':
      return `There is no ${issue.keys.map((key) => `“${key}”`).join(' or ')} here.`;
    case 'not_multiple_of':
      return `It has to be a multiple of ${issue.divisor}.`;
    case 'invalid_format':
      return `It has to be ${formats[issue.format] ?? 'written in another way'}.`;
    default:
      return issue.message.startsWith('Invalid') ? 'It is none of what is allowed here.' : `${issue.message}.`;
  }
}

function sizeOf(origin: string, number: number): string {
  const amount = number.toLocaleString('en');
  if (origin === 'string') return `${amount} ${number === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set') return `${amount} ${number === 1 ? 'entry' : 'entries'}`;
  return amount;
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const formats: Record<string, string> = {
  uuid: 'an id, as we gave it out',
  date: 'a day, as in 2026-11-29',
  datetime: 'a time, as in 2026-11-29T12:00:00Z',
  email: 'an e-mail address',
  url: 'an address',
};

/** What is wrong with which field: once for each, since what is no date, say, is also not one that is to come. What is wrong with the whole is all said. */
export function fieldErrors({ issues }: ZodError): Array<{ path: string; message: string }> {
  const errors = issues.map((issue) => ({ path: issue.path.join('.'), message: issueWords(issue) }));
  return errors.filter(({ path }, at) => path === '' || errors.findIndex((other) => other.path === path) === at);
}

/** "count: At most 4." */
export const fieldWords = ({ path, message }: { path: string; message: string }) =>
  path ? `${path}: ${message}` : message;
