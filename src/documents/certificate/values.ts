/** What a document's fields say, from its snapshot. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { fullName } from '#domain/names/full-name'
import type { FieldValues } from '#domain/templates/fill'
import { hoursInWords, hoursNumber } from '#domain/texts/hours-in-words'
import { dateInWords } from '../words.ts'

export function fieldValues(snapshot: CertificateSnapshot): FieldValues {
  const { learner, programme, issuer, period, names } = snapshot
  const name = fullName(learner)
  return {
    organisation: issuer.name,
    city: issuer.city,
    title: snapshot.documentTitle.toUpperCase(),
    number: snapshot.registrationNumber,
    name,
    'name.genitive': names?.genitive ?? name,
    'name.dative': names?.dative ?? name,
    from: dateInWords(period.from),
    to: dateInWords(period.to),
    programme: programme.title,
    regulation: programme.regulation,
    hours: hoursInWords(snapshot.hours),
    hoursNumber: hoursNumber(snapshot.hours),
    issuedOn: dateInWords(snapshot.issuedOn),
    signatory: issuer.signatory,
    secretary: issuer.secretary,
  }
}
