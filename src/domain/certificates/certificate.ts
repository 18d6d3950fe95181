import type { CalendarDate } from '../kinds.ts'
import type { TemplateKind, TemplateSignature, UsedTemplate } from '../templates/template.ts'

/** Why a new document was made in place of one that was issued: дубликат, обмен, исправление. */
export const REPLACEMENT_KINDS = ['duplicate', 'exchange', 'correction'] as const
export type ReplacementKind = (typeof REPLACEMENT_KINDS)[number]

/** Proof of a loss (подтверждение утраты), as the federal register lists it; its words stand in `config/frdo/*.yaml`. */
export const LOSS_REASONS = ['police', 'fire-service', 'newspaper', 'other'] as const
export type LossReason = (typeof LOSS_REASONS)[number]

/** Reason of an exchange (подтверждение обмена), likewise. */
export const EXCHANGE_REASONS = ['damage', 'false-information'] as const
export type ExchangeReason = (typeof EXCHANGE_REASONS)[number]

/** Delivery (выдача на руки): how the paper reached its holder. */
export const DELIVERY_WAYS = ['in-person', 'by-proxy', 'post', 'electronic'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]

/** A person's name in the cases that forms ask for, and in Latin letters as in passports. */
export interface NameForms {
  genitive: string
  dative: string
  latin: string
}

/** The second page in English, resolved. */
export interface EnglishFace {
  organisation: string
  city: string
  title: string
  programme: string
  signatures: readonly Omit<TemplateSignature, 'facsimile'>[]
}

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
  /** Absent: a certificate. */
  kind?: TemplateKind
  /** With which it is drawn; absent: documents of the time before there were templates. */
  template?: UsedTemplate
  names?: NameForms
  english?: EnglishFace
  /** The document in whose place this one stands; a duplicate says ДУБЛИКАТ on its face. */
  replaces?: { kind: ReplacementKind; registrationNumber: string; issuedOn: CalendarDate }
}
