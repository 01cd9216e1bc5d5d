import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { enrichRecords } from '../../../core/stages/enrich/enrich';
import type { FieldMapping } from '../../../core/stages/enrich/enrich-request';
import { mappingPreset } from '../../../core/stages/enrich/enrich-presets';
import { openReferenceData } from '../../../core/stages/enrich/providers/reference-data';
import { type ReferenceEncoding, unreadable } from '../../../core/stages/enrich/providers/reference-data/file-text';
import { allowedFile } from '../../wiring/allowed-file';
import { fieldNamesFor, fieldNamesOption } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItems, recordsOf } from '../../wiring/record-items';
import { itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { mappingParameters } from '../mapping-parameters';
import { matchInputParameters, readMatchInputs } from '../match-input-parameters';

const displayOptions = { show: { operation: ['enrich'] } };
const defaultMegabytes = 256;

const encodingOption: INodeProperties = {
	displayName: 'File Encoding',
	name: 'encoding',
	type: 'options',
	noDataExpression: true, // a property of the file, whatever the item
	options: [
		{ name: 'Chinese (GB 18030)', value: 'gb18030' },
		{ name: 'Cyrillic (Windows-1251)', value: 'windows-1251' },
		{ name: 'Eastern European (Windows-1250)', value: 'windows-1250' },
		{ name: 'Japanese (Shift JIS)', value: 'shift_jis' },
		{ name: 'Korean (EUC-KR)', value: 'euc-kr' },
		{ name: 'UTF-16', value: 'utf-16' },
		{ name: 'UTF-8', value: 'utf-8' },
		{ name: 'Western European (Windows-1252)', value: 'windows-1252' },
	],
	default: 'utf-8',
	description: 'How the text of the file is encoded; Excel saves plain CSV as Windows-1252 in most of Europe and America',
};

const maxFileSizeOption: INodeProperties = {
	displayName: 'Maximum File Size (MB)',
	name: 'maxFileSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: defaultMegabytes,
	description: 'A larger file stops the node; a file is held in memory, and takes about twice its size there',
};

export const description: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true, // one node asks one provider; the next provider is the next node
		options: [
			{
				name: 'Reference Data',
				value: 'referenceData',
				description: 'A file of companies that you own; costs nothing and leaves the machine for nobody',
			},
		],
		default: 'referenceData',
		displayOptions,
	},
	{
		displayName: 'File Path',
		name: 'filePath',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /home/node/.n8n-files/companies.csv',
		description:
			'CSV (with a header row) or NDJSON file of companies with domain, name and any attributes, in a folder that n8n lets workflows read',
		displayOptions: { show: { ...displayOptions.show, provider: ['referenceData'] } },
	},
	...matchInputParameters,
	...mappingParameters,
	{
		displayName: 'Minimum Confidence',
		name: 'minConfidence',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.8,
		description: 'How sure the provider has to be, from 0 to 1, before a value is proposed',
		displayOptions: { show: { ...displayOptions.show, mapping: ['preset'] } },
	},
	{
		displayName: 'Skip Unchanged',
		name: 'skipUnchanged',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out records whose match inputs are still those of their last enrichment',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [encodingOption, fieldNamesOption, maxFileSizeOption],
		displayOptions,
	},
];

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const context = await itemsRunContext(items);
	const options = this.getNodeParameter('options', 0, {});
	const provider = await openReferenceData(await readFilePath.call(this), {
		encoding: options.encoding as ReferenceEncoding | undefined,
		maxBytes: Number(options.maxFileSize ?? defaultMegabytes) * 1024 ** 2,
		signal: this.getExecutionCancelSignal(),
	});
	const records = await enrichRecords(
		recordsOf(items),
		{
			sObject,
			provider,
			inputs: readMatchInputs.call(this, sObject),
			mappings: readMappings.call(this, sObject),
			gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
			fieldNames: fieldNamesFor(context?.run, options),
		},
		context,
		this.getExecutionCancelSignal(),
	);
	showNotes.call(this, provider.notes ?? []);
	return [asItems(records)];
}

/** The file that n8n lets a workflow read; a forbidden one is refused in the words of one that is not there. */
async function readFilePath(this: IExecuteFunctions): Promise<string> {
	const filePath = this.getNodeParameter('filePath', 0) as string;
	const allowed = await allowedFile.call(this, filePath);
	if (allowed === undefined) throw unreadable(filePath);
	return allowed;
}

function readMappings(this: IExecuteFunctions, sObject: string): readonly FieldMapping[] {
	if (this.getNodeParameter('mapping', 0) === 'define') {
		const rows = this.getNodeParameter('mappings.rows', 0, []) as FieldMapping[];
		return rows.map((row) => ({ ...row, source: row.source.trim(), target: row.target.trim() }));
	}
	const minConfidence = this.getNodeParameter('minConfidence', 0) as number;
	return mappingPreset(sObject).map((mapping) => ({ ...mapping, minConfidence }));
}
