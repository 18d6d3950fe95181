/** One client: bytes in, messages one after another, replies out. */
import type { Socket } from 'node:net'
import type { Doc } from '../bson/codec.ts'
import { maxMessageSizeBytes } from '../limits.ts'
import { buildReply, parseMessage, type Request } from './message.ts'

/** Answers a command with an encoded document; never rejects for a fault of the client. */
export type Answer = (command: Doc, connectionId: number) => Promise<Buffer>

/** Serves a socket until it closes; a message that cannot be read closes it. */
export async function serveConnection(socket: Socket, id: number, answer: Answer): Promise<void> {
  socket.setNoDelay(true)
  try {
    for await (const bytes of messages(socket)) {
      const request = parseMessage(bytes)
      const reply = await answer(request.command, id)
      if (!request.silent) await send(socket, request, reply)
    }
  } catch {
    // A broken or hostile peer: nothing can be said to it.
  } finally {
    socket.destroy()
  }
}

async function send(socket: Socket, request: Request, reply: Buffer): Promise<void> {
  if (socket.write(buildReply(request, reply))) return
  await new Promise<void>(resolve => {
    const done = (): void => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
}

/** Cuts the stream into messages by the length each begins with. */
async function* messages(socket: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = []
  let held = 0
  let wanted = 16
  for await (const chunk of socket) {
    chunks.push(chunk)
    held += chunk.length
    while (held >= wanted) {
      const all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
      const length = all.readInt32LE(0)
      if (length < 16 || length > maxMessageSizeBytes) return
      if (held >= length) yield all.subarray(0, length)
      const rest = held >= length ? all.subarray(length) : all
      wanted = held >= length ? 16 : length
      chunks = rest.length > 0 ? [rest] : []
      held = rest.length
    }
  }
}
