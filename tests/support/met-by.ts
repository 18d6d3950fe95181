import { expect } from 'chai'
import type { Meanwhile } from '#domain/changes/meanwhile'
import { AppError } from '#domain/errors'

/** What the refusal says of whoever was faster. */
export async function metBy(work: Promise<unknown>): Promise<Meanwhile | undefined> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new TypeError('it was not refused')
  expect(error.status).to.equal(409)
  return error.meanwhile
}
