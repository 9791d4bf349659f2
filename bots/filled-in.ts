import type { Filled, FormPrice, Hints } from '#core/chat/card/form.ts';
import { Failure } from '#core/failure.ts';
import type { Asker } from './define-command.ts';
import { openingValues, priceOfForm } from './form-price.ts';
import type { FormAct } from './receive.ts';
import { whoOpens } from './who-opens.ts';

/** Both chats wait 3 s for a form; there must be time left to say that it does not come. */
const mostMs = 1_500;

/** The values a form opens with, what its fields say of themselves, and what it costs then. @throws Failure unavailable, too_many_requests, as whoOpens, and what the look-up throws */
export const filledIn = (
  act: Pick<FormAct, 'name' | 'filled' | 'hints' | 'form' | 'submitAnswer'>,
  by: Asker | Promise<Asker>,
): Promise<{ filled: Filled; hints: Hints; price: FormPrice | undefined }> =>
  inTime(async () => {
    const asker = await by;
    await asker.deps.chatRateLimits.count(asker);
    const who = await whoOpens({ name: act.name, makes: act.submitAnswer === 'channel' }, asker);
    const [filled, hints = {}] = await Promise.all([act.filled(asker), act.hints?.(asker)]);
    return { filled, hints, price: await priceOfForm(act.form, openingValues(act.form, filled), { ...asker, who }) };
  });

/** @throws Failure unavailable, if it takes longer than a form can wait */
export async function inTime<Found>(look: () => Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), mostMs);
  });
  return Promise.race([look(), late]).finally(() => clearTimeout(timer));
}

const tooSlow = () =>
  new Failure('unavailable', {
    title: 'The form did not open',
    happened: 'What belongs into it was not found in time. Nothing was done and nothing was taken.',
    next: 'Press once more.',
  });
