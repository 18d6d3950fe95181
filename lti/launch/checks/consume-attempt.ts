import { sha256 } from '../../hash.ts'
import { type Check, known } from '../draft.ts'
import { StateUsedError } from './state.ts'

/**
 * Spends state and nonce by one atomic update. Last of all: a launch that fails any check leaves the attempt to
 * the person whose it is, and of two that pass at once one wins.
 */
export const consumeAttempt: Check = async (draft, { attempts, now }) => {
  const consumed = await attempts.consume(sha256(known(draft.request.state)), now())
  if (consumed === null) throw new StateUsedError()
}
