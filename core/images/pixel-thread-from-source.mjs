// The thread's entry where there is no bundle: a thread does not read TypeScript because the process that started it does.
import { register } from 'tsx/esm/api';

register();
const { default: work } = await import('./pixel-thread.ts');
export default work;
