import type { Pace } from '../pace';
import { type ColumnProfile, profileColumn } from './profile-column';
import type { Feature } from './feature';
import type { Table } from './table';

/** A field that nothing is learnt from, and why. */
export interface LeftOut {
	readonly field: string;
	readonly why: string;
}

/** What a table offers to learn from. */
export interface Chosen {
	readonly features: readonly Feature[];
	readonly leftOut: readonly LeftOut[];
}

const number = new Intl.NumberFormat('en');

/** The features that the fields of a table make; fields that hold nothing to learn from are left out, with the reason. */
export async function chooseFeatures(
	table: Table,
	{
		skip,
		labels,
		hasTime,
	}: {
		readonly skip: ReadonlySet<string>;
		readonly labels: Readonly<Record<string, string>>;
		readonly hasTime: boolean;
	},
	pace: Pace,
): Promise<Chosen> {
	const features: Feature[] = [];
	const leftOut: LeftOut[] = [];
	for (const [field, values] of table.columns) {
		if (skip.has(field)) continue;
		const profile = profileColumn(values, field);
		const made = featuresOf(field, labels[field] ?? field, profile, hasTime);
		for (const feature of made) features.push(feature);
		const why = whyLeftOut(profile, hasTime);
		if (why !== undefined) leftOut.push({ field, why });
		await pace.breathe();
	}
	return { features, leftOut };
}

function featuresOf(
	field: string,
	label: string,
	{ kind, sentinels, dayOrder, hasDecimalComma, isFull }: ColumnProfile,
	hasTime: boolean,
): Feature[] {
	const filling: Feature[] = isFull ? [] : [{ field, label, kind: 'is_filled' }];
	switch (kind) {
		case 'number':
			return [
				{
					...{ field, label, kind: 'number' },
					...(sentinels.length > 0 && { sentinels }),
					...(hasDecimalComma && { hasDecimalComma }),
				},
			];
		case 'date':
			return hasTime ? [{ field, label, kind: 'age_in_days', ...(dayOrder && { dayOrder }) }] : filling;
		case 'category':
			return [{ field, label, kind: 'category' }];
		case 'title':
			return [
				{ field, label: `${label} (seniority)`, kind: 'seniority' },
				{ field, label: `${label} (function)`, kind: 'job_function' },
			];
		case 'email':
			return [{ field, label: `${label} (mail domain)`, kind: 'mail_domain' }];
		case 'id':
		case 'text':
			return filling;
		case 'constant':
		case 'empty':
			return [];
	}
}

function whyLeftOut({ kind, distinct }: ColumnProfile, hasTime: boolean): string | undefined {
	switch (kind) {
		case 'empty':
			return 'it is empty';
		case 'constant':
			return 'it has the same value in all records';
		case 'id':
			return `it is an ID or nearly one (${number.format(distinct)} different values among those looked at); only whether it is filled counts`;
		case 'text':
			return `it is free text (${number.format(distinct)} different values among those looked at); only whether it is filled counts`;
		case 'date':
			return hasTime
				? undefined
				: 'a date says its age only where the moment of the decision is known; only whether it is filled counts';
		default:
			return undefined;
	}
}
