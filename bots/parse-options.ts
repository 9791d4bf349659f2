import type { z } from 'zod';
import { cleanText } from '#core/chat/clean-text.ts';
import { Failure } from '#core/failure.ts';
import type { Command } from './define-command.ts';

/** What a person filled in, checked against the command's schema. @throws Failure bad_options, with a sentence each */
export function parseOptions(
  command: Command,
  raw: Record<string, unknown>,
  next?: string,
): z.output<Command['options']> {
  const cleaned = Object.entries(raw).map(([name, value]) => [
    name,
    typeof value === 'string' ? cleanText(value) : value,
  ]);
  const parsed = command.options.safeParse(Object.fromEntries(cleaned));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'It'} ${faultOf(issue)}`);
  throw badOptions(faults, next);
}

export function badOptions(faults: string[], next = 'Correct it and send it again.'): Failure {
  return new Failure('bad_options', {
    title: 'I did not understand that',
    happened: `${faults.join('. ')}. Nothing was made and nothing was taken.`,
    next,
  });
}

/** What is wrong with an option, in words for a person. */
export function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `may have ${issue.maximum} characters at most`
        : `may be ${issue.maximum} at most`;
    case 'too_small':
      return issue.origin === 'string' ? 'is missing' : `must be ${issue.minimum} at least`;
    case 'invalid_type':
      return issue.expected === 'int' || issue.expected === 'number' ? 'must be a whole number' : 'is missing';
    default:
      return issue.message;
  }
}
