import { expect, test } from 'vitest';
import { isRefusal, refusalWords } from './refusal-words.ts';

test.each(refusalWords.flatMap(({ maker, pattern, said }) => said.map((words) => [maker, words, pattern] as const)))(
  '%s: %s',
  (_maker, words, pattern) => {
    expect(words).toMatch(pattern);
    expect(isRefusal(words)).toBe(true);
  },
);

test.each([
  'CUDA out of memory. Tried to allocate 2.20 GiB (GPU 0; 79.15 GiB total capacity)',
  'Prediction interrupted; please retry (code: PA)',
  'An error occurred while processing your request (E001) (1cah9wlWR9)',
  'Error while generating image: Resource has been exhausted (e.g. check quota).',
  'Service is temporarily unavailable. Please try again later. (E003)',
  'Failed to download input image: 403 Forbidden',
  'Input validation error: width must be a multiple of 32',
  'cuDNN error: CUDNN_STATUS_EXECUTION_FAILED',
  'cannot identify image file: the content type is not supported',
  'The server had an error while processing your request. Sorry about that!',
  'timed out waiting for the safety checker weights to download',
])('a failure is no refusal: %s', (words) => {
  expect(isRefusal(words)).toBe(false);
});
