import { z } from 'zod';

/** Which of Discord's shards a process runs, and how many there are in all. */
export interface Shards {
  ids: number[];
  count: number;
}

const written = /^(\d{1,4})(?:-(\d{1,4}))?\/(\d{1,4})$/;

/** `0-3/8`: the first four of eight; `2/8`: the third. */
export const shardsSetting = z.string().transform((text, context): Shards => {
  const [, first = '', last = first, of = '0'] = written.exec(text) ?? [];
  const [from, to, count] = [Number(first), Number(last), Number(of)];
  if (first === '' || from > to || to >= count) {
    context.addIssue('must be as in 0-3/8 (the first four of eight) or 2/8 (the third)');
    return z.NEVER;
  }
  return { ids: Array.from({ length: to - from + 1 }, (_, index) => from + index), count };
});
