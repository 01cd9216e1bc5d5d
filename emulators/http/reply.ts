/** What an emulated service answers. */
export interface HttpReply {
	readonly status: number;
	/** Sent as JSON unless it is a text, a Buffer or pieces of text; a promise is awaited; absent means an empty reply. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}
