/** All stores on one connection, as use cases take them. */
import { randomUUID } from 'node:crypto'
import type { Connection } from 'mongoose'
import { createLaunchAttemptsStore, createPlatformsStore, createSessionsStore } from './access-stores.ts'
import { createActsStore } from './acts-store.ts'
import { createAppointmentsStore } from './appointments-store.ts'
import { createCertificatesStore } from './certificates-store.ts'
import { createCompletionsStore } from './completions-store.ts'
import { createConnectionsStore } from './connections-store.ts'
import { createConsentsStore } from './consents-store.ts'
import { createCredentialStore } from './credential-store.ts'
import { createDecisionsStore } from './decisions-store.ts'
import { createDraftsStore } from './drafts-store.ts'
import { createEnrolmentsStore } from './enrolments-store.ts'
import { createEntriesStore } from './entries-store.ts'
import { createFederalStore } from './federal-store.ts'
import { createGradesStore } from './grades-store.ts'
import { createGrantsStore } from './grants-store.ts'
import { createIssueStore } from './issue-store.ts'
import { createInvitationsStore, createLaunchEventsStore } from './launch-stores.ts'
import { createMergesStore } from './merges-store.ts'
import { createMunicipalWritingStore } from './municipal-writing-store.ts'
import { createOrganisationsStore } from './organisations-store.ts'
import { createOutboxStore } from './outbox-store.ts'
import { createPeopleStore } from './people-store.ts'
import { createPersonalDataStore } from './personal-data/personal-data-store.ts'
import { createIdentityLinksStore, createPlacesStore, createRostersStore } from './places-store.ts'
import type { Stores } from './ports/index.ts'
import { createProgrammesStore } from './programmes-store.ts'
import { createQuarantineStore } from './quarantine-store.ts'
import { createRawFilesStore } from './raw-files-store.ts'
import { createRecordsStore } from './records-store.ts'
import { createRegulationsStore } from './regulations-store.ts'
import { createRoutesStore } from './routes-store.ts'
import { createRunsStore } from './runs-store.ts'
import { createScansStore } from './scans-store.ts'
import { createSharesStore } from './shares-store.ts'
import { createSightingsStore } from './sightings-store.ts'
import { createTemplatesStore } from './templates-store.ts'
import { createTokensStore } from './tokens-store.ts'
import { createWebhooksStore } from './webhooks-store.ts'

/**
 * @param connection of `connectStore`; its indexes come from `migrateStore`, and every promise rests on them
 * @param newId ids of people and of write calls; default random UUIDs
 */
export function createStores(connection: Connection, newId: () => string = randomUUID): Stores {
  return {
    organisations: createOrganisationsStore(connection),
    people: createPeopleStore(connection, newId),
    merges: createMergesStore(connection),
    programmes: createProgrammesStore(connection),
    municipalWriting: createMunicipalWritingStore(connection),
    enrolments: createEnrolmentsStore(connection),
    appointments: createAppointmentsStore(connection),
    routes: createRoutesStore(connection),
    entries: createEntriesStore(connection, newId),
    connections: createConnectionsStore(connection),
    completions: createCompletionsStore(connection),
    quarantine: createQuarantineStore(connection),
    runs: createRunsStore(connection),
    sightings: createSightingsStore(connection),
    decisions: createDecisionsStore(connection),
    rawFiles: createRawFilesStore(connection),
    certificates: createCertificatesStore(connection),
    issue: createIssueStore(connection),
    tokens: createTokensStore(connection),
    credentials: createCredentialStore(connection),
    federal: createFederalStore(connection),
    sessions: createSessionsStore(connection),
    drafts: createDraftsStore(connection),
    launchAttempts: createLaunchAttemptsStore(connection),
    platforms: createPlatformsStore(connection),
    invitations: createInvitationsStore(connection),
    launchEvents: createLaunchEventsStore(connection),
    grants: createGrantsStore(connection),
    places: createPlacesStore(connection),
    rosters: createRostersStore(connection),
    identityLinks: createIdentityLinksStore(connection),
    grades: createGradesStore(connection),
    records: createRecordsStore(connection),
    regulations: createRegulationsStore(connection),
    acts: createActsStore(connection),
    scans: createScansStore(connection),
    shares: createSharesStore(connection),
    outbox: createOutboxStore(connection),
    templates: createTemplatesStore(connection),
    consents: createConsentsStore(connection),
    personalData: createPersonalDataStore(connection),
    webhooks: createWebhooksStore(connection),
  }
}
