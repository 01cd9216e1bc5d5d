import type { SalesforceClient } from '../../../core/salesforce/client';
import { connectSalesforce } from '../../../core/salesforce/connect';
import { SessionCache } from '../../../core/salesforce/session';
import { bands } from '../../../core/stages/dedupe/linkage/bands';
import { measuresOf } from '../../../core/stages/dedupe/linkage/measures';
import { matchOrg } from '../../../core/stages/dedupe/match-org/match-org';
import type { MatchReport } from '../../../core/stages/dedupe/match-org/match-request';
import { openSqliteStore } from '../../../core/store/sqlite/sqlite-store';
import { demoClient } from '../../../emulators/salesforce/auth/clients';
import type { CrmProfile } from '../crm-generator';
import { type AskedLead, type CrmInOrg, crmInOrg } from './crm-in-org';

/** The least precision and recall that are hoped for of the easy profile, lead to account. */
const goal = { precision: 0.98, recall: 0.95 };
/** Leads that come in at once, and how many of them in all; one by one only so many, because each is an execution. */
const batches = [
	{ size: 1, most: 200 },
	{ size: 100, most: 2_000 },
	{ size: 2_000, most: 2_000 },
] as const;
const targets = ['Account', 'Contact', 'Lead'] as const;

/** Sends generated leads through what *Match Against Salesforce* does, to an emulated org over HTTP; a line for each batch size and object. */
export async function* measureOrgMatch(count: number, profile: CrmProfile, seed: number): AsyncGenerator<string> {
	process.env.SALESFORCE_ENRICHMENT_HOSTS ??= '127.0.0.1';
	const org = await crmInOrg(count, profile, seed);
	try {
		yield `${profile}: org of ${org.accounts} accounts and ${org.people} people, ${org.leads.length} leads outside of it`;
		for (const { size, most } of batches) {
			const leads = org.leads.slice(0, most);
			const { report, calls, seconds } = await matchAll(org, leads, size);
			yield `  ${size} at a time (${leads.length}): ${(calls / leads.length).toFixed(3)} API calls a lead (${calls}), ${seconds.toFixed(1)} s`;
			for (const target of targets) yield `    to ${target.padEnd(8)} ${lineOf(org, leads, report, target, profile)}`;
		}
	} finally {
		await org.emulator.close();
	}
}

async function matchAll(
	{ emulator }: CrmInOrg,
	leads: readonly AskedLead[],
	size: number,
): Promise<{ report: MatchReport['matches']; calls: number; seconds: number }> {
	const store = await openSqliteStore(':memory:');
	const sessions = new SessionCache(() => new Date());
	const report: Array<MatchReport['matches'][number]> = [];
	const started = performance.now();
	let calls = 0;
	for (let at = 0; at < leads.length; at += size) {
		// An execution has a client of its own; sessions are kept between executions.
		const client = await connect(emulator.url, sessions);
		const { matches } = await matchOrg(meansOf(client, store), {
			sObject: 'Lead',
			items: leads.slice(at, at + size).map(({ fields }) => fields),
			targets,
			leastProbability: bands.join,
			mostMatches: 10,
			withOwner: false,
			level: 'full',
		});
		for (const each of matches) report.push(each);
		calls += client.calls.used;
	}
	await store.close();
	return { report, calls, seconds: (performance.now() - started) / 1_000 };
}

function meansOf(
	client: SalesforceClient,
	store: Parameters<typeof matchOrg>[0]['store'],
): Parameters<typeof matchOrg>[0] {
	return {
		client,
		store,
		clock: () => new Date(),
		changedSince: () => {
			throw new Error('There is no index.');
		},
	};
}

async function connect(url: string, sessions: SessionCache): Promise<SalesforceClient> {
	const { clientId, clientSecret = '' } = demoClient;
	const credentials = {
		loginUrl: url,
		grant: 'client_credentials',
		clientId,
		clientSecret,
		apiVersion: '68.0',
	} as const;
	return await connectSalesforce({ ...credentials, expects: 'production' }, sessions);
}

function lineOf(
	org: CrmInOrg,
	leads: readonly AskedLead[],
	report: MatchReport['matches'],
	target: (typeof targets)[number],
	profile: CrmProfile,
): string {
	const meant = leads.filter((lead) =>
		target === 'Account' ? lead.company !== '' : org.known[target].has(lead.person),
	);
	const measured = (least: number): string => {
		const best = report.map((each) =>
			each.find(({ sObject, probability }) => sObject === target && probability >= least),
		);
		const found = best.filter((match) => match !== undefined).length;
		const right = best.filter((match, at) => {
			const truth = target === 'Account' ? leads[at].company : leads[at].person;
			return match !== undefined && org.truth.get(match.id) === truth;
		}).length;
		const { precision, recall } = measuresOf(right, found, meant.length);
		const verdict = precision >= goal.precision && recall >= goal.recall ? 'met' : 'NOT MET';
		const isGoal = target === 'Account' && profile === 'easy' && least === bands.join && leads.length >= 1_000;
		const judged = isGoal ? ` (goal ${goal.precision} at ${goal.recall}: ${verdict})` : '';
		return `P ${precision.toFixed(4)} R ${recall.toFixed(4)}${judged}`;
	};
	return `${measured(bands.join)}; joined unasked ${measured(bands.automatic)}`;
}
