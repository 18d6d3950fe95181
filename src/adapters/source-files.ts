/** Files that a connection may read: handed in by a person, or laid into the operator's directory. */
import type { SourceFile } from '#connectors/contract'
import { ConnectorError } from '#connectors/errors'
import { createFileOpener } from '#connectors/kit/operator-files'
import type { RawFileStore } from '#store/ports/raw-files'

const FILE_BYTES = 100 * 1024 * 1024
const UPLOAD = /^upload:([0-9a-f]{64})$/

interface SourceFilesDeps {
  rawFiles: Pick<RawFileStore, 'byHash'>
  /** `null`: none is open. */
  importDir: string | null
}

/** @returns opens a path of the settings, or throws a {@link ConnectorError} that says what to do */
export function createSourceFiles({ rawFiles, importDir }: SourceFilesDeps) {
  const openNamed = importDir ? createFileOpener({ directory: importDir, maxBytes: FILE_BYTES }) : null
  return async (path: string): Promise<SourceFile> => {
    const [, sha256] = UPLOAD.exec(path) ?? []
    if (sha256) return uploaded(await rawFiles.byHash(sha256))
    if (openNamed) return openNamed(path)
    throw new ConnectorError({
      code: 'portal_file_not_opened',
      kind: 'config',
      message: 'no directory is open for imports',
      remedy: 'set IMPORT_DIR, or upload the file',
    })
  }
}

function uploaded(file: SourceFile | null): SourceFile {
  if (!file) {
    const remedy = 'upload it again'
    throw new ConnectorError({
      code: 'file_missing',
      kind: 'config',
      message: 'the uploaded file is gone',
      remedy,
    })
  }
  const { name, bytes, contentType } = file
  return { name, bytes, ...(contentType !== undefined && { contentType }) }
}
