import { z } from 'zod';

// zod would try `new Function` for speed, which our Content-Security-Policy refuses and the browser would report in its
// console. Imported before the contract, because zod decides when a schema is created.
z.config({ jitless: true });
