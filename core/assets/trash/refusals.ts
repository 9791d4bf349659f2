import { Failure } from '../../failure.ts';

export const inTrash = () =>
  new Failure('not_found', {
    title: 'This image is in your trash',
    happened: 'It was moved there, and is shown nowhere else. It is not lost.',
    next: 'Open the trash from your gallery, and restore it there.',
  });
