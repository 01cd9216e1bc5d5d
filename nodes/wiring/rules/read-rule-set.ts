import { open } from 'node:fs/promises';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { type OpenRuleSet, openRuleSet } from '../../../core/rules/parse-rule-set';
import { assertHostOf } from '../../../core/run/org-host';
import { allowedFile } from '../allowed-file';
import { systemClock } from '../clock';
import { enrichmentOf } from '../run-context';
import { salesforceClient } from '../salesforce-client';
import { instanceStore } from '../store';

/** One byte more than a document may have, so that a larger one is told from one that fits. */
const mostRead = 2 * 1024 * 1024 + 1;

/** The rule set that the parameters point at; `connects`: the node's credential says which org is meant, otherwise the records do. */
export async function readRuleSet(
	this: IExecuteFunctions,
	from: string,
	items: readonly INodeExecutionData[],
	connects: boolean,
): Promise<OpenRuleSet> {
	if (from === 'store') return await readKept.call(this, items, connects);
	return await readDocument.call(this, from);
}

/** The document in JSON or in a file. */
export async function readDocument(this: IExecuteFunctions, from: string): Promise<OpenRuleSet> {
	if (from !== 'file') return openRuleSet(this.getNodeParameter('rulesJson', 0, ''), 'parameter Rule Set (JSON)');
	const path = String(this.getNodeParameter('rulesFile', 0, '')).trim();
	const allowed = path === '' ? undefined : await allowedFile.call(this, path);
	const text = allowed === undefined ? undefined : await textOf(allowed);
	// A forbidden file is refused in the words of one that is not there.
	if (text === undefined) throw unreadable(path);
	return openRuleSet(text, `file ${path}`);
}

async function readKept(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	connects: boolean,
): Promise<OpenRuleSet> {
	const orgId = connects ? await connectedOrg.call(this) : enrichmentOf(items[0]).orgId;
	if (!orgId) {
		throw new EnrichmentError('invalid_parameter', 'The records do not tell which org they are from.', {
			remedy: 'Let Run: Start and Fetch Modified of this pack come before this node, or give the rule set as JSON.',
		});
	}
	const store = await instanceStore();
	const kept = await store.loadRuleSet(orgId);
	if (!kept) {
		throw new EnrichmentError('invalid_parameter', `No rule set is kept for the org ${orgId}.`, {
			remedy: 'Apply one by Enrichment Run › Org › Promote Rules with a credential of this org.',
		});
	}
	return openRuleSet(kept.document, `version ${kept.version}, kept for the org`);
}

async function connectedOrg(this: IExecuteFunctions): Promise<string> {
	const { org } = await salesforceClient.call(this);
	await assertHostOf(await instanceStore(), org, systemClock());
	return org.orgId;
}

async function textOf(path: string): Promise<string | undefined> {
	let file: Awaited<ReturnType<typeof open>> | undefined;
	try {
		file = await open(path, 'r');
		if (!(await file.stat()).isFile()) return undefined;
		const buffer = Buffer.alloc(mostRead);
		const { bytesRead } = await file.read(buffer, 0, mostRead, 0);
		return buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
	} catch {
		return undefined;
	} finally {
		await file?.close();
	}
}

function unreadable(path: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `The rule set file ${path || '(none named)'} cannot be read.`, {
		remedy: 'Check the path, and that n8n may read there (N8N_RESTRICT_FILE_ACCESS_TO).',
	});
}
