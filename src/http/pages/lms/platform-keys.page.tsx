import type { SeenPlatform } from '#administration/platforms'
import { nestQuotes } from '#domain/texts/quotes'
import type { PlatformKey } from '#lti/library'
import type { Notice } from '../../notice.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { ErrorSummary } from '../../ui/form.tsx'
import { Heads } from '../../ui/heads.tsx'
import { LmsNotice } from '../../ui/lms/lms-notice.tsx'
import { actionOf } from '../../ui/lms/waiting-deployment.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import { TickField } from '../../ui/tick-field.tsx'
import type { View } from '../../view.ts'

interface KeysProps {
  view: View
  platform: SeenPlatform
  keys: readonly PlatformKey[]
  /** Address of our key set. */
  keySet: string
  notice: Notice | null
  errors: Readonly<Record<string, string>>
}

/** Keys of one LMS: which signs, which waits, until when the old ones are published; and changing them. */
export function PlatformKeysPage(props: KeysProps) {
  const { view, platform, keys, keySet, notice, errors } = props
  const { t } = view
  const title = nestQuotes(t.platforms.keys.title(platform.name))
  return (
    <Shell view={view} title={title} nav="platforms" isError={Object.keys(errors).length > 0}>
      <p class="crumb">
        <a href={`${view.base}/admin/platforms`}>{t.back}</a>
      </p>
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <ErrorSummary view={view} errors={errors} />
      <LmsNotice view={view} notice={notice} />
      <p>{t.platforms.keys.intro}</p>
      <CopyField view={view} id="key-set" label={t.platforms.keys.address} value={keySet} />
      {keys.length === 0 ? <p>{t.platforms.keys.none}</p> : <Keys {...props} />}
      {keys.length > 0 && (
        <section aria-labelledby="rotate-title">
          <h2 id="rotate-title">{t.platforms.keys.rotateTitle}</h2>
          <p>{t.platforms.keys.rotateText}</p>
          <form method="post" action={actionOf(view, platform, 'keys')} noValidate data-once>
            {/* the key that was seen: pressed twice, or by two, it rotates once */}
            <input type="hidden" name="current" value={keys.find(key => key.state === 'current')?.kid} />
            <TickField id="sure" label={t.platforms.keys.tick} error={errors.sure} required />
            <button type="submit" class="main">
              {t.platforms.keys.rotate}
            </button>
          </form>
        </section>
      )}
    </Shell>
  )
}

function Keys({ view, keys }: KeysProps) {
  const { keys: words } = view.t.platforms
  return (
    <table class="stack" role="table">
      <Heads of={[words.key, words.state, words.since]} />
      <tbody role="rowgroup">
        {keys.map(({ kid, state, since, until }) => (
          <tr role="row" key={kid}>
            <td role="cell">
              <code>{kid}</code>
            </td>
            <td role="cell">
              <b class={state === 'current' ? 'good' : ''}>{words.states[state]}</b>
              {until && <small class="below">{words.until(when(view, until))}</small>}
            </td>
            <td role="cell">{since ? when(view, since) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
