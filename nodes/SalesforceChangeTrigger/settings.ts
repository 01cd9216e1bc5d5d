import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { shippedFieldNames } from '../../core/record/fields';
import { isSalesforceId, toRecordId } from '../../core/record/identity';
import { isObjectName } from '../../core/salesforce/change-message';
import { commaSeparated } from '../wiring/parameter-values';

/** Which messages a trigger takes, and for which pipeline. */
export interface TriggerSettings {
	readonly sObject: string;
	readonly pipeline: string;
	readonly channel: 'both' | 'json' | 'outboundMessage';
	/** 18 characters each, at least one. */
	readonly orgIds: readonly string[];
	readonly maxBytes: number;
	readonly enrichedField: string;
	/** Whose calls about ended jobs are taken. */
	readonly provider: 'full-enrich' | undefined;
}

/** Largest body unless set, in kilobytes. */
export const defaultBodyKilobytes = 1_024;
/** n8n itself takes no more than 16 MB unless told to. */
export const mostBodyKilobytes = 16_384;

const secretPattern = /^[A-Za-z0-9_-]{24,256}$/;

/** What the parameters say; throws `invalid_parameter` for what cannot be right. */
export function readSettings(this: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const options = this.getNodeParameter('options', {}) as IDataObject;
	const maxKilobytes = Number(options.maxKilobytes ?? defaultBodyKilobytes);
	if (!(maxKilobytes > 0 && maxKilobytes <= mostBodyKilobytes)) {
		throw wrong('Largest Body (KB)', `Set it to a number up to ${mostBodyKilobytes}.`);
	}
	const pipeline = textOf(this.getNodeParameter('pipeline', ''));
	if (pipeline === '') throw wrong('Pipeline Name', 'Name the pipeline, e.g. instant.');
	return {
		sObject: readObject.call(this),
		pipeline,
		channel: this.getNodeParameter('channel', 'outboundMessage') as TriggerSettings['channel'],
		orgIds: readOrgIds.call(this),
		maxBytes: Math.round(maxKilobytes * 1_024),
		provider: this.getNodeParameter('provider', 'none') === 'full-enrich' ? 'full-enrich' : undefined,
		enrichedField: textOf(options.enrichedField) || shippedFieldNames.lastEnrichedOn,
	};
}

/** The secret of the credential; throws `invalid_parameter` for one that is short enough to be guessed, without showing it. */
export async function readSecret(this: IHookFunctions | IWebhookFunctions): Promise<string> {
	const { secret } = await this.getCredentials('changeTriggerSecretApi');
	if (typeof secret === 'string' && secretPattern.test(secret)) return secret;
	throw wrong(
		'The secret of the credential',
		'Let it be 24 to 256 letters, digits, hyphens or underscores, made by chance.',
	);
}

function readObject(this: IHookFunctions | IWebhookFunctions): string {
	const chosen = textOf(this.getNodeParameter('sObject', ''));
	const name = chosen === 'other' ? textOf(this.getNodeParameter('otherSObject', '')) : chosen;
	if (!isObjectName(name)) throw wrong('Object', 'Name the object by its API name, e.g. Partner__c.');
	return name;
}

function readOrgIds(this: IHookFunctions | IWebhookFunctions): string[] {
	const ids = commaSeparated(textOf(this.getNodeParameter('orgIds', '')));
	if (ids.length === 0 || ids.some((id) => !id.startsWith('00D') || !isSalesforceId(id))) {
		throw wrong('Organisation IDs Allowed', 'Copy the ID from Setup › Company Information; it begins with 00D.');
	}
	return [...new Set(ids.map(toRecordId))];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function wrong(what: string, remedy: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `${what} of the Salesforce Change Trigger cannot be used as it is.`, {
		remedy,
	});
}
