import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';
import type { ImageReference } from '../define-command.ts';

/** What a person filled in, by option name; attachments as where their bytes are. */
export function rawOptions(interaction: ChatInputCommandInteraction): Record<string, unknown> {
  return Object.fromEntries(
    interaction.options.data.map((option) => {
      if (option.type !== ApplicationCommandOptionType.Attachment || !option.attachment)
        return [option.name, option.value];
      const { url, size, contentType } = option.attachment;
      const image: ImageReference = { url, byteLength: size, contentType: contentType?.split(';')[0] ?? '' };
      return [option.name, image];
    }),
  );
}
