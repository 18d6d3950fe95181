import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { expect } from 'chai'
import express, { type ErrorRequestHandler } from 'express'
import { recogniseScan } from '#domain/scans/scan-file'
import { acceptUpload, type UploadRules, uploadOf } from '#http/middleware/upload'
import { png } from '#tests/unit/domain/scans/samples'

const MEGABYTE = 1024 * 1024
const RULES: UploadRules = {
  field: 'scan',
  maxBytes: MEGABYTE,
  recognise: recogniseScan,
}

const tell: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(error.status ?? 500).json({ code: error.code ?? String(error) })
}

/** Answers what it was sent, and how much memory the process took meanwhile. */
function openReceiver(rules: UploadRules) {
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.post('/', acceptUpload(rules), (_req, res) => {
    const { fields, file, fault } = uploadOf(res)
    res.json({ fields, fault, file: file && { ...file, bytes: file.bytes.length } })
  })
  app.use(tell)
  return app.listen(0, '127.0.0.1')
}

describe('an upload', () => {
  let server: ReturnType<typeof openReceiver>
  let url: string
  before(async () => {
    server = openReceiver(RULES)
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  after(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  async function send(fields: [string, string][], file?: { name: string; bytes: Buffer; field?: string }) {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    if (file) form.append(file.field ?? 'scan', new Blob([new Uint8Array(file.bytes)]), file.name)
    const answer = await fetch(url, { method: 'POST', body: form })
    return { status: answer.status, ...(await answer.json()) }
  }

  it('refuses a text that is longer than its form takes, and never gives half of it', async () => {
    const answer = await send([['list', 'ё'.repeat(33_000)]], { name: 'a.png', bytes: png() })
    expect([answer.status, answer.code]).to.deep.equal([413, 'payload_too_large'])
    expect((await send([['list', 'ё'.repeat(32_000)]])).fields.list).to.have.length(32_000)
  })

  it('gives the fields, the bytes, the name and their hash', async () => {
    const bytes = png()
    const fields: [string, string][] = [
      ['title', 'Мастер-класс «Урок»'],
      ['who', 'a'],
      ['who', 'b'],
    ]
    const { fields: read, file, fault } = await send(fields, { name: 'справка № 4.png', bytes })
    expect(read).to.deep.equal({ title: 'Мастер-класс «Урок»', who: ['a', 'b'] })
    expect(fault).to.equal(null)
    expect(file).to.deep.equal({
      field: 'scan',
      bytes: bytes.length,
      name: 'справка № 4.png',
      type: 'image/png',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  it('keeps the fields when the file is no picture', async () => {
    const answer = await send([['title', 'Семинар']], { name: 'scan.png', bytes: Buffer.from('MZ program') })
    expect([answer.fields, answer.file]).to.deep.equal([{ title: 'Семинар' }, null])
    expect(answer.fault).to.deep.equal({ code: 'not-a-scan', facts: { megabytes: 1, name: 'scan.png' } })
  })

  it('keeps the fields when the file is larger than allowed', async () => {
    const answer = await send([['title', 'Семинар']], { name: 'a.png', bytes: Buffer.alloc(MEGABYTE + 1) })
    expect([answer.status, answer.fields.title, answer.file, answer.fault.code]).to.deep.equal([
      200,
      'Семинар',
      null,
      'file-too-large',
    ])
  })

  it('refuses 200 MB without holding them, and the sender still gets the answer', async () => {
    const before = process.memoryUsage().rss
    const answer = await sendStream(url, 200 * MEGABYTE)
    expect(answer).to.include('"title":"Семинар"').and.include('"code":"file-too-large"')
    expect((process.memoryUsage().rss - before) / MEGABYTE).to.be.below(100)
  })

  it('takes a form without a file, and one whose file was not chosen', async () => {
    const none = await send([['title', 'x']])
    expect([none.fields.title, none.file, none.fault]).to.deep.equal(['x', null, null])
    const empty = await send([], { name: '', bytes: Buffer.alloc(0) })
    expect([empty.file, empty.fault]).to.deep.equal([null, null])
    const plain = await fetch(url, { method: 'POST', body: new URLSearchParams({ title: 'y' }) })
    expect((await plain.json()).fields).to.deep.equal({ title: 'y' })
  })

  it('leaves a file under another name alone', async () => {
    expect((await send([], { field: 'other', name: 'a.png', bytes: png() })).file).to.equal(null)
  })

  it('says so when the form cannot be read or breaks off', async () => {
    const bodies = ['--x\r\nContent-Disposition: form-data; name="scan"; filename="a"\r\n\r\nhalf', 'nothing']
    for (const body of bodies) {
      const headers = { 'content-type': 'multipart/form-data; boundary=x' }
      const answer = await fetch(url, { method: 'POST', body, headers })
      expect([answer.status, (await answer.json()).code], body).to.deep.equal([400, 'upload_broken'])
    }
    const headers = { 'content-type': 'multipart/form-data' }
    const answer = await fetch(url, { method: 'POST', body: 'x', headers })
    expect((await answer.json()).code).to.equal('upload_broken')
  })
})

/** A raw request whose length nobody knows beforehand (chunked), written as fast as it is taken. */
async function sendStream(url: string, bytes: number): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', data => {
    answer += data
  })
  socket.write(
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n' +
      'Content-Type: multipart/form-data; boundary=x\r\n\r\n',
  )
  const write = async (data: Buffer) => {
    const framed = Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')])
    if (!socket.write(framed)) await once(socket, 'drain')
  }
  await write(
    Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nСеминар\r\n' +
        '--x\r\nContent-Disposition: form-data; name="scan"; filename="a.png"\r\n\r\n',
    ),
  )

  const piece = Buffer.alloc(256 * 1024)
  for (let sent = 0; sent < bytes; sent += piece.length) await write(piece)
  expect(answer, 'an answer before the end').to.equal('')
  socket.write('0\r\n\r\n')
  while (!answer.includes('fault')) await once(socket, 'data')
  socket.destroy()
  return answer
}
