/**
 * Pages in work, in the order of the source: each goes through its steps, and while it is at one of them the page behind it
 * is at the step before, so that neither the store nor this process waits for the other.
 */
export interface PageLine {
  /** Waits until one more page may begin. @throws what went wrong with a page before */
  room(): Promise<void>
  /** Waits for the pages that have one of these keys. @throws what went wrong with one of them */
  apart(keys: ReadonlySet<string>): Promise<void>
  /** Each step comes after the one before it, and after the same step of the page before. */
  add(keys: ReadonlySet<string>, steps: readonly (() => Promise<void>)[]): void
  /** Waits for what was begun, the steps of a page that failed included. @throws what went wrong first */
  empty(): Promise<void>
}

/** Enough that the source, the store and the pull seldom wait for each other; a crash leaves at most so many stored in part. */
export const PAGES_IN_WORK = 4

interface PageInWork {
  readonly keys: ReadonlySet<string>
  readonly steps: readonly Promise<void>[]
  readonly done: Promise<void>
}

/** @param onFailure called when a step of a page fails; pages before it go on, those behind it begin no further step */
export function pageLine(onFailure: () => void): PageLine {
  let pages: PageInWork[] = []
  let last: readonly Promise<void>[] = []
  let added = 0
  let failed: { place: number; done: Promise<void> } | undefined
  return {
    async room() {
      while (pages.length >= PAGES_IN_WORK) await pages[0]?.done
    },
    async apart(keys) {
      for (const page of pages) if (share(page.keys, keys)) await page.done
    },
    add(keys, steps) {
      const place = added++
      const begun: Promise<void>[] = []
      for (const [i, step] of steps.entries()) {
        begun.push(
          Promise.all([begun[i - 1], last[i]]).then(() =>
            failed && failed.place < place ? failed.done : step(),
          ),
        )
      }
      const done = begun.at(-1) ?? Promise.resolve()
      const page = { keys, steps: begun, done }
      done.then(
        () => {
          pages = pages.filter(each => each !== page)
        },
        () => {
          if (!failed || place < failed.place) failed = { place, done }
          onFailure()
        },
      )
      pages.push(page)
      last = begun
    },
    async empty() {
      await Promise.allSettled(pages.flatMap(({ steps }) => steps))
      for (const { done } of pages) await done
    },
  }
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const key of a) if (b.has(key)) return true
  return false
}
