import { withEnrichment, type RecordItem } from '../../core/record/record-item';
import type { SalesforceClient } from '../../core/salesforce/client';
import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import { standardHashInputs } from '../../core/record/match-gate';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import { change } from './bench-leads';

/** The machine's time; core never reads it by itself. */
export const clock = (): Date => new Date();

/** Our client, signed in afresh, with the settings that people get. */
export function connectOurs(url: string): Promise<SalesforceClient> {
	const { clientId, clientSecret } = demoClient;
	const grant = { grant: 'client_credentials', apiVersion: '68.0', expects: 'production' } as const;
	return connectSalesforce({ ...grant, loginUrl: url, clientId, clientSecret }, new SessionCache(clock));
}

/** What Enrich would have made of the record: one proposal, and the inputs that it was found by. */
export function withProposal(item: RecordItem): RecordItem {
	const proposal = {
		value: change.value,
		provider: 'bench',
		confidence: 1,
		observedAt: '2026-11-01',
		policy: 'always',
	} as const;
	return withEnrichment(item, {
		outcome: 'matched',
		proposals: { [change.field]: proposal },
		hashInputs: { match: standardHashInputs('Lead') },
	});
}
