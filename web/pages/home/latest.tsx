import { Link } from 'react-router';
import { titleOf } from '../../shell/picture-title.ts';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import type { CameBy } from '../asset/came-by.ts';
import head from './head.module.css';
import type { Home } from './home.ts';
import strip from './strip.module.css';
import { ratioOf, stripPlace } from './strip-place.ts';

export function Latest({ latest }: { latest: Home['latest'] }) {
  return (
    <section aria-labelledby="latest">
      <div className={head.head}>
        <h2 id="latest">Latest images</h2>
        <Link to="/gallery">See all</Link>
      </div>
      <ul className={strip.strip}>
        {latest.map((asset) => (
          <li key={asset.id} style={stripPlace(ratioOf(asset))}>
            <Link to={`/gallery/${asset.id}`} state={{ from: 'Home' } satisfies CameBy}>
              <Thumbnail picture={asset} alt={titleOf(asset)} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
