/** Gets the export: handed in, laid into the operator's directory, or fetched. */
import type { ConnectorContext, SourceFile } from '../contract.ts'
import { createHttpClient } from '../kit/http/client.ts'
import type { HttpLimits } from '../kit/http/send.ts'
import type { Runtime } from '../kit/runtime.ts'
import { limits, portalFault, tooLarge } from './faults.ts'
import type { PortalSecrets, PortalSettings } from './settings.ts'

export type PortalContext = ConnectorContext<PortalSettings, PortalSecrets>

/** What tests replace. */
export interface PortalDeps {
  runtime: Runtime
  limits?: Partial<HttpLimits>
  /** Bound of an unpacked workbook. */
  inflatedBytes?: number
}

/** What must not be seen of a connection, also where the site writes it into its own export. */
export const secretsOf = ({ secrets }: PortalContext): string[] =>
  Object.values(secrets).filter(secret => secret !== undefined)

/** @throws {ConnectorError} `portal_nothing_to_read`, `portal_file_not_opened`, or what the transport says */
export async function fetchExport(context: PortalContext, deps: PortalDeps): Promise<SourceFile> {
  const { settings, upload } = context
  const file = upload ?? (await openNamed(context)) ?? (await download(context, deps))
  if (!file) {
    const remedy = `set "url" or "file", or upload a file${settings.preset ? '' : ' and choose a preset'}`
    throw portalFault('nothing_to_read', 'the connection names no export', remedy, 'config')
  }
  if (file.bytes.length > limits.fileBytes) throw tooLarge(`more than ${limits.fileBytes >> 20} MB`)
  if (file.bytes.length === 0) {
    throw portalFault('empty_file', 'the export is an empty file', 'export it again', 'transient')
  }
  return file
}

async function openNamed({ settings, openFile }: PortalContext): Promise<SourceFile | null> {
  if (settings.file === undefined) return null
  if (openFile) return openFile(settings.file)
  const remedy = 'let the operator open a directory for imports, or upload the file'
  throw portalFault('file_not_opened', 'no directory is open for imports', remedy, 'config')
}

async function download(context: PortalContext, deps: PortalDeps): Promise<SourceFile | null> {
  const { settings, secrets } = context
  if (settings.url === undefined) return null
  const login = loginOf(secrets)
  const http = createHttpClient({
    pace: { concurrency: 1, minSpacingMs: 0 },
    limits: { bodyBytes: limits.fileBytes, ...deps.limits },
    allowPrivateAddresses: context.allowPrivateAddresses,
    secrets: login === undefined ? secretsOf(context) : [...secretsOf(context), login],
    now: context.now,
    log: context.log,
    runtime: deps.runtime,
    ...(context.onCall ? { onCall: context.onCall } : {}),
  })
  return http.get({
    name: 'export',
    url: withKey(settings.url, secrets.key),
    signal: context.signal,
    ...(login === undefined ? {} : { headers: { authorization: login } }),
    read: ({ bytes, headers }) => {
      const contentType = headers['content-type']
      return { name: 'export', bytes, ...(contentType === undefined ? {} : { contentType }) }
    },
  })
}

/** The placeholder may have been percent-encoded on its way through a form. */
function withKey(url: string, key: string | undefined): string {
  if (key === undefined) return url
  return url.replaceAll(/\{key\}|%7Bkey%7D/gi, () => encodeURIComponent(key))
}

function loginOf({ username, password, token }: PortalSecrets): string | undefined {
  if (token) return `Bearer ${token}`
  if (username === undefined) return undefined
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`, 'utf8').toString('base64')}`
}
