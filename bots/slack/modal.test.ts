import { expect, test } from 'vitest';
import { formValues } from './modal.ts';

test.each([
  [
    { id: 'F1', url_private: 'https://files.slack.com/me', size: 5 },
    { url: 'https://files.slack.com/me', byteLength: 5 },
  ],
  // In channels that companies share: https://docs.slack.dev/reference/events/message/file_share#connect
  [{ id: 'F1', mode: 'file_access', file_access: 'check_file_info' }, { fileId: 'F1' }],
])('a picture in a form is taken with all that Slack tells of it, be it the id alone: %o', (file, image) => {
  const values = {
    image: { image: { type: 'file_input', files: [file] } },
    empty: { empty: { type: 'file_input', files: [] } },
  };
  expect(formValues({ state: { values } } as never)).toEqual({ image });
});
