import type { Asset, Generation } from '../../prisma/generated/client.ts';
import { type StoredText, storedTextOf } from '../keys/stored-text.ts';

/** An asset's prompt, or its title if no request made it. */
export const wordsOf = ({
  generation,
  title,
  titleSealed,
}: Pick<Asset, 'title' | 'titleSealed'> & {
  generation: Pick<Generation, 'prompt' | 'promptSealed'> | null;
}): StoredText =>
  generation ? storedTextOf(generation.prompt, generation.promptSealed) : storedTextOf(title, titleSealed);
