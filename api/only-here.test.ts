import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { onlyHere } from './only-here.ts';

test.each([
  ['127.0.0.1:3000', 'http://127.0.0.1:3000', true],
  ['localhost:3000', 'https://upixel.example.com', true],
  ['[::1]:3000', 'https://upixel.example.com', true],
  ['localhost', 'https://localhost', true],
  // Through a tunnel, by which Replicate and Stripe reach a developer's machine, and everybody else as well.
  ['upixel.example.com', 'https://upixel.example.com', false],
  ['evil.example.com:3000', 'http://127.0.0.1:3000', false],
])('what has no sign-in, asked for as %s where the pages are at %s', (host, publicUrl, isLetIn) => {
  const request = { method: 'GET', headers: { host } } as Request;
  const ask = () => onlyHere({ publicUrl, webPort: 3000 })(request, {} as Response, () => undefined);
  if (isLetIn) ask();
  else expect(ask).toThrow('only on this machine');
});
