/** All stores on one connection, as use cases take them. */
import { randomUUID } from 'node:crypto'
import type { Connection } from 'mongoose'
import {
  createLaunchAttemptsStore,
  createPlatformsStore,
  createSessionsStore,
} from './access/access-stores.ts'
import { createDraftsStore } from './access/drafts-store.ts'
import { createInvitationsStore, createLaunchEventsStore } from './access/launch-stores.ts'
import { createTokensStore } from './access/tokens-store.ts'
import { createActsStore } from './books/acts-store.ts'
import { createEntriesStore } from './books/entries-store.ts'
import { createRecordsStore } from './books/records-store.ts'
import { createScansStore } from './books/scans-store.ts'
import { createSharesStore } from './books/shares-store.ts'
import { createCertificatesStore } from './certificates/certificates-store.ts'
import { createCredentialStore } from './certificates/credential-store.ts'
import { createFederalStore } from './certificates/federal-store.ts'
import { createIssueStore } from './certificates/issue-store.ts'
import { createTemplatesStore } from './certificates/templates-store.ts'
import { createGradesStore } from './courses/grades-store.ts'
import { createGrantsStore } from './courses/grants-store.ts'
import { createIdentityLinksStore, createPlacesStore, createRostersStore } from './courses/places-store.ts'
import { createOutboxStore } from './outbox/outbox-store.ts'
import { createWebhooksStore } from './outbox/webhooks-store.ts'
import { createConsentsStore } from './people/consents-store.ts'
import { createMergesStore } from './people/merges-store.ts'
import { createPeopleStore } from './people/people-store.ts'
import { createPersonalDataStore } from './personal-data/personal-data-store.ts'
import type { Stores } from './ports/index.ts'
import { createAppointmentsStore } from './programmes/appointments-store.ts'
import { createEnrolmentsStore } from './programmes/enrolments-store.ts'
import { createMunicipalWritingStore } from './programmes/municipal-writing-store.ts'
import { createOrganisationsStore } from './programmes/organisations-store.ts'
import { createProgrammesStore } from './programmes/programmes-store.ts'
import { createRegulationsStore } from './programmes/regulations-store.ts'
import { createRoutesStore } from './programmes/routes-store.ts'
import { createCompletionsStore } from './sources/completions-store.ts'
import { createConnectionsStore } from './sources/connections-store.ts'
import { createDecisionsStore } from './sources/decisions-store.ts'
import { createQuarantineStore } from './sources/quarantine-store.ts'
import { createRawFilesStore } from './sources/raw-files-store.ts'
import { createRemovalsStore } from './sources/removals-store.ts'
import { createRunsStore } from './sources/runs-store.ts'
import { createSightingsStore } from './sources/sightings-store.ts'

/** @param connection of `connectStore`; its indexes come from `migrateStore`, and every promise rests on them */
export function createStores(connection: Connection): Stores {
  return {
    organisations: createOrganisationsStore(connection),
    people: createPeopleStore(connection, randomUUID),
    merges: createMergesStore(connection),
    programmes: createProgrammesStore(connection),
    municipalWriting: createMunicipalWritingStore(connection),
    enrolments: createEnrolmentsStore(connection),
    appointments: createAppointmentsStore(connection),
    routes: createRoutesStore(connection),
    entries: createEntriesStore(connection, randomUUID),
    connections: createConnectionsStore(connection),
    removals: createRemovalsStore(connection),
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
