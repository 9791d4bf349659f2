import { NativeSelect, TextInput } from '@mantine/core';
import type { Sent } from '#core/contract/pages/contract.ts';
import { call } from '../../../client/call.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import find from '../find.module.css';
import { ReasonInput } from '../reason-input.tsx';
import { reasonFault, useAction } from '../use-action.ts';

const ways = [
  { value: 'block', label: 'Block' },
  { value: 'unblock', label: 'Unblock' },
];
const chats = [
  { value: 'discord', label: 'Discord server' },
  { value: 'slack', label: 'Slack workspace' },
];

export function BlockPlace() {
  const act = useAction();
  const form = useForm({
    fields: ['blocking', 'platform', 'placeId', 'days', 'reason'],
    check: ({ placeId, days, reason }) => ({
      ...(placeId.trim() === '' ? { placeId: 'Say which, by its id in the chat.' } : {}),
      ...(/^([1-9]\d{0,2})?$/.test(days.trim()) ? {} : { days: 'A number of days, or nothing.' }),
      ...reasonFault(reason),
    }),
    submit: ({ blocking, platform, placeId, days, reason }) =>
      act((actionId) =>
        call('adminBlockPlace', {
          body: {
            ...{ actionId, reason, placeId, blocked: blocking === 'block' },
            platform: platform as Sent<'adminBlockPlace'>['body']['platform'],
            ...(days.trim() === '' ? {} : { days: Number(days) }),
          },
        }),
      ),
    onDone: () => form.clear(),
  });
  return (
    <Sheet aria-labelledby="place">
      <h2 id="place">Block a server or workspace</h2>
      <p className={text.soft}>
        Nothing is made in it, for nobody. People can ask elsewhere, and what they have stays.
      </p>
      <Form form={form} submitLabel="Do it" variant="default">
        <div className={find.fields}>
          <NativeSelect label="Block or unblock" data={ways} {...form.field('blocking')} />
          <NativeSelect label="In which chat" data={chats} {...form.field('platform')} />
        </div>
        <div className={find.fields}>
          <TextInput label="Its id" autoComplete="off" {...form.field('placeId')} />
          <TextInput label="Days, or nothing" inputMode="numeric" autoComplete="off" {...form.field('days')} />
        </div>
        <ReasonInput {...form.field('reason')} />
      </Form>
    </Sheet>
  );
}
