import type { INodeProperties } from 'n8n-workflow';
import { askingOperations } from './asking-operations';
import { referenceData, referenceTable } from './provider-choices';

const displayOptions = { show: { operation: askingOperations, provider: ['referenceData'] } };

/** In megabytes, unless a person chooses another. */
export const defaultMegabytes = 256;

/** Where the companies come from. */
export const referenceParameters: INodeProperties[] = [
	{
		displayName: 'Reference Data From',
		name: 'referenceSource',
		type: 'options',
		noDataExpression: true, // the node's inputs hang on it, before there is any item
		options: [
			{
				name: 'Binary File',
				value: 'binary',
				description:
					'A CSV or NDJSON file that another node has downloaded, of an item of the input Reference Data or of a record',
			},
			{
				name: 'File on the Server',
				value: 'file',
				description: 'A CSV or NDJSON file in a folder that n8n lets workflows read',
			},
			{
				name: 'Items of Another Node',
				value: 'items',
				description:
					'A company per item of the input Reference Data, e.g. of a Data Table, Google Sheets or Postgres node',
			},
		],
		default: 'file',
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
		displayOptions: { show: { ...displayOptions.show, referenceSource: ['file'] } },
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field containing the file to be read',
		description: 'CSV (with a header row) or NDJSON file of companies with domain, name and any attributes',
		displayOptions: { show: { ...displayOptions.show, referenceSource: ['binary'] } },
	},
	{
		displayName:
			'Connect the node with the companies to the input Reference Data: one item per company, with domain, name and any attributes. They are held in memory, about 1 kB each, up to 500,000.',
		name: 'referenceItemsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...displayOptions.show, referenceSource: ['items'] } },
	},
];

/** For a collection named Options. */
export const referenceOptions: INodeProperties[] = [
	{
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
		description:
			'How the text of the file is encoded; Excel saves plain CSV as Windows-1252 in most of Europe and America',
		displayOptions: { show: { '/provider': [referenceData] }, hide: { '/referenceSource': ['items'] } },
	},
	{
		displayName: 'Maximum Size (MB)',
		name: 'maxFileSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: defaultMegabytes,
		description: 'More reference data stops the node; it is held in memory, and takes about twice its size there',
		displayOptions: { show: { '/provider': [referenceData, referenceTable] } },
	},
];
