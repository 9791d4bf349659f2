import { useState } from 'react';

/** Somebody's picture in chat; their initial where there is none, or where it cannot be fetched. The name stands beside it. */
export function Avatar({ src, name, size = 44 }: { src: string | null; name: string; size?: number }) {
  const [failed, setFailed] = useState<string | null>(null);
  if (src !== null && src !== failed)
    return <img className="avatar" src={src} alt="" width={size} height={size} onError={() => setFailed(src)} />;
  return (
    <span className="avatar" style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden="true">
      {Array.from(name.trim())[0]?.toUpperCase() ?? '?'}
    </span>
  );
}
