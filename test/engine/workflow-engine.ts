import './engine-environment';
import 'reflect-metadata';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import { Node, Workflow } from 'n8n-workflow';
import type {
	ExecuteWorkflowData,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { EngineCredentials, type CredentialsByType } from './engine-credentials';
import { NodeCatalog } from './node-catalog';

/** A workflow as its template file holds it. */
export interface WorkflowTemplate {
	readonly name: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
}

/** An answer to the call that started an execution. */
export interface WebhookAnswer {
	readonly statusCode: number;
	readonly body: unknown;
}

export interface EngineRun {
	readonly executionId: string;
	readonly status: IRun['status'];
	/** The message of what stopped the execution. */
	readonly error?: string;
	/** All items a node put out, over all its runs, by output. */
	output(nodeName: string, outputIndex?: number): IDataObject[];
	/** Everything that n8n would keep of the execution. */
	readonly kept: IRun['data'];
	/** How often a node ran. */
	timesRun(nodeName: string): number;
	/** The executions that it called, in the order they began; those that broke among them. */
	readonly calls: readonly EngineRun[];
	/** What Respond to Webhook has answered; `undefined` when no such node ran. */
	readonly answer?: WebhookAnswer;
	/** What the node that ran last put out, by output; what the caller of a sub-workflow gets. */
	readonly lastOutput: ReadonlyArray<readonly INodeExecutionData[]>;
}

export interface ProductionRun extends EngineRun {
	/** What the workflow's own Error Trigger did, when the execution failed and there is one. */
	readonly errorRun?: EngineRun;
}

const errorTriggerType = 'n8n-nodes-base.errorTrigger';
const callTriggerType = 'n8n-nodes-base.executeWorkflowTrigger';

/** n8n's own engine, without its server: executes a template with real node types against real servers. */
export class WorkflowEngine {
	private executions = 0;

	private constructor(
		private readonly catalog: NodeCatalog,
		private readonly prefix: string,
	) {}

	/** `prefix` keeps execution ids of several engines on one store apart. */
	static async load(packFolder: string, prefix = 'execution'): Promise<WorkflowEngine> {
		return new WorkflowEngine(await NodeCatalog.load(packFolder), prefix);
	}

	/** Runs as n8n does in production, from what the start node has put out: a failed execution starts the workflow's own Error Trigger. */
	async run(
		template: WorkflowTemplate,
		credentials: CredentialsByType,
		startNodeName: string,
		startItems: INodeExecutionData[] = [{ json: {} }],
	): Promise<ProductionRun> {
		const workflow = this.workflowOf(template, credentials);
		const run = await this.execute(workflow, template, credentials, startNodeName, startItems);
		const errorTrigger = template.nodes.find((node) => node.type === errorTriggerType);
		if (!run.error || !errorTrigger) return run;

		const payload = [{ json: failureOf(run, template) }];
		return {
			...run,
			errorRun: await this.execute(workflow, template, credentials, errorTrigger.name, payload, 'error'),
		};
	}

	/** Goes on with an execution that waits for a person, with what they have sent, as n8n does: in the same execution, behind the node that waited. */
	async resume(
		waiting: EngineRun,
		template: WorkflowTemplate,
		credentials: CredentialsByType,
		items: INodeExecutionData[],
	): Promise<EngineRun> {
		const { executionId, kept, calls } = waiting;
		const [waited] = kept.executionData!.nodeExecutionStack;
		// Disabled, it hands on what it is given instead of waiting again.
		waited.node = { ...waited.node, disabled: true };
		waited.data.main = [items];
		kept.waitTill = undefined;
		kept.resultData.runData[kept.resultData.lastNodeExecuted!].pop();
		const workflow = this.workflowOf(template, credentials);
		const after = [...calls];
		const data = this.meansOf(executionId, workflow, template, credentials, after, []);
		const run = await new WorkflowExecute(data, 'trigger', kept).processRunExecutionData(workflow);
		return engineRun(executionId, run, after);
	}

	/** The items that a webhook node makes of a call; `undefined` when it has answered by itself, e.g. because it lets nobody in. */
	async webhookItems(
		template: WorkflowTemplate,
		credentials: CredentialsByType,
		nodeName: string,
		{ httpRequest, httpResponse }: Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>,
	): Promise<INodeExecutionData[] | undefined> {
		const workflow = this.workflowOf(template, credentials);
		const node = workflow.getNode(nodeName)!;
		const called = { ...additionalData('called', credentials, this.catalog), httpRequest, httpResponse };
		const context = new WebhookContext(
			workflow,
			node,
			called,
			'webhook',
			{ webhookDescription: { name: 'default' } } as never,
			[],
			null,
		);
		const type = this.catalog.getByNameAndVersion(node.type, node.typeVersion);
		// As n8n's server does: nodes that extend Node take the context as an argument, all others as `this`.
		const { workflowData } =
			type instanceof Node ? await type.webhook!(context) : await type.webhook!.call(context as never);
		return workflowData?.[0];
	}

	private workflowOf(template: WorkflowTemplate, credentials: CredentialsByType): Workflow {
		return new Workflow({
			id: 'template',
			name: template.name,
			nodes: template.nodes.map((node) => this.withCredentials(node, credentials)),
			connections: template.connections,
			active: false,
			nodeTypes: this.catalog,
			settings: template.settings ?? { executionOrder: 'v1' },
		});
	}

	/** Picks credentials as a person does after importing a template. */
	private withCredentials(node: INode, credentials: CredentialsByType): INode {
		const wanted = this.catalog.getByNameAndVersion(node.type, node.typeVersion).description.credentials;
		const picked = (wanted ?? []).filter(({ name }) => name in credentials);
		if (picked.length === 0) return node;
		return {
			...node,
			credentials: Object.fromEntries(picked.map(({ name }) => [name, { id: name, name }])),
		};
	}

	private async execute(
		workflow: Workflow,
		template: WorkflowTemplate,
		credentials: CredentialsByType,
		startNodeName: string,
		startItems: INodeExecutionData[],
		mode: WorkflowExecuteMode = 'trigger',
	): Promise<EngineRun> {
		const startNode = workflow.getNode(startNodeName);
		if (!startNode) throw new Error(`${template.name} has no node named ${startNodeName}`);

		this.executions += 1;
		const executionId = `${this.prefix}-${this.executions}`;
		const calls: EngineRun[] = [];
		const answers: WebhookAnswer[] = [];
		const engine = new WorkflowExecute(
			this.meansOf(executionId, workflow, template, credentials, calls, answers),
			mode,
		);
		const run = await engine.run({
			workflow,
			startNode,
			triggerToStartFrom: {
				name: startNodeName,
				data: { data: { main: [startItems] } },
			} as never, // only its data is read
		});
		return { ...engineRun(executionId, run, calls), answer: answers[0] };
	}

	/** What an execution of the workflow is given; `calls` and `answers` get what it calls and answers. */
	private meansOf(
		executionId: string,
		workflow: Workflow,
		template: WorkflowTemplate,
		credentials: CredentialsByType,
		calls: EngineRun[],
		answers: WebhookAnswer[],
	): IWorkflowExecuteAdditionalData {
		return {
			...additionalData(executionId, credentials, this.catalog),
			hooks: lifecycleHooks(executionId, template, answers),
			executeWorkflow: (called, _data, options) =>
				this.callItself(workflow, template, credentials, called.id, options.inputData ?? [], calls),
			getRunExecutionData: async () => undefined,
		};
	}

	/** What Execute Sub-workflow does when a workflow names itself: an execution of its own, whose last node's output comes back. */
	private async callItself(
		workflow: Workflow,
		template: WorkflowTemplate,
		credentials: CredentialsByType,
		workflowId: string | undefined,
		items: INodeExecutionData[],
		calls: EngineRun[],
	): Promise<ExecuteWorkflowData> {
		if (workflowId !== workflow.id) throw new Error(`The engine under test knows no workflow ${workflowId}`);
		const trigger = template.nodes.find((node) => node.type === callTriggerType);
		if (!trigger) throw new Error(`${template.name} has no Execute Workflow Trigger`);
		const run = await this.execute(workflow, template, credentials, trigger.name, items);
		calls.push(run);
		if (run.error) throw new Error(run.error);
		return { executionId: run.executionId, data: run.lastOutput as INodeExecutionData[][], waitTill: null };
	}
}

function additionalData(
	executionId: string,
	credentials: CredentialsByType,
	catalog: NodeCatalog,
): IWorkflowExecuteAdditionalData {
	const nowhere = 'http://127.0.0.1:1/';
	return {
		executionId,
		workflowId: 'template',
		credentialsHelper: new EngineCredentials(credentials, catalog),
		currentNodeExecutionIndex: 0,
		variables: {},
		formWaitingBaseUrl: nowhere,
		restApiUrl: `${nowhere}rest`,
		instanceBaseUrl: nowhere,
		webhookBaseUrl: nowhere,
		webhookWaitingBaseUrl: nowhere,
		webhookTestBaseUrl: nowhere,
		formBaseUrl: nowhere,
		formTestBaseUrl: nowhere,
		setExecutionStatus: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** The first answer is the one that the caller gets. */
function lifecycleHooks(
	executionId: string,
	template: WorkflowTemplate,
	answers: WebhookAnswer[],
): ExecutionLifecycleHooks {
	const workflowData = { id: 'template', active: false, ...template } as unknown as IWorkflowBase;
	const hooks = new ExecutionLifecycleHooks('trigger', executionId, workflowData);
	hooks.addHandler('sendResponse', (response) => void answers.push(response as unknown as WebhookAnswer));
	return hooks;
}

function engineRun(executionId: string, run: IRun, calls: readonly EngineRun[]): EngineRun {
	const { runData, error, lastNodeExecuted = '' } = run.data.resultData;
	return {
		executionId,
		status: run.status,
		error: error?.message,
		kept: run.data,
		output: (nodeName, outputIndex = 0) =>
			(runData[nodeName] ?? []).flatMap((task) =>
				(task.data?.main[outputIndex] ?? []).map((item: INodeExecutionData) => item.json),
			),
		timesRun: (nodeName) => runData[nodeName]?.length ?? 0,
		calls,
		lastOutput: (runData[lastNodeExecuted]?.at(-1)?.data?.main ?? []).map((items) => items ?? []),
	};
}

/** The item that n8n hands to an Error Trigger. */
function failureOf(run: EngineRun, template: WorkflowTemplate): IDataObject {
	return {
		execution: {
			id: run.executionId,
			error: { message: run.error ?? '' },
			mode: 'trigger',
		},
		workflow: { id: 'template', name: template.name },
	};
}
