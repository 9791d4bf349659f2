import { noteProven } from '#core/assets/prove.ts';
import type { Proven, Unproven } from '#core/assets/unproven.ts';
import type { Deps } from '#core/deps.ts';

/** Less than `sweep` waits before it looks for pictures that nobody decoded. */
const everyMs = 3_000;
/** What is decoded when much waits is noted soon: `sweep` gives it to whichever worker is free. */
const usually = 10;

/** `most`: how many wait for being noted. */
export function createProven(
  deps: Pick<Deps, 'db' | 'storage' | 'log'>,
  { most = usually }: { most?: number } = {},
): Proven {
  let waiting = new Map<string, Pick<Unproven, 'id' | 'thumbnailKey'>>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const pictures = waiting;
    waiting = new Map();
    if (pictures.size === 0) return;
    try {
      const deleted = await noteProven(deps, [...pictures.keys()]);
      // Their other files are gone already.
      await deps.storage.delete(deleted.flatMap((id) => pictures.get(id)?.thumbnailKey ?? []));
    } catch (err) {
      deps.log.warn({ err, pictures: pictures.size }, 'pictures are to be decoded again');
    }
  }

  return {
    async note(picture) {
      waiting.set(picture.id, picture);
      if (waiting.size >= most) return flush();
      timer ??= setTimeout(() => void flush(), everyMs).unref();
    },
    has: (id) => waiting.has(id),
    flush,
  };
}
