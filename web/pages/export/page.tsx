import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { Opened } from './opened.tsx';

/** For somebody in chat who has no account, or manages a server or workspace: the code from there opens the copy. */
export default function ExportPage() {
  const [pass, setPass] = useState<string>();
  return (
    <Page title="Your data" width="narrow">
      {pass === undefined ? <Code onOpened={setPass} /> : <Opened pass={pass} />}
    </Page>
  );
}

function Code({ onOpened }: { onOpened: (pass: string) => void }) {
  const form = useForm({
    fields: ['code'],
    check: ({ code }) => (code.trim() === '' ? { code: 'Type the code that the chat shows you.' } : {}),
    submit: async ({ code }) => onOpened((await call('openExport', { body: { code: code.trim() } })).pass),
  });
  return (
    <Sheet>
      <p>Type the code that the chat gave you. It works once.</p>
      <Form form={form} submitLabel="Open" fullWidth>
        <TextInput
          {...form.field('code')}
          label="Code"
          autoComplete="off"
          spellCheck={false}
          placeholder="XXXX-XXXX-XXXX"
        />
      </Form>
    </Sheet>
  );
}
