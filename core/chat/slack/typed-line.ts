import { closed } from '../../contract/isolated.ts';
import { platforms } from '../../contract/platforms.ts';
import type { TypedCommand } from '../typed-command.ts';

/** The whole line, so that bots/slack/parse-text.ts reads it as the same request. */
export function slackLine({ command, main, then, options = [] }: TypedCommand): string {
  const flags = options.map(([name, value]) => `--${name} ${asValue(closed(value))}`);
  const words = [main, then].flatMap((each) => (each ? [closed(each.value)] : []));
  const parts = looksLikeFlag.test(words.join(' ')) ? [...flags, '--', ...words] : [...words, ...flags];
  return [platforms.slack.typed(command), ...parts].join(' ');
}

/** Dashes at the beginning of a word could be taken for a flag; after a bare `--` nothing is. */
const looksLikeFlag = /(?:^|\s)(?:--|[—–])/u;

/** A flag takes one word, or what is in quotes; one that takes more is read the same way. */
const asValue = (value: string) =>
  /\s/u.test(value) || looksLikeFlag.test(value) ? `"${value.replaceAll(/["“”„«»]/g, "'")}"` : value;
