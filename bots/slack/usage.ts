import type { Field } from '#core/chat/card/form.ts';
import { platforms } from '#core/chat/platforms.ts';
import { type Command, describeOptions } from '../define-command.ts';
import { mainOption, shortOptions } from './parse-text.ts';

/** The command with a name of its own on Slack; every other is a word after `/upixel`. */
export const ownCommand = 'imagine';

interface Usage {
  /** What is typed without a flag, in its order: `<prompt>`. */
  words: string[];
  /** `--count 1-4`, and what it is for. */
  flags: Array<{ flag: string; description: string }>;
}

function usageOf(command: Command): Usage {
  const options = describeOptions(command).filter(
    ({ isOfAdultChannels }) => !isOfAdultChannels || platforms.slack.hasAdultChannels,
  );
  const main = mainOption(options);
  const short = shortOptions(options);
  return {
    words: [
      ...short.map(({ name, type }) => (type === 'person' ? `@${name}` : `<${name}>`)),
      ...(main ? [main.required ? `<${main.name}>` : `[${main.type === 'choice' ? valueHint(main) : main.name}]`] : []),
    ],
    flags: options
      .filter((option) => option !== main && !short.includes(option))
      .map((option) => ({
        flag: [`--${option.name}`, valueHint(option)].filter(Boolean).join(' '),
        description: option.description,
      })),
  };
}

/** The flags of a command, as in `<prompt> [--count 1-4]`. */
export function usageHint(command: Command): string {
  const { words, flags } = usageOf(command);
  return [...words, ...flags.map(({ flag }) => `[${flag}]`)].join(' ');
}

const typed = ({ name }: Command) => platforms.slack.typed(name);

/** The same in lines, for whoever asks: the command, and what each of its flags is for. */
export function usageLines(command: Command): { line: string; flags: Usage['flags'] } {
  const { words, flags } = usageOf(command);
  return { line: [typed(command), ...words].join(' '), flags };
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
export const usageLine = (command: Command): string => `${typed(command)} ${usageHint(command)}`.trim();
