import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { MessageCommand } from '../message/commands.ts';
import { messageAct } from '../message/offer.ts';
import type { AttachedPicture, PointedMessage } from '../message/pointed-message.ts';
import type { BotsDeps } from '../receive.ts';
import { targetOf } from './answer.ts';
import { conversationOfShortcut, isGroupDm } from './conversation-in.ts';
import { isInstalled } from './installed.ts';
import { originOfView } from './origin.ts';
import { asOfOrganization } from './person.ts';
import { carryOut } from './requests.ts';

/**
 * Something was chosen in the menu of a message. It is answered by the payload's own address, which also reaches a channel that the bot is not in.
 * https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
 */
export async function onMessageShortcut(
  deps: BotsDeps,
  { shortcut, ack, context }: SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs,
  command: MessageCommand,
): Promise<void> {
  await ack();
  const { channel, message, response_url: responseUrl, trigger_id: key, user, enterprise } = shortcut;
  const conversation = conversationOfShortcut(shortcut);
  const from = targetOf({
    ...originOfView(shortcut, undefined),
    conversation,
    responseUrl,
    isGroupDm: isGroupDm(channel.name),
  });
  if (!(await isInstalled(deps, from, context.installUrl))) return;
  const target = await asOfOrganization(deps, from, enterprise?.id);
  const act = messageAct(command, pointedMessage(message));
  await carryOut(deps, act, { target, key, memberName: user.name, kind: 'message' });
}

/** The parts of a message that we use. Whatever else it has, and whatever is not as we expect, is passed over. */
const messageSchema = z.looseObject({
  /** Set on messages of apps. Only an app can write buttons. */
  bot_id: z.string().optional().catch(undefined),
  blocks: z.array(z.unknown()).catch([]).default([]),
  files: z.array(z.unknown()).catch([]).default([]),
});

const fileSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().optional(),
  size: z.number().default(0),
  original_w: z.number().optional(),
  original_h: z.number().optional(),
  /** In channels that companies share, the rest is to be looked up. */
  file_access: z.string().optional(),
});

function pointedMessage(message: unknown): PointedMessage {
  const { bot_id, blocks, files } = messageSchema.parse(message);
  return {
    controls: bot_id === undefined ? [] : controlsIn(blocks),
    pictures: files.flatMap((file) => {
      const { data } = fileSchema.safeParse(file);
      return data && isPicture(data) ? [pictureOf(data)] : [];
    }),
  };
}

type SlackFile = z.output<typeof fileSchema>;

const isPicture = ({ mimetype, file_access }: SlackFile) =>
  mimetype === undefined || mimetype === '' ? file_access === 'check_file_info' : /^image\/(?!svg)/.test(mimetype);

const pictureOf = ({ id, name, size, original_w, original_h }: SlackFile): AttachedPicture => ({
  id,
  name: name ?? undefined,
  byteLength: size,
  ...(original_w && original_h ? { px: original_w * original_h } : {}),
});

const blockSchema = z.looseObject({ elements: z.array(z.unknown()).catch([]).default([]) });
const controlSchema = z.looseObject({
  action_id: z.string().default(''),
  options: z
    .array(z.looseObject({ value: z.string() }))
    .catch([])
    .default([]),
});

/** A choice carries its own intent, as a button's id does. */
const controlsIn = (blocks: readonly unknown[]): string[] =>
  blocks.flatMap((block) =>
    (blockSchema.safeParse(block).data?.elements ?? []).flatMap((element) => {
      const { data } = controlSchema.safeParse(element);
      return data ? [data.action_id, ...data.options.map(({ value }) => value)] : [];
    }),
  );
