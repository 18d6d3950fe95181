/** Names as a list: `words('a b')` → `['a', 'b']`. The lists of what is known are long; this way each is read at a glance. */
export const words = (text: string): string[] => text.trim().split(/\s+/)
