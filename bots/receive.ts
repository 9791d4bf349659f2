import type { Card } from '#core/chat/card/card.ts';
import type { Field, Filled, Hints, Suggestion } from '#core/chat/card/form.ts';
import type { Text } from '#core/chat/card/text.ts';
import { cleanText } from '#core/chat/clean-text.ts';
import { decodeIntent, encodeIntent, type Intent, type IntentName, type IntentOf } from '#core/chat/intent.ts';
import type { Platform } from '#core/chat/platforms.ts';
import type { Deps } from '#core/deps.ts';
import { within } from '#core/within.ts';
import { fromAnotherVersion } from './another-version.ts';
import type { Answer } from './answer.ts';
import { type Agreed, agreedIn, askFirst, onceAgreed } from './ask-first.ts';
import { corrected, correctedOnce } from './corrected.ts';
import { type Asked, type Asker, type Command, describeOptions } from './define-command.ts';
import type { AskedForm } from './define-form.ts';
import type { Context } from './dispatch.ts';
import { formWords } from './form-words.ts';
import type { DoneBy, IntentTable } from './intents/index.ts';
import { parseOptions } from './parse-options.ts';
import { type FormAgain, givingBack, picturesInWords, type TypedLine } from './typed-again.ts';

/** What the chats' listeners are given: all of Deps, and what buttons do. */
export type BotsDeps = Deps & { intents: IntentTable };

/** The filled-in values, by name. Read after the request is acknowledged: looking up people and pictures takes time. */
type Raw = (fields: readonly Field[]) => Promise<Record<string, unknown>>;

/** A command as it was sent. `given`: before anything is looked up; `typed`: the whole line, if it was typed; `next`: what to do if a value is invalid. */
interface SentCommand {
  type: 'command';
  command: Command;
  raw: Raw;
  given: Readonly<Record<string, unknown>>;
  typed?: TypedLine | undefined;
  next?: Text;
}

/** What a person did, as each chat reads it from its own requests. */
export type Incoming =
  | SentCommand
  /**
   * A button was pressed, or something chosen in a menu. `line`: what was typed, where its card gives that back and the chat brings the card along; `said`: what
   * that card says, its title first.
   */
  | { type: 'intent'; id: string; line?: string | undefined; said?: string | undefined }
  /** A form of the intent was sent; `written`: the words in it, for giving them back. `next` is told which fields are given back anyway. */
  | {
      type: 'submit';
      id: string;
      raw: Raw;
      /** The values, before anything is looked up. */
      given?: (fields: readonly Field[]) => Readonly<Record<string, unknown>>;
      next?: (givenBack: readonly string[]) => Text;
      written?: string;
    };

/** What to do about it, and who sees the answer, which a chat may need to know in advance. */
export interface Act {
  name: string;
  answer: Answer;
  /** Whether what comes of it is for the person alone; undefined: as their settings say. */
  isPrivate?: boolean | undefined;
  /** See define-intent.ts. */
  reachesItsCard?: true | undefined;
  run(context: Context): Promise<Card | undefined>;
  /** Of a typed command: the error with the whole line, whoever refuses it, for which it need not have begun. */
  givingBack?(error: unknown, platform: Platform): unknown;
}

/** Opens a form, immediately and instead of any other answer. `id`: what the sent form brings back. */
export interface FormAct {
  name: string;
  answer: 'form';
  id: string;
  form: AskedForm;
  /** The values it opens with. @throws Failure, if there is nothing to open it for */
  filled(asker: Asker): Promise<Filled>;
  hints?(asker: Asker): Promise<Hints>;
  /** Who sees the answer to the sent form. */
  submitAnswer: Answer;
  isPrivate?: boolean | undefined;
  /** The command whose form it is; a chat that shows all fields of it opens that. */
  command?: Command | undefined;
}

/** Decides what to do about it. Only a press or a choice can open a form. */
export function actOf(intents: IntentTable, incoming: Exclude<Incoming, { type: 'intent' }>): Act;
export function actOf(intents: IntentTable, incoming: Incoming): Act | FormAct;
export function actOf(intents: IntentTable, incoming: Incoming): Act | FormAct {
  if (incoming.type !== 'command') {
    const intent = decodeIntent(incoming.id);
    return intent ? intentAct(intents, intent, incoming) : ofAnotherVersion(incoming);
  }
  const { command, raw, given: sent, typed, next } = incoming;
  const { name, answer } = command;
  const isPrivate = command.hasPrivacy ? saidPrivate(sent.private) : false;
  const fields = describeOptions(command);
  let values = sent;
  const run = async (context: Context) => {
    values = await raw(fields);
    return command.run(context, parseOptions(command, values, next));
  };
  return {
    ...{ name, answer, isPrivate, run },
    givingBack: (error, platform) =>
      givingBack(error, platform, { command: name, fields, values, form: formOfCommand(intents, command) }, typed),
  };
}

/** The form in which what was typed can be corrected. */
function formOfCommand(intents: IntentTable, { form: press, formFor }: Command): FormAgain | undefined {
  if (!press) return undefined;
  const act = intentAct(intents, press, { type: 'intent', id: encodeIntent(press) });
  if (act.answer !== 'form') return undefined;
  const correct = (form: Intent): Intent => ({ name: 'correct', args: { press: encodeIntent(form) } });
  const takes = new Set(describeOptions(act.form).map(({ name }) => name));
  return {
    intent(given, values) {
      const all = given.every(({ name }) => takes.has(name)) ? press : formFor?.(given, values);
      return all && correct(all);
    },
  };
}

/** Undefined if it was not said, or not in a word of ours, which the command itself refuses. */
function saidPrivate(said: unknown): boolean | undefined {
  const word = typeof said === 'string' ? said.trim().toLowerCase() : '';
  return word === 'yes' ? true : word === 'no' ? false : undefined;
}

/** Of a form that stands for a command, the whole command; of another one, what was written in it. `press`: the button that opens it, if it does so anywhere. */
function givingFormBack(
  error: unknown,
  platform: Platform,
  { form, values, press }: { form: AskedForm; values: Readonly<Record<string, unknown>>; press: string | undefined },
): unknown {
  const fields = describeOptions(form);
  const again: FormAgain | undefined =
    press === undefined ? undefined : { intent: () => ({ name: 'correct', args: { press } }) };
  const given = { fields, values, first: form.typedFirst, form: again };
  if (form.typedAs !== undefined) return givingBack(error, platform, { command: form.typedAs, ...given });
  const line = formWords(fields, values);
  if (line === undefined) return error;
  const pictures = fields.filter(({ name, type }) => type === 'image' && values[name] !== undefined).length;
  return givingBack(error, platform, { command: '', ...given }, { line, untyped: picturesInWords(pictures) });
}

/** One that was agreed to is the button that it names, at that price. */
function intentAct(
  intents: IntentTable,
  intent: Intent,
  incoming: Exclude<Incoming, { type: 'command' }>,
): Act | FormAct {
  if (!isOfAnother(intent)) return actOfPress(intents, intent, incoming);
  const pressed = decodeIntent(intent.args.press);
  if (!pressed || isOfAnother(pressed)) return ofAnotherVersion(incoming);
  switch (intent.name) {
    case 'agree':
      return actOfPress(intents, pressed, incoming, { credits: Number(intent.args.credits) });
    case 'go-on': {
      const { credits, after } = intent.args;
      return actOfPress(intents, pressed, incoming, { credits: Number(credits), after });
    }
    case 'correct': {
      const act = actOfPress(intents, pressed, { ...incoming, id: intent.args.press });
      if (act.answer !== 'form') return incoming.type === 'submit' ? correctedOnce(act) : ofAnotherVersion(incoming);
      if (incoming.type !== 'intent') return ofAnotherVersion(incoming);
      // The form comes back as what corrects that card.
      return { ...act, ...corrected(act, { line: incoming.line ?? '', said: incoming.said }), id: incoming.id };
    }
  }
}

type OfAnother = Exclude<IntentName, DoneBy>;
type IntentOfAnother = { [Name in OfAnother]: IntentOf<Name> }[OfAnother];

const isOfAnother = (intent: Intent): intent is IntentOfAnother =>
  intent.name === 'agree' || intent.name === 'go-on' || intent.name === 'correct';

function actOfPress<Name extends DoneBy>(
  intents: IntentTable,
  intent: IntentOf<Name>,
  incoming: Exclude<Incoming, { type: 'command' }>,
  agreed?: Agreed,
): Act | FormAct {
  const { name, args } = intent;
  const handler: IntentTable[Name] = intents[name];
  // As their settings say, unless its card is private already, or what it does is for everybody.
  const isPrivate = intent.isPrivate === true || (name === 'post-here' ? false : undefined);
  if (handler.answer !== 'form') {
    if (incoming.type === 'submit') return ofAnotherVersion(incoming);
    const run = async (context: Context) => {
      const costs = await handler.costs?.(context, args);
      // TypeScript cannot tell that a name and its own arguments are one of the intents.
      const press = intent as Intent;
      if (costs) await askFirst(context, press, { costs, agreed });
      if (agreed === undefined) return handler.run(context, args);
      return onceAgreed(context, costs, () => handler.run(agreedIn(context, press, agreed), args));
    };
    const { answer, reachesItsCard } = handler;
    return { ...{ name, answer, isPrivate, run }, ...(reachesItsCard ? { reachesItsCard } : {}) };
  }
  const form = formOrMistake(() => handler.form(args));
  if ('run' in form) return { name, answer: 'ephemeral', run: form.run };
  const { submitAnswer, command, needsItsCard: ownCard } = handler;
  if (incoming.type === 'intent') {
    const filled = async (asker: Asker) => (await handler.filled?.(asker, args)) ?? {};
    const hints = async (asker: Asker) => (await handler.hints?.(asker, args)) ?? {};
    return { name, answer: 'form', id: incoming.id, form, filled, hints, submitAnswer, isPrivate, command };
  }
  const { raw, next } = incoming;
  const fields = describeOptions(form);
  let values = incoming.given?.(fields) ?? {};
  const run = async (context: Context) => {
    values = await raw(fields);
    return handler.submit(context, args, parseOptions(form, values, next?.(Object.keys(values))));
  };
  return {
    ...{ name, answer: submitAnswer, isPrivate, run },
    givingBack: (error, platform) =>
      givingFormBack(error, platform, { form, values, press: ownCard ? undefined : incoming.id }),
  };
}

/** A form that cannot even be built is reported like any other mistake of ours. */
function formOrMistake(make: () => AskedForm): AskedForm | Pick<Act, 'run'> {
  try {
    return make();
  } catch (error) {
    return { run: () => Promise.reject(error) };
  }
}

/** The options of the form that a person has open; undefined if there is no such form any more. */
export function askedBy(intents: IntentTable, id: string): AskedForm | undefined {
  const act = actOf(intents, { type: 'intent', id });
  return act.answer === 'form' ? act.form : undefined;
}

/** What the form of an intent opens with beside its fields, such as how many pictures it begins with: its price may depend on it. */
export async function besideFields(intents: IntentTable, id: string, asker: Asker): Promise<Filled> {
  const act = actOf(intents, { type: 'intent', id });
  if (act.answer !== 'form') return {};
  const filled = Object.entries(await act.filled(asker));
  return Object.fromEntries(filled.filter(([name]) => !Object.hasOwn(act.form.options.shape, name)));
}

/** Suggestions while a person types. */
export async function suggestionsFor(
  asked: Asked | undefined,
  { name, typed }: { name: string; typed: string },
  asker: Asker,
  patienceMs = longestSuggestMs,
): Promise<Suggestion[]> {
  const suggest = asked?.suggest?.[name];
  if (!suggest) return [];
  try {
    return await within(patienceMs, Promise.resolve(suggest(cleanText(typed), asker)));
  } catch (err) {
    asker.deps.log.warn({ err, field: name }, 'nothing could be suggested');
    return [];
  }
}

/** Both chats wait three seconds, and then say that the app does not respond; without suggestions a person can still type. */
const longestSuggestMs = 2_000;

/** Whether a button or a form, another version of ours made it. */
const ofAnotherVersion = (incoming: Exclude<Incoming, { type: 'command' }>): Act => ({
  name: 'unknown',
  answer: 'ephemeral',
  run: () =>
    Promise.reject(
      incoming.type === 'intent' ? fromAnotherVersion('button') : fromAnotherVersion('form', incoming.written),
    ),
});
