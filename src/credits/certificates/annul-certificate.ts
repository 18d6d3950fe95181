/** Annulment (аннулирование): one atomic step of the document; the check page, and whatever asks, sees it from then on. */
import { ConflictError } from '#domain/errors'
import type { Certificate } from '#store/ports/certificates'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import { CertificateAnnulledError, CertificateReplacedError } from '../errors.ts'
import { annulledBy } from './met.ts'
import { certificateToActOn, textOf } from './own-register.ts'

/** The PDF and the snapshot stay as they are; the hours stay used, so that nobody gets them twice. */
export function annulCertificate(deps: CreditsDeps): Credits['annulCertificate'] {
  const { certificates } = deps.stores

  return async (actor, input) => {
    const { issuer } = await certificateToActOn(deps, actor, input.certificateId)
    const reason = textOf('reason', input.reason)
    const { personId: by, name: byName } = issuer
    const annulment = { at: deps.now().toISOString(), by, byName, reason }
    await certificates.annul(input.certificateId, annulment)
    return annulledFor(reason, await certificates.byId(input.certificateId))
  }
}

/** Asked twice for the same reason it answers the same; what stands is told, whoever was first. */
function annulledFor(reason: string, certificate: Certificate | null): Certificate {
  if (certificate?.annulment?.reason === reason) return certificate
  if (certificate?.status === 'annulled')
    throw new CertificateAnnulledError('it was annulled already', {}, { meanwhile: annulledBy(certificate) })
  if (certificate?.status === 'replaced')
    throw new CertificateReplacedError('another document stands in its place: annul that one', {
      number: certificate.replacedBy?.registrationNumber ?? '',
    })
  throw new ConflictError('it is not issued yet')
}
