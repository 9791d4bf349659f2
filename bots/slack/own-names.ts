import { findGuest } from '#core/accounts/identify.ts';
import type { Field } from '#core/chat/card/form.ts';
import type { Deps } from '#core/deps.ts';
import { longestNameIn } from '#core/projects/find-project.ts';
import { askerOf, type SlackTarget } from './answer.ts';
import { flagOf, type Word, wordsOf } from './words.ts';

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
  const typed = (from: number, to?: number) =>
    words
      .slice(from, to)
      .map((word) => word.typed)
      .join('');
  const inQuotes = (name: string) => {
    const taken = name.trim().split(/\s+/).length;
    const rest = typed(at + 1 + taken - (flag.value === undefined ? 0 : 1));
    return `${typed(0, at)} --${flag.name} "${name}"${rest}`.trimStart();
  };
  try {
    const who = await findGuest(deps, askerOf(target));
    const name = who?.userId ? await longestNameIn(deps, who.userId, said.join(' ')) : undefined;
    const meant = name ?? wordsSaid(words.slice(0, at), said);
    return /["“”„«»]/u.test(meant) ? text : inQuotes(meant);
  } catch (err) {
    deps.log.warn({ err }, 'whether a project is meant by several words is not known');
    return text;
  }
}

/**
 * None of their projects begins like that, and the refusal says all that can be meant by it: what follows a prompt is no prompt; what may be one goes on
 * for as long as the words begin like a name's.
 */
function wordsSaid(before: readonly Word[], said: readonly string[]): string {
  const hasPrompt = before.length > 0 && before.every((word) => flagOf(word) === undefined);
  const end = hasPrompt ? said.length : said.slice(0, -1).findIndex((word) => !/^[\p{Lu}\p{N}]/u.test(word));
  return said.slice(0, Math.max(end < 0 ? said.length - 1 : end, 1)).join(' ');
}
