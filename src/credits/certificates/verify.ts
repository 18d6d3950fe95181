/** What anyone may know of a document: no actor, nothing that the paper does not say, the full name only with consent. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { parseVerificationCode } from '#domain/certificates/certificate-number'
import { fullName } from '#domain/names/full-name'
import { initialsOf } from '#domain/names/initials'
import { localDate } from '#domain/time/local-date'
import type { Certificate, ReplacedBy } from '#store/ports/certificates'
import type { Credits, VerificationView } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

/** By the code as a person typed it. */
export function verify(deps: CreditsDeps): Credits['verify'] {
  return async code => {
    const parsed = parseVerificationCode(code)
    return parsed === undefined ? null : verificationView(deps, await deps.stores.certificates.byCode(parsed))
  }
}

/** By the SHA-256 of a PDF's bytes. */
export function verifyPdf(deps: CreditsDeps): Credits['verifyPdf'] {
  return async hash => {
    const wanted = hash.trim().toLowerCase()
    if (!/^[0-9a-f]{64}$/.test(wanted)) return null
    return verificationView(deps, await deps.stores.certificates.byPdfHash(wanted))
  }
}

/** A claim that is not issued yet is no document. */
async function verificationView(
  deps: CreditsDeps,
  certificate: Certificate | null,
): Promise<VerificationView | null> {
  if (certificate?.state !== 'issued' || !certificate.snapshot || !certificate.pdfHash) return null
  const { snapshot, status, annulment, replacedBy, pdfHash } = certificate
  const holder = await holderOf(deps, certificate.learnerId, snapshot.learner)
  return {
    status,
    ...(annulment && {
      annulment: { on: localDate(new Date(annulment.at), deps.timeZone), reason: annulment.reason },
    }),
    ...(replacedBy && { replacedBy: numberAndDay(replacedBy) }),
    ...(snapshot.replaces && { replaces: snapshot.replaces }),
    ...(snapshot.kind === 'statement' && { kind: snapshot.kind }),
    holder,
    documentTitle: snapshot.documentTitle,
    programmeTitle: snapshot.programme.title,
    hours: snapshot.hours,
    period: snapshot.period,
    issuedOn: snapshot.issuedOn,
    registrationNumber: snapshot.registrationNumber,
    issuer: { name: snapshot.issuer.name, city: snapshot.issuer.city },
    pdfHash,
  }
}

const numberAndDay = ({ kind, registrationNumber, on }: ReplacedBy) => ({ kind, registrationNumber, on })

/** The full name needs a consent of its own (152-ФЗ, ст. 9), which is asked anew each time: a withdrawal holds at once. */
async function holderOf(
  { stores }: CreditsDeps,
  learnerId: string,
  learner: CertificateSnapshot['learner'],
): Promise<string> {
  const consented = await stores.consents.given([learnerId], 'verification-name')
  if (!consented.has(learnerId)) return initialsOf(learner)
  return fullName(learner)
}
