import type { Filled } from '#core/chat/card/form.ts';
import { Failure } from '#core/failure.ts';
import type { Asker } from './define-command.ts';
import type { FormAct } from './receive.ts';

/** Both chats wait 3 s for a form; there must be time left to say that it does not come. */
const mostMs = 1_500;

/** The values a form opens with. @throws Failure unavailable, and what the look-up throws */
export async function filledIn(act: Pick<FormAct, 'filled'>, asker: Asker): Promise<Filled> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), mostMs);
  });
  return Promise.race([act.filled(asker), late]).finally(() => clearTimeout(timer));
}

const tooSlow = () =>
  new Failure('unavailable', {
    title: 'The form did not open',
    happened: 'What belongs into it was not found in time. Nothing was made and nothing was taken.',
    next: 'Press once more.',
  });
