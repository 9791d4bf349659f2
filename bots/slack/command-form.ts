import type { Card } from '#core/chat/card/card.ts';
import type { Filled, FormPrice } from '#core/chat/card/form.ts';
import { failureCard } from '#core/chat/present/failure.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { capital } from '#core/words.ts';
import type { Asker, Command } from '../define-command.ts';
import type { AskedForm } from '../define-form.ts';
import { inTime } from '../filled-in.ts';
import { openingValues, priceOfForm } from '../form-price.ts';
import { whoOpens } from '../who-opens.ts';
import type { SlackTarget } from './answer.ts';
import { typing } from './ask.ts';
import { type Opening, openForm } from './modal.ts';

/** Opens the form of a command, with what was typed of it. False if Slack did not open it; the card that says why, if nobody should fill it in. */
export async function openCommandForm(
  deps: Deps,
  target: SlackTarget,
  { command, raw = {}, ...how }: Pick<Opening, 'triggerId' | 'on' | 'raw'> & { command: Command },
): Promise<boolean | Card> {
  const opened = await opening({ ...typing(deps, target), target }, command, raw);
  if (opened instanceof Failure) return refusedForm(deps, opened);
  const { filled, ...found } = opened;
  return openForm(deps, target, {
    ...how,
    ...found,
    of: { command: command.name },
    form: formOfCommand(command),
    raw: { ...filled, ...raw },
  });
}

interface Opened {
  filled: Filled;
  without: readonly string[];
  price?: FormPrice | undefined;
}

/** Why a form is not opened. */
export const refusedForm = ({ config }: Pick<Deps, 'config'>, failure: Failure): Card =>
  failureCard(failure, { creditsUrl: `${config.publicUrl}/credits`, asker: undefined });

/** A form without defaults and price is better than none, which is all that Slack would take after 3 s. */
async function opening(asker: Asker, command: Command, raw: Record<string, unknown>): Promise<Opened | Failure> {
  try {
    return await inTime(async () => {
      await asker.deps.chatRateLimits.count(asker);
      const who = await whoOpens({ name: command.name, makes: command.group === 'make' }, asker);
      const { filled, without } = (await command.opens?.(asker)) ?? { filled: {}, without: [] };
      const price = await priceOfForm(command, { ...openingValues(command, filled), ...raw }, { ...asker, who });
      return { filled, without: without.filter((name) => raw[name] === undefined), price };
    });
  } catch (err) {
    if (err instanceof Failure && err.code !== 'unavailable') return err;
    asker.deps.log.warn({ command: command.name, err }, 'a form opens without what the person usually wants');
    return { filled: {}, without: [] };
  }
}

const formOfCommand = ({ name, options, suggest = {}, costs }: Command): AskedForm => ({
  title: capital(name),
  submit: capital(name),
  options,
  suggest,
  ...(costs ? { costs } : {}),
});
