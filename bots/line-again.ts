import type { Field, Filled } from '#core/chat/card/form.ts';
import { fieldsInWords } from './form-words.ts';
import { valueIn } from './written-value.ts';

/**
 * What stands in the fields of a form, from a line that was given back: `/imagine prompt:a fox model:flux-2-pro`, or the words of a form. The
 * line has the options in the order of the fields; what looks like an option within the words before it stays theirs as long as the real one follows.
 */
export function fieldsIn(fields: readonly Field[], line: string): Filled {
  const command = /^\/[\w-]+(?= \w+:)/.exec(line)?.[0];
  const main = fields.find(({ isMain, type }) => isMain && type === 'text');
  if (command === undefined) return fieldsInWords(fields, line);
  const filled: Record<string, Filled[string]> = {};
  let rest = line.slice(command.length);
  // Nobody types a picture.
  const typed = fields.filter((each) => each !== main && each.type !== 'image');
  for (const field of [...(main ? [main] : []), ...typed].reverse()) {
    const named = ` ${field.name}:`;
    const at = field === main ? rest.indexOf(named) : rest.lastIndexOf(named);
    if (at < 0) continue;
    const written = rest.slice(at + named.length);
    // Words of the field before it.
    if (isOneWord(field) && /\s/.test(written)) continue;
    filled[field.name] = valueIn(field, written);
    rest = rest.slice(0, at);
  }
  return filled;
}

const isOneWord = ({ type }: Field) => type === 'number' || type === 'choice';
