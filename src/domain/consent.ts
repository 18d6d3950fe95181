/**
 * Consents to the processing of personal data (согласия на обработку персональных данных): one document a purpose, given
 * and withdrawn by steps that are never changed (152-ФЗ, ст. 9).
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from './errors.ts'

/**
 * `processing`: the credit book itself; `verification-name`: the full name on the check page; `employer-reports`: hours in
 * reports to the employer; `email`: messages.
 */
export const CONSENT_PURPOSES = ['processing', 'verification-name', 'employer-reports', 'email'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

/** The data file of a purpose does not hold; `issues` name each place. */
export class InvalidConsentTextError extends AppError {
  readonly code = 'invalid_consent_text'
  readonly status = 500
  readonly issues: readonly { path: string; message: string }[]

  constructor(file: string, issues: readonly { path: string; message: string }[]) {
    super(`the consent in ${file} does not hold`, { file })
    this.issues = issues
  }
}

const text = z.string().trim().min(1)
const both = z.strictObject({ ru: text, en: text })
const version = z.strictObject({
  /** e.g. `2026-09`; what was agreed to keeps it for ever. */
  version: text.max(40),
  from: z.iso.date(),
  title: both,
  /** `{operator}`: the organisation that the person studies at. */
  text: both,
  /** What giving and withdrawing brings about, said before it is done. */
  given: both,
  withdrawn: both,
})
const file = z.strictObject({ purpose: z.enum(CONSENT_PURPOSES), versions: z.array(version).min(1) })

/** One wording of a consent. */
export type ConsentText = z.infer<typeof version>
export type ConsentTexts = z.infer<typeof file>

/** @throws {InvalidConsentTextError} naming each place @param name of the file, for the message */
export function parseConsentTexts(name: string, yaml: string): ConsentTexts {
  const result = file.safeParse(parse(yaml))
  if (!result.success)
    throw new InvalidConsentTextError(
      name,
      result.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message })),
    )
  const names = result.data.versions.map(each => each.version)
  if (new Set(names).size < names.length)
    throw new InvalidConsentTextError(name, [{ path: 'versions', message: 'a version stands twice' }])
  return result.data
}

/** The wording in force on a day: the newest that has begun, else the first. */
export function consentInForce({ versions }: ConsentTexts, on: string): ConsentText {
  const begun = versions.filter(each => each.from <= on).sort((a, b) => (a.from < b.from ? -1 : 1))
  return (begun.at(-1) ?? versions[0]) as ConsentText
}
