import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { maxWebhookUrlLength, webhookEventNames, webhookEvents } from '#core/contract/webhooks.ts';
import { call } from '../../../client/call.ts';
import { Choices } from '../../../forms/choices.tsx';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Dialog } from '../../../shell/dialog.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

type Made = Answered<'createWebhook'>;

interface NewWebhookProps {
  opened: boolean;
  onClose: () => void;
  onMade: () => Promise<unknown>;
}

/** Names an address, and shows its secret this once. */
export function NewWebhook({ opened, onClose, onMade }: NewWebhookProps) {
  const [made, setMade] = useState<Made>();
  const leave = () => {
    onClose();
    setMade(undefined);
  };
  return (
    <Dialog opened={opened} onClose={leave} title={made ? 'Your new webhook' : 'New webhook'}>
      {made ? (
        <WebhookSecret title="The webhook is on" secret={made.secret} onClose={leave} />
      ) : (
        opened && (
          <Fields
            onMade={async (webhook) => {
              setMade(webhook);
              await onMade();
            }}
          />
        )
      )}
    </Dialog>
  );
}

function Fields({ onMade }: { onMade: (made: Made) => Promise<unknown> }) {
  const form = useForm({
    fields: ['url', ...webhookEventNames],
    check: (values) => ({
      ...(values.url.trim() === '' ? { url: 'Give the address.' } : {}),
      ...(webhookEventNames.every((event) => values[event] === '')
        ? { 'generation.succeeded': 'Choose what it is told of.' }
        : {}),
    }),
    async submit({ url, ...chosen }) {
      const events = webhookEventNames.filter((event) => chosen[event] !== '');
      await onMade(await call('createWebhook', { body: { url, events } }));
    },
  });
  return (
    <Form form={form} submitLabel="Make the webhook" fullWidth>
      <TextInput
        label="Address"
        description="Of your program, by https, at a public host."
        placeholder="https://example.com/upixel"
        type="url"
        inputMode="url"
        maxLength={maxWebhookUrlLength}
        autoComplete="off"
        data-autofocus
        {...form.field('url')}
      />
      <Choices legend="What it is told of">
        {webhookEventNames.map((event) => (
          <Checkbox
            key={event}
            label={<code>{event}</code>}
            description={webhookEvents[event]}
            defaultChecked
            {...form.field(event)}
          />
        ))}
      </Choices>
    </Form>
  );
}
