import { z } from 'zod';
import { text } from '#core/chat/card/blocks.ts';
import { Failure } from '#core/failure.ts';
import { imageOption, personOption } from '../bots/fields.ts';
import { defineIntent } from '../bots/intents/define-intent.ts';
import { type IntentTable, intents } from '../bots/intents/index.ts';

const papers = ['matt', 'glossy'] as const;
const extras = ['frame', 'signature', 'gift wrap'] as const;

/** Five fields, Discord's maximum. */
const printOptions = z.object({
  name: z.string().trim().min(1).max(20).meta({ description: 'What stands below it', title: 'Its name' }),
  copies: z.int().min(1).max(4).default(1).meta({ description: 'How many' }),
  paper: z.enum(papers).default('matt').meta({ description: 'On which paper', allVisible: true }),
  extras: z.array(z.enum(extras)).optional().meta({ description: 'What comes with it', allVisible: true }),
  friend: personOption('Who gets it').optional(),
});
const wishOptions = z.object({
  motif: z.string().max(40).meta({ description: 'What to see on it' }),
  picture: imageOption('Like this one'),
});

/**
 * The product's buttons, two of which open forms instead: “Show” orders a print, which is refused to others, and “Get credits”
 * takes a wish. `sent` collects the submissions.
 */
export function formsForTests() {
  const sent: Array<{ intent: string; args: object; values: object; by: string; messageId: string | undefined }> = [];
  const printing = defineIntent({
    name: 'show',
    answer: 'form',
    form: () => ({ title: 'Order a print of this picture, on good paper', submit: 'Order', options: printOptions }),
    submitAnswer: 'ephemeral',
    async submit({ ask }, args, values) {
      if (values.name === 'not mine')
        throw new Failure('not_yours', {
          title: 'That one is not yours',
          happened: 'Only the person who asked for it can order it. Nothing was changed.',
          next: 'Order one of your own.',
        });
      sent.push({ intent: 'show', args, values, by: ask.target.userId, messageId: ask.messageId });
      return { tone: 'done', title: 'Ordered', blocks: [text(`${values.copies} × ${values.name}`)] };
    },
  });
  const wishing = defineIntent({
    name: 'get-credits',
    answer: 'form',
    form: () => ({
      title: 'A wish',
      submit: 'Wish',
      options: wishOptions,
      suggest: {
        motif: (typed) =>
          ['fox', 'owl'].filter((each) => each.startsWith(typed)).map((value) => ({ label: `A ${value}`, value })),
      },
    }),
    submitAnswer: 'channel',
    async submit({ ask }, args, values) {
      sent.push({ intent: 'get-credits', args, values, by: ask.target.userId, messageId: ask.messageId });
      return { tone: 'done', title: 'Wished', blocks: [text(`for ${values.motif}`)] };
    },
  });
  /** More fields than Discord allows: a mistake. */
  const crowded = defineIntent({
    name: 'undo-gift',
    answer: 'form',
    form: () => ({ title: 'Too much', submit: 'Send', options: printOptions.extend({ more: z.string() }) }),
    submitAnswer: 'ephemeral',
    submit: async () => undefined,
  });
  const table: IntentTable = { ...intents, show: printing, 'get-credits': wishing, 'undo-gift': crowded };
  return { intents: table, sent };
}
