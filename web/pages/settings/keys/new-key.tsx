import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { apiScopeNames, apiScopes } from '#core/contract/scopes.ts';
import { call } from '../../../client/call.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { CopyButton } from '../../../shell/copy-button.tsx';
import { Dialog } from '../../../shell/dialog.tsx';
import { Notice } from '../../../shell/notice.tsx';
import classes from './new-key.module.css';

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
        <Secret made={made} onClose={leave} />
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
      ...(values.name.trim() === '' ? { name: 'Give the key a name.' } : {}),
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
      <fieldset className={classes.scopes}>
        <legend>What it may do</legend>
        {apiScopeNames.map((scope) => (
          <Checkbox
            key={scope}
            label={apiScopes[scope].label}
            description={`It can ${apiScopes[scope].does}.`}
            defaultChecked={scope !== 'delete'}
            {...form.field(scope)}
          />
        ))}
      </fieldset>
      <NativeSelect label="It works for" data={lives} defaultValue="90" {...form.field('days')} />
    </Form>
  );
}

function Secret({ made: { key, secret }, onClose }: { made: Made; onClose: () => void }) {
  const shown = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone.
  useEffect(() => shown.current?.focus(), []);
  return (
    <div ref={shown} tabIndex={-1} className={classes.secret}>
      <Notice title={`${key.name} is ready`} tone="careful">
        This is the only time that it is shown. Put it where your program reads it, and never into its source: whoever
        has it can use your account.
      </Notice>
      <div className={classes.line}>
        <code>{secret}</code>
        <CopyButton text={secret} label="Copy the key" />
      </div>
      <Button variant="default" onClick={onClose}>
        I have it
      </Button>
    </div>
  );
}
