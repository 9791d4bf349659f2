import type { Card } from '#core/chat/card.ts';
import { commands } from '../commands/index.ts';
import { type Command, describeOptions, type OptionDescription } from '../define-command.ts';
import { mainOption, shortOptions } from './parse-text.ts';

/** The command with a name of its own in Slack; every other is a word after `/upixel`. */
export const ownCommand = 'imagine';

/** The flags of a command, as in `<prompt> --count 1-4`. */
export function usageHint(command: Command): string {
  const options = describeOptions(command);
  const main = mainOption(options);
  const short = shortOptions(options);
  return [
    ...short.map(({ name, type }) => (type === 'person' ? `@${name}` : `<${name}>`)),
    ...(main ? [main.required ? `<${main.name}>` : `[${main.choices.length > 0 ? valueHint(main) : main.name}]`] : []),
    ...options
      .filter((option) => option !== main && !short.includes(option))
      .map((option) => `[--${option.name} ${valueHint(option)}]`),
  ].join(' ');
}

function valueHint({ type, choices, min, max }: OptionDescription): string {
  if (choices.length > 0) return choices.join('|');
  switch (type) {
    case 'image':
      return 'file id';
    case 'person':
      return '@name';
    case 'integer':
      // A range that nobody would read out is no help.
      return min !== undefined && max !== undefined && max <= 1000 ? `${min}-${max}` : 'number';
    case 'string':
      return 'name';
  }
}

/** The whole line: `/imagine <prompt> [--count 1-4]`, `/upixel history`. */
export const usageLine = (command: Command): string =>
  `${command.name === ownCommand ? `/${ownCommand}` : `/upixel ${command.name}`} ${usageHint(command)}`.trim();

export function helpCard(): Card {
  return {
    tone: 'notice',
    title: 'What I can do',
    lines: commands.map((command) => [{ code: usageLine(command) }, ` — ${command.description}`]),
    note: `/${ownCommand} alone opens a form. In threads, mention me with your prompt.`,
    private: true,
  };
}
