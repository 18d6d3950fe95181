/** An invented learner's document, to show a template before it is used. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { CalendarDate } from '#domain/kinds'
import { fillText } from '#domain/templates/fill'
import type { TemplateContent, TemplateKind } from '#domain/templates/template'
import type { StoredProgramme } from '#store/ports/people'
import { nameFormsOf } from './name-forms.ts'

/** The longest of what is usual: a template that bears it bears the rest. */
const LEARNER = { familyName: 'Образцова-Примерная', givenName: 'Александра', patronymic: 'Константиновна' }
const TITLES: Readonly<Record<TemplateKind, string>> = {
  certificate: 'Удостоверение о повышении квалификации',
  statement: 'Справка об обучении',
}

export interface SampleOf {
  kind: TemplateKind
  templateId: string
  version: number
  content: TemplateContent
  /** Whose issuer and title it shows. */
  programme: Pick<StoredProgramme, 'id' | 'title' | 'issuer'>
  publicUrl: string
  today: CalendarDate
}

/** What no document has: it says that this is none. */
export const SAMPLE_NUMBER = '000000-ОБРАЗЕЦ'
/** Verifies nothing. */
export const SAMPLE_CODE = 'ABCDEFGH2345'

export function buildSample(of: SampleOf): CertificateSnapshot {
  const { kind, content, programme, today } = of
  const { english } = content
  return {
    learner: LEARNER,
    programme: { title: programme.title, regulation: 'Положение', regulationVersion: '1' },
    issuer: programme.issuer,
    documentTitle: TITLES[kind],
    hours: '108.00',
    period: { from: today, to: today },
    modules: [{ title: 'Образец модуля', kind: 'семинар', hours: '108.00', date: today }],
    issuedOn: today,
    registrationNumber: SAMPLE_NUMBER,
    verificationCode: SAMPLE_CODE,
    verificationUrl: `${of.publicUrl}/verify/${SAMPLE_CODE}`,
    kind,
    template: { id: of.templateId, version: of.version, content },
    names: nameFormsOf(LEARNER),
    ...(english && {
      english: {
        organisation: english.organisation,
        city: english.city,
        title: kind === 'statement' ? 'Statement of study' : 'Certificate of professional development',
        programme: english.programmes[programme.id] ?? 'Sample programme',
        signatures: english.signatures.map(({ post, name }) => ({
          post,
          name: fillText(name, {
            signatory: programme.issuer.signatory,
            secretary: programme.issuer.secretary,
          }),
        })),
      },
    }),
  }
}
