import type { Field, Filled } from '#core/chat/card/form.ts';
import { inWords, valueIn } from './written-value.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * What was written in a form that stands for no command: a line for each field, by its label, or the words of its main field alone. Undefined if nothing was
 * written; what was only chosen is chosen again.
 */
export function formWords(fields: readonly Field[], values: Values): string | undefined {
  const said = fields.filter((field) => isSaid(field, values[field.name]));
  const [only, ...others] = said;
  if (!only || !said.some(({ type }) => type === 'text' || type === 'number')) return undefined;
  const words = inWords(values[only.name]);
  if (others.length === 0 && isMainText(only) && !isLabelled(fields, words)) return words;
  return said.map((field) => `${field.label}: ${inWords(values[field.name])}`).join('\n');
}

/** The same, back in its fields. */
export function fieldsInWords(fields: readonly Field[], words: string): Filled {
  const main = fields.find(isMainText);
  if (!isLabelled(fields, words)) return main ? { [main.name]: words } : {};
  const filled: Record<string, Filled[string]> = {};
  let rest = words;
  // From the last one: what looks like a label within the words before it stays theirs as long as the real one follows.
  for (const field of [...fields].reverse()) {
    const begins = `${field.label}: `;
    const at = rest.startsWith(begins) && !rest.includes(`\n${begins}`) ? 0 : rest.lastIndexOf(`\n${begins}`) + 1;
    if (at === 0 && !rest.startsWith(begins)) continue;
    filled[field.name] = valueIn(field, rest.slice(at + begins.length));
    rest = rest.slice(0, Math.max(0, at - 1));
  }
  return filled;
}

const isMainText = ({ isMain, type }: Field) => isMain && type === 'text';

function isSaid(field: Field, value: unknown): boolean {
  if (field.type === 'image' || field.type === 'person' || value === undefined || value === '') return false;
  return !('default' in field) || field.default === undefined || inWords(value) !== inWords(field.default);
}

/** What a main field's words alone hardly ever are. */
const isLabelled = (fields: readonly Field[], words: string) =>
  fields.some(({ label }) => words.startsWith(`${label}: `));
