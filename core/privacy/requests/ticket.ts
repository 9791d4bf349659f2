import { randomInt } from 'node:crypto';

/** Crockford's: nothing that is mistaken for something else when it is read aloud. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const four = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');

/** What people quote: `P-7K3M-9QXD`. 40 random bits. */
export const newTicket = () => `P-${four()}-${four()}`;
