/** One HTTP request as plain data; `url` is path and query. Header names are lower case. */
export interface PlainRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One HTTP answer as plain data. `cut` tells the adapter to break the connection on purpose. */
export interface PlainResponse {
  readonly status: number;
  /** A list is sent as one header line per value (Okta's `link`). */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
  /** `half`: close after half of the body; `drop`: close without an answer. @default - answered whole */
  readonly cut?: 'half' | 'drop';
}

/** What a provider is: plain request in, plain answer out. */
export type Handler = (request: PlainRequest) => Promise<PlainResponse>;
