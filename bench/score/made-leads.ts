import { randomOf, type Random } from '../../core/stages/score/predictive/random';
import type { Row } from '../../demo/score/read-csv';

/** What the field `Follow_Up__c` of made leads holds. */
export type MadeLeak =
	/** Something known beforehand that says a little. */
	| 'none'
	/** A text that is filled for most converted leads, and for few others. */
	| 'filled_after'
	/** A number that is high for converted leads. */
	| 'nearly_decides'
	/** A date that lies after the decision. */
	| 'late_date';

const industries = ['Software', 'Retail', 'Banking', 'Health', 'Education', 'Construction', 'unknown'];
const sources = ['Web', 'Referral', 'Trade Show', 'Purchased List', 'Partner'];
const titles = [
	'CEO',
	'VP Sales',
	'Director of Finance',
	'IT Manager',
	'Software Engineer',
	'Student',
	'Marketing Assistant',
	'Head of Procurement',
];

/** Leads with a known rule behind their conversion, about one in six; the same for the same seed. */
export function madeLeads(count: number, { leak, seed }: { readonly leak: MadeLeak; readonly seed: number }): Row[] {
	const random = randomOf(seed);
	return Array.from({ length: count }, (_, at) => madeLead(at, leak, random));
}

function madeLead(at: number, leak: MadeLeak, random: Random): Row {
	const industry = Math.floor(random() * industries.length);
	const source = Math.floor(random() * sources.length);
	const title = Math.floor(random() * titles.length);
	const employees = Math.round(Math.exp(random() * 9));
	const hasPhone = random() < 0.7;
	const created = Date.UTC(2024, 0, 1) + at * 3_600_000;
	const logOdds =
		-3.1 +
		[0.9, -0.4, 0.6, 0, -0.8, 0.1, -0.2][industry] +
		[0.1, 1.4, 0.4, -1.2, 0.6][source] +
		[0.9, 0.8, 0.9, 0.3, 0, -2, -0.5, 0.7][title] +
		0.25 * Math.log(employees + 1) +
		(hasPhone ? 0.4 : 0);
	const isWon = random() < 1 / (1 + Math.exp(-logOdds));
	return {
		Id: `00Q${String(at).padStart(12, '0')}AAA`,
		Created: new Date(created).toISOString(),
		Industry: industries[industry],
		Source: sources[source],
		Title: titles[title],
		Employees: random() < 0.1 ? '-1' : String(employees),
		Phone: hasPhone ? `+1 555 ${String(at).padStart(7, '0')}` : '',
		Email: `person${at}@${random() < 0.3 ? 'gmail.com' : `company${at % 997}.com`}`,
		Region: 'EMEA',
		Noise: String(Math.round(random() * 1_000)),
		Follow_Up__c: leakOf(leak, isWon, created, random),
		Converted: isWon ? 'true' : 'false',
	};
}

function leakOf(leak: MadeLeak, isWon: boolean, created: number, random: Random): string {
	switch (leak) {
		case 'none':
			return random() < (isWon ? 0.5 : 0.35) ? 'asked' : 'not asked';
		case 'filled_after':
			return random() < (isWon ? 0.8 : 0.05) ? ['Welcome call', 'Kick-off', 'Handover'][Math.floor(random() * 3)] : '';
		case 'nearly_decides':
			return String(Math.round((isWon ? 60 : 30) + (random() + random() + random() - 1.5) * 40));
		case 'late_date':
			return new Date(created + (10 + random() * 50) * 86_400_000).toISOString().slice(0, 10);
	}
}
