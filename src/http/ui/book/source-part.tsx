import type { SourceEvidence } from '#sync/evidence'
import type { View } from '../../view.ts'
import { runPath } from '../sources/run-parts.tsx'
import { when } from '../sources/run-words.tsx'
import { contentLang } from './book-link.ts'

/** «Что прислала система»: the record verbatim, and the hash by which anybody can see that nobody changed it. */
export function SourcePart({ view, source }: { view: View; source: SourceEvidence }) {
  const { sources } = view.t
  const { revision, newerRevision, at, hash, isIntact, record, file } = source
  // It may be words as well.
  const link = record.evidence && /^https?:/.test(record.evidence) ? record.evidence : undefined
  return (
    <section aria-labelledby="source">
      <h2 id="source">{sources.evidence}</h2>
      <p>
        <span {...contentLang(view)}>{source.source}</span>. {sources.evidenceCame(revision)} {when(view, at)}
        . {newerRevision && sources.evidenceNewer(newerRevision)}
      </p>
      {link && (
        <p>
          <a href={link} target="_blank" rel="noopener noreferrer">
            {sources.evidenceOpen}
          </a>
        </p>
      )}
      <p class={isIntact ? 'muted' : 'bad'}>{isIntact ? sources.evidenceIntact : sources.evidenceBroken}</p>
      <details>
        <summary>
          <span>SHA-256</span>
        </summary>
        <p>
          <code>{hash}</code>
        </p>
        {file && <ReadFrom view={view} file={file} />}
        <pre {...contentLang(view)}>{JSON.stringify(record, null, 2)}</pre>
      </details>
    </section>
  )
}

/** The file or the answers, as they came. Others stand in them as well, so only an administrator opens them. */
function ReadFrom({ view, file }: { view: View; file: NonNullable<SourceEvidence['file']> }) {
  const { sources } = view.t
  const { sha256, name, runId } = file
  const mayOpen = runId !== undefined && view.actor?.roles.includes('administrator')
  return (
    <p>
      {sources.evidenceFile}:{' '}
      {mayOpen ? (
        <a href={runPath(view, { id: runId }, `/file?sha256=${sha256}`)} download>
          {name}
        </a>
      ) : (
        name
      )}{' '}
      <code>{sha256}</code>
      {name === undefined && ` ${sources.evidenceGone}`}
    </p>
  )
}
