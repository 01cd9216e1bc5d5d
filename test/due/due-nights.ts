import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunSummary } from '../../core/run/run-summary';
import type { ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { itemsOf, type NodeOrg } from '../nodes/node-org';

export const dayMinutes = 24 * 60;

/** What is told apart between two nights. */
export interface NightParameters {
	readonly fetch?: IDataObject;
	readonly write?: IDataObject;
	readonly finish?: IDataObject;
	/** Works on the batches of a plan instead of getting the records at once. */
	readonly isPlanned?: boolean;
	/** Between Fetch and Enrich; by default everything is passed on. */
	readonly pass?: (items: INodeExecutionData[]) => INodeExecutionData[];
}

/** What a night did. */
export interface Night {
	/** Last names in the order of the fetch. */
	readonly fetched: readonly unknown[];
	/** Last names of the records that the provider was asked about. */
	readonly asked: readonly unknown[];
	readonly summary: RunSummary;
}

let executions = 0;

/** One run after another over the same org and store: start, fetch, enrich, write, finish. */
export class DueNights {
	constructor(
		private readonly org: NodeOrg,
		private readonly file: string,
	) {}

	async run(parameters: NightParameters = {}): Promise<Night> {
		executions += 1;
		const executionId = `night-${executions}`;
		const started = await this.node(new SalesforceEnrichmentRun(), undefined, { pipeline: 'batches' }, executionId);
		const fetched = await this.fetch(started, parameters, executionId);
		const passed = (parameters.pass ?? ((items) => items))(fetched);
		const asked = passed.length === 0 ? [] : await this.work(passed, parameters, executionId);
		const finished = await this.node(
			new SalesforceEnrichmentRun(),
			itemsOf(started),
			{ operation: 'finish', ...parameters.finish },
			executionId,
		);
		return { fetched: lastNames(fetched), asked, summary: finished.outputs[0][0] as unknown as RunSummary };
	}

	/** How many records the selection counts now. */
	async count(fetch: IDataObject = {}): Promise<unknown> {
		executions += 1;
		const started = await this.node(
			new SalesforceEnrichmentRun(),
			undefined,
			{ pipeline: 'batches' },
			`count-${executions}`,
		);
		const counted = await this.node(new SalesforceFetchModified(), itemsOf(started), {
			operation: 'count',
			selection: 'dueForRefresh',
			...fetch,
		});
		await this.node(new SalesforceEnrichmentRun(), itemsOf(started), { operation: 'finish' }, `count-${executions}`);
		return counted.outputs[0][0].records;
	}

	private async fetch(
		started: ExecutionResult,
		{ fetch = {}, isPlanned }: NightParameters,
		executionId: string,
	): Promise<INodeExecutionData[]> {
		const parameters = { selection: 'dueForRefresh', ...fetch };
		if (!isPlanned)
			return itemsOf(await this.node(new SalesforceFetchModified(), itemsOf(started), parameters, executionId));
		const planned = await this.node(
			new SalesforceFetchModified(),
			itemsOf(started),
			{ operation: 'plan', ...parameters },
			executionId,
		);
		if (planned.items[0].length === 0) return [];
		return itemsOf(
			await this.node(new SalesforceFetchModified(), itemsOf(planned), { operation: 'claim' }, executionId),
		);
	}

	private async work(
		items: INodeExecutionData[],
		{ write = {}, isPlanned }: NightParameters,
		executionId: string,
	): Promise<unknown[]> {
		const enriched = await this.node(new SalesforceEnrich(), items, { filePath: this.file }, executionId);
		const written = await this.node(new SalesforceBulkWrite(), itemsOf(enriched), write, executionId);
		const done = written.items.flat().map(({ json }) => ({ json }));
		if (isPlanned) await this.node(new SalesforceEnrichmentRun(), done, { operation: 'finishBatch' }, executionId);
		const asked = itemsOf(enriched).filter(
			({ json }) => (json._enrichment as IDataObject).outcome !== 'skipped_unchanged',
		);
		return lastNames(asked);
	}

	private async node(
		node: Parameters<NodeOrg['execute']>[0],
		items: INodeExecutionData[] | undefined,
		parameters: IDataObject,
		executionId?: string,
	): Promise<ExecutionResult> {
		return await this.org.execute(node, {
			parameters,
			...(items && { items }),
			...(executionId !== undefined && { executionId }),
		});
	}
}

function lastNames(items: readonly INodeExecutionData[]): unknown[] {
	return items.map(({ json }) => json.LastName);
}
