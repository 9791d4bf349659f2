import { NativeSelect, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Sent } from '#core/contract/pages/contract.ts';
import { visible } from '#core/contract/visible.ts';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { Form } from '../../../forms/form.tsx';
import { useForm } from '../../../forms/use-form.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { Saved } from '../saved.tsx';

type Kind = Sent<'askPrivacy'>['body']['kind'];

const kinds: ReadonlyArray<{ value: Kind; label: string }> = [
  { value: 'correct', label: 'Correct something that I cannot change myself' },
  { value: 'delete', label: 'Delete something that I cannot delete myself' },
  { value: 'restrict', label: 'Leave my data untouched for now' },
  { value: 'other', label: 'Something else' },
];

/** For what is not done at once by a page: a person answers. */
export function AskSection({ contact }: { contact: string | undefined }) {
  const client = useQueryClient();
  const form = useForm({
    fields: ['kind', 'words'],
    check: ({ words }) => (visible(words) === '' ? { words: 'Say what it is about.' } : {}),
    async submit({ kind, words }) {
      await call('askPrivacy', { body: { kind: kindOf(kind), words: words.trim() } });
      await client.invalidateQueries({ queryKey: keys.privacy });
    },
    onDone: () => form.clear(),
  });
  return (
    <Sheet aria-labelledby="ask">
      <h2 id="ask">Ask for something</h2>
      <p className={text.soft}>
        Your name and address, the names of projects and the titles of images you change yourself, where they are shown.
        Anything else is answered by a person, within 30 days or one calendar month, whichever is shorter.
      </p>
      <Form form={form} submitLabel="Send" variant="default">
        <NativeSelect label="What" data={[...kinds]} {...form.field('kind')} />
        <Textarea
          label="In your words"
          description={`They go by mail to ${contact ?? 'those who run UPixel'}, and are kept nowhere else.`}
          autosize
          minRows={3}
          maxLength={2000}
          {...form.field('words')}
        />
        <Saved isDone={form.isDone}>We have it. Its number and date are above.</Saved>
      </Form>
    </Sheet>
  );
}

const kindOf = (value: string): Kind => kinds.find((kind) => kind.value === value)?.value ?? 'correct';
