import './asset.css';
import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Asset } from '#core/contract/shapes.ts';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useMarkSeen } from '../gallery/last-seen.ts';
import { type Filter, searchOf, useFilter } from '../gallery/use-filter.ts';
import { Bar } from './bar.tsx';
import { Deeds } from './deeds.tsx';
import { Facts } from './facts.tsx';
import { PromptTools } from './prompt-tools.tsx';
import { Stage } from './stage.tsx';
import { UseAgain } from './use-again.tsx';
import { useAsset } from './use-asset.ts';
import { useTurning } from './use-turning.ts';

/** One image and how it was made. */
export default function AssetPage() {
  const { assetId = '' } = useParams();
  const { filter } = useFilter();
  const { data, error, refetch } = useAsset(assetId, filter);
  if (data) return <Shown asset={data} filter={filter} />;
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
    <div className="asset-page" aria-busy="true">
      <span className="visually-hidden">Loading the image…</span>
      <Page title="Image" width="stage">
        <Skeleton className="asset-bar" />
        <Skeleton className="stage" />
        <Skeleton className="asset-side" height={320} />
      </Page>
    </div>
  );
}

function Shown({ asset, filter }: { asset: Asset; filter: Filter }) {
  const navigate = useNavigate();
  const search = searchOf(filter);
  const turning = useTurning(asset, search);
  const [wholeId, setWholeId] = useState<string>();
  const isWhole = wholeId === asset.id;
  useMarkSeen(asset.id);

  /** On to the next one; to the gallery, where it was the last. */
  const goOn = () => {
    const next = asset.olderId ?? asset.newerId;
    if (next) turning.turn(next);
    else void navigate(`/gallery${search}`, { replace: true });
  };
  return (
    <div className="asset-page" data-whole={isWhole || undefined}>
      <Page
        title={asset.prompt}
        width="stage"
        description={
          <PromptTools
            prompt={asset.prompt}
            isWhole={isWhole}
            onWhole={(wanted) => setWholeId(wanted ? asset.id : undefined)}
          />
        }
      >
        <Bar asset={asset} turning={turning} search={search} />
        <Stage asset={asset} />
        <p role="status" className="visually-hidden">
          {asset.prompt}
        </p>
        <div className="asset-side">
          <Deeds asset={asset} onDeleted={goOn} />
          <Facts asset={asset} />
          <UseAgain asset={asset} />
        </div>
      </Page>
    </div>
  );
}
