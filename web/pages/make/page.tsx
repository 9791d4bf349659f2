import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../client/call.ts';
import { keys, modelsQuery } from '../../client/queries.ts';
import { NothingMade } from '../../shell/nothing-made.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useUser } from '../../shell/require-session.tsx';
import { Composer } from './composer.tsx';
import { Feed } from './feed.tsx';
import classes from './page.module.css';
import { ComposerSkeleton } from './skeleton.tsx';
import { useBrought } from './use-brought.ts';
import { useDraft } from './use-draft.ts';

/** Says what is to be made, and shows it being made. */
export default function MakePage() {
  const models = useQuery(modelsQuery);
  const usual = useQuery({
    queryKey: [...keys.making, 'defaults'],
    queryFn: ({ signal }) => call('getMakeDefaults', { signal }),
  });
  const box = useDraft(useUser().id);
  const { change } = box;
  const brought = useBrought({ models: models.data?.items, usual: usual.data?.model, change });
  const error = models.error ?? usual.error;
  return (
    <Page
      title="Make"
      actions={
        <Button component={Link} to="/pixel-art" variant="default">
          Pixel art of a picture…
        </Button>
      }
    >
      <div className={classes.make}>
        <div className={classes.composer}>
          <NothingMade />
          {brought.error && <ProblemAlert error={brought.error} onRetry={brought.retry} />}
          {models.data && usual.data ? (
            <Composer box={box} models={models.data.items} sizes={models.data.sizes} usual={usual.data} />
          ) : error ? (
            <ProblemAlert
              error={error}
              onRetry={() => {
                void models.refetch();
                void usual.refetch();
              }}
            />
          ) : (
            <ComposerSkeleton />
          )}
        </div>
        <Feed onUse={brought.useRequest} />
      </div>
    </Page>
  );
}
