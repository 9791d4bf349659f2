import { TextInput } from '@mantine/core';
import type { Answered } from '#core/contract/pages/contract.ts';
import { call } from '../../../client/call.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { ReasonInput } from '../reason-input.tsx';
import { reasonFault, useAction } from '../use-action.ts';

const isCount = (value: string) => /^\d{0,7}$/.test(value.trim());
const countOf = (value: string) => (value.trim() === '' ? null : Number(value));

/** Credits that nobody paid for, in a day. */
export function Limits({ unpaid }: { unpaid: Answered<'adminGetRules'>['unpaid'] }) {
  const act = useAction();
  const form = useForm({
    fields: ['perDay', 'perWorkspace', 'reason'],
    check: ({ perDay, perWorkspace, reason }) => ({
      ...(isCount(perDay) ? {} : { perDay: 'A number of credits, or nothing.' }),
      ...(isCount(perWorkspace) ? {} : { perWorkspace: 'A number of credits, or nothing.' }),
      ...reasonFault(reason),
    }),
    submit: ({ perDay, perWorkspace, reason }) =>
      act((actionId) =>
        call('adminSetLimits', {
          body: { actionId, reason, perDay: countOf(perDay), perWorkspace: countOf(perWorkspace) },
        }),
      ),
  });
  const { set, usual } = unpaid;
  return (
    <Sheet aria-labelledby="limits">
      <h2 id="limits">Free credits in a day</h2>
      <p className={text.soft}>
        Trials, months of the Free plan and grants, until midnight (UTC). Whoever paid is kept from nothing. Left empty,
        the environment’s count: {usual.perDay.toLocaleString('en-US')} and {usual.perWorkspace.toLocaleString('en-US')}
        . Now: {unpaid.perDay.toLocaleString('en-US')} and {unpaid.perWorkspace.toLocaleString('en-US')}.
      </p>
      <Form form={form} submitLabel="Set the limits">
        <TextInput
          label="In all"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={set.perDay ?? ''}
          {...form.field('perDay')}
        />
        <TextInput
          label="In one server or workspace"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={set.perWorkspace ?? ''}
          {...form.field('perWorkspace')}
        />
        <ReasonInput {...form.field('reason')} />
      </Form>
    </Sheet>
  );
}
