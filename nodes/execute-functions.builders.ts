import { realpath } from 'node:fs/promises';
import { get, mapValues } from 'lodash';
import { sealOutputs } from './wiring/sealed-items';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	NodeExecutionHint,
} from 'n8n-workflow';

export interface Execution {
	/** `_enrichment` in them is the pack's own, unless they come `fromOutside`. */
	readonly items?: INodeExecutionData[];
	readonly fromOutside?: boolean;
	/** Of the node's second input; not connected unless given. */
	readonly secondItems?: INodeExecutionData[];
	/** What the person set, as a function of the item where it is an expression; everything else has its default. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, Record<string, unknown>>>;
	readonly executionId?: string;
	readonly workflowId?: string;
	/** What the Error Trigger has put out that started the execution; another trigger did unless given. */
	readonly errorReport?: INodeExecutionData[];
	readonly continueOnFail?: boolean;
	/** Of the node; 1 unless set. */
	readonly typeVersion?: number;
	/** Beside those that every test has. */
	readonly helpers?: Partial<IExecuteFunctions['helpers']>;
	/** The workflow's, IANA name. */
	readonly timeZone?: string;
}

export interface ExecutionResult {
	/** The items' JSON, by output, without the seals of their `_enrichment`. */
	readonly outputs: Array<Array<Record<string, unknown>>>;
	readonly items: INodeExecutionData[][];
	readonly hints: NodeExecutionHint[];
}

/** Executes a node outside n8n's engine; its parameters have their defaults unless given. */
export async function executeNode(node: INodeType, execution: Execution = {}): Promise<ExecutionResult> {
	const hints: NodeExecutionHint[] = [];
	const given = execution.items && !execution.fromOutside ? await sealAll(execution.items) : execution.items;
	const items = await node.execute!.call(
		executeFunctions(node, { ...execution, ...(given && { items: given }) }, hints),
	);
	const outputs = (items as INodeExecutionData[][]).map((output) => output.map(({ json }) => withoutSeal(json)));
	return { outputs, items: items as INodeExecutionData[][], hints };
}

function executeFunctions(node: INodeType, execution: Execution, hints: NodeExecutionHint[]): IExecuteFunctions {
	const defaults = Object.fromEntries(node.description.properties.map((property) => [property.name, property.default]));
	const parameters = { ...defaults, ...execution.parameters };
	const functions: Partial<IExecuteFunctions> = {
		getInputData: (input = 0) => (input === 0 ? (execution.items ?? [{ json: {} }]) : (execution.secondItems ?? [])),
		getNode: () => ({
			id: '1',
			name: node.description.displayName,
			type: node.description.name,
			typeVersion: execution.typeVersion ?? 1,
			position: [0, 0],
			parameters: mapValues(execution.parameters, (value) =>
				typeof value === 'function' ? '={{ $json }}' : value,
			) as INodeParameters,
		}),
		getNodeParameter: ((name: string, itemIndex: number, fallback?: unknown) => {
			const value: unknown = get(parameters, name, fallback);
			return typeof value === 'function' ? value(itemIndex) : value;
		}) as IExecuteFunctions['getNodeParameter'],
		getCredentials: (async (type: string) => execution.credentials?.[type]) as IExecuteFunctions['getCredentials'],
		getExecutionId: () => execution.executionId ?? 'execution-1',
		getWorkflow: () => ({ id: execution.workflowId ?? 'workflow-1', name: 'Workflow', active: true }),
		...startedBy(execution.errorReport),
		getExecutionCancelSignal: () => undefined,
		getInstanceBaseUrl: () => 'https://n8n.example/',
		getTimezone: () => execution.timeZone ?? 'UTC',
		helpers: {
			// Links are followed as n8n follows them; nothing is forbidden here, where there is no n8n to say what.
			resolvePath: async (file: string) => await realpath(file),
			isFilePathBlocked: () => false,
			...execution.helpers,
		} as unknown as IExecuteFunctions['helpers'],
		continueOnFail: () => execution.continueOnFail === true,
		addExecutionHints: (...added) => {
			for (const hint of added) hints.push(hint);
		},
	};
	return functions as IExecuteFunctions;
}

/** As a node of the pack would have left them, whatever the test has made of them. */
async function sealAll(items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const [sealedItems] = await sealOutputs([items.map((item) => ({ ...item, json: withoutSeal(item.json) }))], 'nested');
	return sealedItems;
}

function withoutSeal(json: INodeExecutionData['json']): INodeExecutionData['json'] {
	if (typeof json._enrichment !== 'object' || json._enrichment === null) return json;
	const { seal: _seal, ...enrichment } = json._enrichment as Record<string, unknown>;
	return { ...json, _enrichment: enrichment as never };
}

/** What a node sees of the trigger that started its execution. */
function startedBy(
	errorReport: INodeExecutionData[] | undefined,
): Pick<IExecuteFunctions, 'getMode' | 'getParentNodes' | 'getWorkflowDataProxy'> {
	const name = errorReport ? 'When a Run Fails' : 'Every Hour';
	const type = errorReport ? 'n8n-nodes-base.errorTrigger' : 'n8n-nodes-base.scheduleTrigger';
	const trigger = { isExecuted: true, all: () => errorReport ?? [] };
	return {
		getMode: () => (errorReport ? 'error' : 'trigger'),
		getParentNodes: () => [{ name, type, typeVersion: 1, disabled: false }],
		getWorkflowDataProxy: (() => ({ $: () => trigger })) as unknown as IExecuteFunctions['getWorkflowDataProxy'],
	};
}
