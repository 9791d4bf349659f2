import { useQueryClient } from '@tanstack/react-query';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import classes from './delete-confirm.module.css';
import { mostAtOnce } from './selection.ts';
import { forgetAssets } from './use-assets.ts';
import { imagesText } from './words.ts';

/** Shown in the question, so that nobody deletes the wrong images. */
const previewed = 6;

interface DeleteConfirmProps {
  /** At most as many as one request may have. */
  assets: readonly AssetSummary[];
  opened: boolean;
  onClose: () => void;
  onDeleted: () => unknown;
}

/** Asks before images are deleted, and says what happens to them here, in chat, and to the credits. */
export function DeleteConfirm({ assets, opened, onClose, onDeleted }: DeleteConfirmProps) {
  const client = useQueryClient();
  const isOne = assets.length === 1;
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={isOne ? 'Delete this image for good?' : `Delete ${imagesText(assets.length)} for good?`}
      confirmLabel="Delete for good"
      isDangerous
      onConfirm={async () => {
        const ids = assets.slice(0, mostAtOnce).map(({ id }) => id);
        await call('deleteAssets', { body: { ids } });
        forgetAssets(client, new Set(ids));
        await onDeleted();
      }}
    >
      <div className={classes.preview} aria-hidden="true">
        {assets.slice(0, previewed).map((asset) => (
          <Thumbnail key={asset.id} picture={asset} alt="" aboutPx={52} className={classes.picture} />
        ))}
        {assets.length > previewed && <span>+{assets.length - previewed}</span>}
      </div>
      <ul className={classes.words}>
        <li>
          <strong>Here:</strong> {isOne ? 'it goes' : 'they go'} from your account and from our store. This cannot be
          undone.
        </li>
        <li>
          <strong>In chat:</strong> {isOne ? 'it goes' : 'they go'} from the message too, for everybody. Where a message
          is too old to be changed, it goes away as a whole; its other images stay in your gallery.
        </li>
        <li>
          <strong>Links:</strong> whoever has a link to {isOne ? 'it' : 'them'} no longer sees {isOne ? 'it' : 'them'}.
        </li>
        <li>
          <strong>Credits:</strong> what was paid for {isOne ? 'it' : 'them'} stays spent.
        </li>
      </ul>
    </Confirm>
  );
}
