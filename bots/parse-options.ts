import type { z } from 'zod';
import { Failure } from '#core/failure.ts';
import type { Command } from './define-command.ts';

/** What a person filled in, checked against the command's schema. @throws Failure bad_options, with a sentence each */
export function parseOptions(
  command: Command,
  raw: Record<string, unknown>,
  next?: string,
): z.output<Command['options']> {
  const parsed = command.options.safeParse(raw);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'It'}: ${issue.message}`);
  throw badOptions(faults, next);
}

export function badOptions(faults: string[], next = 'Correct it and send it again.'): Failure {
  return new Failure('bad_options', {
    title: 'I did not understand that',
    happened: `${faults.join('. ')}. Nothing was made and nothing was taken.`,
    next,
  });
}
