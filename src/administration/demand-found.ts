import { NotFoundError } from '#domain/errors'

/** @throws {NotFoundError} for what is not there, and for what the actor may not know of */
export function demandFound<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new NotFoundError(`no such ${what}`)
  return found
}
