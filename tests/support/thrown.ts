const NOTHING = 'nothing thrown'

const codeIn = (error: unknown): unknown => (error as { code?: unknown }).code ?? error

/** The code that a work fails with, for assertions on `err.code`; an error without one is given as it is. */
export const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => NOTHING, codeIn)

/** The same of what fails at once. */
export function codeThrown(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return codeIn(error)
  }
  return NOTHING
}
