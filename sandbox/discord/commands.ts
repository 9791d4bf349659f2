import {
  type APIApplicationCommand,
  ApplicationCommandOptionType as Option,
  ApplicationCommandType as Type,
} from 'discord-api-types/v10';
import { createForm, type Form } from './errors.ts';
import { checkList, checkText, isGiven, isObject, type Json, objectsOf, textOf } from './json.ts';
import { limits } from './limits.ts';

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const defaults = { default_member_permissions: null, nsfw: false, contexts: null, integration_types: [0] };

/** Checks one command, or each of the list in an overwrite, and returns it as registered (without ids). */
export function readCommand(given: Json): Omit<APIApplicationCommand, 'id' | 'application_id' | 'version'> {
  const form = createForm();
  const command = checkCommand(form, '', given);
  form.done();
  return command;
}

export function readCommands(list: unknown): Array<Omit<APIApplicationCommand, 'id' | 'application_id' | 'version'>> {
  const form = createForm();
  const commands = objectsOf(list).map((given, index) => checkCommand(form, String(index), given));
  const seen = new Set<string>();
  for (const [index, { name, type }] of commands.entries()) {
    const key = `${type} ${name}`;
    if (seen.has(key))
      form.fail(`${index}.name`, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    seen.add(key);
  }
  form.done();
  return commands;
}

function checkCommand(form: Form, prefix: string, given: Json) {
  const at = (field: string) => (prefix === '' ? field : `${prefix}.${field}`);
  const type = (given.type ?? Type.ChatInput) as Type;
  const isChat = type === Type.ChatInput;
  if (isChat) checkName(form, at('name'), given.name);
  else checkText(form, at('name'), given.name, { min: 1, max: limits.commandName, required: true });
  if (isChat)
    checkText(form, at('description'), given.description, { min: 1, max: limits.commandDescription, required: true });
  else if (textOf(given.description) || objectsOf(given.options).length > 0)
    form.fail(
      at('description'),
      'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
      'Context menu commands cannot have a description or options',
    );
  checkOptions(form, at('options'), given.options, 0);
  if (textSize(given) > limits.commandText)
    form.fail(
      prefix === '' ? 'name' : prefix,
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size (${limits.commandText})`,
    );
  return { ...defaults, ...given, type, description: isChat ? textOf(given.description) : '' } as unknown as Omit<
    APIApplicationCommand,
    'id' | 'application_id' | 'version'
  >;
}

function checkName(form: Form, at: string, value: unknown) {
  checkText(form, at, value, { min: 1, max: limits.commandName, required: true });
  const name = textOf(value);
  if (name !== '' && (!NAME.test(name) || name !== name.toLowerCase()))
    form.fail(at, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function checkOptions(form: Form, at: string, value: unknown, depth: number) {
  const options = checkList(form, at, value, { max: limits.commandOptions });
  const names = new Set<string>();
  let optionalSeen = false;
  for (const [index, item] of options.entries()) {
    const option = isObject(item) ? item : {};
    const here = `${at}.${index}`;
    checkName(form, `${here}.name`, option.name);
    checkText(form, `${here}.description`, option.description, {
      min: 1,
      max: limits.commandDescription,
      required: true,
    });
    if (names.has(textOf(option.name)))
      form.fail(`${here}.name`, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    names.add(textOf(option.name));
    const isNested = option.type === Option.Subcommand || option.type === Option.SubcommandGroup;
    if (option.required === true && optionalSeen)
      form.fail(
        here,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    if (option.required !== true && !isNested) optionalSeen = true;
    checkOptionType(form, here, option, depth);
  }
  const nested = objectsOf(options).filter(({ type }) => type === Option.Subcommand || type === Option.SubcommandGroup);
  if (nested.length > 0 && nested.length < options.length)
    form.fail(
      at,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
}

function checkOptionType(form: Form, at: string, option: Json, depth: number) {
  const { type } = option;
  if (typeof type !== 'number' || type < Option.Subcommand || type > Option.Attachment) {
    form.fail(`${at}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).');
    return;
  }
  if (type === Option.Subcommand || type === Option.SubcommandGroup) {
    if (depth >= (type === Option.SubcommandGroup ? 1 : 2))
      form.fail(`${at}.type`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands cannot be nested this deep');
    return checkOptions(form, `${at}.options`, option.options, depth + 1);
  }
  const takesChoices = type === Option.String || type === Option.Integer || type === Option.Number;
  const choices = checkList(form, `${at}.choices`, option.choices, { max: limits.commandChoices });
  if ((choices.length > 0 || isGiven(option.autocomplete)) && !takesChoices)
    form.fail(
      at,
      'APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE_INVALID',
      'This option type cannot have choices or autocomplete',
    );
  if (choices.length > 0 && option.autocomplete === true)
    form.fail(at, 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE', 'Autocomplete and choices exclude each other');
  for (const [index, choice] of choices.entries()) {
    const given = isObject(choice) ? choice : {};
    checkText(form, `${at}.choices.${index}.name`, given.name, {
      min: 1,
      max: limits.commandChoiceName,
      required: true,
    });
    const isRight = type === Option.String ? typeof given.value === 'string' : typeof given.value === 'number';
    if (!isRight)
      form.fail(`${at}.choices.${index}.value`, 'BASE_TYPE_CONVERT', 'The choice has another type than its option');
  }
}

/** Names, descriptions and values of the whole tree count. */
function textSize(node: Json): number {
  const own = [node.name, node.description, node.value].reduce<number>((sum, text) => sum + textOf(text).length, 0);
  const below = [...objectsOf(node.options), ...objectsOf(node.choices)];
  return below.reduce((sum, each) => sum + textSize(each), own);
}
