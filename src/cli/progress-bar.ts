/** A progress bar on a terminal; one line in ten seconds elsewhere, so that logs stay readable. */
export interface ProgressBar {
  /** @param share 0…1, or `null` if it cannot be told */
  show(share: number | null, words: string): void
  end(): void
}

const width = 28

export function createProgressBar(out: NodeJS.WriteStream): ProgressBar {
  let last = 0
  let drawn = false
  return {
    show(share, words) {
      if (Date.now() - last < (out.isTTY ? 100 : 10_000)) return
      last = Date.now()
      drawn = true
      out.write(out.isTTY ? `\r\x1b[K${barOf(share)} ${words}` : `${percent(share)} ${words}\n`)
    },
    end() {
      if (drawn && out.isTTY) out.write('\r\x1b[K')
    },
  }
}

function barOf(share: number | null): string {
  const filled = Math.round((share ?? 0) * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent(share)}`
}

const percent = (share: number | null): string => (share === null ? '…' : `${Math.round(share * 100)} %`)
