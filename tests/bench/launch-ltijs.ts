/** The least that one can build on ltijs 5.9.9: its own login and launch, on the same store. */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { uniqueDatabaseUri } from '#tests/support/store'
import { benchKey, registration, serveKeys } from './launch-platform.ts'
import { listen, stop } from './listen.ts'

interface Provider {
  app: Parameters<typeof createServer>[1]
  setup(key: string, database: object, options: object): void
  deploy(options: object): Promise<boolean>
  registerPlatform(platform: object): Promise<unknown>
  onConnect(answer: (token: unknown, req: unknown, res: { send(text: string): void }) => void): void
  Database: { Close(): Promise<void> }
}

export async function startLtijsTool(): Promise<{ url: string; close(): Promise<void> }> {
  const keys = await serveKeys(benchKey.jwk)
  const { Provider } = createRequire(import.meta.url)('ltijs') as { Provider: Provider }
  const url = await uniqueDatabaseUri()
  // No cookie attributes that plain http would lose, and a token may be as old as ours.
  const options = {
    appRoute: '/lti/launch',
    loginRoute: '/lti/login',
    tokenMaxAge: 60,
    cookies: { secure: false },
  }
  Provider.setup('a secret of this bench', { url }, options)
  Provider.onConnect((_token, _req, res) => res.send('ok'))
  await Provider.deploy({ serverless: true, silent: true })
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl } = registration(keys.url)
  await Provider.registerPlatform({
    url: issuer,
    clientId,
    name: 'LMS',
    authenticationEndpoint: authUrl,
    accesstokenEndpoint: tokenUrl,
    authConfig: { method: 'JWK_SET', key: jwksUrl },
  })
  const server = createServer(Provider.app)
  return {
    url: await listen(server),
    async close() {
      await Promise.all([stop(server), keys.close()])
      await Provider.Database.Close()
    },
  }
}
