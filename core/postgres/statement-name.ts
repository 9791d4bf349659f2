import { createHash } from 'node:crypto';

const names = new Map<string, string>();
/** Texts are our own and few; if they ever were not, this keeps memory bounded. */
const most = 1_000;

/** A prepared statement's name, by its text: so it never means another statement, whoever prepared it. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `upixel_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  if (names.size < most) names.set(text, name);
  return name;
}
