/** A web server that does exactly what a test says, on a real socket. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TinyServer {
  url: string
  port: number
  requests: number
  close(): Promise<void>
}

export type Handler = (res: ServerResponse, body: string, nth: number, req: IncomingMessage) => void

export async function startTiny(handler: Handler): Promise<TinyServer> {
  const tiny = { url: '', port: 0, requests: 0, close: async () => {} }
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => handler(res, Buffer.concat(chunks).toString(), ++tiny.requests, req))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  tiny.port = (server.address() as AddressInfo).port
  tiny.url = `http://127.0.0.1:${tiny.port}`
  tiny.close = () =>
    new Promise<void>(closed => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return tiny
}
