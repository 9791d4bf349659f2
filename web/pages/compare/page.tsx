import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { useKeys } from '../../viewer/use-keys.ts';
import { useView } from '../../viewer/use-view.ts';
import { type Frame, wholePicture } from '../../viewer/view.ts';
import { viewKeys } from '../../viewer/view-keys.ts';
import { ZoomBar } from '../../viewer/zoom-bar.tsx';
import { beginningOf } from '../asset/heading.ts';
import { type ShortcutList, Shortcuts } from '../asset/shortcuts.tsx';
import { assetQuery } from '../asset/use-asset.ts';
import { compareAddress, comparedIn, mostCompared } from './address.ts';
import classes from './page.module.css';
import { Pane } from './pane.tsx';

/** Two to four images side by side, looked at as one. */
export default function ComparePage() {
  const [query] = useSearchParams();
  const ids = comparedIn(query);
  return ids.length < 2 ? <TooFew /> : <Compared ids={ids} />;
}

function Compared({ ids }: { ids: string[] }) {
  const navigate = useNavigate();
  const { key } = useLocation();
  const [frame, setFrame] = useState<Frame>();
  const [isHelp, setHelp] = useState(false);
  const looking = useView('compare');
  const asked = useQueries({ queries: ids.map((id) => assetQuery(id, {})) });
  const assets = asked.flatMap(({ data }) => data ?? []);
  const prompts = new Set(assets.map(({ prompt }) => prompt));
  const [prompt] = prompts.size === 1 ? prompts : [];
  const show = (wanted: string[]) => void navigate(compareAddress(wanted), { replace: true });
  // Opened by a link there is no page to go back to.
  const back = () => void (key === 'default' ? navigate(`/gallery/${ids[0]}`) : navigate(-1));
  useKeys({
    ...viewKeys(frame, looking),
    Escape: () => {
      if (looking.view.zoom === 1) back();
      else looking.change(() => wholePicture);
    },
    '?': () => setHelp(true),
  });
  const others = notShown(assets, ids);
  return (
    <Page
      title="Compare"
      {...(prompt === undefined ? {} : { description: beginningOf(prompt) })}
      actions={
        <>
          <ZoomBar frame={frame} looking={looking} />
          <Button variant="subtle" onClick={() => setHelp(true)} className={classes.help}>
            Keys
          </Button>
          <Button variant="default" onClick={back}>
            Back
          </Button>
        </>
      }
    >
      <div className={classes.panes} data-count={ids.length}>
        {ids.map((id, index) => (
          <Pane
            key={id}
            number={index + 1}
            asked={asked[index]}
            looking={looking}
            hasPrompt={prompts.size > 1}
            {...(index === 0 ? { onFrame: setFrame } : {})}
            {...(ids.length > 2 ? { onLeaveOut: () => show(ids.filter((other) => other !== id)) } : {})}
          />
        ))}
      </div>
      {others.length > 0 && ids.length < mostCompared && (
        <section className={classes.others} aria-labelledby="others">
          <h2 id="others">Of the same request</h2>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <button
                  type="button"
                  onClick={() => show([...ids, other.id])}
                  aria-label={`Show image ${other.number} too`}
                >
                  <Thumbnail picture={other} alt="" isCropped className={classes.picture} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Shortcuts list={shortcuts} opened={isHelp} onClose={() => setHelp(false)} />
    </Page>
  );
}

/** The images of their request that are not among them, if it is one request. */
function notShown(assets: readonly Asset[], ids: readonly string[]) {
  const [first] = assets;
  if (!first || new Set(assets.map(({ generationId }) => generationId)).size > 1) return [];
  return first.siblings
    .map((sibling, index) => ({ ...sibling, number: index + 1 }))
    .filter(({ id }) => !ids.includes(id));
}

function TooFew() {
  return (
    <Page title="Compare">
      <EmptyState icon="gallery" title="Nothing to compare yet">
        <p>
          Choose two to four images in your gallery and press “Compare”, or open an image that came with others and
          press “Compare” below it.
        </p>
        <Button component={Link} to="/gallery">
          To the gallery
        </Button>
      </EmptyState>
    </Page>
  );
}

const shortcuts: ShortcutList = [
  [['+', '−'], 'Larger, smaller, all of them'],
  [['0'], 'The whole pictures'],
  [['1'], '1:1, each pixel on a pixel of the screen'],
  [['←', '→'], 'While zoomed, the part beside'],
  [['↑', '↓'], 'While zoomed, the part above or below'],
  [['Esc'], 'The whole pictures again, then back'],
  [['?'], 'This list'],
];
