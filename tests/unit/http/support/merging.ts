/** Two records of one person that differ here and there, and one merge that was made. */
import type { MergeView, Merging } from '#credits/merging/contract'
import { learner } from './views.ts'

const nothing = {
  ...{ enrolments: [], entries: [], certificates: [], records: [], routes: [], scans: [], shares: [] },
  ...{ appointments: [], mentored: [] },
}

const merge: MergeView = {
  ...{ id: 'merge-1', keptId: 'p-1', keptName: 'Ковалёва Анна Сергеевна', absorbedId: 'p-2' },
  ...{ absorbedName: 'Ковалева Анна', reason: 'заявление от 12.11.2026', by: 'p-9', byName: 'Орлова М. И.' },
  ...{ at: '2026-11-20T05:00:00.000Z', state: 'done', moved: nothing, setAside: [] },
}

export const fakeMerging = (): Merging => ({
  preview: async () => ({
    kept: learner,
    absorbed: { ...learner, id: 'p-2', patronymic: 'С.' },
    refusals: [],
    conflicts: [
      { field: 'patronymic', kept: 'Сергеевна', absorbed: 'С.' },
      { field: 'enrolledOn', about: 'Цифровая дидактика', kept: '2024-09-02', absorbed: '2025-01-15' },
      { field: 'facts', about: 'Цифровая дидактика', kept: '', absorbed: 'projectDefence' },
    ],
    moves: {
      ...{ accounts: 1, enrolments: 1, entries: 5, certificates: 0, records: 2, routes: 0, scans: 1 },
      ...{ shares: 0, appointments: 0, mentored: 0 },
    },
    joined: ['Цифровая дидактика'],
  }),
  merge: async () => merge,
  undo: async () => ({ ...merge, state: 'undone' }),
  list: async () => [
    merge,
    {
      ...{ ...merge, id: 'merge-2', state: 'undone' as const },
      undone: { by: 'p-9', byName: 'Орлова М. И.', at: '2026-11-21T05:00:00.000Z', reason: 'разные люди' },
    },
  ],
})
