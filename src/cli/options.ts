/** An option that may be repeated: all its values, in order. */
export const collect = (value: string, all: string[] = []): string[] => [...all, value]
