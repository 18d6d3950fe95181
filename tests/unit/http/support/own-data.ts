/** Hand-made documents, consents and data of one learner. */
import { readConsentFiles } from '#config/consents'
import type { Consents, ConsentsView } from '#credits/consents/contract'
import type { OwnDocuments } from '#credits/own-documents/own-documents'
import type { PersonalData, PersonalDataView } from '#credits/personal-data/contract'
import { type ConsentText, parseConsentTexts } from '#domain/consent'
import type { ConsentStep } from '#store/ports/consents'
import { certificate } from './views.ts'

const step: ConsentStep = {
  id: 'p-1|email|1',
  personId: 'p-1',
  purpose: 'email',
  seq: 1,
  given: true,
  version: '2026-09',
  at: '2026-11-20T03:00:00.000Z',
  by: 'p-2',
  byName: 'Орлова Мария Ильинична',
  way: 'paper',
  paper: 'папка 7',
}

export const consentsView: ConsentsView = {
  personId: 'p-kovaleva',
  name: 'Ковалёва Анна',
  history: [step],
  consents: readConsentFiles().map(({ name, text }) => {
    const { purpose, versions } = parseConsentTexts(name, text)
    const given = purpose === 'email'
    return { purpose, given, ...(given && { last: step }), text: versions[0] as ConsentText, outdated: given }
  }),
}

export const personalDataView: PersonalDataView = {
  personId: 'p-kovaleva',
  name: 'Ковалёва Анна',
  at: '2026-11-22T03:00:00.000Z',
  isIssued: true,
  collections: [
    { model: 'Person', items: [{ familyName: 'Ковалёва', identities: [{ key: 'source|c|7' }] }], kept: 1 },
    { model: 'Session', items: [{ name: 'Ковалёва', createdAt: new Date(0) }], kept: 0 },
  ],
}

export const fakeOwnDocuments = (over: Partial<OwnDocuments> = {}): OwnDocuments => ({
  list: async () => [certificate, { ...certificate, id: 'cert-2', status: 'annulled' }],
  credential: async (_actor, id) => ({ id, jwt: 'eyJ.e30.x' }),
  entryCredential: async (_actor, id) => ({ id, jwt: 'eyJ.entry.x' }),
  bookCredential: async (_actor, { learnerId = 'own', programmeId }) => ({
    id: `${learnerId}-${programmeId}`,
    jwt: 'eyJ.book.x',
  }),
  ...over,
})

export const fakeConsents = (over: Partial<Consents> = {}): Consents => ({
  read: async () => consentsView,
  decide: async () => step,
  recordPaper: async () => step,
  ...over,
})

export const fakePersonalData = (over: Partial<PersonalData> = {}): PersonalData => ({
  read: async () => personalDataView,
  erase: async (_actor, { personId, reason }) => ({
    ...{ id: personId, at: '2026-11-22T03:00:00.000Z', by: 'p-1', byName: 'Орлова М. И.', reason },
    ...{ finishedAt: '2026-11-22T03:00:01.000Z', erased: { Session: 1 }, kept: { Person: 1 } },
  }),
  erasures: async () => [],
  ...over,
})
