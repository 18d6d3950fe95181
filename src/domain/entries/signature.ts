/**
 * Signature of a line (подпись специалиста, Тюмень п. 4.3 и приложение 2): who, in which role, when, and the hash of the line
 * as it stood then. A confirmation is the signature. The line is written in one canonical way, so that anybody can work
 * the hash out again; a line that was changed past the history no longer fits.
 */
import type { Entry, EntryChange } from './entry.ts'

/** Rises when the canonical line changes its shape; stands in the line itself. */
const FORM = 'zachetka line 1'

/** The signing step of the history: the last confirmation, if nothing undid it. */
export function signingStep({ history }: Pick<Entry, 'history'>): EntryChange | undefined {
  const last = history.findLast(({ action }) => action === 'confirm' || action === 'revert')
  return last?.action === 'confirm' ? last : undefined
}

/** What is hashed: the columns of the book, whose line it is, and who signed it when. JSON, UTF-8, no spaces. */
export function canonicalLine(entry: Entry, step: EntryChange): string {
  return JSON.stringify([
    FORM,
    entry.id,
    entry.signedFor ?? entry.learnerId,
    entry.programmeId,
    entry.moduleId,
    entry.title,
    entry.kind,
    entry.form,
    entry.hours,
    entry.date,
    entry.provider,
    entry.document ?? null,
    entry.scan?.sha256 ?? null,
    entry.selfEducation,
    entry.papers ?? null,
    step.by,
    step.byName,
    step.byRole,
    step.at,
  ])
}

/** The same entry with the hash in its last step. @param hash SHA-256 of UTF-8, hex */
export function signed(entry: Entry, hash: (text: string) => string): Entry {
  const step = entry.history.at(-1)
  if (step?.action !== 'confirm') return entry
  return {
    ...entry,
    history: [...entry.history.slice(0, -1), { ...step, hash: hash(canonicalLine(entry, step)) }],
  }
}

/** `unhashed`: signed before lines had hashes. */
export type SignatureState = 'fits' | 'broken' | 'unhashed'

export interface LineSignature {
  by: string
  byName: string
  byRole: string
  /** ISO instant. */
  at: string
  hash?: string
  state: SignatureState
}

/** The signature of a line and whether it still fits; `undefined`: nobody signed it. */
export function signatureOf(entry: Entry, hash: (text: string) => string): LineSignature | undefined {
  const step = signingStep(entry)
  if (!step) return undefined
  const { by, byName, byRole, at } = step
  const state =
    step.hash === undefined ? 'unhashed' : step.hash === hash(canonicalLine(entry, step)) ? 'fits' : 'broken'
  return { by, byName, byRole, at, ...(step.hash !== undefined && { hash: step.hash }), state }
}
