/** «Кто это?» on hand-made strangers. Synthetic people only. */
import { NotFoundError } from '#domain/errors'
import type { Decided, Matching, Stranger } from '#sync/matching/contract'

export const stranger: Stranger = {
  id: 's1',
  connection: { id: 'c1', title: 'Moodle ТГПУ' },
  userId: '77',
  reason: 'unknown-learner',
  familyName: 'Баранов',
  givenName: 'Игорь',
  patronymic: 'Львович',
  organisation: 'школа № 12, Томск',
  maskedEmail: 'b•••@school.example',
  personalNumber: 'TAB-0107',
  titles: ['Семинар «Смешанное обучение»', 'Цифровая грамотность'],
  waiting: 3,
  candidates: [
    {
      personId: 'p-baranov',
      familyName: 'Баранов',
      givenName: 'Игорь',
      organisation: 'школа № 12, Томск',
      same: ['family-name', 'given-name', 'organisation'],
      differs: ['email'],
      unsent: ['patronymic'],
      isExact: false,
    },
    {
      personId: 'p-baranova',
      familyName: 'Баранова',
      givenName: 'Ирина',
      same: [],
      differs: [],
      unsent: [],
      isExact: false,
    },
  ],
}

const done: Decided = { waiting: 3, replayed: 3 }
const decision = {
  ...{ connectionId: 'c1', connectionTitle: 'Moodle ТГПУ', records: 3 },
  ...{ by: 'p-1', byName: 'Орлова Мария Ильинична', at: '2026-11-22T02:50:00.000Z' },
}

export function fakeMatching(over: Partial<Matching> = {}): Matching {
  return {
    countStrangers: async () => ({ count: 4, more: false }),
    listStrangers: async () => ({
      strangers: [
        stranger,
        { ...stranger, id: 's2', userId: '78', reason: 'ambiguous-learner', candidates: [] },
      ],
      total: { accounts: 12, records: 31, more: true },
      next: 's2',
    }),
    readStranger: async (_actor, { id }) => {
      if (id !== stranger.id) throw new NotFoundError('no record of this account waits')
      return stranger
    },
    decide: async () => ({ ...done, decisionId: 'd-1' }),
    addLearner: async () => ({ ...done, decisionId: 'd-2' }),
    setAside: async () => ({ waiting: 3, replayed: 0, decisionId: 'd-3' }),
    undo: async (_actor, id) => ({ withdrawn: 3, kind: id === 'd-3' ? 'set-aside' : 'linked' }),
    listDecisions: async () => [
      { ...decision, id: 'd-1', userId: '70', kind: 'linked', personId: 'p-1', personName: 'Ковалёва Анна' },
      {
        ...decision,
        id: 'd-2',
        userId: '71',
        kind: 'new',
        personId: 'p-2',
        undoneAt: decision.at,
        undoneByName: 'Орлова',
      },
      { ...decision, id: 'd-3', userId: 'mail:nobody@school.example', kind: 'set-aside' },
    ],
    listCourses: async () => [
      {
        ...{ connection: stranger.connection, courseId: '177', waiting: 4 },
        title: 'Цифровая грамотность: курс для учителя',
        modules: [
          {
            ...{ programmeId: 'prog-1', programmeTitle: 'Цифровая дидактика' },
            ...{ moduleId: 'm5', moduleTitle: 'Цифровая грамотность учителя', similarity: 0.7 },
          },
        ],
      },
      { connection: stranger.connection, courseId: '178', title: 'Песочница', waiting: 1, modules: [] },
    ],
    candidatesFor: async () => ({ userId: '77', waiting: 3, candidates: stranger.candidates }),
    linkLearner: async () => done,
    unlinkLearner: async () => ({ withdrawn: 3 }),
    suggestModules: async () => [],
    mapCourse: async () => done,
    ...over,
  }
}
