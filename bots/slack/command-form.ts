import type { Filled, FormPrice } from '#core/chat/card/form.ts';
import type { Deps } from '#core/deps.ts';
import { capital } from '#core/words.ts';
import type { Asker, Command } from '../define-command.ts';
import type { AskedForm } from '../define-form.ts';
import { inTime } from '../filled-in.ts';
import { openingValues, priceOfForm } from '../form-price.ts';
import { askerOf, type SlackTarget } from './answer.ts';
import { teamOf } from './ask.ts';
import { type Opening, openForm } from './modal.ts';

/** Opens the form of a command, with what was typed of it. False if Slack did not open it. */
export async function openCommandForm(
  deps: Deps,
  target: SlackTarget,
  { command, raw = {}, ...how }: Pick<Opening, 'triggerId' | 'on' | 'raw'> & { command: Command },
): Promise<boolean> {
  const asker = { deps, user: askerOf(target), team: teamOf(deps, target), target };
  const { filled, ...found } = await opening(asker, command, raw);
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

/** A form without defaults and price is better than none, which is all that Slack would take after 3 s. */
async function opening(asker: Asker, command: Command, raw: Record<string, unknown>): Promise<Opened> {
  try {
    return await inTime(async () => {
      const { filled, without } = (await command.opens?.(asker)) ?? { filled: {}, without: [] };
      const price = await priceOfForm(command, { ...openingValues(command, filled), ...raw }, asker);
      return { filled, without: without.filter((name) => raw[name] === undefined), price };
    });
  } catch (err) {
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
