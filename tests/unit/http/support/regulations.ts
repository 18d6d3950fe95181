/** Regulations that an organisation takes up: one is, and whatever is checked holds. */
import type { Regulations } from '#credits/regulations/contract'
import type { Regulation } from '#domain/regulations/regulation'
import { loadRegulations } from '#src/adapters/regulations'

export const fakeRegulations = (): Regulations => {
  const [tspu] = loadRegulations(null).all() as [Regulation]
  return {
    check: async () => ({ faults: [], regulation: tspu, refusal: null, programmes: ['Цифровая дидактика'] }),
    take: async () => tspu,
    taken: async () => [
      {
        ...{ id: `${tspu.id}|${tspu.version}`, regulationId: tspu.id, version: tspu.version },
        ...{ validFrom: tspu.validFrom, by: 'p1', byName: 'Образцова И. П.', at: '2026-11-20T05:00:00.000Z' },
      },
    ],
    withdraw: async () => {},
  }
}
