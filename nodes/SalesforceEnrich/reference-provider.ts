import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import { openReferenceData } from '../../core/stages/enrich/providers/reference-data';
import { openReferenceBytes } from '../../core/stages/enrich/providers/reference-data-bytes';
import { openReferenceItems } from '../../core/stages/enrich/providers/reference-data-items';
import { type ReferenceEncoding, unreadable } from '../../core/stages/enrich/providers/reference-data/file-text';
import { allowedFile } from '../wiring/allowed-file';
import { systemClock } from '../wiring/clock';
import { binaryChunks, onlyBinary } from './binary-file';
import { defaultMegabytes } from './reference-parameters';

const referenceInput = 1;

/** The companies that the parameters point at, held in memory; throws `invalid_parameter` when they cannot be read. */
export async function openReference(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	options: IDataObject,
): Promise<EnrichmentProvider> {
	const encoding = options.encoding as ReferenceEncoding | undefined;
	const limits = {
		maxBytes: Number(options.maxFileSize ?? defaultMegabytes) * 1024 ** 2,
		signal: this.getExecutionCancelSignal(),
	};
	const source = this.getNodeParameter('referenceSource', 0, 'file') as string;
	if (source === 'items') {
		const rows = secondInput.call(this).map(({ json }) => json);
		if (rows.length === 0) throw nothingConnected();
		return await openReferenceItems(nameOfSource.call(this), rows, { ...limits, now: systemClock() });
	}
	if (source === 'binary') {
		const field = (this.getNodeParameter('binaryField', 0) as string).trim();
		const binary = onlyBinary([...secondInput.call(this), ...items], field);
		const bytes = binaryChunks.call(this, binary);
		return await openReferenceBytes(binary.fileName ?? field, bytes, {
			...limits,
			encoding,
			field,
			now: systemClock(),
		});
	}
	return await openReferenceData(await readFilePath.call(this), { ...limits, encoding });
}

/** Empty when nothing is connected, or when the node there gave nothing. */
function secondInput(this: IExecuteFunctions): INodeExecutionData[] {
	try {
		return this.getInputData(referenceInput);
	} catch {
		// n8n throws for an input that has no connection or has not been reached.
		return [];
	}
}

/** For messages; what tells the table from others of the workflow. */
function nameOfSource(this: IExecuteFunctions): string {
	try {
		return this.getInputSourceData(referenceInput).previousNode;
	} catch {
		return 'Reference Data';
	}
}

function nothingConnected(): EnrichmentError {
	return new EnrichmentError(
		'invalid_parameter',
		'The input Reference Data has no items: nothing is connected to it, or the node before it gave none.',
		{
			remedy:
				'Connect the node that reads the companies (e.g. Data Table, Google Sheets, Postgres) to the second input, and see that it gives an item per company.',
		},
	);
}

/** The file that n8n lets a workflow read; a forbidden one is refused in the words of one that is not there. */
async function readFilePath(this: IExecuteFunctions): Promise<string> {
	const filePath = this.getNodeParameter('filePath', 0) as string;
	const allowed = await allowedFile.call(this, filePath);
	if (allowed === undefined) throw unreadable(filePath);
	return allowed;
}
