import type { Command } from 'commander'
import { type Config, readConfig } from '#config/config'
import { keepsCookies } from '#lti/origin'
import type { Application } from '#src/application'
import { freePort } from '../../adapters/free-port.ts'
import { growHeapSlowly } from '../../adapters/grow-heap-slowly.ts'
import { print } from '../io.ts'
import { buildApplication } from '../lazy.ts'
import { COOKIES_LOST } from '../secure-address.ts'

/** `zachetka start · web · worker` */
export function addServeCommands(program: Command): void {
  program
    .command('start')
    .description('everything in one process: pages, API and jobs')
    .action(() => serve({ web: true, worker: true }))
  program
    .command('web')
    .description('only pages and API')
    .action(() => serve({ web: true, worker: false }))
  program
    .command('worker')
    .description('only jobs: scheduled pulls, unfinished certificates')
    .action(() => serve({ web: false, worker: true }))
}

interface Parts {
  web: boolean
  worker: boolean
}

async function serve(parts: Parts): Promise<void> {
  growHeapSlowly()
  const application = await buildApplication(await configOf(parts), { logTo: 'configured' })
  stopOnSignal(application)
  try {
    await startParts(application, parts)
  } catch (error) {
    await application.close()
    throw error
  }
}

/** With `PORT=0` a free one is chosen here, since the address that LMSs are told follows from it. */
async function configOf({ web }: Parts): Promise<Config> {
  const config = readConfig(process.env)
  return web && config.port === 0 ? { ...config, port: await freePort(0, config.host) } : config
}

async function startParts(application: Application, parts: Parts): Promise<void> {
  if (parts.web) {
    const { url } = await application.startWeb()
    print(`Zachetka is at ${url}`)
    if (!keepsCookies(url)) print(`Warning: ${COOKIES_LOST}.`)
  }
  if (parts.worker) {
    await application.startWorker()
    print('The worker is running.')
  }
}

/** The first signal ends in order: no new requests, the page of a pull finished, the store closed. */
function stopOnSignal(application: Application): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      application.close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}
