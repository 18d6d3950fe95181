import { setImmediate } from 'node:timers/promises'

/** Reads the next page while the present one is being stored: the source's answer time and ours overlap. */
export async function* prefetch<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  const ask = (): Promise<IteratorResult<T>> => {
    const asked = iterator.next()
    // Whoever awaits it sees the failure; until then it must not count as unhandled.
    asked.catch(() => {})
    return asked
  }
  let coming = ask()
  let isOver = false
  try {
    for (;;) {
      const { value, done } = await coming.catch(error => {
        isOver = true
        throw error
      })
      if (done) {
        isOver = true
        return
      }
      coming = ask()
      // What it asks of the source or the store leaves this process before the page is worked on.
      await setImmediate()
      yield value
    }
  } finally {
    if (!isOver) iterator.return?.()?.catch(() => {})
  }
}
