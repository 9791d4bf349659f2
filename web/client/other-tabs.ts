import { z } from 'zod';

/** Who is signed in in this browser (an account's id; null: nobody), said from tab to tab and kept nowhere. */
const said = z.object({
  who: z.string().nullable(),
  /** Somebody has just signed out: true whatever our server says later. */
  isEnd: z.boolean(),
});
type Said = z.infer<typeof said>;

let channel: BroadcastChannel | undefined;
/** Not before it is needed: pages are also drawn where there are no tabs. */
const open = () => {
  channel ??= new BroadcastChannel('upixel.session');
  return channel;
};

export const tellOtherTabs = (what: Said): void => open().postMessage(what);

/** Called with what another tab says, until the returned function is called. */
export function followOtherTabs(heard: (what: Said) => void): () => void {
  const follow = ({ data }: MessageEvent<unknown>) => {
    const { success, data: what } = said.safeParse(data);
    if (success) heard(what); // else it is from another version than this page
  };
  open().addEventListener('message', follow);
  return () => open().removeEventListener('message', follow);
}
