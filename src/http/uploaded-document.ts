/** What an uploaded PDF or credential is worth: the file is read here and forgotten. */
import type { Credits, VerificationView } from '#credits/contract'
import type { Credentials } from '#credits/credentials/contract'
import { codeInPdf } from '#documents/code-in-pdf'
import type { UploadedFile } from './middleware/upload.ts'

/**
 * genuine: byte for byte what was issued · changed: names a document of ours but is not that file · unknown: neither ·
 * signed: a credential under our key · forged: one that is not, with the code of what does not hold.
 */
export type UploadVerdict =
  | { kind: 'genuine'; found: VerificationView }
  | { kind: 'changed'; found: VerificationView; sha256: string }
  | { kind: 'unknown'; sha256: string }
  | ({ kind: 'signed' } & Awaited<ReturnType<Credentials['verify']>>)
  | { kind: 'forged'; code: string }

interface Deps {
  credits: Pick<Credits, 'verify' | 'verifyPdf'>
  credentials?: Pick<Credentials, 'verify'>
}

/** `fault` for anything that is neither. A compact JWT begins with the base64 of `{"`. */
export function recogniseProof(bytes: Uint8Array): { type: string } | { fault: string } {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (start.includes('%PDF-')) return { type: 'application/pdf' }
  return start.trimStart().startsWith('eyJ') ? { type: 'application/jwt' } : { fault: 'file-kind' }
}

export async function judgeUpload(deps: Deps, file: UploadedFile): Promise<UploadVerdict> {
  return file.type === 'application/pdf' ? judgePdf(deps, file) : judgeCredential(deps, file)
}

async function judgePdf({ credits }: Deps, { bytes, sha256 }: UploadedFile): Promise<UploadVerdict> {
  const same = await credits.verifyPdf(sha256)
  if (same) return { kind: 'genuine', found: same }
  const code = codeInPdf(bytes)
  const named = code === undefined ? null : await credits.verify(code)
  return named ? { kind: 'changed', found: named, sha256 } : { kind: 'unknown', sha256 }
}

/** With our own keys alone: an address inside the credential is never asked. */
async function judgeCredential({ credentials }: Deps, { bytes }: UploadedFile): Promise<UploadVerdict> {
  if (!credentials) return { kind: 'forged', code: 'credential_key_unknown' }
  try {
    return { kind: 'signed', ...(await credentials.verify(bytes.toString('utf8'))) }
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code === 'string' && code.startsWith('credential_')) return { kind: 'forged', code }
    throw error
  }
}
