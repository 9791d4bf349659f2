import type { Share } from '#core/contract/pages/shares.ts';

/** "With the prompt and your name, for search engines, too". */
export function whatItShows({ showsPrompt, showsName, isListed, pictures }: Share): string {
  const prompt = pictures === 1 ? 'the prompt' : 'the prompts';
  const shown = [...(showsPrompt ? [prompt] : []), ...(showsName ? ['your name'] : [])];
  const words = shown.length === 0 ? `Without ${prompt} or your name` : `With ${shown.join(' and ')}`;
  return isListed ? `${words}; search engines may list it` : words;
}

/** "2 of 3 images": some may be gone. */
export function whatIsLeft({ pictures, seen }: Pick<Share, 'pictures' | 'seen'>): string {
  const all = pictures === 1 ? '1 image' : `${pictures} images`;
  if (seen === pictures) return all;
  return pictures === 1 ? '1 image, which is gone' : `${seen} of ${all}, the others are gone`;
}

/** "Opened 12 times, looked up 3 times by chats or search engines". */
export function howOften({ views, previews }: Pick<Share, 'views' | 'previews'>): string {
  const opened = views === 0 ? 'Not opened yet' : `Opened ${times(views)}`;
  return previews === 0 ? opened : `${opened}, looked up ${times(previews)} by chats or search engines`;
}

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count.toLocaleString('en')} times`);
