/** Use cases that answer as they are, until they are told to refuse whatever they were not asked for before. */

export interface Refusing<T> {
  deps: T
  /** What pages read goes on; everything else throws. `null`: all answer again. */
  refuseWith(error: Error | null): void
}

type Leaf = (...asked: unknown[]) => unknown

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** @param left names of dependencies that are no use cases */
export function refusing<T extends object>(deps: T, left: readonly string[]): Refusing<T> {
  const read = new Set<string>()
  let refusal: Error | null = null

  function wrap(value: unknown, path: string): unknown {
    if (isPlain(value))
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, wrap(each, `${path}.${name}`)]),
      )
    if (typeof value !== 'function') return value
    return (...asked: unknown[]) => {
      if (refusal && !read.has(path)) throw refusal
      read.add(path)
      return (value as Leaf)(...asked)
    }
  }

  const wrapped = Object.entries(deps).map(([name, each]) => [
    name,
    left.includes(name) ? each : wrap(each, name),
  ])
  return {
    deps: Object.fromEntries(wrapped) as T,
    refuseWith(error) {
      refusal = error
    },
  }
}
