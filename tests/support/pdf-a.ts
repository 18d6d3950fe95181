/**
 * What PDF/A-2b asks for and can be seen in the bytes, and what other programs say where there are any. A whole validator
 * (veraPDF) is a Java program that neither npm nor Debian has: `docs/documents.md` says how to run it.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { streamsOf } from './pdf-text.ts'

/** @see ISO 19005-2, 6.1.2–6.7 */
export function expectPdfA(pdf: Uint8Array): void {
  const raw = Buffer.from(pdf).toString('latin1')
  expect(raw, 'header and its binary mark (6.1.2)').to.match(/^%PDF-1\.[4-7]\n%[\x80-\xff]{4}/)
  expect(raw, 'no encryption (6.1.3)').to.not.match(/\/Encrypt\b/)
  expect(raw, 'an id (6.1.3)').to.match(/\/ID \[<[0-9a-f]+> <[0-9a-f]+>\]/)
  expect(raw, 'an output intent with its profile (6.2.3)').to.match(
    /\/S \/GTS_PDFA1[\s\S]*?\/DestOutputProfile \d+ 0 R/,
  )
  const xmp = streamsOf(pdf).find(stream => stream.includes('<x:xmpmeta')) ?? ''
  expect(xmp, 'identification (6.6.4)').to.match(/<pdfaid:part>2<\/pdfaid:part>/)
  expect(xmp, 'conformance (6.6.4)').to.match(/<pdfaid:conformance>B<\/pdfaid:conformance>/)
  const descriptors = raw.match(/\/Type \/FontDescriptor/g)?.length ?? 0
  expect(descriptors, 'fonts').to.be.above(0)
  expect(raw.match(/\/FontFile2 /g)?.length, 'every font embedded (6.2.11.4)').to.equal(descriptors)
  expect(raw, 'no standard font without a file').to.not.match(/\/BaseFont \/(Helvetica|Times|Courier)/)
  expect(raw, 'no script, no attachment (6.5, 6.8)').to.not.match(/\/(JavaScript|JS|EmbeddedFiles|Launch)\b/)
  expect(raw, 'images are not interpolated (6.2.8)').to.not.match(/\/Interpolate true/)
  expectOthersAgree(pdf)
}

function expectOthersAgree(pdf: Uint8Array): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdf-'))
  try {
    const file = path.join(folder, 'document.pdf')
    writeFileSync(file, pdf)
    const rows = readBy('pdffonts', [file])?.trim().split('\n').slice(2) ?? []
    for (const row of rows) expect(row, 'embedded, subset, with Unicode').to.match(/ yes yes yes /)
    const info = readBy('pdfinfo', [file])
    if (info)
      expect(info)
        .to.match(/Encrypted:\s+no/)
        .and.to.match(/JavaScript:\s+no/)
    readBy('qpdf', ['--check', file])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @returns `null`: the program is not on this machine @throws if it finds a fault */
function readBy(program: string, args: string[]): string | null {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}
