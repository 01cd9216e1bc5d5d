import type { OwnField } from './fields';

/** The custom object that holds one record per run, so that people see in Salesforce what was done. */
export const enrichmentRunObject = {
	name: 'Enrichment_Run__c',
	label: 'Enrichment Run',
	labelPlural: 'Enrichment Runs',
	description: 'One run of an enrichment: what it did, what it cost and how it ended',
} as const;

const count = { type: 'number', precision: 9, scale: 0 } as const;
const amount = { type: 'number', precision: 16, scale: 2 } as const;

/** Its fields beside the name; Finish fills them, people only read them. */
export const enrichmentRunFields = {
	runId: {
		name: 'Run_Id__c',
		label: 'Run ID',
		type: 'text',
		length: 80,
		isUniqueKey: true,
		description: "The run's ID in n8n's store; the field Enrichment Log ID of the records carries the same",
	},
	pipeline: { name: 'Pipeline__c', label: 'Pipeline', type: 'text', length: 255, description: 'Name of the pipeline' },
	sObject: { name: 'Object__c', label: 'Object', type: 'text', length: 80, description: 'Object that was enriched' },
	status: {
		name: 'Status__c',
		label: 'Status',
		type: 'text',
		length: 40,
		description: 'Success, Partial Success, Failed, Paused or Stopped',
	},
	isDryRun: {
		name: 'Kind__c',
		label: 'Kind',
		type: 'text',
		length: 40,
		description: 'Dry run where nothing was written, otherwise Run',
	},
	reason: {
		name: 'Reason__c',
		label: 'Reason',
		type: 'longText',
		length: 32_768,
		description: 'Why the status is not Success, in words',
	},
	summary: {
		name: 'Summary__c',
		label: 'Summary',
		type: 'longText',
		length: 32_768,
		description: 'The run in a few lines, as it is sent by e-mail',
	},
	startedAt: { name: 'Started__c', label: 'Started', type: 'datetime', description: 'When the run began' },
	endedAt: { name: 'Ended__c', label: 'Ended', type: 'datetime', description: 'When the run ended or paused' },
	read: { name: 'Records_Read__c', label: 'Records Read', ...count, description: 'Records that the run took on' },
	matched: { name: 'Matched__c', label: 'Matched', ...count, description: 'Records that a provider knew' },
	noMatch: { name: 'Not_Matched__c', label: 'Not Matched', ...count, description: 'Records that nobody knew' },
	unchanged: {
		name: 'Unchanged__c',
		label: 'Unchanged',
		...count,
		description: 'Records left alone, because nothing about them had changed',
	},
	written: { name: 'Written__c', label: 'Written', ...count, description: 'Records with at least one new value' },
	rejected: { name: 'Rejected__c', label: 'Rejected', ...count, description: 'Records that were refused' },
	failed: { name: 'Failed__c', label: 'Failed', ...count, description: 'Records that could not be processed' },
	carriedOver: {
		name: 'Carried_Over__c',
		label: 'Carried Over',
		...count,
		description: 'Records that a later run takes up again',
	},
	// Not `Credits__c`: a name that begins like “credential” is taken for a secret by Salesforce's Code Analyzer.
	credits: { name: 'Spent__c', label: 'Credits Spent', ...amount, description: 'Credits of all providers together' },
	calls: {
		name: 'API_Calls__c',
		label: 'API Calls',
		...count,
		description: 'Calls of the Salesforce API that the run used, before this record was saved',
	},
	link: { name: 'Link__c', label: 'Link', type: 'url', description: "n8n's page of the execution" },
} as const satisfies Record<string, OwnField>;

/** What a field of a run's record is called in code. */
export type EnrichmentRunKey = keyof typeof enrichmentRunFields;
