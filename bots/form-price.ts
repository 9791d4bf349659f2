import type { Guest } from '#core/accounts/identify.ts';
import type { Field, Filled, FormPrice } from '#core/chat/card/form.ts';
import { mayBePaid } from '#core/teams/may-be-paid.ts';
import { type Asked, type Asker, describeOptions } from './define-command.ts';

/** What sending the form would cost with these values, and what the person has, if they are known; undefined if it costs nothing. */
export async function priceOfForm(
  asked: Asked,
  values: Readonly<Record<string, unknown>>,
  { deps, team, who }: Pick<Asker, 'deps' | 'team'> & { who: Guest | undefined },
): Promise<FormPrice | undefined> {
  const { costs } = asked;
  if (!costs) return undefined;
  // While the chat does not say, nothing is promised.
  const teamMayPay = team ? await mayBePaid(deps, team).catch(() => false) : false;
  const { further, ...price } = costs.of(values, who);
  const takesMore = describeOptions(asked).some(({ type, ...field }) => type === 'image' && 'mostFiles' in field);
  return {
    ...{ decidedBy: costs.decidedBy, balance: who?.balance, teamMayPay, ...price },
    further: takesMore ? further : undefined,
  };
}

/** What stands in the fields when it opens. */
export const openingValues = (asked: Asked, filled: Filled): Record<string, unknown> => ({
  ...Object.fromEntries(describeOptions(asked).map((field) => [field.name, defaultOf(field)])),
  ...filled,
});

const defaultOf = (field: Field) => ('default' in field ? field.default : undefined);
