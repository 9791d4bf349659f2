import { openButton } from './open-button.ts';

/** On what takes the place of /privacy's card: leads to it again, and to all else that it has. */
export const backToData = openButton('Back to your data', 'privacy');
