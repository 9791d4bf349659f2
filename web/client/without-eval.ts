import { z } from 'zod';

// zod would try `new Function` to be quicker, which our Content-Security-Policy refuses, and the browser would say so in its
// console. Imported before the contract, because zod decides when a shape is made.
z.config({ jitless: true });
