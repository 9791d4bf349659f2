import { z } from 'zod';
import { findByLink, findLastHere, isLink, isMessageLink } from '#core/abuse/find-reported.ts';
import { cut } from '#core/chat/cut.ts';
import { quoted } from '#core/contract/isolated.ts';
import { defineCommand } from '../define-command.ts';
import { badOptions } from '../parse-options.ts';
import { nothingReported, reportFields } from '../report-fields.ts';
import { reportPicture } from '../report-picture.ts';

export const report = defineCommand({
  name: 'report',
  group: 'wrong',
  description: 'Tell the people who run this bot about a picture that should not be here',
  answer: 'ephemeral',
  refused: nothingReported,
  options: z.object({
    reason: reportFields.reason,
    picture: reportFields.picture,
    words: reportFields.words,
    message: z
      .string()
      .max(300)
      .optional()
      .meta({ description: 'A link to the message that shows it; left out: the last picture here' }),
  }),

  async run(context, { message, words, ...said }) {
    const { deps, ask } = context;
    // Somebody who types no names of options types the link where the words go.
    const link = message ?? linkIn(words);
    if (link !== undefined && !isMessageLink(link)) throw noMessageLink(link);
    const found = link
      ? await findByLink(deps, ask.target, link)
      : { generationId: await findLastHere(deps, ask.target), isSeen: true };
    const rest = message === undefined && link !== undefined ? words.replace(link, '').trim() : words;
    return reportPicture(context, found, { ...said, words: rest });
  },
});

/** A link to a message, wherever it stands in the words; or any other link, if there is nothing else. */
function linkIn(words: string): string | undefined {
  const parts = words.split(/\s+/);
  return parts.find(isMessageLink) ?? (parts.length === 1 ? parts.find(isLink) : undefined);
}

const noMessageLink = (written: string) =>
  badOptions(
    [`${quoted(cut(written, 100))} is no link to a message`],
    'Copy the link of the message that shows the picture, or leave it out: then it is about the last picture here.',
    nothingReported,
  );
