/** The same object without its `undefined` fields: an optional field that is absent and one that is `undefined` differ. */
export const definedOnly = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as never
