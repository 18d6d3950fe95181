/** What is kept with a book, answered by hand. */
import type { Keeping } from '#credits/keeping/contract'
import type { Proofs } from '#credits/proofs/contract'
import { NotFoundError } from '#domain/errors'
import { MODULE_KINDS } from '#domain/kinds'
import { tariffOf } from '#domain/regulation'
import type { Scan } from '#store/ports/scans'
import { png } from '#tests/unit/domain/scans/samples'
import { tspu } from '#tests/unit/domain/support'
import { entryOf, learner, programme } from './views.ts'

export const scan: Scan = {
  id: 'scan-1',
  name: 'справка.png',
  type: 'image/png',
  bytes: 120,
  sha256: 'b'.repeat(64),
  learnerId: learner.id,
  programmeId: programme.id,
  by: 'p-1',
  at: '2026-11-22T03:00:00.000Z',
}

export function fakeProofs(over: Partial<Proofs> = {}): Proofs {
  return {
    form: async (_actor, { learnerId }) => ({
      programme,
      own: learnerId === undefined,
      today: '2026-11-22',
      learner,
      regulation: tspu,
      kinds: MODULE_KINDS.map(kind => ({
        kind,
        hours: tariffOf(tspu, kind)?.hours ?? null,
        forms: tariffOf(tspu, kind)?.forms ?? [],
      })),
      documentKinds: [
        { ru: 'справка', en: 'note' },
        { ru: 'сертификат', en: 'certificate' },
      ],
      scanNeeded: learnerId === undefined,
    }),
    keepScan: async () => scan,
    keptScan: async (_actor, id) => (id === scan.id ? scan : null),
    faults: async () => [],
    send: async () => entryOf({ n: 9, status: 'imported' }),
    readScan: async (_actor, { entryId }) => {
      if (entryId !== 'e9') throw new NotFoundError('no such scan')
      const { id, name, type, bytes, sha256 } = scan
      return { scan: { id, name, type, bytes, sha256 }, bytes: png() }
    },
    ...over,
  }
}

export const fakeKeeping = (over: Partial<Keeping> = {}): Keeping => ({ proofs: fakeProofs(), ...over })
