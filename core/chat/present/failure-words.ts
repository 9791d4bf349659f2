import type { FailureCode } from '../../generations/settlement.ts';

/** Why a model made nothing, as part of a sentence. */
export const reasons: Record<FailureCode, (model: string) => string> = {
  refused: (model) => `the safety filter of ${model} refused this`,
  failed: (model) => `${model} failed while it was working`,
  timed_out: (model) => `${model} took too long and was stopped`,
  bad_output: (model) => `${model} sent something that is not a usable picture`,
  invalid_input: (model) => `${model} did not accept this request`,
  unavailable: (model) => `${model} could not be reached`,
  reference_not_picture: () => 'the file to start from is not a PNG, JPEG, WebP or GIF picture',
  reference_too_large: () => 'the picture to start from is larger than 15 MB, or has too many pixels',
  reference_broken: () => 'the picture to start from is damaged or cut off',
  reference_unreachable: () => 'the picture to start from could not be fetched from the chat',
  reference_not_kept: () => 'the picture to start from could not be kept, which is our trouble',
  reference_gone: () => 'the picture to start from was deleted meanwhile',
  no_grid: () => 'there is no grid of pixels in this picture, as in a photograph, a smooth drawing or one colour',
  already_pixel_art: () => 'it is pixel art already, so nothing was changed',
};

const anotherPicture = 'Try another picture, or leave it out.';

/** What to do about it. */
export const advice: Record<FailureCode, string> = {
  refused: 'Say it in other words, or try another model.',
  failed: 'Try again, or try another model.',
  timed_out: 'Try again later, or try another model.',
  bad_output: 'Try again, or try another model.',
  invalid_input: 'Change the prompt, the size or the reference image, or try another model.',
  unavailable: 'Try again in a few minutes.',
  reference_not_picture: anotherPicture,
  reference_too_large: 'Make it smaller, try another picture, or leave it out.',
  reference_broken: anotherPicture,
  reference_unreachable: 'Add the picture once more, or leave it out.',
  reference_not_kept: 'Try again in a few minutes, or leave it out.',
  reference_gone: 'Choose another picture.',
  no_grid: 'Say how many pixels it is to have, and each is made of the colours that it covers.',
  already_pixel_art: 'Say a size or colours if it is to be otherwise.',
};

/** Pressing the button again would fail the same way. */
export const isAskersToChange = (code: FailureCode) =>
  ['refused', 'invalid_input', 'no_grid', 'already_pixel_art'].includes(code) || code.startsWith('reference_');
