/**
 * Pages in work, in the order of the source: while one is completed, the next is settled and the one after it begun, so
 * that neither the store nor this process waits for the other.
 */
export interface PageLine {
  /** Waits until one more page may begin. @throws what went wrong with a page before */
  room(): Promise<void>
  /** Waits for the pages that have one of these keys. */
  apart(keys: ReadonlySet<string>): Promise<void>
  /** Each step of a page comes after its own last one and after the same step of the page before. */
  add<T>(keys: ReadonlySet<string>, settle: () => Promise<T>, complete: (settled: T) => Promise<void>): void
  /** Waits for what was begun, the steps of a page that failed included. @throws what went wrong first */
  empty(): Promise<void>
}

/** A crash leaves at most so many pages stored in part. */
export const PAGES_IN_WORK = 3

interface PageInWork {
  readonly keys: ReadonlySet<string>
  readonly settled: Promise<unknown>
  readonly done: Promise<void>
}

/** @param onFailure called when a step of a page fails; no step begins afterwards */
export function pageLine(onFailure: () => void): PageLine {
  let pages: PageInWork[] = []
  let failed: Promise<void> | undefined
  let last: Pick<PageInWork, 'settled' | 'done'> = { settled: Promise.resolve(), done: Promise.resolve() }
  return {
    async room() {
      while (pages.length >= PAGES_IN_WORK - 1) await pages[0]?.done
    },
    async apart(keys) {
      for (const page of pages) if (share(page.keys, keys)) await page.done
    },
    add(keys, settle, complete) {
      const before = last
      const settled = before.settled.then(() => failed).then(settle)
      const done = Promise.all([settled, before.done]).then(([mine]) => complete(mine))
      const page = { keys, settled, done }
      const leave = (): void => {
        pages = pages.filter(each => each !== page)
      }
      done.then(leave, () => {
        failed ??= done
        onFailure()
      })
      pages.push(page)
      last = page
    },
    async empty() {
      await Promise.allSettled(pages.flatMap(({ settled, done }) => [settled, done]))
      for (const { done } of pages) await done
    },
  }
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const key of a) if (b.has(key)) return true
  return false
}
