import { NativeSelect, TextInput } from '@mantine/core';
import { call } from '../../../client/call.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import find from '../find.module.css';
import { ReasonInput } from '../reason-input.tsx';
import { reasonFault, useAction } from '../use-action.ts';

const ways = [
  { value: 'add', label: 'Add' },
  { value: 'remove', label: 'Take away' },
];

export function Terms({ terms }: { terms: string[] }) {
  const act = useAction();
  const form = useForm({
    fields: ['way', 'term', 'reason'],
    check: ({ term, reason }) => ({
      ...(term.trim().length < 2 ? { term: 'Say which, in 2 characters at least.' } : {}),
      ...reasonFault(reason),
    }),
    submit: ({ way, term, reason }) =>
      act((actionId) => call('adminChangeTerm', { body: { actionId, reason, term, denied: way === 'add' } })),
    onDone: () => form.clear(),
  });
  return (
    <Sheet aria-labelledby="terms">
      <h2 id="terms">Words with which nothing is made</h2>
      <p className={text.soft}>
        Whole words, however they are disguised; with a star at the end, whatever begins so. Sexual content with minors
        is never made, without being listed.
      </p>
      <p>{terms.length === 0 ? 'None.' : terms.join(' · ')}</p>
      <Form form={form} submitLabel="Change the list">
        <div className={find.fields}>
          <NativeSelect label="What to do" data={ways} {...form.field('way')} />
          <TextInput label="Word or phrase" maxLength={100} autoComplete="off" {...form.field('term')} />
        </div>
        <ReasonInput {...form.field('reason')} />
      </Form>
    </Sheet>
  );
}
