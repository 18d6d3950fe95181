/** A form that came after its session had ended is kept for whoever sent it, with its file: nothing is lost. */
import type { Request } from 'express'
import type { SessionStore } from '#store/ports/access'
import type { DraftStore, FormDraft } from '#store/ports/drafts'
import type { SecretBox } from '#store/secret-box'
import { type KeptFile, readUpload, type Upload, type UploadFault } from '../middleware/upload.ts'
import { hashToken } from './issue-session.ts'

/** A week: whoever was ill finds it again. */
const KEPT_MS = 7 * 24 * 3600 * 1000
/** As much as a form without a file may hold. */
const MOST_BYTES = 512 * 1024
/** As large as a scan; one document of MongoDB holds it sealed (16 MB). */
const MOST_FILE_BYTES = 10 * 1024 * 1024

export type FormFields = Record<string, string | string[]>

/** What a form's file was, without its bytes. */
export interface DraftFile {
  field: string
  name: string
  bytes: number
}

export interface Draft {
  id: string
  path: string
  /** ISO instant. */
  at: string
  fields: FormFields
  file: DraftFile | null
  /** The form had a file that is not kept: it has to be chosen again. */
  lost: UploadFault['facts'] | null
}

export interface Drafts {
  /** @returns its id; `null`: nothing was kept, for there was no such session, or no form */
  keep(token: string, req: Request): Promise<string | null>
  read(personId: string, id: string): Promise<Draft | null>
  /** `null`: no such draft, or no file with it. */
  readFile(personId: string, id: string): Promise<KeptFile | null>
  remove(personId: string, id: string): Promise<void>
}

export interface DraftDeps {
  drafts: DraftStore
  sessions: Pick<SessionStore, 'findOver'>
  box: SecretBox
  now(): Date
  newId(): string
}

type Sealed = Pick<Draft, 'fields' | 'file' | 'lost'>

export function createDrafts({ drafts, sessions, box, now, newId }: DraftDeps): Drafts {
  const read: Drafts['read'] = async (personId, id) => {
    const draft = await drafts.find(id, personId, now())
    return draft && opened(draft)
  }

  return {
    async keep(token, req) {
      if (req.method !== 'POST') return null
      const session = await sessions.findOver(hashToken(token))
      const form = session && (await formOf(req))
      if (!session || !form) return null
      const at = now()
      const draft: FormDraft = {
        id: newId(),
        personId: session.personId,
        path: req.url,
        sealed: box.seal(sealedPart(form)),
        at: at.toISOString(),
        expiresAt: new Date(at.getTime() + KEPT_MS),
      }
      await drafts.keep(draft, form.file && box.sealBytes(form.file.bytes))
      return draft.id
    },
    read,
    async readFile(personId, id) {
      const file = (await read(personId, id))?.file
      const sealed = file && (await drafts.fileOf(id, personId, now()))
      return sealed ? { field: file.field, name: file.name, bytes: Buffer.from(box.openBytes(sealed)) } : null
    },
    remove: (personId, id) => drafts.remove(id, personId),
  }

  function opened({ id, path, at, sealed }: FormDraft): Draft {
    return { id, path, at, ...box.open<Sealed>(sealed) }
  }
}

type Form = Upload & { fields: FormFields }

const sealedPart = ({ fields, file, fault }: Form): Sealed => ({
  fields,
  file: file && { field: file.field, name: file.name, bytes: file.bytes.length },
  lost: fault?.facts ?? null,
})

/** `null`: nothing that a form sends, or more than is worth keeping. */
async function formOf(req: Request): Promise<Form | null> {
  const upload = req.is('multipart/form-data')
    ? await readUpload(req, { maxBytes: MOST_FILE_BYTES })
    : { fields: req.body as unknown, file: null, fault: null }
  const fields = fieldsOf(upload.fields)
  if (fields === null || (Object.keys(fields).length === 0 && !upload.file)) return null
  return { ...upload, fields }
}

function fieldsOf(body: unknown): FormFields | null {
  if (typeof body !== 'object' || body === null) return null
  const isText = (value: unknown) =>
    typeof value === 'string' || (Array.isArray(value) && value.every(each => typeof each === 'string'))
  if (!Object.values(body).every(isText) || JSON.stringify(body).length > MOST_BYTES) return null
  return body as FormFields
}
