/** The part of ltijs 5.9.9 that we use; it ships no types of its own. */

export interface LtijsDatabase {
  setup(): Promise<unknown>
  Close(): Promise<unknown>
  Get(key: string | false, collection: string, query?: object): Promise<Record<string, unknown>[] | false>
  Insert(key: string | false, collection: string, item: object, index?: object): Promise<unknown>
  Replace(
    key: string | false,
    collection: string,
    query: object,
    item: object,
    index?: object,
  ): Promise<unknown>
  Modify(key: string | false, collection: string, query: object, change: object): Promise<unknown>
  Delete(collection: string, query: object): Promise<unknown>
}

export interface LtijsPlatform {
  platformKid(): Promise<string>
  platformAccessToken(scopes: string): Promise<Record<string, unknown>>
}

/** What deep linking takes for the launch that it thinks it comes from. */
export interface LtijsToken {
  iss: string
  clientId: string
  deploymentId: string
  platformContext: Record<string, unknown>
}

export interface LtijsProvider {
  Database: LtijsDatabase
  setup(encryptionKey: string, database: object, options: object): unknown
  getPlatform(url: string, clientId: string): Promise<LtijsPlatform | false>
  registerPlatform(platform: object): Promise<LtijsPlatform>
  DeepLinking: {
    createDeepLinkingMessage(token: LtijsToken, items: readonly object[], options: object): Promise<string>
  }
}
