import { NativeSelect, TextInput } from '@mantine/core';
import type { Sent } from '#core/contract/pages/contract.ts';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Sheet } from '../../shell/sheet.tsx';
import classes from './find.module.css';

const ways = [
  { value: 'email', label: 'E-mail address' },
  { value: 'discord', label: 'Discord user id' },
  { value: 'slack', label: 'Slack team and user id, T…:U…' },
  { value: 'payment', label: 'Payment at Stripe, pi_… in_… cs_…' },
];

function wanted(by: string, text: string): Sent<'adminFind'>['body'] {
  switch (by) {
    case 'discord':
    case 'slack':
      return { by, chatId: text };
    case 'payment':
      return { by, stripeId: text };
    default:
      return { by: 'email', email: text };
  }
}

/** Looks a wallet up. */
export function Find({ onFound }: { onFound: (walletId: string) => void }) {
  const form = useForm({
    fields: ['by', 'text'],
    check: ({ text }) => (text.trim() === '' ? { text: 'Say whom to look for.' } : {}),
    submit: async ({ by, text }) => onFound((await call('adminFind', { body: wanted(by, text) })).walletId),
  });
  return (
    <Sheet aria-labelledby="find">
      <h2 id="find">Find somebody</h2>
      <Form form={form} submitLabel="Find">
        <div className={classes.fields}>
          <NativeSelect label="By" data={ways} {...form.field('by')} />
          <TextInput label="Which" autoComplete="off" {...form.field('text')} />
        </div>
      </Form>
    </Sheet>
  );
}
