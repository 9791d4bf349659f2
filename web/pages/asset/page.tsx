import './asset.css';
import { Button, CopyButton, NativeSelect, Skeleton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Asset } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { Credits } from '../../shell/credits.tsx';
import { Page } from '../../shell/page.tsx';
import { PixelImage } from '../../shell/pixel-image.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Time } from '../../shell/time.tsx';
import { DeleteWords } from '../gallery/selection-bar.tsx';
import { useProjects } from '../gallery/use-projects.ts';

/** One image and how it was made. */
export default function AssetPage() {
  const { assetId = '' } = useParams();
  const asset = useQuery({
    queryKey: [...keys.assets, assetId],
    queryFn: ({ signal }) => call('getAsset', { params: { id: assetId }, signal }),
  });
  if (asset.error)
    return (
      <Page title="Not found">
        <ProblemAlert error={asset.error}>
          <Button component={Link} to="/gallery" size="xs" variant="default">
            To the gallery
          </Button>
        </ProblemAlert>
      </Page>
    );
  if (!asset.data)
    return (
      <Page title="Image">
        <Skeleton height={420} aria-label="Loading the image" />
      </Page>
    );
  return <Shown asset={asset.data} key={asset.data.id} />;
}

function Shown({ asset }: { asset: Asset }) {
  const navigate = useNavigate();
  const to = (id: string | null) => () => void (id && navigate(`/gallery/${id}`));
  useHotkeys([
    ['ArrowLeft', to(asset.newerId)],
    ['ArrowRight', to(asset.olderId)],
  ]);
  return (
    <Page title={asset.prompt.length > 90 ? `${asset.prompt.slice(0, 89)}…` : asset.prompt}>
      <div className="asset">
        <div>
          <PixelImage
            className="asset-image"
            src={asset.imageUrl}
            alt={asset.prompt}
            isPixelArt={asset.isPixelArt}
            width={asset.width}
            height={asset.height}
            loading="eager"
          />
          <nav className="asset-nav" aria-label="Other images">
            {asset.newerId ? <Link to={`/gallery/${asset.newerId}`}>← Newer</Link> : <span />}
            <Link to="/gallery">Gallery</Link>
            {asset.olderId ? <Link to={`/gallery/${asset.olderId}`}>Older →</Link> : <span />}
          </nav>
        </div>
        <div className="asset-side">
          <Facts asset={asset} />
          <UseAgain asset={asset} />
          <Deeds asset={asset} />
        </div>
      </div>
    </Page>
  );
}

function Facts({ asset }: { asset: Asset }) {
  return (
    <section className="sheet" aria-labelledby="facts">
      <h2 id="facts">How it was made</h2>
      <p className="unbroken">{asset.prompt}</p>
      <dl className="asset-facts">
        <dt>Model</dt>
        <dd>{asset.model}</dd>
        <dt>Seed</dt>
        <dd>{asset.seed}</dd>
        <dt>Size</dt>
        <dd>
          {asset.width} × {asset.height} pixels, {asset.size}
        </dd>
        <dt>Price</dt>
        <dd>
          <Credits amount={asset.price} />
        </dd>
        <dt>Asked</dt>
        <dd>
          <Time at={asset.createdAt} /> <PlatformBadge platform={asset.place.platform} place={asset.place.name} />
        </dd>
      </dl>
    </section>
  );
}

function UseAgain({ asset: { useAgain } }: { asset: Asset }) {
  return (
    <section className="sheet" aria-labelledby="again">
      <h2 id="again">Use again in chat</h2>
      <Words chat="Discord" text={useAgain.discord} />
      <Words chat="Slack" text={useAgain.slack} />
      {useAgain.note && <p className="small">{useAgain.note}</p>}
    </section>
  );
}

function Words({ chat, text }: { chat: string; text: string }) {
  return (
    <div className="asset-words">
      <strong>{chat}</strong>
      <code className="unbroken">{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy} aria-label={`Copy the words for ${chat}`}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

function Deeds({ asset }: { asset: Asset }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const projects = useProjects();
  const [isDeleting, setDeleting] = useState(false);
  const moving = useMutation({
    mutationFn: (projectId: string) =>
      call('moveAssets', { body: { ids: [asset.id], projectId: projectId === '' ? null : projectId } }),
    onSettled: () =>
      Promise.all([keys.assets, keys.projects].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const own = (projects.data?.items ?? []).filter(
    ({ archivedAt, id }) => archivedAt === null || id === asset.projectId,
  );
  return (
    <section className="sheet" aria-label="What to do with it">
      <NativeSelect
        label="Project"
        value={moving.isPending ? moving.variables : (asset.projectId ?? '')}
        onChange={(event) => moving.mutate(event.currentTarget.value)}
        data={[{ value: '', label: 'No project' }, ...own.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {moving.error && <ProblemAlert error={moving.error} />}
      <div className="ways">
        <Button component="a" href={asset.downloadUrl} download>
          Download
        </Button>
        <Button color="red" variant="outline" onClick={() => setDeleting(true)}>
          Delete
        </Button>
      </div>
      <Confirm
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        title="Delete this image for good?"
        confirmLabel="Delete for good"
        isDangerous
        onConfirm={async () => {
          await call('deleteAssets', { body: { ids: [asset.id] } });
          await navigate('/gallery', { replace: true });
          await client.invalidateQueries({ queryKey: keys.assets });
        }}
      >
        <DeleteWords />
      </Confirm>
    </section>
  );
}
