import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { type CallSettings, defaultCallSettings } from '../../core/http/call-settings';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { SalesforceCredentials } from '../../core/salesforce/credentials';
import { SessionCache } from '../../core/salesforce/session';
import { type CredentialType, isGrantedType, toGrantedAccess, toSalesforceCredentials } from './credential-fields';
import { renewThroughN8n } from './granted-token';

/** One per process: n8n runs every node of an execution here, and each of them would log in again. */
const sessions = new SessionCache();

const settings: CallSettings = { ...defaultCallSettings, random: Math.random };

/** What n8n lets a node connect with: in an execution, in the editor, or when a webhook is called. */
export type ConnectingNode = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** A client for the credential that the node's `authentication` parameter names; `callClient` names the caller in its place. */
export async function salesforceClient(this: IExecuteFunctions, callClient?: string): Promise<SalesforceClient> {
	const type = this.getNodeParameter('authentication', 0) as CredentialType;
	const client = await connect.call(this, type, this.getExecutionCancelSignal());
	return callClient === undefined ? client : client.callingAs(callClient);
}

/** A client for the node's credential of this type; calls end with the signal, and without one only by themselves. */
export async function connect(
	this: ConnectingNode,
	type: CredentialType,
	signal?: AbortSignal,
): Promise<SalesforceClient> {
	const fields = await this.getCredentials(type);
	// Sessions of two credentials are two, whatever stands in them: who may use the one may not use the other.
	const credentialId = this.getNode().credentials?.[type]?.id ?? undefined;
	if (!isGrantedType(type)) return await logIn(toSalesforceCredentials(fields, type), sessions, signal, credentialId);

	const { connectGranted } = await loadConnect();
	return await connectGranted(
		toGrantedAccess(fields, type),
		renewThroughN8n.call(this, type),
		sessions,
		signal,
		settings,
		credentialId,
	);
}

/** Logs in afresh and compares the kind of org, so that a saved credential is known to work. */
export async function testSalesforceConnection(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const credentials = toSalesforceCredentials(credential.data ?? {}, credential.type as CredentialType);
		const { org } = await logIn(credentials, new SessionCache());
		return { status: 'OK', message: `Connected to ${org.name}, a ${credentials.expects} org` };
	} catch (error) {
		return { status: 'Error', message: plainReason(error) };
	}
}

async function logIn(
	credentials: SalesforceCredentials,
	sessionCache: SessionCache,
	signal?: AbortSignal,
	credentialId?: string,
): Promise<SalesforceClient> {
	const { connectSalesforce } = await loadConnect();
	return await connectSalesforce(credentials, sessionCache, signal, settings, credentialId);
}

/** Loads jsforce at the first use: it does not load at all on an old Node, and then n8n would know no node of the pack. */
async function loadConnect() {
	return await import('../../core/salesforce/connect').catch(refuseOldNode);
}

function refuseOldNode(cause: unknown): never {
	throw new EnrichmentError(
		'salesforce_unavailable',
		`The Salesforce client does not load on Node ${process.versions.node}.`,
		{ remedy: 'Update n8n to 2.38 or newer, which runs on Node 24.', cause },
	);
}

/** What went wrong and what to do about it, in one line. */
export function plainReason(error: unknown): string {
	if (!(error instanceof Error)) return 'The connection failed';
	const remedy = error instanceof EnrichmentError ? error.remedy : undefined;
	return remedy ? `${error.message.replace(/\.$/, '')}. ${remedy}` : error.message;
}
