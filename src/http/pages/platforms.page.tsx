import type { PlatformRow } from '../admin.ts'
import type { Notice } from '../notice.ts'
import { contentLang } from '../ui/book-link.ts'
import { Shell } from '../ui/shell.tsx'
import { dateIn, type View } from '../view.ts'

export function PlatformsPage({
  view,
  platforms,
  notice,
}: {
  view: View
  platforms: readonly PlatformRow[]
  notice: Notice | null
}) {
  const { t, say, timeZone } = view
  return (
    <Shell view={view} title={t.admin.platforms} nav="platforms">
      <h1 tabIndex={-1}>{t.admin.platforms}</h1>
      {notice?.kind === 'approved' && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.admin.approvedDone(notice.text ?? '')}
        </p>
      )}
      {platforms.length === 0 && (
        <p>
          {t.admin.platformsEmpty} <a href={`${view.base}/admin/connect`}>{t.admin.connectTitle}</a>
        </p>
      )}
      {platforms.map(platform => (
        <section key={platform.id}>
          <h2>
            <span {...contentLang(view)}>{platform.name}</span>{' '}
            {!platform.active && <small>({t.admin.inactive})</small>}
          </h2>
          <dl>
            <dt>{t.admin.issuer}</dt>
            <dd>{platform.issuer}</dd>
            <dt>{t.admin.clientId}</dt>
            <dd>{platform.clientId}</dd>
          </dl>
          <ul class="cards">
            {platform.deployments.map(deployment => (
              <li key={deployment.id}>
                <div>
                  {t.admin.deployment} <b>{deployment.id}</b>:{' '}
                  <span class={deployment.approved ? 'good' : 'warn'}>
                    {deployment.approved ? `✓ ${t.admin.approved}` : `◷ ${t.admin.waiting}`}
                  </span>
                  <small class="below">
                    {t.admin.seen}: {say.date(dateIn(timeZone, new Date(deployment.seenAt)))}
                  </small>
                </div>
                {!deployment.approved && (
                  <form
                    method="post"
                    action={`${view.base}/admin/platforms/${encodeURIComponent(platform.id)}/approve`}
                  >
                    <input type="hidden" name="deployment" value={deployment.id} />
                    <button type="submit" class="main">
                      {t.admin.approve}
                      <span class="vh"> {deployment.id}</span>
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Shell>
  )
}
