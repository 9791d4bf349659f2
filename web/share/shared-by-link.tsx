import { Anchor } from '@mantine/core';
import { useState } from 'react';
import text from '../shell/text.module.css';
import { ShareDialog } from './share-dialog.tsx';
import { useLinks } from './use-links.ts';

/** On an image's page: that links show it, the way to them, and what becomes of them. Nothing if none does. */
export function SharedByLink({ assetId }: { assetId: string }) {
  const links = useLinks(assetId);
  const [isOpen, setOpen] = useState(false);
  if (links.length === 0) return null;
  const isOne = links.length === 1;
  return (
    <div>
      <p className={text.small}>
        <strong>Shared by {isOne ? 'link' : `${links.length} links`}.</strong> Deleted or in the trash, it is no longer
        shown there; restored, it is again.{' '}
        <Anchor component="button" type="button" inherit underline="always" onClick={() => setOpen(true)}>
          Show the link
        </Anchor>
      </p>
      <ShareDialog ids={[assetId]} opened={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}
