/** As people sort names: case and accents matter last, and 10 comes after 2. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;
