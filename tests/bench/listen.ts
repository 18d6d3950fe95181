import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** On a free port of this machine. @returns its address under the name that browsers take for secure */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

export const stop = (server: Server): Promise<void> =>
  new Promise(stopped => {
    server.close(() => stopped())
    server.closeAllConnections()
  })
