import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { wholeChatId } from '#core/contract/pages/admin-privacy.ts';
import type { Answered, Sent } from '#core/contract/pages/contract.ts';
import { call } from '../../../client/call.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Notice } from '../../../shell/notice.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { kindWords } from '../../settings/privacy/request-words.ts';
import find from '../find.module.css';
import { useAction } from '../use-action.ts';
import { choicesOf, originWords, proofWords } from './words.ts';

type Body = Sent<'adminOpenRequest'>['body'];

const ways = [
  { value: 'email', label: 'E-mail address' },
  { value: 'discord', label: 'Discord user id' },
  { value: 'slack', label: 'Slack team and user id, T…:U…' },
];

function aboutOf(by: string, which: string): Body['about'] {
  switch (by) {
    case 'discord':
    case 'slack':
      return { by, chatId: which };
    default:
      return { by: 'email', email: which };
  }
}

function faultOf({ by, which }: { by: string; which: string }): { which?: string } {
  if (which.trim() === '') return { which: 'Say whom it is about.' };
  const about = aboutOf(by, which.trim());
  if (about.by === 'email') return {};
  const read = wholeChatId[about.by].safeParse(about.chatId);
  return read.success ? {} : { which: read.error.issues[0]?.message ?? '' };
}

/** Enters what reached us outside of the program. What it answers does not tell whether we know the person. */
export function Bring() {
  const act = useAction();
  const [brought, setBrought] = useState<Answered<'adminOpenRequest'>>();
  const today = new Date().toISOString().slice(0, 10);
  const form = useForm({
    fields: ['by', 'which', 'kind', 'origin', 'proof', 'receivedOn'],
    check: faultOf,
    submit: async ({ by, which, ...given }) =>
      setBrought(
        await act((actionId) =>
          call('adminOpenRequest', { body: { actionId, about: aboutOf(by, which.trim()), ...given } as Body }),
        ),
      ),
    onDone: () => form.clear(),
  });
  return (
    <Sheet aria-labelledby="bring">
      <h2 id="bring">Enter a request that reached us</h2>
      <p className={text.soft}>
        By mail, from a platform, a guardian or an authority. Tell whoever brought it the number and the date, and
        nothing else: not whether we know the person.
      </p>
      <Form form={form} submitLabel="Enter it" variant="default">
        <div className={find.fields}>
          <NativeSelect label="About, by" data={ways} {...form.field('by')} />
          <TextInput label="Which" autoComplete="off" {...form.field('which')} />
        </div>
        <div className={find.fields}>
          <NativeSelect label="Asked for" data={choicesOf(kindWords)} {...form.field('kind')} />
          <NativeSelect
            label="It came"
            data={choicesOf(originWords, ['mail', 'platform', 'guardian', 'authority'])}
            {...form.field('origin')}
          />
        </div>
        <div className={find.fields}>
          <NativeSelect
            label="Proved by"
            data={choicesOf(proofWords, ['reply_from_address', 'platform_notice', 'document', 'none'])}
            {...form.field('proof')}
          />
          <TextInput label="Received on" type="date" max={today} defaultValue={today} {...form.field('receivedOn')} />
        </div>
        {brought && (
          <Notice title={`It is in the register as ${brought.ticket}`} tone="good">
            To be answered by <Time at={brought.dueAt} as="date" />.
          </Notice>
        )}
      </Form>
    </Sheet>
  );
}
