import type { Field } from '#core/chat/card/form.ts';
import { type Command, describeOptions } from '../define-command.ts';
import { mainOption, shortOptions } from './parse-text.ts';

/** The command with a name of its own on Slack; every other is a word after `/upixel`. */
export const ownCommand = 'imagine';

/** The flags of a command, as in `<prompt> --count 1-4`. */
export function usageHint(command: Command): string {
  const options = describeOptions(command);
  const main = mainOption(options);
  const short = shortOptions(options);
  return [
    ...short.map(({ name, type }) => (type === 'person' ? `@${name}` : `<${name}>`)),
    ...(main ? [main.required ? `<${main.name}>` : `[${main.type === 'choice' ? valueHint(main) : main.name}]`] : []),
    ...options
      .filter((option) => option !== main && !short.includes(option))
      .map((option) => `[${[`--${option.name}`, valueHint(option)].filter(Boolean).join(' ')}]`),
  ].join(' ');
}

function valueHint(field: Field): string {
  switch (field.type) {
    case 'choice':
      return field.isSwitch ? '' : field.choices.join('|');
    case 'flags':
      return field.choices.join(',');
    case 'image':
      return 'file id';
    case 'person':
      return '@name';
    case 'number': {
      // A range that long is no help.
      const { min, max } = field;
      return min !== undefined && max !== undefined && max <= 1000 ? `${min}-${max}` : 'number';
    }
    case 'text':
      return field.hint ?? (field.isOpen ? 'words' : 'name');
  }
}

/** The whole line: `/imagine <prompt> [--count 1-4]`, `/upixel history`. */
export const usageLine = (command: Command): string =>
  `${command.name === ownCommand ? `/${ownCommand}` : `/upixel ${command.name}`} ${usageHint(command)}`.trim();
