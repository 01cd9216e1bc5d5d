/** What a request carried; text is decoded and bytes are encoded only when somebody asks for them. */
export class RequestBody {
	private decoded: string | undefined;
	private encoded: Buffer | undefined;

	constructor(source: Buffer | string = '') {
		if (typeof source === 'string') this.decoded = source;
		else this.encoded = source;
	}

	/** As UTF-8 text. */
	get text(): string {
		return (this.decoded ??= this.encoded!.toString('utf8'));
	}

	/** As it came, after decompression. */
	get bytes(): Buffer {
		return (this.encoded ??= Buffer.from(this.decoded!, 'utf8'));
	}

	get isEmpty(): boolean {
		return this.encoded ? this.encoded.length === 0 : this.decoded === '';
	}
}
