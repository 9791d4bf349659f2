import { useState } from 'react';
import classes from './avatar.module.css';

/** A person's picture in chat; their initial if there is none, or if it cannot be fetched. The name is shown beside it. */
export function Avatar({ src, name, size = 44 }: { src: string | null; name: string; size?: number }) {
  const [failed, setFailed] = useState<string | null>(null);
  if (src !== null && src !== failed)
    return (
      <img className={classes.avatar} src={src} alt="" width={size} height={size} onError={() => setFailed(src)} />
    );
  return (
    <span className={classes.avatar} style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden="true">
      {Array.from(name.trim())[0]?.toUpperCase() ?? '?'}
    </span>
  );
}
