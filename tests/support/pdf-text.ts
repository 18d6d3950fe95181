/** The text of our PDFs, read through their ToUnicode maps, page by page. */
import { inflateSync } from 'node:zlib'

/** The PDF's streams, opened; those that are not compressed stay as they are. */
export function streamsOf(pdf: Uint8Array): string[] {
  const raw = Buffer.from(pdf).toString('latin1')
  return [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(m => {
    try {
      return inflateSync(Buffer.from(m[1] ?? '', 'latin1')).toString('latin1')
    } catch {
      return m[1] ?? ''
    }
  })
}

/** Lines of text of each page in the order of the page tree, each page's in the order in which they were drawn. */
export function pagesOf(pdf: Uint8Array): string[][] {
  const objects = objectsOf(pdf)
  const maps = fontMaps(objects)
  const tree = [...objects.values()].find(body => body.includes('/Type /Pages'))
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree ?? '')?.[1] ?? ''
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, page]) => {
    const contents = /\/Contents (\d+) 0 R/.exec(objects.get(page ?? '') ?? '')?.[1]
    return linesOf(streamOf(objects.get(contents ?? '') ?? ''), maps)
  })
}

export const textOf = (pdf: Uint8Array): string => pagesOf(pdf).flat().join('\n')

function objectsOf(pdf: Uint8Array): Map<string, string> {
  const raw = Buffer.from(pdf).toString('latin1')
  return new Map([...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(m => [m[1] ?? '', m[2] ?? '']))
}

const streamOf = (object: string): string => streamsOf(Buffer.from(object, 'latin1'))[0] ?? ''

/** Name of a font in pages (`F1`) → its glyphs' characters. */
function fontMaps(objects: ReadonlyMap<string, string>): Map<string, Map<string, string>> {
  const maps = new Map<string, Map<string, string>>()
  for (const body of objects.values()) {
    if (body.includes('\nstream\n')) continue
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
      if (unicode && !maps.has(name)) maps.set(name, glyphMap(streamOf(objects.get(unicode) ?? '')))
    }
  }
  return maps
}

function linesOf(stream: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  const lines: string[] = []
  for (const [, block = ''] of stream.matchAll(/BT\n([\s\S]*?)\nET/g)) {
    const map = maps.get(/\/(F\d+) /.exec(block)?.[1] ?? '')
    const shown = [...block.matchAll(/<([0-9a-f]+)>/g)].map(m => m[1] ?? '').join('')
    lines.push(shown.replace(/.{4}/g, glyph => map?.get(glyph) ?? '\ufffd'))
  }
  return lines
}

function glyphMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const [, from, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[(.*?)\]/gs)) {
    const characters = [...(list ?? '').matchAll(/<([0-9a-f]+)>/g)].map(m => m[1] ?? '')
    characters.forEach((hex, i) => {
      const glyph = (Number.parseInt(from ?? '0', 16) + i).toString(16).padStart(4, '0')
      map.set(glyph, String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map(h => Number.parseInt(h, 16))))
    })
  }
  return map
}
