import type { EntryScan } from '#domain/entries/entry'
import type { View } from '../../view.ts'

/** The file as it came, which is the evidence; of an iPhone's photo also the JPEG that every computer opens. */
export function ScanLinks({ view, scan, path }: { view: View; scan: EntryScan; path: string }) {
  const { proof } = view.t
  const picture = `${path}${path.includes('?') ? '&' : '?'}as=picture`
  return (
    <>
      <a class="button" href={path}>
        {proof.openScan}
      </a>
      {scan.type === 'image/heic' && (
        <a class="button" href={picture}>
          {proof.openAsJpeg}
        </a>
      )}
    </>
  )
}
