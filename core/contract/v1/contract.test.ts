import { expect, test } from 'vitest';
import { refusals } from '../../refusals.ts';
import { v1Contract } from './contract.ts';
import type { V1Endpoint } from './endpoint.ts';
import { errorCodes } from './errors.ts';

test('examples have the shapes that are described, and codes the statuses of their refusals', () => {
  for (const [name, { example, body, answer }] of Object.entries<V1Endpoint>(v1Contract)) {
    if (example?.body !== undefined) expect(body?.safeParse(example.body).error, name).toBeUndefined();
    if (example?.answer !== undefined) expect(answer?.safeParse(example.answer).error, name).toBeUndefined();
  }
  for (const [name, { status }] of Object.entries(errorCodes))
    if (name in refusals) expect([name, refusals[name as keyof typeof refusals]]).toEqual([name, status]);
});
