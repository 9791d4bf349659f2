import type { ImageModel } from './define-model.ts';

/** Between the two grounds of a tileset, in a prompt: `grey stones | lush grass`. */
const between = '|';

/** What a prompt says of the ground inside, and of the one around it if it names two. Neither is empty if there are two. */
export function groundsOf(prompt: string): { inside: string; outside?: string } {
  const at = prompt.indexOf(between);
  const [inside, outside] = [prompt.slice(0, at).trim(), prompt.slice(at + between.length).trim()];
  return at < 0 || inside === '' || outside === '' ? { inside: prompt } : { inside, outside };
}

/** The prompt of two grounds; what separates them is no part of either. */
export const groundsInOne = (inside: string, outside: string): string =>
  [inside, outside]
    .map((ground) => ground.replaceAll(between, ' ').replaceAll(/\s+/g, ' ').trim())
    .join(` ${between} `);

/** Whether a model draws sets of two grounds. */
export const drawsGrounds = (pixel: ImageModel['pixel']): boolean =>
  Object.values(pixel?.of ?? {}).some(({ needsGrounds }) => needsGrounds);

/** A prompt with the style of a project; of a model that draws two grounds, each of those that it names. */
export function inStyle(prompt: string, style: string, { pixel }: Pick<ImageModel, 'pixel'>): string {
  if (style === '' || prompt === '') return prompt;
  const { inside, outside } = drawsGrounds(pixel) ? groundsOf(prompt) : { inside: prompt };
  const styled = (words: string) => (words.endsWith(style) ? words : `${words}, ${style}`);
  return outside === undefined ? styled(prompt) : groundsInOne(styled(inside), styled(outside));
}
