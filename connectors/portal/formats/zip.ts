/** The parts of a workbook, by name, decompressed only when asked for and only up to a bound. */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { limits, portalFault, tooLarge } from '../faults.ts'

export interface Parts {
  has(name: string): boolean
  /** @throws {ConnectorError} `portal_too_large` when all that was read is beyond the bound, `portal_xlsx_broken` */
  read(name: string): Promise<Uint8Array>
  close(): void
}

export async function openParts(bytes: Uint8Array, inflatedBytes = limits.inflatedBytes): Promise<Parts> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  }).catch(() => {
    throw broken()
  })
  const entries = await listEntries(zip)
  let left = inflatedBytes
  return {
    has: name => entries.has(name),
    read: async name => {
      const entry = entries.get(name)
      if (!entry) throw broken()
      const chunks: Buffer[] = []
      // what the directory says of the size may be a lie: the bytes are counted as they come
      for await (const chunk of contentsOf(zip, entry)) {
        left -= chunk.length
        if (left < 0) throw bomb()
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    },
    close: () => zip.close(),
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.zipEntries) throw bomb()
  const entries = new Map<string, Entry>()
  await new Promise<void>((done, failed) => {
    zip.on('entry', entry => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => done())
    zip.once('error', () => failed(broken()))
    zip.readEntry()
  })
  return entries
}

async function* contentsOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) {
    throw portalFault('xlsx_encrypted', 'the workbook is protected by a password', 'save it without one')
  }
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>
  } catch {
    throw broken()
  }
}

const bomb = () => tooLarge(`a workbook of more than ${limits.inflatedBytes >> 20} MB when unpacked`)

export function broken() {
  return portalFault(
    'xlsx_broken',
    'the workbook cannot be read',
    'open it in a spreadsheet and save it again as XLSX',
  )
}
