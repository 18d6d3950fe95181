import type { CalendarDate } from './kinds.ts'

/** What a certificate says for ever: everything that its PDF shows, kept as it was at issue. Hours as `"108.00"`. */
export interface CertificateSnapshot {
  learner: { familyName: string; givenName: string; patronymic?: string }
  programme: { title: string; regulation: string; regulationVersion: string }
  issuer: { name: string; city: string; signatory: string; secretary: string }
  documentTitle: string
  hours: string
  period: { from: CalendarDate; to: CalendarDate }
  modules: { title: string; kind: string; hours: string; date: CalendarDate }[]
  issuedOn: CalendarDate
  registrationNumber: string
  /** 12 characters, shown as `XXXX-XXXX-XXXX`. */
  verificationCode: string
  verificationUrl: string
}
