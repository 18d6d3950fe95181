/** The leaves that use cases of portable proof are built on. */
import { generateSigningKey, signCredential, verifyCredential } from './jwt.ts'
import { encodeStatusBits } from './status-bits.ts'

export const credentialForms = {
  generateKey: generateSigningKey,
  sign: signCredential,
  verify: verifyCredential,
  encodeBits: encodeStatusBits,
}
