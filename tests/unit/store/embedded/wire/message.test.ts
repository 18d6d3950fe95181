import { expect } from 'chai'
import { encode } from '#store/embedded/bson/codec'
import { crc32c } from '#store/embedded/wire/crc32c'
import { buildReply, parseMessage } from '#store/embedded/wire/message'
import { codeThrown } from '#tests/support/thrown'

function message(opcode: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16)
  head.writeInt32LE(16 + body.length, 0)
  head.writeInt32LE(7, 4)
  head.writeInt32LE(opcode, 12)
  return Buffer.concat([head, body])
}

function flags(bits: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(bits)
  return bytes
}

const body = (doc: object): Buffer => Buffer.concat([Buffer.from([0]), encode(doc)])

function sequence(name: string, docs: object[]): Buffer {
  const rest = Buffer.concat([Buffer.from(`${name}\0`), ...docs.map(encode)])
  const length = Buffer.alloc(4)
  length.writeInt32LE(rest.length + 4)
  return Buffer.concat([Buffer.from([1]), length, rest])
}

function withChecksum(bytes: Buffer): Buffer {
  const whole = Buffer.concat([bytes, Buffer.alloc(4)])
  whole.writeInt32LE(whole.length, 0)
  whole.writeUInt32LE(crc32c(whole.subarray(0, -4)), whole.length - 4)
  return whole
}

describe('the wire', () => {
  it('knows the check value of CRC-32C', () => {
    expect(crc32c(Buffer.from('123456789'))).to.equal(0xe3069283)
  })

  it('reads a body and a sequence of documents', () => {
    const request = parseMessage(
      message(2013, Buffer.concat([flags(0), sequence('updates', [{ q: { a: 1 } }]), body({ update: 'c' })])),
    )
    expect(request).to.deep.equal({
      requestId: 7,
      kind: 'msg',
      command: { update: 'c', updates: [{ q: { a: 1 } }] },
      silent: false,
    })
  })

  it('leaves documents to insert as they came', () => {
    const inline = parseMessage(
      message(2013, Buffer.concat([flags(0), body({ insert: 'c', documents: [{ a: 1 }] })])),
    )
    const apart = parseMessage(
      message(2013, Buffer.concat([flags(0), body({ insert: 'c' }), sequence('documents', [{ a: 1 }])])),
    )
    expect(inline.command.documents.map((bytes: Buffer) => Buffer.from(bytes).toString('hex'))).to.deep.equal(
      [encode({ a: 1 }).toString('hex')],
    )
    expect(apart.command.documents[0].equals(encode({ a: 1 }))).to.equal(true)
  })

  it('owes no reply when more is to come', () => {
    expect(parseMessage(message(2013, Buffer.concat([flags(2), body({ ping: 1 })]))).silent).to.equal(true)
  })

  it('checks a checksum', () => {
    const good = withChecksum(message(2013, Buffer.concat([flags(1), body({ ping: 1 })])))
    expect(parseMessage(good).command).to.deep.equal({ ping: 1 })
    good[good.length - 1] = (good.at(-1) as number) ^ 1
    expect(codeThrown(() => parseMessage(good))).to.equal('protocol_error')
  })

  it('answers an old handshake in its own form', () => {
    const query = Buffer.concat([
      flags(0),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      encode({ isMaster: 1 }),
    ])
    const request = parseMessage(message(2004, query))
    expect(request.command).to.deep.equal({ isMaster: 1, $db: 'admin' })
    const reply = buildReply(request, encode({ ok: 1 }))
    expect([
      reply.readInt32LE(0),
      reply.readInt32LE(8),
      reply.readInt32LE(12),
      reply.readInt32LE(32),
    ]).to.deep.equal([reply.length, 7, 1, 1])
  })

  for (const [what, bytes] of [
    ['an unknown opcode', message(2012, Buffer.alloc(8))],
    ['unknown required flags', message(2013, Buffer.concat([flags(4), body({ ping: 1 })]))],
    ['an unknown kind of section', message(2013, Buffer.concat([flags(0), Buffer.from([9]), encode({})]))],
    [
      'a section longer than the message',
      message(2013, Buffer.concat([flags(0), Buffer.from([0, 255, 0, 0, 0, 0])])),
    ],
    ['a message without a body', message(2013, flags(0))],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(codeThrown(() => parseMessage(bytes))).to.equal('protocol_error')
    })
  }
})
