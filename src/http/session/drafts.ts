/** A form that came after its session had ended is kept for whoever sent it: nothing that was typed is lost. */
import type { Request } from 'express'
import type { SessionStore } from '#store/ports/access'
import type { DraftStore, FormDraft } from '#store/ports/drafts'
import type { SecretBox } from '#store/secret-box'
import { hashToken } from './issue-session.ts'

/** A week: whoever was ill finds it again. */
const KEPT_MS = 7 * 24 * 3600 * 1000
const MOST_BYTES = 100_000

export type FormFields = Record<string, string | string[]>

export interface Draft {
  id: string
  path: string
  /** ISO instant. */
  at: string
  fields: FormFields
}

export interface Drafts {
  /** @returns its id; `null`: nothing was kept, for there was no such session, or no form of texts */
  keep(token: string, req: Request): Promise<string | null>
  read(personId: string, id: string): Promise<Draft | null>
  remove(personId: string, id: string): Promise<void>
}

export interface DraftDeps {
  drafts: DraftStore
  sessions: Pick<SessionStore, 'findOver'>
  box: SecretBox
  now(): Date
  newId(): string
}

export function createDrafts({ drafts, sessions, box, now, newId }: DraftDeps): Drafts {
  return {
    async keep(token, req) {
      const fields = fieldsOf(req.body)
      if (req.method !== 'POST' || fields === null) return null
      const session = await sessions.findOver(hashToken(token))
      if (!session) return null
      const at = now()
      const id = newId()
      await drafts.keep({
        id,
        personId: session.personId,
        path: req.url,
        sealed: box.seal(fields),
        at: at.toISOString(),
        expiresAt: new Date(at.getTime() + KEPT_MS),
      })
      return id
    },
    async read(personId, id) {
      const draft = await drafts.find(id, personId, now())
      return draft && opened(draft)
    },
    remove: (personId, id) => drafts.remove(id, personId),
  }

  function opened({ id, path, at, sealed }: FormDraft): Draft {
    return { id, path, at, fields: box.open<FormFields>(sealed) }
  }
}

/** `null`: nothing that a form of texts sends, or more than is worth keeping. */
function fieldsOf(body: unknown): FormFields | null {
  if (typeof body !== 'object' || body === null) return null
  const fields = Object.entries(body)
  const isText = (value: unknown) =>
    typeof value === 'string' || (Array.isArray(value) && value.every(each => typeof each === 'string'))
  if (fields.length === 0 || !fields.every(([, value]) => isText(value))) return null
  return JSON.stringify(body).length > MOST_BYTES ? null : (Object.fromEntries(fields) as FormFields)
}
