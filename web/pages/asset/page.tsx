import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { useHighlight } from '../../pixels/highlight.ts';
import { SharedByLink } from '../../share/shared-by-link.tsx';
import { NothingMade } from '../../shell/nothing-made.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { useMarkSeen } from '../gallery/last-seen.ts';
import { type Filter, searchOf, stateOf, useFilter } from '../gallery/use-filter.ts';
import { useIsTrashing } from '../gallery/use-trash.ts';
import { TeamShare } from '../team/team-share.tsx';
import bar from './bar.module.css';
import { Bar } from './bar.tsx';
import { Begun } from './begun.tsx';
import { Contract } from './contract.tsx';
import { Deeds } from './deeds.tsx';
import { Facts } from './facts.tsx';
import { headingOf } from './heading.ts';
import { MakeMore } from './make-more.tsx';
import classes from './page.module.css';
import { PalettePart } from './palette.tsx';
import { PromptBox } from './prompt-box.tsx';
import { Provenance } from './provenance.tsx';
import { MadeInto } from './related.tsx';
import { imageShortcuts, Shortcuts } from './shortcuts.tsx';
import stage from './stage.module.css';
import { Stage } from './stage.tsx';
import { TilesPart } from './tiles-part.tsx';
import { UseAgain } from './use-again.tsx';
import { useAsset } from './use-asset.ts';
import { useBegun } from './use-begun.ts';
import { useTurning } from './use-turning.ts';

/** One image and how it was made. */
export default function AssetPage() {
  const { assetId = '' } = useParams();
  const { filter } = useFilter();
  const [deletingId, setDeletingId] = useState<string>();
  // The question closes before the address changes: until then nothing may ask for it once more.
  const [deletedId, setDeletedId] = useState<string>();
  if (deletedId !== undefined && deletedId !== assetId) setDeletedId(undefined);
  const isTrashing = useIsTrashing();
  const isLeaving = isTrashing || [deletingId, deletedId].includes(assetId);
  const { data, error, refetch } = useAsset(assetId, filter, isLeaving);
  if (data)
    return (
      <Shown
        asset={data}
        filter={filter}
        isDeleting={deletingId === data.id}
        setDeleting={(isDeleting) => setDeletingId(isDeleting ? data.id : undefined)}
        onDeleted={() => setDeletedId(data.id)}
      />
    );
  if (error)
    return (
      <Page title="Image">
        <ProblemAlert error={error} onRetry={() => void refetch()}>
          <Button component={Link} to="/gallery" size="xs" variant="default">
            To the gallery
          </Button>
        </ProblemAlert>
      </Page>
    );
  return (
    <div aria-busy="true">
      <span className={text.visuallyHidden}>Loading the image…</span>
      <Page title="Image" width="stage">
        <Skeleton className={bar.bar} />
        <Skeleton className={stage.stage} />
        <Skeleton className={classes.side} height={320} />
      </Page>
    </div>
  );
}

interface ShownProps {
  asset: Asset;
  filter: Filter;
  isDeleting: boolean;
  setDeleting: (isDeleting: boolean) => void;
  onDeleted: () => void;
}

function Shown({ asset, filter, onDeleted, ...deleting }: ShownProps) {
  const navigate = useNavigate();
  const turning = useTurning(asset, filter);
  const [isHelp, setHelp] = useState(false);
  const begun = useBegun(asset.id);
  const highlight = useHighlight();
  useMarkSeen(asset.id);

  /** On to the next image, or to the gallery if it was the last. */
  const goOn = () => {
    const next = asset.olderId ?? asset.newerId;
    if (next) turning.turn(next);
    else void navigate(`/gallery${searchOf(filter)}`, { replace: true, state: stateOf(filter) });
  };
  return (
    <Page title={headingOf(asset)} width="stage">
      <Bar asset={asset} turning={turning} filter={filter} onShortcuts={() => setHelp(true)} />
      <Stage
        asset={asset}
        turning={turning}
        highlight={highlight}
        openHelp={() => setHelp(true)}
        askToDelete={() => deleting.setDeleting(true)}
      />
      <p role="status" className={text.visuallyHidden}>
        {headingOf(asset)}
      </p>
      <div className={classes.side}>
        <Deeds
          asset={asset}
          {...deleting}
          onDeleted={() => {
            onDeleted();
            goOn();
          }}
        />
        {asset.source !== 'upload' && <SharedByLink key={`links-${asset.id}`} assetId={asset.id} />}
        <TeamShare key={`team-${asset.id}`} asset={asset} />
        <MakeMore key={`more-${asset.id}`} asset={asset} onBegun={begun.begin} />
        <NothingMade />
        <Begun ids={begun.ids} onBegun={begun.begin} />
        {asset.source === 'run' && <PromptBox key={`prompt-${asset.id}`} prompt={asset.prompt} />}
        <Contract
          key={`contract-${asset.id}`}
          asset={asset}
          onGone={() => {
            onDeleted();
            goOn();
          }}
        />
        {asset.layout?.kind === 'tiles' && <TilesPart layout={asset.layout} />}
        <PalettePart key={`palette-${asset.id}`} asset={asset} highlight={highlight} />
        <Facts asset={asset} turning={turning} />
        <MadeInto assets={asset.madeInto} linkTo={turning.linkTo} />
        <Provenance asset={asset} />
        {asset.useAgain && <UseAgain useAgain={asset.useAgain} place={asset.place} />}
      </div>
      <Shortcuts list={imageShortcuts(asset)} opened={isHelp} onClose={() => setHelp(false)} />
    </Page>
  );
}
