import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Filled, Hints } from '#core/chat/card/form.ts';
import { cut } from '#core/chat/cut.ts';
import type { Platform } from '#core/chat/platforms.ts';
import { typedTitle } from '#core/chat/present/typed-back.ts';
import { quoted } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import { type Asker, describeOptions, type FieldFault } from './define-command.ts';
import type { AskedForm } from './define-form.ts';
import type { Context } from './dispatch.ts';
import { fieldsIn } from './line-again.ts';
import { checkOptions } from './parse-options.ts';

interface Opens {
  form: AskedForm;
  filled(asker: Asker): Promise<Filled>;
  hints?(asker: Asker): Promise<Hints>;
}

interface Sends {
  run(context: Context): Promise<Card | undefined>;
  givingBack?(error: unknown, platform: Platform): unknown;
}

/**
 * The form that was refused, with what was written in it: a wrong value says so in its field, where the nearest right one stands. What only the request could find
 * is said again at the words.
 * @param said what the card of the refusal says
 */
export function corrected(act: Opens, { line, said }: { line: string; said?: string | undefined }): Opens {
  const { form, filled, hints } = act;
  const fields = describeOptions(form);
  const written = fieldsIn(fields, line);
  const checked = checkOptions(form, written);
  const faults: readonly FieldFault[] =
    'values' in checked
      ? (form.faults?.(checked.values) ?? [])
      : checked.faults.map(({ name, label, what, near }) => ({ name, says: `${label} ${what}`, near }));
  const isBeside = ([name]: [string, unknown]) => !fields.some((field) => field.name === name);
  const nearest: Filled = Object.fromEntries(
    faults.flatMap(({ name, near }) => (near === undefined ? [] : [[name, near] as const])),
  );
  const wrong: Hints = Object.fromEntries(
    faults.map(({ name, says, near }) => [
      name,
      near === undefined
        ? says
        : `You wrote ${quoted(cut(String(written[name]), 30))}, which does not fit; the nearest is ${near}`,
    ]),
  );
  const first = fields.find(({ isMain }) => isMain) ?? fields[0];
  const later: Hints =
    faults.length === 0 && said !== undefined && said !== typedTitle && first ? { [first.name]: said } : {};
  return {
    form: { ...form, title: 'Correct what you wrote' },
    filled: async (asker) => ({
      ...Object.fromEntries(Object.entries(await filled(asker)).filter(isBeside)),
      ...written,
      ...nearest,
    }),
    hints: async (asker) => ({ ...(await hints?.(asker)), ...later, ...wrong }),
  };
}

/** The form was sent: its card offers it no longer, unless what was wrong this time is no word of theirs. */
export const correctedOnce = <Sent extends Sends>(act: Sent): Sent => ({
  ...act,
  async run(context: Context) {
    try {
      const done = await act.run(context);
      await close(context);
      return done;
    } catch (error) {
      const again = act.givingBack?.(error, context.ask.target.platform);
      if (again instanceof Failure && again.correct) await close(context);
      throw error;
    }
  },
});

const close = ({ ask, deps }: Context) =>
  ask.closeQuestion?.(usedCard).catch((err: unknown) => deps.log.warn({ err }, 'a corrected refusal stays open'));

const usedCard: Card = {
  tone: 'notice',
  title: 'You corrected this',
  blocks: [text('What came of it is in a message of its own.')],
};
