/** What can be done about faults that say only what is wrong. */

/** Where the ids and names of a kind of thing are listed; keys are the nouns of our own «no such …». */
const LISTS: Readonly<Record<string, string>> = {
  platform: 'zachetka platform list',
  invitation: 'zachetka platform invitations',
  connection: 'zachetka connection list',
  programme: 'zachetka programme list',
  person: 'zachetka user find FAMILY-NAME',
  appointment: 'zachetka user list',
  run: 'zachetka runs list',
  token: 'zachetka token list',
  webhook: 'zachetka webhook list',
  dead: 'zachetka events dead-letters',
}

const REMEDIES: Readonly<Record<string, string>> = {
  schema_too_new: 'start the version that wrote it, or restore a backup into an empty database',
  held_already: 'see it: zachetka user list; end it: zachetka user end APPOINTMENT --reason …',
  lti_not_registered: 'its keys are lost; make new ones: zachetka platform rotate-keys ID --lost',
  ERR_OSSL_BAD_DECRYPT:
    'it was sealed under another SECRET_KEY: set that again, or make new keys: zachetka platform rotate-keys ID --lost',
  ENOENT: 'name a file in a folder that exists',
  EISDIR: 'name a file, not a folder',
  EACCES: 'name one that this account may read and write',
  EROFS: 'nothing can be written there: name another place',
  ENOSPC: 'make room on that disk',
  EADDRINUSE: 'another program listens there: end it, or set PORT to a free one',
}

const LISTEN_REMEDY =
  'set HOST to an address of this machine, and PORT to one that this account may listen on'

/** @param fault of ours or of Node, with its code */
export function remedyFor({ code, message }: { code: string; message: string }): string | undefined {
  if (code !== 'EADDRINUSE' && /^(listen|getaddrinfo) /.test(message)) return LISTEN_REMEDY
  const noun = /^no such (\w+)/.exec(message)?.[1]
  const list = code === 'not_found' ? LISTS[noun ?? ''] : undefined
  return list ? `what there is: ${list}` : REMEDIES[code]
}

/** A fault of MongoDB or of the way to it. The driver's own message names hosts, never a password. */
export const isDatabaseFault = (error: Error): boolean => /^Mongo(ose)?(DB)?\w*Error$/.test(error.name)

export const DATABASE_REMEDY = 'check MONGODB_URI, and that the server runs and lets this machine in'
