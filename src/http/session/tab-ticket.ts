/**
 * «Открыть в новой вкладке»: a cookie partitioned to the LMS's frame does not reach a tab of our own, so the frame's page
 * carries a ticket in a form field: the session's token hash and a deadline, sealed with a key of this process family.
 * It lives for minutes, travels only in the body of a same-origin POST and opens a session of its own.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'

const TTL_MS = 15 * 60_000
const IV = 12
const TAG = 16

/** @param key 32 bytes, shared by all web processes of a site */
export function sealTicket(tokenHash: string, key: Uint8Array, now: Date, iv: Uint8Array): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = JSON.stringify([tokenHash, now.getTime() + TTL_MS])
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** The session's token hash; `null`: forged, damaged or too old. */
export function openTicket(ticket: string, key: Uint8Array, now: Date): string | null {
  try {
    const bytes = Buffer.from(ticket, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG })
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8')
    const [tokenHash, until] = JSON.parse(text) as [string, number]
    return now.getTime() <= until ? tokenHash : null
  } catch {
    return null
  }
}
