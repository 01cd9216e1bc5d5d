import '../engine/engine-environment';
import 'reflect-metadata';
import { ExecutionLifecycleHooks, LazyPackageDirectoryLoader, PollContext, WorkflowExecute } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { dirname } from 'node:path';
import { EngineCredentials, type CredentialsByType } from '../engine/engine-credentials';

const nowhere = 'http://127.0.0.1:1/';

/** n8n's own nodes, and nothing else. */
class BaseNodes implements INodeTypes {
	private constructor(private readonly loader: LazyPackageDirectoryLoader) {}

	static async load(): Promise<BaseNodes> {
		const loader = new LazyPackageDirectoryLoader(dirname(require.resolve('n8n-nodes-base/package.json')));
		await loader.loadAll();
		return new BaseNodes(loader);
	}

	getByName(nodeType: string): INodeType | IVersionedNodeType {
		return this.loader.getNode(nodeType.slice(nodeType.lastIndexOf('.') + 1)).type;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	credentialType(name: string): ICredentialType {
		return this.loader.getCredential(name).type;
	}
}

/** Lets the credential type itself sign in and authenticate, as n8n's server does. */
class SigningCredentials extends EngineCredentials {
	constructor(
		private readonly data: CredentialsByType,
		private readonly nodes: BaseNodes,
	) {
		super(data);
	}

	override getParentTypes(type?: string): string[] {
		return type ? (this.nodes.credentialType(type).extends ?? []) : [];
	}

	override async preAuthentication(
		helpers?: IHttpRequestHelper,
		_credentials?: ICredentialDataDecryptedObject,
		type?: string,
		_node?: INode,
		isExpired?: boolean,
	): Promise<undefined> {
		const data = this.data[type ?? ''];
		const signIn = this.nodes.credentialType(type ?? '').preAuthentication;
		if (signIn && helpers && (isExpired || !data.accessToken)) Object.assign(data, await signIn.call(helpers, data));
		return Object.assign({}, data) as unknown as undefined;
	}

	override async authenticate(
		_data: ICredentialDataDecryptedObject,
		type: string,
		request: unknown,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.nodes.credentialType(type);
		if (typeof authenticate !== 'function') return request as IHttpRequestOptions;
		return await authenticate(this.data[type], request as IHttpRequestOptions);
	}
}

/** Runs one of n8n's own nodes in n8n's engine, with its parameters as the editor would have stored them. */
export class N8nEngine {
	private executions = 0;

	private constructor(
		private readonly nodes: BaseNodes,
		private readonly credentials: CredentialsByType,
	) {}

	static async load(credentials: CredentialsByType): Promise<N8nEngine> {
		return new N8nEngine(await BaseNodes.load(), credentials);
	}

	/** The items that the node put out for one empty input item; throws what stopped the execution. */
	async runNode(type: string, parameters: INodeParameters): Promise<IDataObject[]> {
		const workflow = this.workflow(type, parameters, 'n8n-nodes-base.manualTrigger');
		const { data } = await new WorkflowExecute(this.additionalData(), 'manual').run({ workflow });
		const { error, runData } = data.resultData;
		if (error) throw new Error([error.message, 'description' in error ? error.description : ''].join(' '));
		return (runData.Node?.[0]?.data?.main[0] ?? []).map((item) => item.json);
	}

	/** A polling trigger that keeps its static data; each call polls once and gives the items. */
	async startPolling(type: string, parameters: INodeParameters): Promise<() => Promise<IDataObject[]>> {
		const workflow = this.workflow(type, parameters);
		const node = workflow.getNode('Node')!;
		const { poll } = this.nodes.getByNameAndVersion(type, node.typeVersion);
		return async () => {
			const context = new PollContext(workflow, node, this.additionalData(), 'trigger', 'activate');
			const items = await poll?.call(context);
			return (items?.[0] ?? []).map((item) => item.json);
		};
	}

	private workflow(type: string, parameters: INodeParameters, startType?: string): Workflow {
		const names = this.nodes.getByName(type).description.name;
		const versions = [this.nodes.getByNameAndVersion(type).description.version].flat();
		const credentials = Object.fromEntries(Object.keys(this.credentials).map((name) => [name, { id: name, name }]));
		const node: INode = {
			id: names,
			name: 'Node',
			type,
			typeVersion: Math.max(...versions),
			position: [0, 0],
			parameters,
			credentials,
		};
		const start: INode[] = startType
			? [{ id: 'start', name: 'Start', type: startType, typeVersion: 1, position: [0, 0], parameters: {} }]
			: [];
		return new Workflow({
			id: 'client',
			name: 'client',
			nodes: [...start, node],
			connections: startType ? { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } } : {},
			active: false,
			nodeTypes: this.nodes,
			settings: { executionOrder: 'v1' },
			staticData: {},
		});
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		const executionId = `client-${++this.executions}`;
		const workflowData = {
			id: 'client',
			name: 'client',
			active: false,
			nodes: [],
			connections: {},
		} as unknown as IWorkflowBase;
		const addresses = [
			'formWaitingBaseUrl',
			'restApiUrl',
			'instanceBaseUrl',
			'webhookBaseUrl',
			'webhookWaitingBaseUrl',
			'webhookTestBaseUrl',
		];
		return {
			...Object.fromEntries(addresses.map((name) => [name, nowhere])),
			executionId,
			workflowId: 'client',
			credentialsHelper: new SigningCredentials(this.credentials, this.nodes),
			hooks: new ExecutionLifecycleHooks('manual', executionId, workflowData),
			currentNodeExecutionIndex: 0,
			variables: {},
			setExecutionStatus: () => {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}
