import { useState } from 'react';
import type { AdminReport } from '#core/contract/pages/admin-abuse.ts';
import { call } from '../../../client/call.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Dialog } from '../../../shell/dialog.tsx';
import text from '../../../shell/text.module.css';
import { ReasonInput } from '../reason-input.tsx';
import { reasonFault, useAction } from '../use-action.ts';

export type Doing = 'look' | 'hide' | 'show' | 'delete' | 'revoke' | 'dismiss';

const words = {
  look: { title: 'See the pictures?', button: 'See them', what: 'That you looked, and why, is written down.' },
  hide: {
    title: 'Hide the pictures?',
    button: 'Hide them',
    what: 'Nobody sees them any more, and the messages in chat say so. They stay in their owner’s copy of their data.',
  },
  show: {
    title: 'Show them again?',
    button: 'Show them',
    what: 'They are back in their owner’s gallery and /history.',
  },
  delete: {
    title: 'Delete the pictures?',
    button: 'Delete them',
    what: 'They go from chat and from the store for good. This cannot be undone.',
  },
  revoke: {
    title: 'End the links to them?',
    button: 'End the links',
    what: 'Whoever has a link to one of these pictures sees nothing any more. The pictures stay where they are, and their owner reads that we ended the links.',
  },
  dismiss: {
    title: 'Nothing is wrong?',
    button: 'Nothing is wrong',
    what: 'The reports are ended, and nothing else happens.',
  },
} satisfies Record<Doing, object>;

interface Props {
  report: AdminReport;
  what: Doing;
}

export function ReportDialog({ doing, onClose }: { doing: Props | undefined; onClose: () => void }) {
  return (
    <Dialog opened={doing !== undefined} onClose={onClose} title={doing ? words[doing.what].title : ''}>
      {doing && <Fields {...doing} onClose={onClose} />}
    </Dialog>
  );
}

function Fields({ report, what, onClose }: Props & { onClose: () => void }) {
  const act = useAction();
  const [pictures, setPictures] = useState<string[]>();
  const params = { id: report.generationId };
  const form = useForm({
    fields: ['reason'],
    check: ({ reason }) => reasonFault(reason),
    submit: ({ reason }) =>
      act(async (actionId) => {
        if (what !== 'look') return call('adminEndReports', { params, body: { actionId, reason, verdict: what } });
        setPictures((await call('adminLookAtReport', { params, body: { actionId, reason } })).pictures);
      }),
    onDone: () => what !== 'look' && onClose(),
  });
  if (pictures)
    return (
      <>
        {pictures.length === 0 && <p>They are deleted.</p>}
        {pictures.map((source, index) => (
          <img key={source} src={source} alt={`The reported one, number ${index + 1}`} />
        ))}
      </>
    );
  return (
    <Form form={form} submitLabel={words[what].button} fullWidth>
      <p className={text.small}>{words[what].what}</p>
      <ReasonInput {...form.field('reason')} />
    </Form>
  );
}
