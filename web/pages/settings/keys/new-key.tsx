import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { type ApiScope, apiScopeNames, apiScopes } from '#core/contract/scopes.ts';
import { visible } from '#core/contract/visible.ts';
import { call } from '../../../client/call.ts';
import { Choices } from '../../../forms/choices.tsx';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Dialog } from '../../../shell/dialog.tsx';
import { SecretOnce } from '../../../shell/secret-once.tsx';

type Made = Answered<'createApiKey'>;

interface NewKeyProps {
  opened: boolean;
  onClose: () => void;
  onMade: () => Promise<unknown>;
}

/** Makes a key, and shows it this once. */
export function NewKey({ opened, onClose, onMade }: NewKeyProps) {
  const [made, setMade] = useState<Made>();
  const leave = () => {
    onClose();
    setMade(undefined);
  };
  return (
    <Dialog opened={opened} onClose={leave} title={made ? 'Your new key' : 'New API key'}>
      {made ? (
        <SecretOnce title={`${made.key.name} is ready`} secret={made.secret} copyLabel="Copy the key" onClose={leave}>
          This is the only time that it is shown. Put it where your program reads it, and never into its source: whoever
          has it can use your account.
        </SecretOnce>
      ) : (
        opened && (
          <Fields
            onMade={async (key) => {
              setMade(key);
              await onMade();
            }}
          />
        )
      )}
    </Dialog>
  );
}

/** What others see, and what is gone for good, is chosen and not given. */
const isUsual = { read: true, make: true, share: false, delete: false, webhooks: false } as const satisfies Record<
  ApiScope,
  boolean
>;

const lives = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until I revoke it' },
];

function Fields({ onMade }: { onMade: (made: Made) => Promise<unknown> }) {
  const form = useForm({
    fields: ['name', ...apiScopeNames, 'days'],
    check: (values) => ({
      ...(visible(values.name) === '' ? { name: 'Give the key a name.' } : {}),
      ...(apiScopeNames.every((scope) => values[scope] === '') ? { read: 'Choose what it may do.' } : {}),
    }),
    async submit({ name, days, ...chosen }) {
      const scopes = apiScopeNames.filter((scope) => chosen[scope] !== '');
      const made = await call('createApiKey', {
        body: { name, scopes, ...(days === '' ? {} : { days: Number(days) }) },
      });
      await onMade(made);
    },
  });
  return (
    <Form form={form} submitLabel="Make the key" fullWidth>
      <TextInput
        label="Name"
        description="The program it is for."
        maxLength={60}
        autoComplete="off"
        data-autofocus
        {...form.field('name')}
      />
      <Choices legend="What it may do">
        {apiScopeNames.map((scope) => (
          <Checkbox
            key={scope}
            label={apiScopes[scope].label}
            description={`It can ${apiScopes[scope].does}.`}
            defaultChecked={isUsual[scope]}
            {...form.field(scope)}
          />
        ))}
      </Choices>
      <NativeSelect label="It works for" data={lives} defaultValue="90" {...form.field('days')} />
    </Form>
  );
}
