import { bands } from '../../core/stages/dedupe/linkage/bands';
import { measuresOf } from '../../core/stages/dedupe/linkage/measures';
import { dominantDomains } from '../../core/stages/dedupe/lead-to-account/dominant-domains';
import { matchAccounts } from '../../core/stages/dedupe/lead-to-account/lead-to-account';
import { seededRandom } from '../../demo/dedupe/seeded-random';
import type { CrmProfile } from './crm-generator';
import { type CrmOrg, generateOrg } from './crm-org';

/** The least precision and recall that are hoped for of the easy profile. */
const goal = { precision: 0.98, recall: 0.95 };

/** Finds the accounts of the generator's leads, with and without the domains that contacts write from. */
export async function measureLeads(count: number, profile: CrmProfile, seed: number): Promise<string[]> {
	const org = generateOrg(count, profile, seed);
	const what = `${profile} ${org.leads.length} leads, ${org.accounts.length} accounts`.padEnd(38);
	return [
		`${what} by the account alone      ${await lineOf(org, undefined)}`,
		`${what} and its contacts' domains ${await lineOf(org, domainsOf(org), profile === 'easy')}`,
	];
}

async function lineOf(
	{ leads, accounts }: CrmOrg,
	contactDomains: ReadonlyArray<string | undefined> | undefined,
	isGoal = false,
): Promise<string> {
	const people = leads.map((lead) => ({
		company: lead.Company,
		domain: lead.Website,
		email: lead.Email,
		phone: lead.Phone,
		city: lead.City,
		region: lead.State,
		postalCode: lead.PostalCode,
	}));
	const companies = accounts.map((account) => ({
		company: account.Name,
		domain: account.Website,
		phone: account.Phone,
		street: account.BillingStreet,
		city: account.BillingCity,
		region: account.BillingState,
		postalCode: account.BillingPostalCode,
	}));
	const started = performance.now();
	const matches = await matchAccounts(people, companies, { contactDomains, random: seededRandom(1) });
	const seconds = (performance.now() - started) / 1_000;
	const meant = leads.filter(({ account }) => account !== '').length;
	const measured = (least: number): string => {
		const found = matches.flatMap((match, lead) => (match && match.probability >= least ? [{ match, lead }] : []));
		const right = found.filter(({ match, lead }) => accounts[match.account].account === leads[lead].account).length;
		const { precision, recall } = measuresOf(right, found.length, meant);
		const verdict = precision >= goal.precision && recall >= goal.recall ? 'met' : 'NOT MET';
		const judged = isGoal && least === bands.join ? ` (goal ${goal.precision} at ${goal.recall}: ${verdict})` : '';
		return `P ${precision.toFixed(4)} R ${recall.toFixed(4)}${judged}`;
	};
	return `${measured(bands.join)}; joined unasked ${measured(bands.automatic)}; ${seconds.toFixed(1)} s`;
}

function domainsOf({ accounts, contacts }: CrmOrg): ReadonlyArray<string | undefined> {
	const placeByCompany = new Map(accounts.map(({ account }, place) => [account, place]));
	const placed = contacts.flatMap(({ account, Email }) => {
		const place = placeByCompany.get(account);
		return place === undefined ? [] : [{ account: place, email: Email }];
	});
	return dominantDomains(accounts.length, placed);
}
