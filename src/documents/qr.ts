/** A QR code drawn as squares: no bitmap, so it stays sharp at any size. */
import QRCode from 'qrcode'
import type { Sheet } from './page.ts'

/** Draws `text` as a QR code (error correction M) of `size` points with its quiet zone inside. */
export function drawQr(sheet: Sheet, text: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const quiet = 4
  const unit = size / (modules.size + 2 * quiet)
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column))
        sheet.rect(x + (quiet + column) * unit, y + (quiet + row) * unit, unit, unit)
    }
  }
  sheet.fill('#000')
}
