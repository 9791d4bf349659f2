import type { DiscordStandIn } from '#sandbox/discord/start.ts';
import type { Notices } from './discord-notices.ts';
import type { ActionsFor, discordRequests, SentFile } from './requests.ts';
import { uploadedFile, withUploads } from './uploaded-file.ts';

export type DiscordActions = ReturnType<typeof createDiscordActions>;

/** What a person does in the Discord panel. A refusal by the client is shown as its sentence. */
export function createDiscordActions({ people }: DiscordStandIn, notices: Notices, closedDms: Set<string>) {
  return {
    async command({ options, targetId, ...rest }) {
      const interaction = await people.runCommand({
        ...rest,
        options: withFiles(options),
        ...(targetId === undefined ? {} : { targetId }),
      });
      notices.watch(interaction, { command: rest.name });
      return { interactionId: interaction.id };
    },
    async autocomplete({ options, ...rest }) {
      return { choices: await people.autocomplete({ ...rest, options: withFiles(options) }) };
    },
    async click({ values, ...rest }) {
      const interaction = await people.click({ ...rest, ...(values === undefined ? {} : { values }) });
      notices.watch(interaction, { messageId: rest.messageId, customId: rest.customId });
    },
    async 'submit-modal'({ values, ...input }) {
      const interaction = await people.submitModal({ ...input, values: withUploads(values) });
      // The form stays open with its input until the app has accepted it.
      await interaction.acknowledged;
      if (notices.modalOf(input.userId)?.interactionId === input.interactionId) notices.closeModal(input.userId);
    },
    'close-modal': ({ userId }) => notices.closeModal(userId),
    dismiss: (input) => people.dismiss(input),
    'dismiss-notice': ({ noticeId }) => notices.dismiss(noticeId),
    say({ files, ...rest }) {
      people.say({ ...rest, files: files.map(uploadedFile) });
    },
    'closed-dms'({ userId, closed }) {
      if (closed) closedDms.add(userId);
      else closedDms.delete(userId);
      people.setClosedDms(userId, closed);
    },
    permission: ({ channelId, canPost }) => people.setBotPermission(channelId, { canPost }),
    membership: ({ guildId, member }) => people.setBotInGuild(guildId, member),
    'drop-connections': () => people.dropConnections(),
  } satisfies ActionsFor<typeof discordRequests>;
}

const withFiles = (options: Record<string, string | number | boolean | SentFile>) =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, typeof value === 'object' ? uploadedFile(value) : value]),
  );
