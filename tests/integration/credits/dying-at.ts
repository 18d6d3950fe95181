import type { Stores } from '#store/ports/index'

/** Stores of a process that dies right before or right after a step, e.g. `certificates.claim`. */
export function dyingAt(stores: Stores, step: string, when: 'before' | 'after'): Stores {
  const [name, method] = step.split('.') as [keyof Stores, string]
  const store = stores[name] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
  const die = async (...args: unknown[]) => {
    if (when === 'after') await store[method]?.(...args)
    throw new Error('killed')
  }
  return { ...stores, [name]: { ...store, [method]: die } } as unknown as Stores
}
