import { findGuest } from '#core/accounts/identify.ts';
import type { Field } from '#core/chat/card/form.ts';
import type { Deps } from '#core/deps.ts';
import { longestNameIn } from '#core/projects/find-project.ts';
import { askerOf, type SlackTarget } from './answer.ts';
import { flagOf, wordsOf } from './words.ts';

/**
 * `--project Two Words a fox`: the same line with the longest name that is a project of theirs in quotes, as parseText reads it. Looks it up only where there
 * is something to find out; then, and if that fails, the line stays as it is. Never fails.
 */
export async function quoteOwnNames(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  target: SlackTarget,
  { options, text }: { options: readonly Field[]; text: string },
): Promise<string> {
  const names = options.flatMap((option) => (option.type === 'text' && option.isOwnProject ? [option.name] : []));
  const words = wordsOf(text);
  const flags = words.map(flagOf);
  const at = flags.findIndex((flag) => flag !== undefined && names.includes(flag.name));
  const flag = flags[at];
  // What is in quotes says itself where it ends.
  if (
    !flag ||
    /["“”„«»]/u.test(
      words
        .slice(at, at + 2)
        .map(({ typed }) => typed)
        .join(''),
    )
  )
    return text;
  const after = words.slice(at + 1);
  const end = after.findIndex((word) => flagOf(word) !== undefined || word.text === '--');
  const open = end < 0 ? after : after.slice(0, end);
  const said = [...(flag.value === undefined ? [] : [flag.value]), ...open.map(({ text: word }) => word)];
  if (said.length < 2) return text;
  try {
    const who = await findGuest(deps, askerOf(target));
    const name = who?.userId ? await longestNameIn(deps, who.userId, said.join(' ')) : undefined;
    if (name === undefined || /["“”„«»]/u.test(name)) return text;
    const taken = name.trim().split(/\s+/).length;
    const typed = (from: number, to?: number) =>
      words
        .slice(from, to)
        .map((word) => word.typed)
        .join('');
    const rest = typed(at + 1 + taken - (flag.value === undefined ? 0 : 1));
    return `${typed(0, at)} --${flag.name} "${name}"${rest}`.trimStart();
  } catch (err) {
    deps.log.warn({ err }, 'whether a project is meant by several words is not known');
    return text;
  }
}
