/** All use cases on entries, programmes and certificates, on the same collaborators. */
import { readBooks } from './books/read-books.ts'
import { recompute, recomputeAll } from './books/recompute.ts'
import { annulCertificate } from './certificates/annul-certificate.ts'
import { finishCertificates } from './certificates/finish-certificates.ts'
import { issueCertificate } from './certificates/issue-certificate.ts'
import { listRegister } from './certificates/list-register.ts'
import { previewCertificate } from './certificates/preview-certificate.ts'
import { readCertificate } from './certificates/read-certificate.ts'
import { readRegister } from './certificates/read-register.ts'
import { recordDelivery } from './certificates/record-delivery.ts'
import {
  correctCertificate,
  duplicateCertificate,
  exchangeCertificate,
} from './certificates/replace-certificate.ts'
import { spoilNumber } from './certificates/spoil-number.ts'
import { verify, verifyPdf } from './certificates/verify.ts'
import type { Credits } from './contract.ts'
import type { CreditsDeps } from './deps.ts'
import { confirmAll } from './entries/confirm-all.ts'
import { confirmEntries } from './entries/confirm-entries.ts'
import { correctEntry } from './entries/correct-entry.ts'
import { countWaiting } from './entries/count-waiting.ts'
import { listQueue } from './entries/list-queue.ts'
import { readBatch, readEntries } from './entries/read-batch.ts'
import { rejectEntries } from './entries/reject-entries.ts'
import { revokeEntry } from './entries/revoke-entry.ts'
import { undoBatch } from './entries/undo-batch.ts'
import { countLearners } from './programmes/count-learners.ts'
import { enrol } from './programmes/enrol.ts'
import { enrolListed, judgeListed } from './programmes/enrol-listed.ts'
import { listLearners } from './programmes/list-learners.ts'
import { listProgrammes } from './programmes/list-programmes.ts'
import { previewProgramme } from './programmes/preview-programme.ts'
import { programmeVersions } from './programmes/programme-versions.ts'
import { recordFacts } from './programmes/record-facts.ts'
import { saveProgramme } from './programmes/save-programme.ts'

export function createCredits(deps: CreditsDeps): Credits {
  return {
    readBooks: readBooks(deps),
    listQueue: listQueue(deps),
    countWaiting: countWaiting(deps),
    confirmEntries: confirmEntries(deps),
    confirmAll: confirmAll(deps),
    readBatch: readBatch(deps),
    readEntries: readEntries(deps),
    rejectEntries: rejectEntries(deps),
    correctEntry: correctEntry(deps),
    revokeEntry: revokeEntry(deps),
    undoBatch: undoBatch(deps),
    saveProgramme: saveProgramme(deps),
    previewProgramme: previewProgramme(deps),
    programmeVersions: programmeVersions(deps),
    listProgrammes: listProgrammes(deps),
    enrol: enrol(deps),
    judgeListed: judgeListed(deps),
    enrolListed: enrolListed(deps),
    recordFacts: recordFacts(deps),
    countLearners: countLearners(deps),
    listLearners: listLearners(deps),
    issueCertificate: issueCertificate(deps),
    previewCertificate: previewCertificate(deps),
    finishCertificates: finishCertificates(deps),
    annulCertificate: annulCertificate(deps),
    duplicateCertificate: duplicateCertificate(deps),
    exchangeCertificate: exchangeCertificate(deps),
    correctCertificate: correctCertificate(deps),
    spoilNumber: spoilNumber(deps),
    recordDelivery: recordDelivery(deps),
    listRegister: listRegister(deps),
    readRegister: readRegister(deps),
    readCertificate: readCertificate(deps),
    verify: verify(deps),
    verifyPdf: verifyPdf(deps),
    recompute: recompute(deps),
    recomputeAll: recomputeAll(deps),
  }
}
