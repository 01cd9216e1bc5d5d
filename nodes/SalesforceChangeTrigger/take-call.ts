import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { receiveChanges } from '../../core/run/receive-changes';
import type { ChangeMessage } from '../../core/salesforce/change-message';
import { parseChangeNotice } from '../../core/salesforce/change-notice';
import { parseOutboundMessage } from '../../core/salesforce/outbound-message';
import { readFullEnrichWebhook } from '../../core/stages/enrich/providers/full-enrich-webhook';
import { receiveAnswered } from '../../core/stages/enrich/receive-answered';
import type { Receipt } from '../../core/store/contract/inbox';
import { systemClock } from '../wiring/clock';
import { instanceStore } from '../wiring/store';
import { type CallReply, sendReply } from './call-reply';
import { KnownSecrets } from './known-secrets';
import { mostBodyKilobytes, readSecret, readSettings, type TriggerSettings } from './settings';

/** In the place of the secret in the URL: it is in the header. */
const inHeader = 'header';
/** There too: the call is signed by the provider. */
const ofProvider = 'full-enrich';
const secretHeader = 'x-enrichment-secret';
const signatureHeader = 'x-signature-sha1';
const nothingTaken: Receipt = { taken: 0, repeated: 0, waiting: 0, isDraining: false };
const storeRetrySeconds = 30;

/** Of this process. */
const knownSecrets = new KnownSecrets();

type CalledRequest = ReturnType<IWebhookFunctions['getRequestObject']>;

/** A call that is not taken; what is said of it is constant. */
class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** What a call brought. */
interface Taken {
	readonly orgId: string;
	readonly receipt: Receipt;
}

/**
 * Answers one call by itself: yes once its records are in the store, no for everything else. Starts an execution only when
 * records wait and none works them off, and in the editor's test always.
 */
export async function takeCall(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = this.getRequestObject();
	const isXml = typeOf(request) !== 'json';
	const response = this.getResponseObject();
	try {
		const settings = readSettings.call(this);
		const taken = await take.call(this, request, settings);
		const { taken: received, repeated } = taken.receipt;
		sendReply(response, isXml, { status: isXml ? 200 : 202, facts: { received, repeated } });
		// n8n ends the call when this function does, and nobody is to wait for a secret that is known.
		void knownSecrets.renew(triggerOf.call(this), secretOf.call(this), systemClock());
		return started.call(this, settings, taken);
	} catch (error) {
		const reply = replyTo(error);
		// A stranger must not be able to fill the log.
		if (reply.status !== 401 && reply.status !== 404) this.logger?.warn(`A call was refused: ${reply.refused}`);
		sendReply(response, isXml, reply);
		return { noWebhookResponse: true };
	}
}

function started(
	this: IWebhookFunctions,
	{ sObject, pipeline }: TriggerSettings,
	{ orgId, receipt: { taken: received, waiting, isDraining } }: Taken,
): IWebhookResponseData {
	const isDue = waiting > 0 && !isDraining;
	if (!isDue && this.getMode() !== 'manual') return { noWebhookResponse: true };
	return {
		noWebhookResponse: true,
		workflowData: [[{ json: { orgId, sObject, pipeline, waiting, received } }]],
	};
}

async function take(this: IWebhookFunctions, request: CalledRequest, settings: TriggerSettings): Promise<Taken> {
	if (request.method !== 'POST') throw new Refusal(405, 'Only POST is taken.');
	if (settings.provider && isOfProvider.call(this))
		return await takeDoorbell.call(this, request, settings.provider, settings);
	await assertKnown.call(this, request);
	const message = await readMessage(request, settings);
	const orgId = orgOf(message, settings);
	if (message.sObject !== undefined && message.sObject.toLowerCase() !== settings.sObject.toLowerCase()) {
		throw new Refusal(400, 'The message is about another object.');
	}
	const { pipeline, sObject } = settings;
	const store = await instanceStore();
	return { orgId, receipt: await receiveChanges(store, { orgId, pipeline, sObject }, message, systemClock()) };
}

/** What stands in the place of `:secret`, which n8n calls by the name that the node's path gives it. */
function segmentOf(this: IWebhookFunctions): unknown {
	return Object.values(this.getParamsData())[0];
}

function isOfProvider(this: IWebhookFunctions): boolean {
	return segmentOf.call(this) === ofProvider;
}

/** A provider says that a job has ended; which records wait for it is in the store, and the answer is read from the provider itself. */
async function takeDoorbell(
	this: IWebhookFunctions,
	request: CalledRequest,
	provider: NonNullable<TriggerSettings['provider']>,
	{ orgIds, pipeline, sObject }: TriggerSettings,
): Promise<Taken> {
	const { apiKey } = await this.getCredentials('enrichmentFullEnrichApi');
	const body = await bodyWithin(request, mostBodyKilobytes * 1_024);
	const { [signatureHeader]: signature } = request.headers;
	const bell = readFullEnrichWebhook(body.toString('utf8'), asText(signature), asText(apiKey) ?? '');
	if (bell.kind === 'refused') throw new Refusal(401, bell.message);
	const store = await instanceStore();
	let taken: Taken = { orgId: orgIds[0], receipt: nothingTaken };
	if (!bell.isOver) return taken;
	for (const orgId of orgIds) {
		const job = { provider, jobId: bell.jobId };
		const receipt = await receiveAnswered(store, { orgId, pipeline, sObject }, job, systemClock());
		if (receipt.taken > 0) taken = { orgId, receipt };
	}
	return taken;
}

function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** Before anything of the body is looked at. */
async function assertKnown(this: IWebhookFunctions, request: CalledRequest): Promise<void> {
	const given = segmentOf.call(this);
	const isByHeader = given === inHeader;
	const shown = isByHeader ? request.headers[secretHeader] : given;
	if (typeof shown === 'string' && (await isRight.call(this, shown))) return;
	throw isByHeader ? new Refusal(401, 'The secret is missing or wrong.') : new Refusal(404, 'Nothing is here.');
}

/** In the editor's test n8n is asked each time: somebody may just have changed the secret. */
async function isRight(this: IWebhookFunctions, shown: string): Promise<boolean> {
	const secrets = this.getMode() === 'manual' ? new KnownSecrets() : knownSecrets;
	return await secrets.isRight(triggerOf.call(this), shown, secretOf.call(this), systemClock());
}

function secretOf(this: IWebhookFunctions): () => Promise<string> {
	return async () => await readSecret.call(this);
}

/** Who may use a credential depends on the workflow as well. */
function triggerOf(this: IWebhookFunctions): string {
	return JSON.stringify([this.getWorkflow().id, this.getNode().credentials?.changeTriggerSecretApi?.id]);
}

async function readMessage(request: CalledRequest, settings: TriggerSettings): Promise<ChangeMessage> {
	const type = typeOf(request);
	const channel = type === 'xml' ? 'outboundMessage' : 'json';
	if (type === undefined || (settings.channel !== 'both' && settings.channel !== channel)) {
		throw new Refusal(400, 'The message is of a kind that is not taken here.');
	}
	const body = await bodyWithin(request, settings.maxBytes);
	return type === 'xml' ? parseOutboundMessage(body, settings) : parseChangeNotice(body, settings);
}

async function bodyWithin(request: CalledRequest, maxBytes: number): Promise<Buffer> {
	if (Number(request.headers['content-length']) > maxBytes) throw tooLarge();
	const body = await rawBodyOf(request);
	if (body.byteLength > maxBytes) throw tooLarge();
	return body;
}

function tooLarge(): Refusal {
	return new Refusal(413, 'The message is larger than allowed.');
}

function typeOf({ headers }: CalledRequest): 'xml' | 'json' | undefined {
	const [type] = String(headers['content-type'] ?? '')
		.toLowerCase()
		.split(';');
	if (type.trim() === 'text/xml' || type.trim() === 'application/xml') return 'xml';
	return type.trim() === 'application/json' ? 'json' : undefined;
}

/** As it came: what n8n makes of it is for other nodes. */
async function rawBodyOf(request: CalledRequest): Promise<Buffer> {
	const { readRawBody } = request as { readonly readRawBody?: () => Promise<void> };
	if (request.rawBody === undefined) await readRawBody?.call(request);
	return request.rawBody ?? Buffer.alloc(0);
}

function orgOf({ orgId: said }: ChangeMessage, { orgIds }: TriggerSettings): string {
	const orgId = said ?? (orgIds.length === 1 ? orgIds[0] : undefined);
	if (orgId === undefined) throw new Refusal(400, 'The message does not say its org, and several are allowed.');
	if (!orgIds.includes(orgId)) throw new Refusal(403, 'The message is of an org that is not allowed here.');
	return orgId;
}

function replyTo(error: unknown): CallReply {
	if (error instanceof Refusal) return { status: error.status, refused: error.message };
	if (error instanceof EnrichmentError && error.code === 'invalid_input')
		return { status: 400, refused: error.message };
	if (error instanceof EnrichmentError && error.code === 'store_unavailable') {
		return { status: 503, refused: 'The store cannot be reached; send it again.', retryAfter: storeRetrySeconds };
	}
	const why = error instanceof EnrichmentError && error.code === 'invalid_parameter' ? ` ${error.message}` : '';
	return { status: 500, refused: `The trigger cannot take it now.${why}` };
}
