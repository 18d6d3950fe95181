import type { Stores } from '#store/ports/index'
import { sourceKey } from '#store/ports/people'
import type { RawFileStore } from '#store/ports/raw-files'

/**
 * Keeps what a source said, but for answers that name somebody whose data were erased on their demand: a pull does not bring
 * them back, and of such answers the hash alone stays.
 */
export function keepEvidence({
  rawFiles,
  personalData,
}: Pick<Stores, 'rawFiles' | 'personalData'>): RawFileStore['put'] {
  return async (file, facts) => {
    const { people = [], run } = facts ?? {}
    const accounts = run ? people.map(userId => sourceKey(run.connectionId, userId)) : []
    if ((await personalData.erasedAmong(accounts)).size > 0) return false
    return rawFiles.put(file, facts)
  }
}
