import { createHash } from 'node:crypto';
import type { EnrichmentProvider } from '../provider';
import { providerOver } from './reference-data';
import { indexCompanies } from './reference-data/company-index';
import { decodedText, limited, type ReferenceFileOptions } from './reference-data/file-text';
import type { ReferenceOrigin } from './reference-data/origin';

export interface ReferenceBytesOptions extends ReferenceFileOptions {
	/** When the file was handed over: its values are as new as that, unless a row says it. */
	readonly now: Date;
	/** What tells it from another in one workflow, whatever the file is called today. */
	readonly field: string;
}

/** A provider over a reference file that comes as bytes; `name` is the file's, for messages. */
export async function openReferenceBytes(
	name: string,
	bytes: AsyncIterable<Buffer>,
	options: ReferenceBytesOptions,
): Promise<EnrichmentProvider> {
	const { encoding, maxBytes, signal, now, field } = options;
	const origin: ReferenceOrigin = {
		name,
		whole: 'file',
		row: 'line',
		remedy: 'Correct the file, or hand another one over.',
	};
	const hash = createHash('sha256');
	async function* hashed(): AsyncGenerator<Buffer> {
		for await (const chunk of limited(origin, bytes, maxBytes, signal)) {
			hash.update(chunk);
			yield chunk;
		}
	}
	const index = await indexCompanies(origin, { modifiedAt: now, text: decodedText(origin, hashed(), encoding) });
	return providerOver(index, `binary:${field}`, hash.digest('hex'));
}
