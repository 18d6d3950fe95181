import { createServer } from 'node:net'

/**
 * A port that nobody listens on at this moment.
 *
 * @param wished taken if it is free; `0`: any
 */
export function freePort(wished: number, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error =>
      (error as NodeJS.ErrnoException).code === 'EADDRINUSE' && wished !== 0
        ? resolve(freePort(0, host))
        : reject(error),
    )
    probe.listen(wished, host, () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
