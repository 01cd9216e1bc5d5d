import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';

/** The one file that the items hold under this field, on one of them or on each; throws `invalid_parameter` for none and for several. */
export function onlyBinary(items: readonly INodeExecutionData[], field: string): IBinaryData {
	const files = items.flatMap(({ binary }) => binary?.[field] ?? []);
	const different = new Set(files.map(({ id, data }) => id ?? data));
	if (different.size === 1) return files[0];
	const what =
		different.size === 0 ? 'No item of the input holds a file' : `The items hold ${different.size} different files`;
	throw new EnrichmentError('invalid_parameter', `${what} in the binary field "${field}".`, {
		remedy:
			'Connect the node that downloads the file to the input Reference Data, let it give one file, and name its field in Input Binary Field.',
	});
}

/** The file's bytes in pieces; what n8n keeps outside the item is never held as a whole. */
export async function* binaryChunks(this: IExecuteFunctions, { id, data }: IBinaryData): AsyncGenerator<Buffer> {
	if (id === undefined) {
		yield Buffer.from(data, 'base64');
		return;
	}
	for await (const chunk of await this.helpers.getBinaryStream(id)) yield Buffer.from(chunk as Uint8Array);
}
