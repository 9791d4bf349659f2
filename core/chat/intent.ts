import { z } from 'zod';
import { channelWishes } from '../places/channel-wishes.ts';

const ofGeneration = z.object({ generationId: z.uuid() });
const ofAsset = z.object({ assetId: z.uuid() });
/** A classic by its word, or one that is kept by its UUID. */
const ofPalette = z.object({ palette: z.string().regex(/^[\w-]{1,36}$/) });
/** A picture that somebody put into a message, by the chat's id of it. */
const ofAttached = z.object({ picture: z.string().regex(/^\w{1,24}$/) });

/** Commands that ask for nothing and answer their person alone, so that a button can stand for them. */
export const openableCommands = [
  'help',
  'history',
  'queue',
  'models',
  'credits',
  'settings',
  'link',
  'privacy',
] as const;
export type OpenableCommand = (typeof openableCommands)[number];

/** What commands are for, in the order in which they are listed. */
export const commandGroupNames = ['make', 'find', 'pay', 'wrong', 'yours', 'manage'] as const;

/**
 * The intents of buttons, and the arguments of each. Only ids and short names: the rest is read from the database on the press, so
 * a button works after any restart. bots/intents says what each does; a missing one does not compile.
 */
export const intentArgs = {
  again: ofGeneration,
  cancel: ofGeneration,
  delete: ofGeneration,
  'confirm-delete': ofGeneration,
  show: ofGeneration,
  'show-withheld': ofGeneration,
  /** A picture that is not as it was asked for. */
  'keep-offer': ofAsset,
  'give-back': ofAsset,
  'post-here': ofGeneration,
  remix: ofGeneration,
  /** The whole of what a card shows the beginning of. */
  prompt: ofGeneration,
  download: ofGeneration,
  /** For a program. `several`: whether it has more than one picture, which can lie in one sheet. */
  export: ofGeneration.extend({ several: z.enum(['yes', 'no']) }),
  save: ofGeneration,
  'save-in': ofGeneration.extend({ projectId: z.uuid() }),
  'save-new': ofGeneration,
  'use-reference': ofAsset,
  animate: ofAsset,
  /** A thing to do with one picture of several: which? */
  pick: ofGeneration.extend({ what: z.enum(['use-reference', 'animate', 'edit', 'cut-out', 'describe', 'pixel-art']) }),
  /** What costs, agreed to at this price. `press`: the button, as it was written. Of an earlier version: each question is good for one request. */
  agree: z.object({ press: z.string().max(80), credits: z.string().regex(/^\d{1,6}$/) }),
  /** The same; `after`: when the person had last asked for something, in base 36: until they ask again, all questions are one. */
  'go-on': z.object({
    press: z.string().max(80),
    credits: z.string().regex(/^\d{1,6}$/),
    after: z.string().regex(/^[0-9a-z]{1,9}$/),
  }),
  /**
   * What somebody wrote to us, at this price. `message`: the chat's id of what they wrote, where it is read again; `mark`: eight characters that change with
   * what it says.
   */
  'make-written': z.object({
    message: z.string().regex(/^\w{1,24}$/),
    credits: z.string().regex(/^\d{1,6}$/),
    mark: z.string().regex(/^[\w-]{8}$/),
  }),
  /** A form that was refused, with what was written in it. `press`: the button that opens it, as it was written. */
  correct: z.object({ press: z.string().max(80) }),
  upscale: ofAsset,
  vary: ofAsset,
  'cut-out': ofAsset,
  edit: ofAsset,
  describe: ofAsset,
  /** An image from the words of a description. */
  'make-like': ofGeneration,
  'describe-file': z.object({}),
  /** Real pixel art of a picture that looks like it. */
  'pixel-art': ofAsset,
  /** Of one that has no grid, by how many pixels on its longer side; `-as`: in a form. */
  pixelate: ofGeneration.extend({ longest: z.string().regex(/^\d{1,3}$/) }),
  'pixelate-as': ofGeneration,
  /** Of one that is pixel art already. */
  'upscale-native': ofGeneration,
  /** One of two that a picture may be. */
  'keep-candidate': ofAsset,
  'pixel-file': z.object({}),
  report: ofGeneration,
  'use-attached': ofAttached,
  'upscale-attached': ofAttached,
  'cut-out-attached': ofAttached,
  'edit-attached': ofAttached,
  'describe-attached': ofAttached,
  'pixel-art-attached': ofAttached,
  unlink: z.object({ identityId: z.uuid() }),
  buy: z.object({ itemId: z.string().max(40) }),
  'get-credits': z.object({}),
  'undo-gift': z.object({ giftId: z.uuid() }),
  'privacy-ask': z.object({ kind: z.enum(['access', 'correct', 'delete', 'restrict', 'other']) }),
  'privacy-statistics': z.object({ wanted: z.enum(['object', 'allow']) }),
  'privacy-requests': z.object({}),
  'ask-delete-me': z.object({}),
  'delete-me': z.object({ what: z.enum(['all', 'identity']) }),
  'stop-deletion': z.object({}),
  'privacy-export': z.object({}),
  'new-image': z.object({}),
  /** The same, asking for these options of /imagine, with dots between them. */
  'image-by': z.object({ fields: z.string().regex(/^[a-z]\w*(\.[a-z]\w*){0,4}$/) }),
  /** `after`: the last request of the page before; empty for the first page. */
  'history-page': z.object({ after: z.union([z.uuid(), z.literal('')]) }),
  /** Of what could not be posted alone; `after` likewise. */
  'undelivered-page': z.object({ after: z.union([z.uuid(), z.literal('')]) }),
  /** `page`: from 0. */
  'list-page': z.object({ list: z.enum(['projects', 'queue']), page: z.string().regex(/^\d{1,3}$/) }),
  settings: z.object({}),
  'place-channels': z.object({ wish: z.enum(channelWishes) }),
  'place-rules': z.object({ adult: z.enum(['yes', 'no']) }),
  'open-command': z.object({ command: z.enum(openableCommands) }),
  /** Every command of a group, each with what it does. */
  'help-about': z.object({ group: z.enum(commandGroupNames) }),
  'show-palette': ofPalette,
  'use-palette': ofPalette,
  'ask-delete-palette': ofPalette,
  'delete-palette': ofPalette,
  'add-palette': z.object({}),
  /** Of a result's pictures. */
  'palette-of': ofGeneration,
  'keep-palette': ofAsset,
  recolour: ofAsset,
  'workspace-data': z.object({ what: z.enum(['show', 'copy', 'ask', 'delete']) }),
} as const satisfies Record<string, z.ZodObject>;

export type IntentName = keyof typeof intentArgs;
export type IntentArgs<Name extends IntentName> = z.output<(typeof intentArgs)[Name]>;
export type IntentOf<Name extends IntentName> = {
  name: Name;
  args: IntentArgs<Name>;
  /** It stands on a card that its person alone sees: what comes of it is for them alone, too. */
  isPrivate?: true;
};
/** One of them with its arguments. */
export type Intent = { [Name in IntentName]: IntentOf<Name> }[IntentName];

/** Discord's limit for a custom_id, which is below Slack's 255 for an action_id. */
const mostChars = 100;
const version = 'v2';
/** On a card for one person alone. */
const privateVersion = 'p2';

/**
 * The id of a button with this intent: `v2:<name>:<argument>…`, or `p2:…` on a card for one person alone; the arguments in the order of
 * their schema.
 * @throws if it is longer than 100 characters, which is a mistake in a schema
 */
export function encodeIntent({ name, args, isPrivate }: Intent): string {
  const given: Record<string, string> = args;
  const values = Object.keys(intentArgs[name].shape).map((key) => encodeURIComponent(given[key] ?? ''));
  const text = [isPrivate ? privateVersion : version, name, ...values].join(':');
  if (text.length > mostChars) throw new Error(`a button for ${name} has ${text.length} characters`);
  return text;
}

/** Undefined for anything that is not a button of ours. */
export function decodeIntent(text: string): Intent | undefined {
  const [written, name, ...values] = text.split(':');
  if (!isIntentName(name)) return undefined;
  if (written === 'v1') return decodeFirst(name, values);
  const intent = written === version || written === privateVersion ? parse(name, values.map(decoded)) : undefined;
  return intent && written === privateVersion ? { ...intent, isPrivate: true } : intent;
}

const isIntentName = (name: string | undefined): name is IntentName =>
  name !== undefined && Object.hasOwn(intentArgs, name);

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined; // not written by us
  }
}

function parse(name: IntentName, values: Array<string | undefined>): Intent | undefined {
  const schema = intentArgs[name];
  const keys = Object.keys(schema.shape);
  if (keys.length !== values.length) return undefined;
  const parsed = schema.safeParse(Object.fromEntries(keys.map((key, index) => [key, values[index]])));
  // TypeScript cannot tell that a name and its own schema's arguments belong together.
  return parsed.success ? ({ name, args: parsed.data } as Intent) : undefined;
}

/** The items sold in November 2026, in the order in which the first version's buttons numbered them. */
const firstItems = ['pack-500', 'pack-2000', 'pack-10000', 'plan-pro', 'plan-studio'];

/** Buttons of the first version, `v1:<name>:<uuid>:<n>`, remain in chats for years. */
function decodeFirst(name: IntentName, [id, n]: string[]): Intent | undefined {
  if (!z.uuid().safeParse(id).success || !/^\d{1,4}$/.test(n ?? '')) return undefined;
  switch (name) {
    case 'get-credits':
      return parse(name, []);
    case 'buy':
      return parse(name, [firstItems[Number(n)]]);
    default:
      return parse(name, [id]);
  }
}
