import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { titleOf } from '../../shell/picture-title.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import classes from './pick-dialog.module.css';

interface PickDialogProps {
  opened: boolean;
  onClose: () => void;
  onPick: (asset: AssetSummary) => void;
}

/** One of one's own images, the newest first. */
export function PickDialog({ opened, onClose, onPick }: PickDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Which picture to start from?">
      {opened && <Pictures onPick={onPick} />}
    </Dialog>
  );
}

function Pictures({ onPick }: Pick<PickDialogProps, 'onPick'>) {
  const assets = useInfiniteQuery({
    queryKey: [...keys.assets, 'to start from'],
    queryFn: ({ pageParam, signal }) =>
      call('listAssets', { query: { limit: 24, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = assets.data?.pages.flatMap((page) => page.items) ?? [];
  if (assets.error && items.length === 0)
    return <ProblemAlert error={assets.error} onRetry={() => void assets.refetch()} />;
  if (assets.isPending) return <p className={text.soft}>Loading…</p>;
  if (items.length === 0) return <p className={text.soft}>You have no image yet. Add a picture from this machine.</p>;
  return (
    <>
      <ul className={classes.pictures}>
        {items.map((asset) => (
          <li key={asset.id}>
            <button type="button" className={classes.picture} onClick={() => onPick(asset)}>
              <Thumbnail picture={asset} alt={titleOf(asset)} />
            </button>
          </li>
        ))}
      </ul>
      {assets.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={assets.isFetchingNextPage}
          onClick={() => void assets.fetchNextPage()}
        >
          Older ones
        </Button>
      )}
    </>
  );
}
