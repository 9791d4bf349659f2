import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { visible } from '#core/contract/visible.ts';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Dialog } from '../../shell/dialog.tsx';

/** Another title, for an image that no request made. */
export function Rename({ asset, onRenamed }: { asset: Asset; onRenamed: () => Promise<unknown> }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        Rename
      </Button>
      <Dialog opened={isOpen} onClose={close} title="Rename this image">
        {isOpen && <Fields asset={asset} onRenamed={onRenamed} onDone={close} />}
      </Dialog>
    </>
  );
}

function Fields({ asset, onRenamed, onDone }: { asset: Asset; onRenamed: () => Promise<unknown>; onDone: () => void }) {
  const form = useForm({
    fields: ['title'],
    check: ({ title }) => (visible(title) === '' ? { title: 'Give it a title.' } : {}),
    async submit({ title }) {
      await call('renameAsset', { params: { id: asset.id }, body: { title: title.trim() } });
      await onRenamed();
    },
    onDone,
  });
  return (
    <Form form={form} submitLabel="Rename" fullWidth>
      <TextInput
        label="Title"
        defaultValue={asset.prompt}
        maxLength={200}
        autoComplete="off"
        {...form.field('title')}
      />
    </Form>
  );
}
