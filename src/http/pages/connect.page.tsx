import type { ToolAddresses } from '../admin.ts'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

/** P12, thin: what is pasted where. Every value can be selected; copying by a button is a convenience. */
export function ConnectPage({ view, addresses }: { view: View; addresses: ToolAddresses }) {
  const { t } = view
  const rows: [keyof ToolAddresses, string][] = [
    ['login', t.admin.login],
    ['launch', t.admin.launch],
    ['keys', t.admin.keys],
  ]
  return (
    <Shell view={view} title={t.admin.connectTitle} nav="connect">
      <h1 tabIndex={-1}>{t.admin.connectTitle}</h1>
      {addresses.registration && (
        <section>
          <h2>{t.admin.oneAddress}</h2>
          <Address
            view={view}
            id="registration"
            label={t.admin.registration}
            value={addresses.registration}
          />
          <ol class="steps">
            {t.admin.steps.map(step => (
              <li>{step}</li>
            ))}
          </ol>
        </section>
      )}
      <section>
        <h2>{t.admin.byHand}</h2>
        <p>{t.admin.connectIntro}</p>
        {rows.map(([id, label]) => (
          <Address key={id} view={view} id={id} label={label} value={addresses[id] ?? ''} />
        ))}
      </section>
    </Shell>
  )
}

function Address({ view, id, label, value }: { view: View; id: string; label: string; value: string }) {
  return (
    <div class="field address">
      <label for={`address-${id}`}>{label}</label>
      <div class="copy">
        <input id={`address-${id}`} readOnly value={value} />
        <button type="button" class="js" data-copy={`address-${id}`} data-label={label}>
          {view.t.admin.copy}
          <span class="vh">: {label}</span>
        </button>
      </div>
    </div>
  )
}
