import { NativeSelect } from '@mantine/core';
import type { AdminRequest } from '#core/contract/pages/admin-privacy.ts';
import type { Sent } from '#core/contract/pages/contract.ts';
import { call } from '../../../client/call.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Dialog } from '../../../shell/dialog.tsx';
import text from '../../../shell/text.module.css';
import { useAction } from '../use-action.ts';
import { choicesOf, refusalWords } from './words.ts';

type End = Sent<'adminEndRequest'>['body'];
type Refusal = Extract<End, { state: 'refused' }>['refusal'];

/** How a request ended; the register takes no words. */
export function EndDialog({ request, onClose }: { request: AdminRequest | undefined; onClose: () => void }) {
  return (
    <Dialog opened={request !== undefined} onClose={onClose} title={`How did ${request?.ticket ?? 'it'} end?`}>
      {request && <Fields request={request} onClose={onClose} />}
    </Dialog>
  );
}

const refused = choicesOf(refusalWords).map(({ value, label }) => ({ value, label: `Refused: ${label}` }));
const ends = [{ value: 'done', label: 'Done: the person has their answer' }, ...refused];

function Fields({ request: { id, answering }, onClose }: { request: AdminRequest; onClose: () => void }) {
  const mustBeCarriedOut = answering === 'carry_out';
  const act = useAction();
  const form = useForm({
    fields: ['end'],
    submit: ({ end }) =>
      act((actionId) => call('adminEndRequest', { params: { id }, body: { actionId, ...endOf(end) } })),
    onDone: onClose,
  });
  return (
    <Form form={form} submitLabel="End it" fullWidth>
      <p className={text.small}>
        Answer the person first. Whoever is refused must hear why, and that they can complain to an authority.
        {mustBeCarriedOut && ' To do what they ask, press “Carry out” instead: it ends by itself then.'}
      </p>
      <NativeSelect label="It ended" data={mustBeCarriedOut ? refused : ends} {...form.field('end')} />
    </Form>
  );
}

function endOf(end: string): { state: 'done' } | { state: 'refused'; refusal: Refusal } {
  return end in refusalWords ? { state: 'refused', refusal: end as Refusal } : { state: 'done' };
}
