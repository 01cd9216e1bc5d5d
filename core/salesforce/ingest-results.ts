import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { EnrichmentError } from '../errors';
import type { RowError } from './row-result';
import type { IngestResult } from './ingest-jobs';
import { rowError } from './salesforce-error';

const pageSize = 1_000;

/** The rows of a result file in pages of at most 1,000, read as they arrive; `what` completes “could not …”. */
export async function* resultPages(body: AsyncIterable<Buffer>, what: string): AsyncGenerator<IngestResult[]> {
	const source = Readable.from(body, { objectMode: false });
	const parser = source.pipe(parse({ columns: true, bom: true, delimiter: ',', skip_empty_lines: true }));
	source.once('error', (error) => parser.destroy(error));
	let page: IngestResult[] = [];
	try {
		for await (const record of parser as AsyncIterable<Record<string, string>>) {
			page.push(ingestResult(record));
			if (page.length < pageSize) continue;
			yield page;
			page = [];
		}
	} catch (error) {
		throw error instanceof EnrichmentError ? error : notCsv(what, error);
	} finally {
		source.destroy();
	}
	if (page.length > 0) yield page;
}

/** `CODE:message:Field1, Field2 --`, as the result files write a refusal; any other text is all message. */
export function parseIngestError(text: string): RowError {
	const match = /^([A-Z][A-Z_]+):(.*?)(?::([\w.,\s]*))?(?:--\s*)?$/s.exec(text.trim());
	if (!match) return rowError({ statusCode: 'UNKNOWN_EXCEPTION', message: text });
	const [, statusCode, message, fieldList = ''] = match;
	const fields = fieldList.split(',').map((name) => name.trim());
	return rowError({ statusCode, message: message.trim(), fields: fields.filter((name) => name !== '') });
}

function ingestResult({ sf__Id = '', sf__Created, sf__Error, ...row }: Record<string, string>): IngestResult {
	return { id: sf__Id, created: sf__Created === 'true', errors: sf__Error ? [parseIngestError(sf__Error)] : [], row };
}

function notCsv(what: string, cause: unknown): EnrichmentError {
	return new EnrichmentError('salesforce_unavailable', `Could not ${what}: the reply is not the CSV it should be.`, {
		retryable: true,
		remedy: 'Check whether a proxy changes the replies.',
		cause,
	});
}
