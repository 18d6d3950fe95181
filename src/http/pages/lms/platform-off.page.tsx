import type { SeenPlatform } from '#administration/platforms'
import { nestQuotes } from '#domain/texts/quotes'
import { actionOf } from '../../ui/lms/waiting-deployment.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** Asked before an LMS is switched off: its sessions end at once. */
export function PlatformOffPage({
  view,
  platform,
  isOwn,
}: {
  view: View
  platform: SeenPlatform
  /** The administrator came from there. */
  isOwn: boolean
}) {
  const { t } = view
  const title = nestQuotes(t.platforms.offTitle(platform.name))
  return (
    <Shell view={view} title={title} nav="platforms">
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p>{t.platforms.offText}</p>
      {isOwn && (
        <p class="note problem">
          <b>{t.platforms.offOwn}</b>
        </p>
      )}
      <div class="actions">
        <form method="post" action={actionOf(view, platform, 'off')} data-once>
          <button type="submit" class="main">
            {t.platforms.offButton}
          </button>
        </form>
        <a class="button" href={`${view.base}/admin/platforms`}>
          {t.back}
        </a>
      </div>
    </Shell>
  )
}
