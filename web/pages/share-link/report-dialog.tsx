import { Button, NativeSelect, Textarea } from '@mantine/core';
import type { SharedPicture } from '#core/contract/pages/shares.ts';
import { type ReportReason, reasonLabels } from '#core/contract/report-reasons.ts';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Dialog } from '../../shell/dialog.tsx';
import text from '../../shell/text.module.css';

interface ReportDialogProps {
  opened: boolean;
  onClose: () => void;
  token: string;
  pictures: readonly SharedPicture[];
}

/** Tells the people who run the service about an image; whoever made it is not told by whom. */
export function ReportDialog({ opened, onClose, ...about }: ReportDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={about.pictures.length === 1 ? 'Report this picture' : 'Report a picture'}
    >
      {opened && <Fields {...about} onClose={onClose} />}
    </Dialog>
  );
}

const choose = { value: '', label: 'Choose…' };
const reasons = Object.entries(reasonLabels).map(([value, label]) => ({ value, label }));

function Fields({ token, pictures, onClose }: Omit<ReportDialogProps, 'opened'>) {
  const [first] = pictures;
  const form = useForm({
    fields: ['reason', 'number', 'words'],
    check: ({ reason }) => (reason === '' ? { reason: 'Say what is wrong with it.' } : {}),
    submit: ({ reason, number, words }) =>
      call('reportShare', {
        body: { token, number: Number(number || first?.number), reason: reason as ReportReason, words },
      }),
  });
  if (form.isDone)
    return (
      <>
        <p role="status">
          Thank you. The people who run this service look at it: they can hide the picture, end the link, or block
          whoever made it. You do not have to do anything else.
        </p>
        <div>
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </div>
      </>
    );
  return (
    <Form form={form} submitLabel="Report">
      <p className={text.small}>
        Whoever made it is not told by whom it was reported. Without an account we keep nothing of you but what you
        write here.
      </p>
      {pictures.length > 1 && (
        <NativeSelect
          label="Which picture"
          data={pictures.map(({ number }, index) => ({ value: String(number), label: `Picture ${index + 1}` }))}
          {...form.field('number')}
        />
      )}
      <NativeSelect label="What is wrong" data={[choose, ...reasons]} {...form.field('reason')} />
      <Textarea
        label="In your words"
        description="Not needed."
        maxLength={500}
        autosize
        minRows={3}
        {...form.field('words')}
      />
    </Form>
  );
}
