import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Share } from '#core/contract/pages/shares.ts';
import { call } from '../../client/call.ts';
import { keys, useSession } from '../../client/queries.ts';
import { ChangeDialog } from '../../share/change-dialog.tsx';
import { Confirm } from '../../shell/confirm.tsx';
import { EmptyState } from '../../shell/empty-state.tsx';
import { showNote } from '../../shell/note.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import rows from './share-row.module.css';
import { ShareRow } from './share-row.tsx';

/** Every link to images of one's own. */
export default function SharedPage() {
  const client = useQueryClient();
  const { data: session } = useSession();
  const [changing, setChanging] = useState<Share>();
  const [ending, setEnding] = useState<Share>();
  const shares = useInfiniteQuery({
    queryKey: keys.shares,
    queryFn: ({ pageParam, signal }) => call('listShares', { query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = shares.data?.pages.flatMap((page) => page.items) ?? [];
  const end = async ({ id }: Share) => {
    await call('revokeShare', { params: { id } });
    await client.invalidateQueries({ queryKey: keys.shares });
  };
  return (
    <Page title="Shared" description="Links that show images of yours to whoever has them, without an account.">
      {session?.user?.deletionDueAt && (
        <Notice title="None of these links works now" tone="careful">
          Your account is about to be deleted. If you stop the deletion, they work again.
        </Notice>
      )}
      {shares.error && <ProblemAlert error={shares.error} onRetry={() => void shares.refetch()} />}
      {shares.isPending && <Skeleton height={240} aria-label="Loading your links" />}
      {shares.data && items.length === 0 && (
        <EmptyState
          icon="shared"
          title="Nothing is shared"
          action={
            <Button component={Link} to="/gallery" variant="default">
              To the gallery
            </Button>
          }
        >
          Your images are yours alone. “Share…” at an image, or at several that you select in the gallery, makes a link
          to them.
        </EmptyState>
      )}
      {items.length > 0 && (
        <Sheet>
          <ul className={rows.rows}>
            {items.map((share) => (
              <ShareRow
                key={share.id}
                share={share}
                onChange={() => setChanging(share)}
                onEnd={() => {
                  if (share.ended === null) setEnding(share);
                  else end(share).catch((error: unknown) => showNote({ error }));
                }}
              />
            ))}
          </ul>
        </Sheet>
      )}
      {shares.hasNextPage && (
        <Button variant="default" loading={shares.isFetchingNextPage} onClick={() => void shares.fetchNextPage()}>
          Show older
        </Button>
      )}
      <ChangeDialog share={changing} onClose={() => setChanging(undefined)} />
      <Confirm
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title="End this link?"
        confirmLabel="End the link"
        isDangerous
        onConfirm={async () => ending && end(ending)}
      >
        <p>
          From this moment on it shows nothing, to nobody, and it cannot be opened again; you can make another. Your
          images stay.
        </p>
        <p>
          A chat that showed a preview of it, or somebody who downloaded an image, may have a copy that we cannot take
          back.
        </p>
      </Confirm>
    </Page>
  );
}
