import { useState } from 'react';

/** State that belongs to one thing: of another one, by its key, it is as it was at first. */
export function useKeyed<Value>(key: string, first: () => Value) {
  const [state, setState] = useState(() => ({ key, value: first() }));
  const now = state.key === key ? state : { key, value: first() };
  if (now !== state) setState(now);
  return {
    value: now.value,
    change: (how: (value: Value) => Value) =>
      setState((latest) => {
        if (latest.key !== key) return latest;
        const value = how(latest.value);
        return value === latest.value ? latest : { key, value };
      }),
  };
}
