import type { OrgSeed, SeedRecord } from '../../emulators/salesforce/org/seed';
import { choicesOf, type Choices } from './choices';

export interface WonAndLostSize {
	readonly accounts: number;
	readonly leads: number;
}

/** How much more (or less) often one is won, in log-odds. */
const byIndustry = { Technology: 1.6, Banking: 0.9, Manufacturing: 0, Retail: -0.9, Government: -1.7 } as const;
const bySource = { 'Partner Referral': 1.2, Web: 0, 'Purchased List': -1.3, Other: -0.2 } as const;
const byTitle = { 'Chief Financial Officer': 0.9, 'Head of IT': 0.7, 'Project Manager': 0, Student: -1.6 } as const;

const dayMs = 86_400_000;
const oldestDays = 700;
/** Decided ones are at least so old, so that each lead has had its time. */
const youngestDays = 100;

/**
 * Companies whose opportunities were won or lost over the last two years, and leads of which some were converted, with what made the
 * difference: industry, size, source and title. A customer's `Type` and a hot `Rating` were set once it was won, as people do, and the
 * field history has it.
 */
export function wonAndLost(seed: number, now: Date, size: WonAndLostSize): Pick<OrgSeed, 'records' | 'trackedFields'> {
	const choices = choicesOf(seed);
	const accounts = Array.from({ length: size.accounts }, (_, at) => account(at, now, choices));
	const leads = Array.from({ length: size.leads }, (_, at) => lead(at, now, choices));
	return {
		trackedFields: { Account: ['Rating', 'Type'], Lead: ['Rating'] },
		records: {
			Account: accounts.map(({ record }) => record),
			Contact: accounts.map(({ contact }) => contact),
			Opportunity: accounts.map(({ opportunity }) => opportunity),
			AccountHistory: accounts.flatMap(({ history }) => history),
			Lead: leads.map(({ record }) => record),
			LeadHistory: leads.flatMap(({ history }) => history),
		},
	};
}

interface Made {
	readonly record: SeedRecord;
	readonly history: SeedRecord[];
}

function account(
	at: number,
	now: Date,
	choices: Choices,
): Made & { readonly contact: SeedRecord; readonly opportunity: SeedRecord } {
	const ref = `won-and-lost-${at}`;
	const industry = choices.pick(Object.keys(byIndustry) as Array<keyof typeof byIndustry>);
	const employees = sizeOf(choices);
	const title = choices.pick(Object.keys(byTitle) as Array<keyof typeof byTitle>);
	const needed = daysBefore(now, choices.between(youngestDays, oldestDays));
	const closed = new Date(needed.getTime() + choices.between(10, 80) * dayMs);
	const isWon = choices.chance(chanceOf(-0.9 + byIndustry[industry] + sizeOdds(employees)));
	const isMarked = isWon && choices.chance(0.7);
	const marked = [
		...(isMarked ? [change('Account', ref, 'Type', null, 'Customer - Direct', closed)] : []),
		...(isMarked ? [change('Account', ref, 'Rating', 'Warm', 'Hot', closed)] : []),
	];
	return {
		record: {
			'@ref': ref,
			Name: `Company ${at}`,
			Website: `company-${at}.example`,
			Industry: choices.chance(0.9) ? industry : null,
			NumberOfEmployees: choices.chance(0.85) ? employees : null,
			BillingCountry: choices.pick(['United States', 'Germany', 'France']),
			Type: isMarked ? 'Customer - Direct' : null,
			Rating: isMarked ? 'Hot' : 'Warm',
			...created(new Date(needed.getTime() - 30 * dayMs)),
		},
		contact: {
			LastName: `Person ${at}`,
			Title: title,
			Email: `person@company-${at}.example`,
			AccountId: `@${ref}`,
			...created(new Date(needed.getTime() - 20 * dayMs)),
		},
		opportunity: {
			Name: `Deal ${at}`,
			AccountId: `@${ref}`,
			StageName: isWon ? 'Closed Won' : 'Closed Lost',
			CloseDate: closed.toISOString().slice(0, 10),
			Amount: choices.between(1, 90) * 1_000,
			...created(needed),
		},
		history: marked,
	};
}

function lead(at: number, now: Date, choices: Choices): Made {
	const ref = `decided-lead-${at}`;
	const source = choices.pick(Object.keys(bySource) as Array<keyof typeof bySource>);
	const title = choices.pick(Object.keys(byTitle) as Array<keyof typeof byTitle>);
	const employees = sizeOf(choices);
	const needed = daysBefore(now, choices.between(youngestDays, oldestDays));
	const isConverted = choices.chance(chanceOf(-1.6 + bySource[source] + byTitle[title] + sizeOdds(employees)));
	const decided = new Date(needed.getTime() + choices.between(5, 60) * dayMs);
	const isMarked = isConverted && choices.chance(0.6);
	return {
		record: {
			'@ref': ref,
			LastName: `Lead ${at}`,
			Company: `Prospect ${at}`,
			Email: choices.chance(0.3) ? `lead${at}@gmail.com` : `lead@prospect-${at}.example`,
			Title: choices.chance(0.9) ? title : null,
			LeadSource: source,
			NumberOfEmployees: choices.chance(0.8) ? employees : null,
			Rating: isMarked ? 'Hot' : null,
			Status: isConverted ? 'Closed - Converted' : 'Working - Contacted',
			IsConverted: isConverted,
			ConvertedDate: isConverted ? decided.toISOString().slice(0, 10) : null,
			...created(needed),
		},
		history: [
			...(isMarked ? [change('Lead', ref, 'Rating', null, 'Hot', decided)] : []),
			...(isConverted ? [change('Lead', ref, 'leadConverted', null, null, decided)] : []),
		],
	};
}

function change(object: string, ref: string, field: string, before: unknown, after: unknown, at: Date): SeedRecord {
	const row = { [`${object}Id`]: `@${ref}`, Field: field, OldValue: before, NewValue: after };
	return { ...row, CreatedDate: at.toISOString() };
}

function created(at: Date): SeedRecord {
	const stamp = at.toISOString();
	return { CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp };
}

function daysBefore(now: Date, days: number): Date {
	return new Date(Math.floor(now.getTime() / 1_000) * 1_000 - days * dayMs);
}

/** From 5 to 5,000, most of them small. */
function sizeOf(choices: Choices): number {
	return Math.round(5 * 10 ** (choices.between(0, 300) / 100));
}

function sizeOdds(employees: number): number {
	return 0.45 * Math.log(employees / 150);
}

function chanceOf(logOdds: number): number {
	return 1 / (1 + Math.exp(-logOdds));
}
