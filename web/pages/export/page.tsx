import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { ExportState, refetchMs } from '../data/export-state.tsx';

/** For somebody in chat who has no account: the code from there opens the copy of their data. */
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

function Opened({ pass }: { pass: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['export', pass],
    queryFn: ({ signal }) => call('seeExport', { body: { pass }, signal }),
    refetchInterval: ({ state }) => refetchMs(state.data?.export),
  });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return <ExportState of={data.export} part={() => ({ pass })} />;
}
