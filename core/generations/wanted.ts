import { checkTakes } from './model-takes.ts';
import { picturesOf } from './reference.ts';
import type { GenerationRequest } from './request.ts';

/** What somebody wants made, wherever they say it. */
export type Wanted = Pick<
  GenerationRequest,
  | 'model'
  | 'prompt'
  | 'negativePrompt'
  | 'size'
  | 'format'
  | 'count'
  | 'seed'
  | 'inputImageKey'
  | 'referenceUrl'
  | 'secondImageKey'
  | 'secondReferenceUrl'
  | 'thirdImageKey'
  | 'thirdReferenceUrl'
  | 'startsFrom'
  | 'strength'
  | 'pixel'
  | 'projectId'
  | 'pay'
  | 'pressKey'
  | 'madeFrom'
>;

/** What a button does to a picture was looked at by the button. @throws Failure as checkTakes does */
export function checkWanted({ model, ...wanted }: Wanted): void {
  if (model.kind !== 'image') return;
  checkTakes(model, { ...wanted, pictures: picturesOf(wanted) });
}
