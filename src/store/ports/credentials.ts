/** A key that signs credentials; its public half stays published for ever. */
export interface IssuerKey {
  /** Last part of the address at which it is published. */
  id: string
  publicJwk: Record<string, unknown>
  /** PKCS #8, sealed. */
  sealedPrivateKey: string
  createdAt: string
  retiredAt?: string
}

export interface CredentialStore {
  /** The one that signs now; `null`: none yet. */
  activeKey(): Promise<IssuerKey | null>
  /** Of two at once one becomes the active key. @returns the one that is */
  addKey(key: IssuerKey): Promise<IssuerKey>
  /** @returns whether it was the active one */
  retireKey(id: string, at: string): Promise<boolean>
  key(id: string): Promise<IssuerKey | null>
  /** All of them, retired ones included, oldest first. */
  keys(): Promise<IssuerKey[]>
  /** Place in the status lists, from 0; a credential keeps the one it has. */
  placeOf(credential: string): Promise<number>
  /** What has a place from `first` on, at most `count` places: credential by place. */
  placed(first: number, count: number): Promise<Map<number, string>>
  /** The first value kept under a name stays. @returns it */
  keep(name: string, value: string): Promise<string>
  kept(name: string): Promise<string | null>
}
