import { get } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeType, NodeExecutionHint } from 'n8n-workflow';

export interface Execution {
	readonly items?: INodeExecutionData[];
	/** What the person set; everything else has its default. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, Record<string, unknown>>>;
	readonly executionId?: string;
	/** The workflow's, IANA name. */
	readonly timeZone?: string;
	readonly continueOnFail?: boolean;
}

export interface ExecutionResult {
	/** The items' JSON, by output. */
	readonly outputs: Array<Array<Record<string, unknown>>>;
	readonly items: INodeExecutionData[][];
	readonly hints: NodeExecutionHint[];
}

/** Executes a node outside n8n's engine; its parameters have their defaults unless given. */
export async function executeNode(node: INodeType, execution: Execution = {}): Promise<ExecutionResult> {
	const hints: NodeExecutionHint[] = [];
	const items = await node.execute!.call(executeFunctions(node, execution, hints));
	const outputs = (items as INodeExecutionData[][]).map((output) => output.map(({ json }) => json));
	return { outputs, items: items as INodeExecutionData[][], hints };
}

function executeFunctions(node: INodeType, execution: Execution, hints: NodeExecutionHint[]): IExecuteFunctions {
	const defaults = Object.fromEntries(
		node.description.properties.map((property) => [property.name, property.default]),
	);
	const parameters = { ...defaults, ...execution.parameters };
	const functions: Partial<IExecuteFunctions> = {
		getInputData: () => execution.items ?? [{ json: {} }],
		getNode: () => ({
			id: '1',
			name: node.description.displayName,
			type: node.description.name,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getNodeParameter: ((name: string, _itemIndex: number, fallback?: unknown) =>
			get(parameters, name, fallback)) as IExecuteFunctions['getNodeParameter'],
		getCredentials: (async (type: string) => execution.credentials?.[type]) as IExecuteFunctions['getCredentials'],
		getExecutionId: () => execution.executionId ?? 'execution-1',
		getTimezone: () => execution.timeZone ?? 'UTC',
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => execution.continueOnFail === true,
		addExecutionHints: (...added) => {
			for (const hint of added) hints.push(hint);
		},
	};
	return functions as IExecuteFunctions;
}
