import { useQueryClient } from '@tanstack/react-query';
import type { User } from '#core/contract/pages/visitors.ts';
import { updateName } from '../../client/auth.ts';
import { keys } from '../../client/queries.ts';
import { NameField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { Saved } from './saved.tsx';

export function NameSection({ user }: { user: User }) {
  const client = useQueryClient();
  const form = useForm({
    fields: ['name'],
    async submit({ name }) {
      await updateName({ name: name.trim() });
      await client.invalidateQueries({ queryKey: keys.session });
    },
  });
  return (
    <Sheet aria-labelledby="name">
      <h2 id="name">Your name</h2>
      <Form form={form} submitLabel="Save" variant="default">
        <NameField
          {...form.field('name')}
          defaultValue={user.name}
          description="Optional. Only you see it, here and in our mails to you, unless you show it with a link that you share."
        />
        <Saved isDone={form.isDone}>Your name is saved.</Saved>
      </Form>
    </Sheet>
  );
}
